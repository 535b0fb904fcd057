"""Who waited already when a table was saved is judged by it soon after."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from inbox.schema import patience, thread
from inbox.tables.storage import stamp
from inbox.words import ThreadId


def unapplied(conn: Connection) -> int | None:
    """The id of the table that holds, while some may still be judged by the one before it."""
    holds = patience.c.id == stamp(conn)[0], patience.c.applied_at.is_(None)
    return conn.execute(select(patience.c.id).where(*holds)).scalar_one_or_none()


def mark_applied(conn: Connection, table_id: int, now: datetime) -> None:
    conn.execute(update(patience).where(patience.c.id == table_id).values(applied_at=now))


def waiting(conn: Connection, after: ThreadId | None, limit: int) -> list[ThreadId]:
    """Threads in which somebody waits, whoever has them, by id."""
    chosen = select(thread.c.id).where(thread.c.due.is_not(None)).order_by(thread.c.id).limit(limit)
    return list(conn.execute(chosen if after is None else chosen.where(thread.c.id > after)).scalars())
