"""What agents write: replies, which leave by the outbox, and notes, which never leave."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct, to_builtins
from sqlalchemy import Connection, insert, select, update

from inbox import drafts, events, groups, mentioned, messages, uploads, ways
from inbox.before import remember
from inbox.bus import announce
from inbox.errors import NotFound
from inbox.ids import new_id
from inbox.schema import episode, message, outbox, thread
from inbox.standings import Own, Standings
from inbox.threads import shortened
from inbox.words import (
    AccountId,
    AttachmentId,
    Direction,
    EpisodeId,
    Identity,
    IdentityId,
    Message,
    MessageId,
    ThreadId,
    UserId,
)


class Reply(Struct, frozen=True):
    """client_id: made by the writer's screen; the same one again is the same reply.

    identity_id: whom to answer, by default the one who wrote last; account_id: from where, by default where they wrote.
    files: the author's uploads, in the order in which they go. template: what its connector takes as `Filled`.
    hold: seconds for which it is kept back, so that its author can take it back (`inbox.undoing`).
    """

    thread_id: ThreadId
    author_id: UserId
    text: str
    client_id: str
    identity_id: IdentityId | None = None
    account_id: AccountId | None = None
    files: tuple[AttachmentId, ...] = ()
    template: dict[str, Any] | None = None
    hold: int = 0


class Note(Struct, frozen=True):
    """For colleagues only. mentions: those who are told of it."""

    thread_id: ThreadId
    author_id: UserId
    text: str
    client_id: str
    mentions: tuple[UserId, ...] = ()


def reply(conn: Connection, new: Reply, now: datetime) -> Message:
    """Queue an answer: message, outbox row and event. An unassigned thread becomes its author's.

    It stands in the thread of whom it goes to, which after a merge is not always the one that is shown.
    Raises NotFound, Closed where nothing may be sent, and Conflict for a file that is gone.
    """
    if again := already_written(conn, new):
        return again
    to, account_id = recipient(conn, new)
    standings, own = open_thread(conn, thread_of(conn, to), now)
    held = holding(conn, standings, own, new, now)
    message_id = add(
        conn, own, new, "out", now,
        channel=to.channel, identity_id=to.id, account_id=account_id, subject=last_subject(conn, to.id),
        state="queued", template=new.template, held_until=held.get("next_at"),
    )  # fmt: skip
    conn.execute(update(message).where(message.c.id == message_id).values(ref=message_id))
    uploads.take(conn, new.files, message_id, new.author_id, now)
    drafts.sent(conn, new.author_id, own.id, "reply", new.text)
    queued = {"message_id": message_id, "account_id": account_id, "thread_id": own.id, "state": "queued"}
    conn.execute(insert(outbox), [{**queued, "position": own.last_position, "queued_at": now, "next_at": now, **held}])
    announce(conn, "outbox")
    said = messages.get(conn, message_id)
    rest(conn, standings, own, said, now)
    standings.write()
    return said


def note(conn: Connection, new: Note, now: datetime) -> Message:
    """Write something that stays inside."""
    if again := already_written(conn, new):
        return again
    standings, own = open_thread(conn, groups.head_of(conn, new.thread_id), now)
    message_id = add(conn, own, new, "note", now, channel=standings.tops[own.id].channel)
    mentioned.record(conn, message_id, own.id, new.mentions, new.author_id, now)
    drafts.sent(conn, new.author_id, own.id, "note", new.text)
    standings.write()
    return messages.get(conn, message_id)


def already_written(conn: Connection, new: Reply | Note) -> Message | None:
    same = message.c.author_id == new.author_id, message.c.client_id == new.client_id, message.c.client_id != ""
    found = conn.execute(select(message.c.id).where(*same)).scalar_one_or_none()
    return None if found is None else messages.get(conn, found)


def recipient(conn: Connection, new: Reply) -> tuple[Identity, AccountId]:
    """Asked within the transaction that queues: somebody may have told us to stop while the agent wrote."""
    found = ways.chosen(conn, new.thread_id, new.identity_id, new.account_id)
    return found.identity, ways.demand_open(found).id


def thread_of(conn: Connection, to: Identity) -> ThreadId:
    return ThreadId(conn.execute(select(thread.c.id).where(thread.c.customer_id == to.customer_id)).scalar_one())


def open_thread(conn: Connection, thread_id: ThreadId, now: datetime) -> tuple[Standings, Own]:
    """Locked, and with an episode to write in."""
    standings = Standings(conn, [thread_id])
    if thread_id not in standings.own or standings.tops[thread_id].status == "erased":
        raise NotFound("There is no such thread.")
    own = standings.own[thread_id]
    if own.episode_id is None:  # somebody whom we write to first
        own.episode_id = EpisodeId(new_id())
        conn.execute(insert(episode), [{"id": own.episode_id, "thread_id": own.id, "opened_at": now}])
    return standings, own


def holding(conn: Connection, standings: Standings, own: Own, new: Reply, now: datetime) -> dict[str, Any]:
    """Nobody sends it before, however often the server starts anew; and how the thread stood is kept until then."""
    if not new.hold:
        return {}
    return {"next_at": now + timedelta(seconds=new.hold), "before": to_builtins(remember(conn, standings, own))}


def last_subject(conn: Connection, identity_id: IdentityId) -> str:
    theirs = select(message.c.subject).where(message.c.identity_id == identity_id, message.c.direction == "in")
    return conn.execute(theirs.order_by(message.c.threaded_at.desc()).limit(1)).scalar() or ""


def add(
    conn: Connection, own: Own, new: Reply | Note, direction: Direction, now: datetime, **more: object
) -> MessageId:
    message_id = MessageId(new_id())
    position, threaded_at = own.next(now)
    row = {
        "id": message_id,
        "thread_id": own.id,
        "episode_id": own.episode_id,
        "position": position,
        "direction": direction,
        "created_at": now,
        "threaded_at": threaded_at,
        "author_id": new.author_id,
        "client_id": new.client_id,
        "text": new.text,
        "said": new.text,
        **more,
    }
    conn.execute(insert(message), [row])
    who = {"identity_id": more.get("identity_id"), "actor_id": new.author_id}
    events.record(conn, "message.written", now, thread_id=own.id, message_id=message_id, **who)  # type: ignore[arg-type]
    return message_id


def rest(conn: Connection, standings: Standings, own: Own, said: Message, now: datetime) -> None:
    """Nobody waits any more; the episode has its first reply."""
    for stands in standings.path(own.id):
        stands.rest()
        stands.show(said.channel, preview(said), now)
        stands.status, stands.assignee_id = "open", stands.assignee_id or said.author_id
    current = episode.c.id == own.episode_id
    conn.execute(update(episode).where(current).values(closed_at=None, closed_by=None))
    conn.execute(update(episode).where(current, episode.c.first_reply_at.is_(None)).values(first_reply_at=now))


def preview(said: Message) -> str:
    """A file without words is shown by its name."""
    return shortened(said.text or ", ".join(one.name for one in said.attachments))
