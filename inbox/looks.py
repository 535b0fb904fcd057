"""When each agent last looked at a thread: what is newer is marked on their screen."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from inbox import groups, mentioned
from inbox.errors import NotFound
from inbox.schema import look, thread
from inbox.words import ThreadId, UserId


def record(conn: Connection, user_id: UserId, thread_id: ThreadId, now: datetime) -> None:
    """They looked until now, at everything that is shown there: after a split, at both. Raises NotFound."""
    together = groups.members(conn, thread_id)
    if conn.execute(select(thread.c.id).where(thread.c.id == together[0])).first() is None:
        raise NotFound("There is no such thread.")
    mentioned.see(conn, user_id, together, now)
    theirs = look.c.user_id == user_id, look.c.thread_id.in_(together)
    before = set(conn.execute(select(look.c.thread_id).where(*theirs)).scalars())
    conn.execute(update(look).where(*theirs, look.c.at < now).values(at=now))
    if new := [{"user_id": user_id, "thread_id": one, "at": now} for one in together if one not in before]:
        conn.execute(insert(look), new)


def last(conn: Connection, user_id: UserId, thread_id: ThreadId) -> datetime | None:
    """When they last looked at this thread; None if never."""
    theirs = look.c.user_id == user_id, look.c.thread_id == thread_id
    return conn.execute(select(look.c.at).where(*theirs)).scalar_one_or_none()
