"""Attachments that still lie at their providers: wanted until they are kept, or cannot be had."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, or_, select, update

from inbox import events, messages
from inbox.bus import announce
from inbox.errors import Conflict
from inbox.files import Stored
from inbox.schema import account, attachment, message
from inbox.words import AccountId, Attachment, AttachmentId

LEASE = timedelta(minutes=3)
"""Longer than any fetch may take."""
GIVE_UP = 12
"""Attempts: with the pauses between them, several hours."""


class Due(Struct, frozen=True):
    """An attachment to be fetched. size in bytes, as far as it is known; place: in the connector's own words."""

    id: AttachmentId
    account_id: AccountId
    name: str
    mime: str
    size: int
    sha256: str
    place: str
    attempts: int


def claim(conn: Connection, now: datetime, limit: int) -> list[Due]:
    """Take what may be fetched now; until the lease has passed, nobody else will."""
    found = []
    for row in conn.execute(wanted(now).limit(limit)).all():
        this = and_(attachment.c.id == row.id, attachment.c.next_at == row.next_at)
        taken = update(attachment).where(this).values(next_at=now + LEASE, attempts=row.attempts + 1)
        if conn.execute(taken).rowcount == 1:
            found.append(
                Due(row.id, row.account_id, row.name, row.mime, row.size, row.sha256, row.place, row.attempts + 1)
            )
    return found


def wanted(now: datetime | BindParameter[Any]) -> Select[Any]:
    whole = attachment.join(message, message.c.id == attachment.c.message_id)
    whole = whole.join(account, account.c.id == message.c.account_id)
    chosen = select(attachment, message.c.account_id).select_from(whole)
    ready = or_(account.c.paused.is_(False), account.c.removed_at.is_not(None))  # of a removed one, only to give up
    return chosen.where(attachment.c.next_at <= now, ready).order_by(attachment.c.next_at, attachment.c.id)


def anything(conn: Connection, now: datetime) -> bool:
    """Whether there is something to claim; a look costs no write."""
    return conn.execute(ANYTHING, {"now": now}).first() is not None


ANYTHING = wanted(bindparam("now")).limit(1)


def keep(conn: Connection, attachment_id: AttachmentId, stored: Stored, now: datetime) -> bool:
    """It is here. False if somebody else brought it first; the file is then nobody's."""
    row = {"mime": stored.mime, "size": stored.size, "sha256": stored.sha256, "path": stored.path, "detail": ""}
    return change(conn, attachment_id, {**row, "name": stored.name, "state": "kept", "next_at": None}, now)


def postpone(conn: Connection, attachment_id: AttachmentId, next_at: datetime, detail: str, now: datetime) -> None:
    change(conn, attachment_id, {"next_at": next_at, "detail": detail}, now)


def give_up(conn: Connection, attachment_id: AttachmentId, detail: str, now: datetime) -> None:
    """It cannot be had; an agent may have it tried again."""
    change(conn, attachment_id, {"state": "failed", "next_at": None, "detail": detail}, now)


def change(conn: Connection, attachment_id: AttachmentId, values: dict[str, object], now: datetime) -> bool:
    still = update(attachment).where(attachment.c.id == attachment_id, attachment.c.state == "wanted")
    if not conn.execute(still.values(**values)).rowcount:
        return False
    tell(conn, attachment_id, now)
    return True


def tell(conn: Connection, attachment_id: AttachmentId, now: datetime) -> None:
    whose = select(message.c.id, message.c.thread_id, message.c.identity_id).join(attachment)
    row = conn.execute(whose.where(attachment.c.id == attachment_id)).one()
    named = {"thread_id": row.thread_id, "message_id": row.id, "identity_id": row.identity_id}
    events.record(conn, "message.changed", now, **named, data={"kind": "media"})


def want_again(conn: Connection, attachment_id: AttachmentId, now: datetime) -> Attachment:
    """An agent has it tried once more. Raises Conflict for one that did not fail."""
    again = {"state": "wanted", "detail": "", "attempts": 0, "next_at": now}
    over = update(attachment).where(attachment.c.id == attachment_id, attachment.c.state == "failed")
    if not conn.execute(over.values(**again)).rowcount:
        messages.get_attachment(conn, attachment_id)
        raise Conflict("Only a file that could not be fetched can be fetched again. Reload the thread.")
    tell(conn, attachment_id, now)
    announce(conn, "media")
    return messages.get_attachment(conn, attachment_id)[0]
