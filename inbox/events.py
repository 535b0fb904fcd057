"""The numbered log of changes: live screens, webhooks and audit all read it."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from inbox.bus import announce
from inbox.schema import event
from inbox.storing import insert_rows
from inbox.words import Event, IdentityId, MessageId, ThreadId, UserId


def record(
    conn: Connection,
    kind: str,
    at: datetime,
    *,
    thread_id: ThreadId | None = None,
    message_id: MessageId | None = None,
    identity_id: IdentityId | None = None,
    actor_id: UserId | None = None,
    data: dict[str, str] | None = None,
) -> None:
    """Log one change within the transaction that makes it."""
    entry = Event(0, at, kind, thread_id, message_id, identity_id, actor_id, data or {})
    record_many(conn, [entry])


def record_many(conn: Connection, entries: list[Event]) -> None:
    """Log changes in order; their seq is given by the database."""
    if entries:
        insert_rows(conn, event, [columns(entry) for entry in entries])
        announce(conn, "events")


def columns(entry: Event) -> dict[str, object]:
    return {name: getattr(entry, name) for name in Event.__struct_fields__ if name != "seq"}


WHOLE = select(*(event.c[name] for name in Event.__struct_fields__))


def since(conn: Connection, seq: int, limit: int = 500) -> list[Event]:
    """Events after seq, oldest first."""
    found = conn.execute(WHOLE.where(event.c.seq > seq).order_by(event.c.seq).limit(limit))
    return [Event(*row) for row in found.all()]


def of_identity(conn: Connection, identity_id: IdentityId, seq: int, limit: int = 500) -> list[Event]:
    """Events after seq that concern one identity, oldest first."""
    mine = WHOLE.where(event.c.identity_id == identity_id, event.c.seq > seq)
    return [Event(*row) for row in conn.execute(mine.order_by(event.c.seq).limit(limit))]


def last_seq(conn: Connection) -> int:
    return int(conn.execute(LAST).scalar_one_or_none() or 0)


LAST = select(func.max(event.c.seq))
