"""What agents are writing: on whatever computer they go on, it is there.

One text per agent, thread, mode and channel. Two computers of one agent may both have one; nothing is written over that
the new text does not hold, and nothing is thrown away that was not sent.
"""

from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select

from inbox import groups
from inbox.errors import Conflict, NotFound
from inbox.schema import MICROSECOND, draft, thread
from inbox.words import ThreadId, UserId

Mode = Literal["reply", "note"]
MOST = 500
"""Threads with a draft that are listed; nobody goes on writing in more."""
ELSEWHERE = "You wrote something else here on another device. Reload the thread to see both."


class Draft(Struct, frozen=True):
    """channel: "" of a note. at: when it was saved; no two of a thread are saved at the same."""

    mode: Mode
    channel: str
    text: str
    at: datetime


class Words(Struct, frozen=True):
    """What is to be kept. base: `at` of what its writer has seen; text "" throws the draft away."""

    mode: Mode
    channel: str
    text: str
    base: datetime | None = None


def of(conn: Connection, user_id: UserId, thread_id: ThreadId) -> list[Draft]:
    """An agent's in everything that is shown there, the last written last."""
    mine = select(draft).where(theirs(user_id, groups.members(conn, thread_id)))
    rows = conn.execute(mine.order_by(draft.c.mode, draft.c.channel, draft.c.at))
    found = [joined(list(same)) for _, same in groupby(rows, key=lambda row: (row.mode, row.channel))]
    return sorted(found, key=lambda one: one.at)


def theirs(user_id: UserId, threads: list[ThreadId]) -> ColumnElement[bool]:
    return and_(draft.c.user_id == user_id, draft.c.thread_id.in_(threads))


def joined(same: list[Row[Any]]) -> Draft:
    """In threads that were merged there may be several."""
    last = same[-1]
    return Draft(last.mode, last.channel, "\n\n".join(row.text for row in same), last.at)


def threads_of(conn: Connection, user_id: UserId) -> list[ThreadId]:
    """Where an agent has begun a reply, the last written first; `MOST` of them."""
    replies = draft.c.user_id == user_id, draft.c.mode == "reply"
    shown = select(groups.HEAD).join(draft, draft.c.thread_id == thread.c.id).where(*replies)
    return list(conn.execute(shown.group_by(groups.HEAD).order_by(func.max(draft.c.at).desc()).limit(MOST)).scalars())


def save(conn: Connection, user_id: UserId, thread_id: ThreadId, words: Words, now: datetime) -> Draft:
    """Keep what is written. Raises NotFound, and Conflict where another device has saved what would be lost."""
    head = demand_thread(conn, thread_id)
    kept = at_spot(conn, user_id, head, words)
    if kept and kept.at != words.base and kept.text not in words.text:
        raise Conflict(ELSEWHERE)
    at = max(now, kept.at + MICROSECOND) if kept else now
    spot = draft.c.mode == words.mode, draft.c.channel == words.channel
    conn.execute(delete(draft).where(theirs(user_id, groups.members(conn, head)), *spot))
    saved = Draft(words.mode, words.channel, words.text, at)
    if words.text:
        conn.execute(insert(draft), [{"user_id": user_id, "thread_id": head, **asdict(saved)}])
    return saved


def demand_thread(conn: Connection, thread_id: ThreadId) -> ThreadId:
    """The one that is shown; locked, so that of two devices the later sees what the earlier has saved."""
    head = groups.head_of(conn, thread_id)
    status = select(thread.c.status).where(thread.c.id == head).with_for_update()
    if conn.execute(status).scalar_one_or_none() in (None, "erased"):
        raise NotFound("There is no such thread.")
    return head


def at_spot(conn: Connection, user_id: UserId, thread_id: ThreadId, words: Words) -> Draft | None:
    spot = words.mode, words.channel
    return next((one for one in of(conn, user_id, thread_id) if (one.mode, one.channel) == spot), None)


def sent(conn: Connection, user_id: UserId, thread_id: ThreadId, mode: Mode, text: str) -> None:
    """What the message says need not be written any more, on whatever channel it was begun; what says more stays."""
    mine = select(draft).where(theirs(user_id, groups.members(conn, thread_id)), draft.c.mode == mode)
    for row in conn.execute(mine).all():
        if row.text.strip() in text:
            same = draft.c.thread_id == row.thread_id, draft.c.channel == row.channel
            conn.execute(delete(draft).where(draft.c.user_id == user_id, draft.c.mode == mode, *same))


def forget(conn: Connection, threads: list[ThreadId]) -> None:
    """Everybody's in these threads."""
    conn.execute(delete(draft).where(draft.c.thread_id.in_(threads)))
