"""A thread is put aside until a moment, or until its customer writes; then it is back with whoever put it aside.

Nobody waits longer for that: what somebody waits in is back when an answer is due (`Standings.write` sees to it), and
who asked for a human is not put aside at all.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from inbox import events, groups, threads
from inbox.bus import announce
from inbox.errors import Conflict
from inbox.schema import thread
from inbox.words import Thread, ThreadId, UserId

GROUP = 100
ASLEEP = thread.c.snoozed_at.is_not(None)

PAST = "This moment has passed. Choose a later one."
OVERDUE = "An answer is overdue here, so this thread cannot be put aside. Answer it, or give it back to the queue."
WANTS_HUMAN = "This customer has asked for a person. Answer them first; then the thread can be put aside."


def snooze(conn: Connection, thread_id: ThreadId, until: datetime | None, user_id: UserId, now: datetime) -> Thread:
    """Put it aside, with this agent, whoever had it before. until: None for until the customer writes.

    Raises NotFound, and Conflict for a closed thread, a moment that has passed, and a customer who must not wait.
    """
    stands = locked(conn, thread_id)
    wake_at = earliest(stands, until, now)
    is_open = update(thread).where(thread.c.status == "open")
    aside = {"snoozed_at": now, "wake_at": wake_at, "assignee_id": user_id, "held_until": None}
    if not threads.change(conn, is_open.values(**aside), stands.id):
        raise Conflict("This thread is closed. Reopen it first.")
    announce(conn, "wake")
    told = {"until": wake_at.isoformat() if wake_at else ""}
    events.record(conn, "thread.snoozed", now, thread_id=stands.id, actor_id=user_id, data=told)
    return threads.get(conn, stands.id)


def locked(conn: Connection, thread_id: ThreadId) -> Thread:
    """A message that comes meanwhile finds it put aside, and brings it back."""
    head = groups.head_of(conn, thread_id)
    conn.execute(select(thread.c.id).where(thread.c.id == head).with_for_update())
    return threads.get(conn, head)


def earliest(stands: Thread, until: datetime | None, now: datetime) -> datetime | None:
    """When it comes back: the wanted moment, or sooner, when an answer is due. None: when they write."""
    if until is not None and until <= now:
        raise Conflict(PAST)
    if stands.due is None:
        return until
    if any(one.code == "asks_human" for one in stands.reasons):
        raise Conflict(WANTS_HUMAN)
    if stands.due <= now:
        raise Conflict(OVERDUE)
    return min(stands.due, until or stands.due)


def wake(conn: Connection, thread_id: ThreadId, user_id: UserId, now: datetime) -> Thread:
    """Put it back on the table by hand. Raises NotFound, and Conflict where it lies there already."""
    thread_id = groups.head_of(conn, thread_id)
    if not rouse(conn, thread_id, None, now, ASLEEP):
        threads.get(conn, thread_id)
        raise Conflict("This thread is not put aside.")
    events.record(conn, "thread.woke", now, thread_id=thread_id, actor_id=user_id, data={"why": "hand"})
    return threads.get(conn, thread_id)


def rouse(
    conn: Connection, thread_id: ThreadId, woke_at: datetime | None, now: datetime, *which: ColumnElement[bool]
) -> bool:
    """From now on it is held again, as anything is in which somebody waits."""
    back = update(thread).where(*which).values(snoozed_at=None, wake_at=woke_at)
    if not threads.change(conn, back, thread_id):
        return False
    threads.hold(conn, thread_id, now)
    return True


def next_wake(conn: Connection) -> datetime | None:
    """When the first of those that have a moment comes back."""
    return conn.execute(NEXT).scalar_one_or_none()


NEXT = select(thread.c.wake_at).where(ASLEEP, thread.c.wake_at.is_not(None)).order_by(thread.c.wake_at).limit(1)


def wake_due(conn: Connection, now: datetime) -> list[ThreadId]:
    """Bring back GROUP at most whose moment has come; whoever calls does so again while there are more."""
    late = ASLEEP, thread.c.wake_at <= now
    woken = []
    for row in conn.execute(select(thread.c.id).where(*late).order_by(thread.c.wake_at).limit(GROUP)).all():
        if rouse(conn, row.id, now, now, *late):
            events.record(conn, "thread.woke", now, thread_id=row.id, data={"why": "time"})
            woken.append(row.id)
    return woken
