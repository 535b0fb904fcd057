"""Which threads are shown as one: every customer keeps their own, and a merge shows it in its head's."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, or_, select

from inbox.rows import given
from inbox.schema import thread
from inbox.words import CustomerId, ThreadId

HEAD = func.coalesce(thread.c.head_id, thread.c.id)


def head_of(conn: Connection, thread_id: ThreadId) -> ThreadId:
    """The thread that shows this one: itself, where it was never merged or does not exist."""
    return heads_of(conn, [thread_id])[thread_id]


def heads_of(conn: Connection, thread_ids: Iterable[ThreadId]) -> dict[ThreadId, ThreadId]:
    asked = sorted(set(thread_ids))
    return {one: one for one in asked} | {row.id: row.head_id for row in conn.execute(MERGED, {"given": asked})}


MERGED = select(thread.c.id, thread.c.head_id).where(given(thread.c.id), thread.c.head_id.is_not(None))


def members(conn: Connection, thread_id: ThreadId) -> list[ThreadId]:
    """All threads that are shown together with this one, the head first; itself alone where it was never merged."""
    head = head_of(conn, thread_id)
    parts = conn.execute(select(thread.c.id).where(thread.c.head_id == head)).scalars()
    return [head, *sorted(parts)]


def customers(conn: Connection, customer_id: CustomerId) -> list[CustomerId]:
    """All who are shown as one with this customer, the head's first."""
    theirs = select(HEAD).where(thread.c.customer_id == customer_id).scalar_subquery()
    whole = select(thread.c.customer_id).where(or_(thread.c.id == theirs, thread.c.head_id == theirs))
    return list(conn.execute(whole.order_by(thread.c.head_id.is_not(None), thread.c.id)).scalars())
