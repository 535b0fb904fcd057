"""People as a search finds them: by name, address or number, each once, however often they were merged."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, select

from inbox import fulltext
from inbox.fulltext.match import Clause, Match
from inbox.fulltext.numbering import FIRST, LAST
from inbox.groups import HEAD
from inbox.schema import customer, identity, search_person, thread
from inbox.sight import visible
from inbox.words import CustomerId, ThreadId

SHOWN = 8
LOOKED_AT = 100
"""Those who match and were heard of last, of whom the first are shown."""
MOST_ADDRESSES = 10


class Person(Struct, frozen=True):
    """addresses: as people read them; an id that means something to one provider alone is none."""

    customer_id: CustomerId
    thread_id: ThreadId
    name: str
    addresses: tuple[str, ...]
    last_at: datetime


def find(conn: Connection, clauses: tuple[Clause, ...]) -> tuple[Person, ...]:
    """Those whom all clauses meet; whoever was heard of last comes first."""
    heads = heads_of(conn, clauses, LOOKED_AT)
    if not heads:
        return ()
    shown = select(thread.c.id, thread.c.last_at, customer.c.id.label("customer_id"), customer.c.name)
    alive = shown.join(customer).where(thread.c.id.in_(heads), customer.c.erased_at.is_(None), visible(thread))
    rows = conn.execute(alive.order_by(thread.c.last_at.desc(), thread.c.id.desc()).limit(SHOWN)).all()
    addresses = addresses_of(conn, [row.id for row in rows])
    return tuple(Person(row.customer_id, row.id, row.name, addresses[row.id], row.last_at) for row in rows)


def heads_of(conn: Connection, clauses: tuple[Clause, ...], limit: int) -> list[ThreadId]:
    """The threads that show those whom all clauses meet."""
    if not clauses or not all(clauses):
        return []
    numbers = fulltext.newest(conn, search_person, Match(clauses), FIRST, LAST, limit)
    theirs = select(HEAD).join(search_person, search_person.c.customer_id == thread.c.customer_id)
    heads = conn.execute(theirs.where(search_person.c.number.in_(numbers))).scalars() if numbers else ()
    return list(dict.fromkeys(heads))


def threads(conn: Connection, clauses: tuple[Clause, ...], limit: int) -> list[ThreadId]:
    """All threads of those whom the clauses meet, with those that are shown with them."""
    heads = heads_of(conn, clauses, limit)
    if not heads:
        return []
    together = select(thread.c.id).where(thread.c.id.in_(heads) | thread.c.head_id.in_(heads))
    return list(conn.execute(together.order_by(thread.c.id)).scalars())


def addresses_of(conn: Connection, heads: list[ThreadId]) -> dict[ThreadId, tuple[str, ...]]:
    theirs = select(HEAD.label("head"), identity.c.address).join(
        identity, identity.c.customer_id == thread.c.customer_id
    )
    found: defaultdict[Any, dict[str, None]] = defaultdict(dict)
    whole = theirs.where(thread.c.id.in_(heads) | thread.c.head_id.in_(heads), identity.c.scope == "")
    for row in conn.execute(whole.order_by(identity.c.created_at, identity.c.id)):
        found[row.head][row.address] = None
    return {one: tuple(found[one])[:MOST_ADDRESSES] for one in heads}
