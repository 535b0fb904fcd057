"""What waits to be delivered. A row is claimed under a lease; the lease is a fence, not a promise."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    insert,
    null,
    or_,
    select,
    update,
)

from inbox import accounts, changes, events, messages, news, ways
from inbox.bus import announce
from inbox.errors import Conflict
from inbox.schema import account, attachment, attempt, identity, message, outbox, thread, user
from inbox.standings import Standings
from inbox.words import AccountId, AttachmentId, Code, IdentityId, Message, MessageId, State, ThreadId, UserId

LEASE = timedelta(seconds=120)
"""Longer than any send may take: connectors time out before."""
MOST_CITED = 20


class Enclosed(Struct, frozen=True):
    """A file that goes with a message. path: within the files' folder."""

    id: AttachmentId
    name: str
    mime: str
    path: str


class Delivery(Struct, frozen=True):
    """A claimed message with all that its connector needs.

    cites: refs of what it answers, nearest first; answers: the remote id of the last thing they wrote there.
    opted_out: they have asked us to stop, perhaps after this was queued. until: when the lease ends.
    """

    message_id: MessageId
    thread_id: ThreadId
    account_id: AccountId
    lease: str
    attempts: int
    queued_at: datetime
    channel: str
    address: str
    display: str
    scoped: bool
    text: str
    subject: str
    ref: str
    cites: tuple[str, ...]
    token: str
    author: str
    answers: str
    template: dict[str, Any] | None
    files: tuple[Enclosed, ...]
    opted_out: bool
    until: datetime


def claim(conn: Connection, now: datetime, limit: int = 20) -> list[Delivery]:
    """Take what may be sent now: the oldest unsent message of each thread and account, each by a conditional UPDATE."""
    deliveries = []
    for row in conn.execute(sendable(now).limit(limit)).all():
        lease = secrets.token_hex(16)
        free = update(outbox).where(outbox.c.message_id == row.message_id, outbox.c.state == "queued")
        tried = {"state": "sending", "attempts": outbox.c.attempts + 1, "before": null()}  # not to be taken back now
        if conn.execute(free.values(**tried, lease=lease, lease_until=now + LEASE)).rowcount == 1:
            conn.execute(update(message).where(message.c.id == row.message_id).values(state="sending"))
            begun = {"message_id": row.message_id, "number": row.attempts + 1, "started_at": now}
            conn.execute(insert(attempt), [begun])
            deliveries.append(delivery(conn, row, lease, now + LEASE))
    return deliveries


def sendable(now: datetime | BindParameter[Any]) -> Select[Any]:
    earlier = outbox.alias("earlier")
    before = earlier.c.thread_id == outbox.c.thread_id, earlier.c.account_id == outbox.c.account_id
    blocked = exists().where(*before, earlier.c.position < outbox.c.position, earlier.c.next_at.is_not(None))
    ready = or_(account.c.paused.is_(False), account.c.removed_at.is_not(None))  # by a removed one it fails at once
    return (
        select(outbox)
        .join(account, account.c.id == outbox.c.account_id)
        .where(outbox.c.next_at <= now, outbox.c.state == "queued", ready, ~blocked)
        .order_by(outbox.c.next_at, outbox.c.message_id)
    )


TO = identity.c.address, identity.c.display, identity.c.scope, identity.c.shut


def delivery(conn: Connection, row: Row[Any], lease: str, until: datetime) -> Delivery:
    joined = message.join(identity, identity.c.id == message.c.identity_id).join(
        thread, thread.c.id == message.c.thread_id
    )
    chosen = select(message, *TO, thread.c.token, user.c.name)
    whole = chosen.select_from(joined.outerjoin(user, user.c.id == message.c.author_id))
    said = conn.execute(whole.where(message.c.id == row.message_id)).one()
    return Delivery(
        row.message_id, row.thread_id, row.account_id, lease, row.attempts + 1, row.queued_at, said.channel,
        said.address, said.display, bool(said.scope), said.text, said.subject, said.ref,
        tuple(cites(conn, said.identity_id, said.threaded_at)), said.token, said.name or "",
        answered(conn, row.account_id, said.identity_id, said.threaded_at), said.template,
        enclosed(conn, row.message_id), said.shut == "opted_out", until,
    )  # fmt: skip


def cites(conn: Connection, identity_id: IdentityId, before: datetime) -> list[str]:
    """The last thing they wrote comes first; then everything before this message, nearest first."""
    earlier = select(message.c.ref, message.c.direction).where(
        message.c.identity_id == identity_id, message.c.threaded_at < before, message.c.ref.is_not(None)
    )
    rows = conn.execute(earlier.order_by(message.c.threaded_at.desc()).limit(MOST_CITED)).all()
    answered = [row.ref for row in rows if row.direction == "in"][:1]
    return [*answered, *(row.ref for row in rows if row.ref not in answered)]


def answered(conn: Connection, account_id: AccountId, identity_id: IdentityId, before: datetime) -> str:
    theirs = message.c.identity_id == identity_id, message.c.threaded_at < before, message.c.direction == "in"
    there = select(message.c.remote_id).where(*theirs, message.c.account_id == account_id, message.c.stub.is_(False))
    return conn.execute(there.order_by(message.c.threaded_at.desc()).limit(1)).scalar_one_or_none() or ""


def enclosed(conn: Connection, message_id: MessageId) -> tuple[Enclosed, ...]:
    chosen = select(*(attachment.c[name] for name in Enclosed.__struct_fields__))
    rows = conn.execute(chosen.where(attachment.c.message_id == message_id).order_by(*messages.IN_ORDER)).mappings()
    return tuple(Enclosed(**row) for row in rows)


def sent(conn: Connection, done: Delivery, remote_id: str, state: State, now: datetime) -> None:
    """The provider has it. True whoever holds the lease by now, so it is always recorded."""
    end_attempt(conn, done, state, remote_id, now)
    messages.learn_remote_id(conn, done.message_id, done.account_id, remote_id)
    conn.execute(update(account).where(account.c.id == done.account_id).values(last_out_at=now))
    changes.catch_up(conn, [(done.account_id, remote_id)], now)  # a reaction may have been quicker
    news.set_state(conn, done.message_id, state, "", now)


def end_attempt(conn: Connection, done: Delivery, outcome: str, detail: str, now: datetime) -> None:
    this = and_(attempt.c.message_id == done.message_id, attempt.c.number == done.attempts)
    conn.execute(update(attempt).where(this).values(ended_at=now, outcome=outcome, detail=detail))


def give_up(conn: Connection, done: Delivery, state: State, sentence: str, now: datetime, code: Code = "") -> None:
    """failed: it will not arrive. uncertain: it may have. The agent decides."""
    end_attempt(conn, done, state, sentence, now)
    if held(conn, done):
        news.set_state(conn, done.message_id, state, sentence, now, code)


def held(conn: Connection, done: Delivery) -> bool:
    mine = select(outbox.c.message_id).where(outbox.c.message_id == done.message_id, outbox.c.lease == done.lease)
    return conn.execute(mine).first() is not None


def postpone(conn: Connection, done: Delivery, next_at: datetime, sentence: str, now: datetime) -> None:
    """Provably not accepted: try again at next_at. Without the lease, nothing changes."""
    end_attempt(conn, done, "later", sentence, now)
    mine = update(outbox).where(outbox.c.message_id == done.message_id, outbox.c.lease == done.lease)
    if conn.execute(mine.values(state="queued", next_at=next_at, lease=None, lease_until=None)).rowcount:
        accounts.note_error(conn, done.account_id, sentence, now)
        requeue(conn, done.message_id, sentence)
        tell(conn, done.message_id, done.thread_id, now)


def requeue(conn: Connection, message_id: MessageId, sentence: str) -> None:
    waiting = update(message).where(message.c.id == message_id)
    conn.execute(waiting.values(state="queued", state_detail=sentence, code=""))
    announce(conn, "outbox")


def tell(
    conn: Connection, message_id: MessageId, thread_id: ThreadId, now: datetime, actor_id: UserId | None = None
) -> None:
    named = {"thread_id": thread_id, "message_id": message_id}
    events.record(conn, "message.state", now, **named, actor_id=actor_id, data={"state": "queued"})  # type: ignore[arg-type]


def anything(conn: Connection, now: datetime) -> bool:
    """Whether there is something to claim; a look costs no write."""
    return conn.execute(ANYTHING, {"now": now}).first() is not None


ANYTHING = sendable(bindparam("now")).limit(1)


def half_sent(conn: Connection, now: datetime, *, alone: bool = False) -> list[Row[Any]]:
    """What a dead process left. alone: no other process can hold a lease, so none need expire."""
    return list(conn.execute(HALF_SENT) if alone else conn.execute(EXPIRED, {"now": now}))


HALF_SENT = (
    select(outbox.c.message_id, outbox.c.thread_id, account.c.connector)
    .join(account, account.c.id == outbox.c.account_id)
    .where(outbox.c.state == "sending", outbox.c.next_at.is_not(None))  # the index holds these alone
)
EXPIRED = HALF_SENT.where(outbox.c.lease_until < bindparam("now"))


def recover(conn: Connection, repeatable: list[str], now: datetime, *, alone: bool = False) -> None:
    """Queue again what may be sent twice, by connector; of the rest nobody knows, so the agent decides."""
    for row in half_sent(conn, now, alone=alone):
        if row.connector in repeatable:
            again = update(outbox).where(outbox.c.message_id == row.message_id)
            conn.execute(again.values(state="queued", next_at=now, lease=None, lease_until=None))
            requeue(conn, row.message_id, "")
            tell(conn, row.message_id, row.thread_id, now)
        else:
            news.set_state(conn, row.message_id, "uncertain", INTERRUPTED, now)


INTERRUPTED = "Hilo stopped while this was being sent, so it may have arrived. Ask the customer, or send it again."


def retry(conn: Connection, message_id: MessageId, user_id: UserId, now: datetime) -> Message:
    """Send again what failed or is uncertain, because an agent says so. Raises Conflict otherwise.

    An address that is shut by now stays so: somebody asked us to stop, or nothing arrives there.
    """
    said = messages.get(conn, message_id)
    if said.state in ("failed", "uncertain"):
        ways.demand_open(ways.chosen(conn, said.thread_id, said.identity_id, said.account_id))
    over = update(outbox).where(outbox.c.message_id == message_id, outbox.c.state.in_(("failed", "uncertain")))
    again = {"state": "queued", "queued_at": now, "next_at": now, "lease": None, "lease_until": None}
    if conn.execute(over.values(**again)).rowcount != 1:
        messages.get(conn, message_id)
        raise Conflict("Only a message that failed, or may not have arrived, can be sent again.")
    conn.execute(update(message).where(message.c.id == message_id).values(remote_id=None))
    requeue(conn, message_id, "")
    rest_again(conn, message_id)
    tell(conn, message_id, said.thread_id, now, user_id)
    return messages.get(conn, message_id)


def rest_again(conn: Connection, message_id: MessageId) -> None:
    """It had made its thread wait; where nothing else does, nobody waits while it is on its way."""
    thread_id = conn.execute(select(message.c.thread_id).where(message.c.id == message_id)).scalar_one()
    standings = Standings(conn, [thread_id])
    for stands in standings.path(thread_id):
        if stands.unanswered == 0:
            stands.rest()
    standings.write()
