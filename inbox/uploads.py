"""Files that agents bring, from the upload until they go with a reply. Until then they are their uploader's alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import to_builtins
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from inbox import messages
from inbox.errors import Conflict, NotFound
from inbox.files import Stored
from inbox.ids import new_id
from inbox.messages import as_attachment
from inbox.schema import MICROSECOND, attachment
from inbox.words import Attachment, AttachmentId, MessageId, UserId

MOST_UNSENT = 250 << 20
"""Bytes that one person may have waiting: ten replies with all the files they can take."""
TOO_MANY = "Your files that are not sent yet are larger than 250 MB together. Send or remove some of them first."
GONE = "An attached file was removed, or has been sent already. Attach it again."


def keep(conn: Connection, stored: Stored, user_id: UserId, now: datetime) -> Attachment:
    """Raises Conflict for more than a person may have waiting; the file is then nobody's."""
    if stored.size + size_of_unsent(conn, user_id) > MOST_UNSENT:
        raise Conflict(TOO_MANY)
    attachment_id = AttachmentId(new_id())
    row = {"id": attachment_id, "uploader_id": user_id, "state": "kept", "created_at": now}
    conn.execute(insert(attachment), [{**to_builtins(stored), **row}])
    return messages.get_attachment(conn, attachment_id)[0]


def size_of_unsent(conn: Connection, user_id: UserId) -> int:
    return int(conn.execute(select(func.coalesce(func.sum(attachment.c.size), 0)).where(unsent(user_id))).scalar_one())


def waiting(conn: Connection, ids: Sequence[AttachmentId], user_id: UserId) -> list[Attachment]:
    """This agent's unsent uploads, in the order given. Raises Conflict where one is not, or not any longer."""
    if not ids:
        return []
    rows = conn.execute(select(attachment).where(attachment.c.id.in_(ids), unsent(user_id))).mappings()
    found = {row["id"]: as_attachment(row) for row in rows}
    if len(found) != len(ids):
        raise Conflict(GONE)
    return [found[one] for one in ids]


def unsent(user_id: UserId) -> ColumnElement[bool]:
    return and_(attachment.c.uploader_id == user_id, attachment.c.message_id.is_(None))


def take(conn: Connection, ids: Sequence[AttachmentId], message_id: MessageId, user_id: UserId, now: datetime) -> None:
    """They go with this message, in this order. Raises Conflict for what is another's, or was sent before."""
    for number, one in enumerate(ids):
        row: dict[str, Any] = {"message_id": message_id, "created_at": now + number * MICROSECOND}  # keeps the order
        if conn.execute(update(attachment).where(attachment.c.id == one, unsent(user_id)).values(**row)).rowcount != 1:
            raise Conflict(GONE)


def remove(conn: Connection, attachment_id: AttachmentId, user_id: UserId) -> str:
    """Forget an unsent upload of one's own. Returns its path, to be discarded once that is durable."""
    mine = delete(attachment).where(attachment.c.id == attachment_id, unsent(user_id))
    path = conn.execute(mine.returning(attachment.c.path)).scalar_one_or_none()
    if path is None:
        raise NotFound("There is no such file to remove; it may have been sent already. Reload the thread.")
    return str(path)


def visible(conn: Connection, attachment_id: AttachmentId, user_id: UserId) -> bool:
    """Whatever stands in a thread; of what does not yet, one's own."""
    seen = or_(attachment.c.message_id.is_not(None), attachment.c.uploader_id == user_id)
    return conn.execute(select(attachment.c.id).where(attachment.c.id == attachment_id, seen)).first() is not None


def stale(conn: Connection, before: datetime) -> bool:
    """Whether anything was brought before then and never sent; a look costs no write."""
    return conn.execute(select(attachment.c.id).where(forgotten(before)).limit(1)).first() is not None


def forgotten(before: datetime) -> ColumnElement[bool]:
    return and_(attachment.c.message_id.is_(None), attachment.c.created_at < before)


def discard(conn: Connection, before: datetime) -> list[str]:
    """Forget what was brought before then and never sent. Returns the paths, to be discarded once that is durable."""
    gone = delete(attachment).where(forgotten(before)).returning(attachment.c.path)
    return list(conn.execute(gone).scalars())
