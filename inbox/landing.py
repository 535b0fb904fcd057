"""Who is next: of all that wait for this agent, whoever most needs a human, and theirs from that moment on."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from inbox import skips, threads
from inbox.queue import NOBODYS, teams_of
from inbox.schema import thread
from inbox.words import Thread, ThreadId, UserId

WAITS = thread.c.due.is_not(None)
TRIES = 10
"""Threads of each team that may be snatched away before we look again."""


def land(
    conn: Connection, user_id: UserId, after: ThreadId | None, viewed: Collection[ThreadId], now: datetime
) -> Thread | None:
    """The most urgent of one's own threads and of the queue; None where nobody waits.

    after: the one that is left. viewed: those that a colleague is looking at; one's own come last then, and others not
    at all. What nobody had is taken by one conditional UPDATE, so of two agents exactly one lands on it.
    """
    while some := candidates(conn, user_id, after, viewed):
        for row in some:
            if row.assignee_id == user_id or threads.take(conn, row.id, user_id, now, WAITS):
                return threads.get(conn, row.id)
    return None


def candidates(
    conn: Connection, user_id: UserId, after: ThreadId | None, viewed: Collection[ThreadId]
) -> Sequence[Any]:
    found = [*own(conn, user_id, after), *waiting(conn, user_id, {after, *viewed} - {None})]
    return sorted(found, key=lambda row: (row.id in viewed, row.moment, row.id))


COMES = func.coalesce(thread.c.due, thread.c.wake_at)
"""What was put aside, and is back, comes by the moment at which it came back where nobody waits in it."""


def own(conn: Connection, user_id: UserId, after: ThreadId | None) -> Sequence[Any]:
    mine = thread.c.assignee_id == user_id, thread.c.status == "open", thread.c.snoozed_at.is_(None)
    calls = or_(WAITS, thread.c.wake_at.is_not(None))
    chosen = select(thread.c.id, thread.c.assignee_id, COMES.label("moment")).where(*mine, calls)
    return conn.execute(chosen.where(thread.c.id != (after or ""), ~skips.skipped_by(user_id))).all()


def waiting(conn: Connection, user_id: UserId, but: Collection[ThreadId | None]) -> list[Row[Any]]:
    """What nobody has, of this agent's teams and of none: the most urgent of each.

    Each is looked for by itself: nobody walks through all that waits for others to find that nothing waits for them.
    """
    free = NOBODYS, WAITS, thread.c.id.not_in(sorted(filter(None, but))), ~skips.skipped_by(user_id)
    first = select(thread.c.id, thread.c.assignee_id, thread.c.due.label("moment")).where(*free).limit(TRIES)
    by = thread.c.due, thread.c.id
    found = [*conn.execute(first.where(thread.c.team_id.is_(None)).order_by(*ALIKE, *by))]
    for team_id in conn.execute(teams_of(user_id)).scalars().all():
        found += conn.execute(first.where(thread.c.team_id == team_id).order_by(*by))
    return found


ALIKE = thread.c.assignee_id, thread.c.team_id
"""Nobody's of no team are alike in both, but PostgreSQL walks ix_thread_teamless only in the order of its columns."""
