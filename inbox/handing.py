"""A person hands a thread to a colleague, or to nobody."""

from datetime import datetime

from sqlalchemy import Connection, update

from inbox import events, threads, users
from inbox.errors import Conflict
from inbox.schema import thread
from inbox.words import Thread, ThreadId, UserId


def hand(conn: Connection, thread_id: ThreadId, to: UserId | None, by: UserId, now: datetime) -> Thread:
    """Whoever has it now, it is theirs from now on, and on their table. to: None gives it back to the queue.

    Raises NotFound, and Conflict for a closed thread and for somebody who cannot sign in any more.
    """
    if to is None:
        return threads.release(conn, thread_id, by, now)
    stands = threads.get(conn, thread_id)
    demand_working(conn, to)
    if stands.assignee_id == to and stands.snoozed_at is None:
        return stands
    is_open = update(thread).where(thread.c.status == "open")
    theirs = is_open.values(**{**threads.NOBODYS, "assignee_id": to})
    if not threads.change(conn, theirs, stands.id):
        raise Conflict("This thread is closed. Reopen it first.")
    threads.hold(conn, stands.id, now)
    told = {"to": to, "reasons": ""}
    events.record(conn, "thread.assigned", now, thread_id=stands.id, actor_id=by, data=told)
    return threads.get(conn, stands.id)


def demand_working(conn: Connection, user_id: UserId) -> None:
    if (person := users.get(conn, user_id)).disabled_at is not None:
        raise Conflict(f"{person.name} can no longer sign in. Choose somebody else.")
