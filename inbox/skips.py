"""Whom an agent passed over. It holds for this agent alone, until the customer writes again; due stays as it is."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, update

from inbox import events, groups, threads
from inbox.errors import Conflict
from inbox.rows import given
from inbox.schema import event, thread
from inbox.schema import skip as skips
from inbox.words import Thread, ThreadId, UserId


def skip(conn: Connection, thread_id: ThreadId, user_id: UserId, reason: str, now: datetime) -> Thread:
    """Pass it over, and give it back if one has it: supervisors read the reason. Raises NotFound, and Conflict."""
    stands = threads.get(conn, thread_id)
    if stands.status == "closed":
        raise Conflict("This thread is closed: nobody waits in it.")
    lift(conn, [stands.id], user_id)
    row = {"user_id": user_id, "thread_id": stands.id, "position": stands.last_position, "reason": reason, "at": now}
    conn.execute(insert(skips), [row])
    if stands.assignee_id == user_id:
        threads.release(conn, stands.id, user_id, now)  # as given back: it is not handed to them again
    events.record(conn, "thread.skipped", now, thread_id=stands.id, actor_id=user_id, data={"reason": reason})
    return threads.get(conn, stands.id)


def unskip(conn: Connection, thread_id: ThreadId, user_id: UserId) -> None:
    """It may come up for this agent again. Once is as good as twice."""
    lift(conn, [groups.head_of(conn, thread_id)], user_id)


def lift(conn: Connection, thread_ids: Iterable[ThreadId], user_id: UserId | None = None) -> None:
    """These count as never skipped: by this agent, or by anybody."""
    conn.execute(LIFT if user_id is None else LIFT.where(skips.c.user_id == user_id), {"given": list(thread_ids)})


LIFT = delete(skips).where(given(skips.c.thread_id))


def forget(conn: Connection, thread_ids: list[ThreadId]) -> None:
    """Their customer is erased, who may stand in a reason."""
    lift(conn, thread_ids)
    told = event.c.thread_id.in_(thread_ids), event.c.kind == "thread.skipped"
    conn.execute(update(event).where(*told).values(data={}))


def skipped_by(user_id: UserId) -> ColumnElement[bool]:
    return exists().where(skips.c.user_id == user_id, skips.c.thread_id == thread.c.id)
