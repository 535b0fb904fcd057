"""What was done with a thread between its messages: who took it, closed it, put it aside."""

from datetime import datetime
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from inbox import groups
from inbox.schema import event, user
from inbox.schema.office import STEPS
from inbox.words import ThreadId, UserId

PAGE: Final = 100


class StepTaken(Struct, frozen=True):
    """actor_name: who did it, "" where nobody did but Hilo. to_name: who was given the thread. data: as the event has
    it, such as `until` of a snooze, or the `reason` of a skip."""

    seq: int
    at: datetime
    kind: str
    actor_id: UserId | None = None
    actor_name: str = ""
    to_name: str = ""
    data: dict[str, str] = {}


class StepPage(Struct, frozen=True):
    """more: there are older ones."""

    steps: list[StepTaken]
    more: bool


def page(conn: Connection, thread_id: ThreadId, before: int | None = None, limit: int = PAGE) -> StepPage:
    """The last steps of everything that is shown with this thread, before that seq, in the order they were taken."""
    found: list[Row[Any]] = []
    for one in groups.members(conn, thread_id):
        found += taken(conn, one, before, limit + 1)
    newest = sorted(found, key=lambda row: row.seq)[-limit:]
    return StepPage(named(conn, newest), len(found) > limit)


def taken(conn: Connection, thread_id: ThreadId, before: int | None, limit: int) -> list[Row[Any]]:
    """Newest first, as ix_event_step holds them."""
    theirs = select(event).where(event.c.thread_id == thread_id, STEPS)
    if before is not None:
        theirs = theirs.where(event.c.seq < before)
    return list(conn.execute(theirs.order_by(event.c.seq.desc()).limit(limit)))


def named(conn: Connection, rows: list[Row[Any]]) -> list[StepTaken]:
    """With the names of all who appear in them."""
    people = {row.actor_id for row in rows} | {row.data.get("to") for row in rows}
    known = select(user.c.id, user.c.name).where(user.c.id.in_(people - {None, ""}))
    names: dict[str | None, str] = {row.id: row.name for row in conn.execute(known)}
    return [
        StepTaken(
            row.seq,
            row.at,
            row.kind,
            row.actor_id,
            names.get(row.actor_id, ""),
            names.get(row.data.get("to"), ""),
            row.data,
        )
        for row in rows
    ]
