"""How much we hold of a customer: what an export brings, and an erasure takes away."""

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from inbox import groups
from inbox.errors import NotFound
from inbox.schema import attachment, customer, identity, message, promise, thread
from inbox.words import CustomerId


class Extent(Struct, frozen=True):
    """Counts over all who are shown as one; people are their names, the head's first. bytes: of the files kept."""

    people: tuple[str, ...]
    messages: int
    files: int
    bytes: int
    addresses: int
    promises: int


def of(conn: Connection, customer_id: CustomerId) -> Extent:
    """Raises NotFound for nobody, or for somebody who was erased."""
    ids = groups.customers(conn, customer_id)
    names = named(conn, ids)
    if customer_id not in names:
        raise NotFound("There is no such customer. They may have been erased meanwhile.")
    theirs = select(thread.c.id).where(thread.c.customer_id.in_(ids))
    files, size = weight(conn, theirs)
    return Extent(
        people=tuple(names[one] for one in ids),
        messages=number(conn, message, message.c.thread_id.in_(theirs)),
        files=files,
        bytes=size,
        addresses=number(conn, identity, identity.c.customer_id.in_(ids)),
        promises=number(conn, promise, promise.c.thread_id.in_(theirs)),
    )


def named(conn: Connection, ids: list[CustomerId]) -> dict[CustomerId, str]:
    known = select(customer.c.id, customer.c.name).where(customer.c.id.in_(ids), customer.c.erased_at.is_(None))
    return {row.id: row.name for row in conn.execute(known)}


def weight(conn: Connection, threads: Select[tuple[str]]) -> tuple[int, int]:
    """Of the files that are here: how many, and their bytes."""
    said = select(message.c.id).where(message.c.thread_id.in_(threads))
    kept = attachment.c.message_id.in_(said) & (attachment.c.state == "kept")
    row = conn.execute(select(func.count(), func.coalesce(func.sum(attachment.c.size), 0)).where(kept)).one()
    return row[0], int(row[1])


def number(conn: Connection, table: Table, which: ColumnElement[bool]) -> int:
    return conn.execute(select(func.count()).select_from(table).where(which)).scalar_one()
