"""Due has passed, and nobody has the thread: it is told to the whole team, once for as long as somebody waits."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from inbox import alerts, events
from inbox.schema import alert, thread
from inbox.words import ThreadId

STALLED = "stalled"
GROUP = 100
UNTOLD = thread.c.due.is_not(None), thread.c.assignee_id.is_(None), thread.c.stalled_at.is_(None)
BY_DUE = thread.c.assignee_id, thread.c.stalled_at, thread.c.due
"""By due: the others are NULL here. But PostgreSQL walks an index only in the order of all its columns."""


def next_stall(conn: Connection) -> datetime | None:
    """When the first of those passes that nobody has and nobody was told of."""
    coming = select(thread.c.due).where(*UNTOLD)
    return conn.execute(coming.order_by(*BY_DUE).limit(1)).scalar_one_or_none()


def stall(conn: Connection, now: datetime) -> list[ThreadId]:
    """Tell of GROUP at most; whoever calls does so again while there are more."""
    late = select(thread.c.id, thread.c.episode_id, thread.c.waiting_since).where(thread.c.due <= now, *UNTOLD)
    told = []
    for row in conn.execute(late.order_by(*BY_DUE).limit(GROUP)).all():
        this = update(thread).where(thread.c.id == row.id, thread.c.due <= now, *UNTOLD)
        if conn.execute(this.values(stalled_at=now)).rowcount == 1:
            events.record(conn, "thread.stalled", now, thread_id=row.id)
            tell(conn, row, now)
            told.append(row.id)
    return told


def tell(conn: Connection, row: Any, now: datetime) -> None:
    """An alert is raised once per episode: that of an earlier wait, which was answered since, makes room."""
    if row.episode_id is not None:
        conn.execute(delete(alert).where(*stalled_before(row)))
        alerts.raise_one(conn, row.episode_id, row.id, STALLED, now)


def stalled_before(row: Any) -> tuple[ColumnElement[bool], ...]:
    same = alert.c.episode_id == row.episode_id, alert.c.kind == STALLED
    return *same, alert.c.created_at < row.waiting_since
