"""Notes that name colleagues: who is named finds the thread among what mentions them, until they have looked."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from inbox import events
from inbox.schema import mention, user
from inbox.words import Event, MessageId, Named, ThreadId, UserId


def record(
    conn: Connection, message_id: MessageId, thread_id: ThreadId, named: Sequence[UserId], by: UserId, now: datetime
) -> None:
    """The note names them. Whoever may no longer sign in, and who names themselves, is told nothing."""
    others = user.c.id.in_(set(named) - {by}), user.c.disabled_at.is_(None)
    told = conn.execute(select(user.c.id).where(*others).order_by(user.c.name, user.c.id)).scalars().all()
    if told:
        row = {"message_id": message_id, "thread_id": thread_id, "at": now}
        conn.execute(insert(mention), [{**row, "user_id": one} for one in told])
    events.record_many(
        conn, [Event(0, now, "thread.mentioned", thread_id, message_id, None, by, {"to": one}) for one in told]
    )


def of(conn: Connection, message_ids: Sequence[MessageId]) -> dict[MessageId, tuple[Named, ...]]:
    """Whom each of these names, by name."""
    found: dict[MessageId, tuple[Named, ...]] = {}
    rows = select(mention.c.message_id, user.c.id, user.c.name).join(user, user.c.id == mention.c.user_id)
    for row in conn.execute(rows.where(mention.c.message_id.in_(message_ids)).order_by(user.c.name, user.c.id)):
        found[row.message_id] = (*found.get(row.message_id, ()), Named(row.id, row.name))
    return found


def see(conn: Connection, user_id: UserId, threads: Sequence[ThreadId], now: datetime) -> None:
    """They have looked at these threads."""
    theirs = mention.c.user_id == user_id, mention.c.thread_id.in_(threads), mention.c.seen_at.is_(None)
    conn.execute(update(mention).where(*theirs).values(seen_at=now))


def forget(conn: Connection, threads: Sequence[ThreadId]) -> None:
    conn.execute(delete(mention).where(mention.c.thread_id.in_(threads)))
