"""Due has passed, and nobody has the thread: it is told to the whole team, once for as long as somebody waits."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update

from inbox import alerts, events
from inbox.schema import alert, thread
from inbox.words import Event, ThreadId

STALLED = "stalled"
GROUP = 100
UNTOLD = thread.c.due.is_not(None), thread.c.assignee_id.is_(None), thread.c.stalled_at.is_(None)
BY_DUE = thread.c.assignee_id, thread.c.stalled_at, thread.c.due
"""By due: the others are NULL here. But PostgreSQL walks an index only in the order of all its columns."""


def next_stall(conn: Connection) -> datetime | None:
    """When the first of those passes that nobody has and nobody was told of."""
    return conn.execute(NEXT).scalar_one_or_none()


NEXT = select(thread.c.due).where(*UNTOLD).order_by(*BY_DUE).limit(1)


def stall(conn: Connection, now: datetime) -> list[ThreadId]:
    """Tell of GROUP at most; whoever calls does so again while there are more."""
    late = select(thread.c.id, thread.c.episode_id).where(thread.c.due <= now, *UNTOLD)
    rows = conn.execute(late.order_by(*BY_DUE).limit(GROUP)).all()
    told = [row.id for row in rows]
    if rows:
        conn.execute(update(thread).where(thread.c.id.in_(sorted(told))).values(stalled_at=now))
        events.record_many(conn, [Event(0, now, "thread.stalled", one) for one in told])
        conn.execute(delete(alert).where(alert.c.kind == STALLED, of_an_earlier_wait(told)))
        alerts.raise_many(conn, [(row.episode_id, row.id, STALLED) for row in rows if row.episode_id], now)
    return told


def of_an_earlier_wait(told: list[ThreadId]) -> ColumnElement[bool]:
    """An alert is raised once per episode: that of a wait which was answered since makes room."""
    earlier = alert.alias("earlier")
    theirs = select(earlier.c.episode_id).join(thread, thread.c.episode_id == earlier.c.episode_id)
    before = earlier.c.kind == STALLED, earlier.c.created_at < thread.c.waiting_since
    return alert.c.episode_id.in_(theirs.where(thread.c.id.in_(sorted(told)), *before))
