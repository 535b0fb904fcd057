"""What agents write: replies, which leave by the outbox, and notes, which never leave."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, insert, select, update

from inbox import events, messages
from inbox.bus import announce
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.receive import PREVIEW
from inbox.schema import account, episode, identity, message, outbox, thread
from inbox.threads import RESTED
from inbox.words import AccountId, Direction, IdentityId, Message, MessageId, ThreadId, UserId


class Reply(Struct, frozen=True):
    """client_id: made by the writer's screen; the same one again is the same reply.

    identity_id: whom to answer, by default the one who wrote last; account_id: from where, by default where they wrote.
    """

    thread_id: ThreadId
    author_id: UserId
    text: str
    client_id: str
    identity_id: IdentityId | None = None
    account_id: AccountId | None = None


class Note(Struct, frozen=True):
    """For colleagues only."""

    thread_id: ThreadId
    author_id: UserId
    text: str
    client_id: str


def reply(conn: Connection, new: Reply, now: datetime) -> Message:
    """Queue an answer: message, outbox row and event. An unassigned thread becomes its author's."""
    if again := already_written(conn, new):
        return again
    stands = lock(conn, new.thread_id)
    to = recipient(conn, new)
    account_id = new.account_id or sender_account(conn, to)
    answers = last_from(conn, to.id)
    message_id = add(
        conn, stands, new, "out", now,
        channel=to.channel, identity_id=to.id, account_id=account_id, subject=answers.subject if answers else "",
        state="queued",
    )  # fmt: skip
    conn.execute(update(message).where(message.c.id == message_id).values(ref=message_id))
    queued = {"message_id": message_id, "account_id": account_id, "thread_id": new.thread_id, "state": "queued"}
    conn.execute(insert(outbox), [{**queued, "position": stands.last_position + 1, "queued_at": now, "next_at": now}])
    announce(conn, "outbox")
    rest(conn, stands, new, to.channel, now)
    return messages.get(conn, message_id)


def note(conn: Connection, new: Note, now: datetime) -> Message:
    """Write something that stays inside."""
    if again := already_written(conn, new):
        return again
    stands = lock(conn, new.thread_id)
    message_id = add(conn, stands, new, "note", now, channel=stands.channel)
    moved = update(thread).where(thread.c.id == new.thread_id)
    conn.execute(moved.values(last_position=stands.last_position + 1))
    return messages.get(conn, message_id)


def already_written(conn: Connection, new: Reply | Note) -> Message | None:
    same = message.c.author_id == new.author_id, message.c.client_id == new.client_id, message.c.client_id != ""
    found = conn.execute(select(message.c.id).where(*same)).scalar_one_or_none()
    return None if found is None else messages.get(conn, found)


def lock(conn: Connection, thread_id: ThreadId) -> Row[Any]:
    row = conn.execute(select(thread).where(thread.c.id == thread_id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("There is no such thread.")
    return row


def recipient(conn: Connection, new: Reply) -> Row[Any]:
    """The identity chosen, else the one who wrote last. An identity of another customer is never one."""
    theirs = select(identity).join(thread, thread.c.customer_id == identity.c.customer_id)
    theirs = theirs.where(thread.c.id == new.thread_id)
    if new.identity_id:
        row = conn.execute(theirs.where(identity.c.id == new.identity_id)).one_or_none()
    else:
        wrote = theirs.join(message, message.c.identity_id == identity.c.id).where(message.c.direction == "in")
        row = conn.execute(wrote.order_by(message.c.position.desc()).limit(1)).one_or_none()
    if row is None:
        raise NotFound("This customer has no such address. Choose another one to answer to.")
    return row


def sender_account(conn: Connection, to: Row[Any]) -> AccountId:
    """Where they last wrote to, else any account of their channel that is not paused."""
    wrote = select(message.c.account_id).where(message.c.identity_id == to.id, message.c.direction == "in")
    last = conn.execute(wrote.order_by(message.c.position.desc()).limit(1)).scalar_one_or_none()
    any_of = select(account.c.id).where(account.c.channel == to.channel, account.c.paused.is_(False))
    found = last or conn.execute(any_of.order_by(account.c.created_at).limit(1)).scalar_one_or_none()
    if found is None:
        raise Conflict(f"There is no {to.channel} account to send from. An admin can add one in the settings.")
    return AccountId(found)


def last_from(conn: Connection, identity_id: IdentityId) -> Row[Any, Any] | None:
    theirs = select(message.c.subject, message.c.ref).where(message.c.identity_id == identity_id)
    return conn.execute(theirs.where(message.c.direction == "in").order_by(message.c.position.desc()).limit(1)).first()


def add(
    conn: Connection, stands: Row[Any], new: Reply | Note, direction: Direction, now: datetime, **more: object
) -> MessageId:
    message_id = MessageId(new_id())
    row = {
        "id": message_id,
        "thread_id": new.thread_id,
        "episode_id": stands.episode_id,
        "position": stands.last_position + 1,
        "direction": direction,
        "created_at": now,
        "author_id": new.author_id,
        "client_id": new.client_id,
        "text": new.text,
        "said": new.text,
        **more,
    }
    conn.execute(insert(message), [row])
    who = {"identity_id": more.get("identity_id"), "actor_id": new.author_id}
    events.record(conn, "message.written", now, thread_id=new.thread_id, message_id=message_id, **who)  # type: ignore[arg-type]
    return message_id


def rest(conn: Connection, stands: Row[Any], new: Reply, channel: str, now: datetime) -> None:
    """Nobody waits any more; the episode has its first reply."""
    shown = {"channel": channel, "preview": " ".join(new.text.split())[:PREVIEW], "last_at": now}
    assignee = stands.assignee_id or new.author_id
    moved = update(thread).where(thread.c.id == new.thread_id)
    conn.execute(
        moved.values(**RESTED, **shown, status="open", assignee_id=assignee, last_position=stands.last_position + 1)
    )
    current = episode.c.id == stands.episode_id
    conn.execute(update(episode).where(current).values(closed_at=None))
    conn.execute(update(episode).where(current, episode.c.first_reply_at.is_(None)).values(first_reply_at=now))
