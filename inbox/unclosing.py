"""A close is taken back: whoever waited waits again, since when they waited, and whoever had the thread has it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import to_builtins
from msgspec.json import decode
from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from inbox import rejudging, threads, users
from inbox.arrivals import Judge
from inbox.bus import announce
from inbox.errors import Conflict, NotFound
from inbox.schema import event, message, thread
from inbox.schema.office import STEPS
from inbox.standings import Standing, Standings
from inbox.waiting import STILL_TRUE, Stretch
from inbox.words import MessageId, Thread, ThreadId, UserId

MOVED_ON = "Something has happened in this thread since it was closed. Open it, and see."


def unclose(conn: Connection, thread_id: ThreadId, user_id: UserId, judge: Judge, now: datetime) -> Thread:
    """Raises NotFound, and Conflict where it is not closed, or the close is not what happened last."""
    thread_id = threads.get(conn, thread_id).id
    told = last_close(conn, thread_id)
    threads.reopen(conn, thread_id, user_id, now)
    conn.execute(update(thread).where(thread.c.id == thread_id).values(assignee_id=holder(conn, told)))
    if "due" in told:
        wait_again(conn, thread_id, told)
        rejudging.rejudge(conn, {thread_id: None}, judge, now)
        keep_due(conn, thread_id, datetime.fromisoformat(told["due"]))
    threads.hold_again(conn, thread_id, now)
    return threads.get(conn, thread_id)


def last_close(conn: Connection, thread_id: ThreadId) -> dict[str, str]:
    steps = select(event.c.kind, event.c.data).where(event.c.thread_id == thread_id, STEPS)
    row = conn.execute(steps.order_by(event.c.seq.desc()).limit(1)).one_or_none()
    if row is None or row.kind != "thread.closed":
        raise Conflict(MOVED_ON)
    return dict(row.data)


def holder(conn: Connection, told: dict[str, str]) -> UserId | None:
    """Who had it, if they still work here."""
    had = UserId(told.get("from", ""))
    try:
        return had if had and users.get(conn, had).disabled_at is None else None
    except NotFound:
        return None


def wait_again(conn: Connection, thread_id: ThreadId, told: dict[str, str]) -> None:
    """In every way in which the thread stands: each by the messages that it shows."""
    standings = Standings(conn, [thread_id])
    if "stretch" in told:
        stretch = decode(told["stretch"], type=Stretch)
        rows = said(conn, stretch.ids)
        for stands in standings.every(thread_id):
            theirs = [row for row in rows if any(stands is one for one in standings.path(row.thread_id))]
            if theirs:
                begin(stands, stretch, theirs)
    top = standings.tops[thread_id]
    top.waiting_since, top.due = datetime.fromisoformat(told["since"]), datetime.fromisoformat(told["due"])
    top.unanswered = int(told["unanswered"])
    for code in told.get("codes", "").split(","):
        if code in STILL_TRUE:
            top.because(code)
    standings.write()


def said(conn: Connection, ids: Sequence[MessageId]) -> Sequence[Any]:
    """Oldest first."""
    columns = message.c.id, message.c.thread_id, message.c.created_at
    return conn.execute(select(*columns).where(message.c.id.in_(ids)).order_by(message.c.id)).all()


def begin(stands: Standing, stretch: Stretch, rows: Sequence[Any]) -> None:
    stands.stretch = dict(to_builtins(replace(stretch, ids=[row.id for row in rows])))
    stands.unanswered, stands.waiting_since = len(rows), rows[0].created_at
    stands.due = stands.waiting_since  # until it is worked out


def keep_due(conn: Connection, thread_id: ThreadId, due: datetime) -> None:
    """What was known when they wrote may have made it earlier; a mistake of ours makes nobody wait longer."""
    later = thread.c.id == thread_id, thread.c.due > due
    conn.execute(update(thread).where(*later).values(due=due))
    announce(conn, "due")
