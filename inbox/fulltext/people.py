"""Customers in the index: their names, addresses, numbers in any format, and what a company keeps about them."""

from typing import Any

from sqlalchemy import Connection, select

from inbox import fulltext
from inbox.fulltext.digits import extra
from inbox.fulltext.fold import words
from inbox.fulltext.match import Entry
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
    known = thread.c.id.in_(sorted(thread_ids)) | thread.c.head_id.in_(sorted(thread_ids))
    owners = conn.execute(select(customer).join(thread).where(known)).all()
    fulltext.forget_people(conn, [row.id for row in owners])
    alive = [row for row in owners if row.erased_at is None]
    put(conn, searched_by(conn, alive))


def searched_by(conn: Connection, owners: list[Any]) -> Words:
    found = {row.id: [row.name, *map(str, row.fields.values())] for row in owners}
    theirs = select(identity.c.customer_id, identity.c.scope, identity.c.address, identity.c.display)
    for row in conn.execute(theirs.where(identity.c.customer_id.in_(sorted(found))).order_by(identity.c.id)):
        # An address that means something to one account alone is an id that nobody reads.
        found[row.customer_id] += (row.display, "" if row.scope else row.address)
    return {owner: terms(texts[: 2 * MOST_ADDRESSES]) for owner, texts in found.items()}


def terms(texts: list[str]) -> tuple[str, ...]:
    return tuple(word for text in dict.fromkeys(texts) for word in (*words(text), *extra(text)))


def put(conn: Connection, found: Words) -> None:
    """Under new numbers: so who wrote last is met first."""
    insert_rows(conn, search_person, [{"customer_id": owner} for owner in sorted(found)])
    known = select(search_person).where(search_person.c.customer_id.in_(sorted(found)))
    entries = [
        Entry(row.number, found[row.customer_id]) for row in conn.execute(known.order_by(search_person.c.number))
    ]
    fulltext.engine(conn).put(conn, search_person.name, entries)
