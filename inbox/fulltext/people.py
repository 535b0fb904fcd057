"""Customers in the index: their names, addresses, numbers in any format, and what a company keeps about them."""

from typing import Any

from sqlalchemy import Connection, select

from inbox import fulltext
from inbox.fulltext.digits import extra
from inbox.fulltext.fold import words
from inbox.fulltext.match import Entry
from inbox.rows import given
from inbox.schema import customer, identity, search_person, thread
from inbox.storing import insert_rows
from inbox.words import CustomerId, ThreadId

MOST_ADDRESSES = 200
"""Of one customer; a shared desk may gather thousands."""
Words = dict[CustomerId, tuple[str, ...]]


def index(conn: Connection, thread_ids: set[ThreadId]) -> None:
    """Keep what these threads' customers are found by; those who were merged stand for themselves."""
    if not thread_ids:
        return
    owners = conn.execute(OWNERS, {"given": list(thread_ids)}).all()
    fulltext.forget_people(conn, [row.id for row in owners])
    alive = [row for row in owners if row.erased_at is None]
    put(conn, searched_by(conn, alive))


OWNERS = select(customer).join(thread).where(given(thread.c.id) | given(thread.c.head_id))


def searched_by(conn: Connection, owners: list[Any]) -> Words:
    found = {row.id: [row.name, *map(str, row.fields.values())] for row in owners}
    for row in conn.execute(ADDRESSES, {"given": list(found)}):
        # An address that means something to one account alone is an id that nobody reads.
        found[row.customer_id] += (row.display, "" if row.scope else row.address)
    return {owner: terms(texts[: 2 * MOST_ADDRESSES]) for owner, texts in found.items()}


ADDRESSES = (
    select(identity.c.customer_id, identity.c.scope, identity.c.address, identity.c.display)
    .where(given(identity.c.customer_id))
    .order_by(identity.c.id)
)


def terms(texts: list[str]) -> tuple[str, ...]:
    return tuple(word for text in dict.fromkeys(texts) for word in (*words(text), *extra(text)))


def put(conn: Connection, found: Words) -> None:
    """Under new numbers: so who wrote last is met first."""
    insert_rows(conn, search_person, [{"customer_id": owner} for owner in sorted(found)])
    numbered = conn.execute(NUMBERED, {"given": list(found)})
    entries = [Entry(row.number, found[row.customer_id]) for row in numbered]
    fulltext.engine(conn).put(conn, search_person.name, entries)


NUMBERED = select(search_person).where(given(search_person.c.customer_id)).order_by(search_person.c.number)
