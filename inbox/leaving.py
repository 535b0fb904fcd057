"""An agent leaves: who is not there is given nothing, and what waits with them goes back to the queue."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, func, or_, select, update

from inbox import events
from inbox.bus import announce
from inbox.schema import desk, event, thread
from inbox.threads import NOBODYS
from inbox.words import ThreadId

Later = BindParameter[Any]
"""A value that is not known yet."""
LEASED = desk.c.online_until.is_not(None)


def next_leave(conn: Connection) -> datetime | None:
    """When the next lease ends."""
    return conn.execute(NEXT).scalar_one_or_none()


NEXT = select(desk.c.online_until).where(LEASED).order_by(desk.c.online_until).limit(1)


def leave(conn: Connection, now: datetime) -> list[ThreadId]:
    """Who has not been heard of until now has left. Returns the threads that went back to the queue."""
    returned = []
    for user_id in conn.execute(select(desk.c.user_id).where(desk.c.online_until <= now)).scalars().all():
        gone = update(desk).where(desk.c.user_id == user_id, desk.c.online_until <= now)
        if conn.execute(gone.values(online_until=None)).rowcount:
            events.record(conn, "desk.changed", now, data={"user_id": user_id})
            returned += send_back(conn, thread.c.assignee_id == user_id, now)
    return returned


def stuck(conn: Connection, seq: int, now: datetime) -> tuple[int, bool]:
    """Where the log ends, and whether anybody has written since seq to an agent who is not there."""
    last = events.last_seq(conn)
    return last, last > seq and conn.execute(STUCK, {"now": now, "after": seq, "until": last}).first() is not None


def free(conn: Connection, seq: int, last: int, now: datetime) -> list[ThreadId]:
    """Put those threads, which were written in after seq, until last, back into the queue."""
    return send_back(conn, written(seq, last), now)


def written(seq: int | Later, last: int | Later) -> ColumnElement[bool]:
    part = thread.alias("part")
    shown = select(func.coalesce(part.c.head_id, part.c.id)).join(event, event.c.thread_id == part.c.id)
    new = event.c.seq > seq, event.c.seq <= last, event.c.kind == "message.received"
    return thread.c.id.in_(shown.where(*new))


def send_back(conn: Connection, which: ColumnElement[bool], now: datetime) -> list[ThreadId]:
    """What nobody waits in stays with its agent, and so does what is held by somebody who never had a desk."""
    returned = []
    for row in conn.execute(left_alone(now).where(which)).all():
        theirs = update(thread).where(thread.c.id == row.id, thread.c.assignee_id == row.assignee_id, WAITS)
        if conn.execute(theirs.values(**NOBODYS)).rowcount:
            told = {"from": row.assignee_id, "reason": "away"}
            events.record(conn, "thread.returned", now, thread_id=row.id, data=told)
            announce(conn, "due")  # it may have passed already
            returned.append(row.id)
    return returned


WAITS = thread.c.due.is_not(None)


def left_alone(now: datetime | Later) -> Select[Any]:
    """Threads in which somebody waits for an agent who is not there."""
    gone = or_(desk.c.online_until.is_(None), desk.c.online_until <= now)
    whole = select(thread.c.id, thread.c.assignee_id).join(desk, desk.c.user_id == thread.c.assignee_id)
    return whole.where(WAITS, gone)


STUCK = left_alone(bindparam("now")).where(written(bindparam("after"), bindparam("until"))).limit(1)
"""Made once, as is all that is asked many times a second: to make it costs twenty times what asking it does."""
