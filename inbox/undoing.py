"""An answer is taken back while it is held: it has never been, and the thread stands as if it had not.

What came meanwhile stays. Whoever waited before the answer waits again, together with those who have written since;
whatever was decided otherwise since (somebody took the thread, or put it aside) holds. Where a later answer stands,
nobody waits because of that one: then it is the later one that would restore, were it taken back, too.
"""

from datetime import datetime
from typing import Any

from msgspec import Struct, convert
from sqlalchemy import Connection, delete, select, update

from inbox import calling, events, fulltext, messages, rejudging, threads
from inbox.arrivals import Judge
from inbox.before import Before
from inbox.bus import announce
from inbox.calling import OPEN
from inbox.errors import Conflict
from inbox.restoring import restore
from inbox.schema import MICROSECOND, attachment, message, outbox, promise
from inbox.standings import Standings
from inbox.words import AccountId, Attachment, IdentityId, Message, MessageId, Thread, UserId

NOT_YOURS = "Only the colleague who wrote an answer can take it back."
TOO_LATE = "It is too late to take this back: it has been sent, or is on its way."


class Pledged(Struct, frozen=True):
    """What the answer promised."""

    text: str
    due_at: datetime


class Undone(Struct, frozen=True):
    """The answer, for the composer. files: its author's uploads again. thread: as it stands now."""

    client_id: str
    text: str
    files: tuple[Attachment, ...]
    identity_id: IdentityId | None
    account_id: AccountId | None
    channel: str
    template: dict[str, Any] | None
    promises: tuple[Pledged, ...]
    thread: Thread


def undo(conn: Connection, message_id: MessageId, by: UserId, judge: Judge, now: datetime) -> Undone:
    """Take back an answer of one's own. Raises NotFound, and Conflict for another's and once it may have left."""
    said = messages.get(conn, message_id)
    if said.direction != "out" or said.author_id != by:
        raise Conflict(NOT_YOURS)
    row = conn.execute(select(message).where(message.c.id == message_id)).one()
    Standings(conn, [row.thread_id])  # locked before its outbox row, in the order of whoever answers
    before = withdraw(conn, message_id, now)
    promises = unpromise(conn, message_id)
    give_back(conn, said.attachments, now)
    fulltext.forget(conn, [message_id])
    conn.execute(delete(message).where(message.c.id == message_id))
    restore(conn, row, said, before, now)
    rejudging.rejudge(conn, {row.thread_id: None}, judge, now)
    tell(conn, said, by, now)
    return Undone(
        said.client_id, said.text, said.attachments, said.identity_id, said.account_id, said.channel, row.template,
        promises, threads.get(conn, said.thread_id),
    )  # fmt: skip


def withdraw(conn: Connection, message_id: MessageId, now: datetime) -> Before:
    """One conditional DELETE, so that either it is taken back or somebody sends it."""
    held = outbox.c.state == "queued", outbox.c.attempts == 0, outbox.c.next_at > now
    gone = delete(outbox).where(outbox.c.message_id == message_id, *held).returning(outbox.c.before)
    before = conn.execute(gone).scalar_one_or_none()
    if before is None:
        raise Conflict(TOO_LATE)
    announce(conn, "outbox")  # a later answer may have waited behind it
    return convert(before, Before)


def unpromise(conn: Connection, message_id: MessageId) -> tuple[Pledged, ...]:
    """What was never said, nobody has promised."""
    rows = conn.execute(select(promise).where(promise.c.message_id == message_id).order_by(promise.c.due_at)).all()
    for row in rows:
        conn.execute(update(promise).where(promise.c.id == row.id, OPEN).values(dropped_at=row.made_at))
        calling.release(conn, row.id)
    if rows:
        conn.execute(delete(promise).where(promise.c.message_id == message_id))
        announce(conn, "promises")
    return tuple(Pledged(row.text, row.due_at) for row in rows)


def give_back(conn: Connection, files: tuple[Attachment, ...], now: datetime) -> None:
    """As if they had just been brought, in the same order."""
    for number, one in enumerate(files):
        unsent = {"message_id": None, "created_at": now + number * MICROSECOND}
        conn.execute(update(attachment).where(attachment.c.id == one.id).values(**unsent))


def tell(conn: Connection, said: Message, by: UserId, now: datetime) -> None:
    """Screens forget it; nobody else has seen it."""
    gone = {"message_id": said.id, "client_id": said.client_id}
    events.record(conn, "message.undone", now, thread_id=said.thread_id, actor_id=by, data=gone)
