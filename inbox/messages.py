"""Things said, in a thread, at a position that never changes."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import convert
from sqlalchemy import Connection, Select, exists, func, select, update

from inbox.errors import NotFound
from inbox.schema import attachment, message, user
from inbox.words import (
    AccountId,
    Attachment,
    AttachmentId,
    IdentityId,
    Message,
    MessageId,
    Mood,
    Reaction,
    ThreadId,
)

DERIVED = {"formatted": message.c.html != "", "author_name": func.coalesce(user.c.name, "")}
COLUMNS = [
    DERIVED[name].label(name) if name in DERIVED else message.c[name]
    for name in Message.__struct_fields__
    if name != "attachments"
]

IN_ORDER = attachment.c.created_at, attachment.c.id
"""Of a message's attachments: as the writer put them."""


def page(conn: Connection, thread_id: ThreadId, before: int | None = None, limit: int = 50) -> list[Message]:
    """The last messages at positions below before, in ascending position."""
    chosen = shown().where(message.c.thread_id == thread_id)
    if before is not None:
        chosen = chosen.where(message.c.position < before)
    return load(conn, chosen.order_by(message.c.position.desc()).limit(limit))[::-1]


def get(conn: Connection, message_id: MessageId) -> Message:
    found = load(conn, shown().where(message.c.id == message_id))
    if not found:
        raise NotFound("There is no such message.")
    return found[0]


def html(conn: Connection, message_id: MessageId) -> str:
    """As sanitised when it arrived. Raises NotFound for a message that is plain text."""
    found = conn.execute(select(message.c.html).where(message.c.id == message_id, message.c.html != "")).scalar()
    if found is None:
        raise NotFound("This message has no HTML. Read its text.")
    return str(found)


def many(conn: Connection, message_ids: Iterable[MessageId]) -> dict[MessageId, Message]:
    found = load(conn, shown().where(message.c.id.in_(sorted(set(message_ids)))))
    return {one.id: one for one in found}


def of_visitor(conn: Connection, identity_id: IdentityId, after_position: int, limit: int = 200) -> list[Message]:
    """What one identity may see: what it wrote and what was answered to it. No notes, no other channel."""
    theirs = shown().where(message.c.identity_id == identity_id, message.c.direction.in_(("in", "out")))
    return load(conn, theirs.where(message.c.position > after_position).order_by(message.c.position).limit(limit))


def shown() -> Select[Any]:
    return select(*COLUMNS).outerjoin(user, user.c.id == message.c.author_id)


def load(conn: Connection, chosen: Select[Any]) -> list[Message]:
    rows = conn.execute(chosen).mappings().all()
    files = attachments_of(conn, [row["id"] for row in rows])
    return [as_message(row, files.get(row["id"], ())) for row in rows]


def attachments_of(conn: Connection, message_ids: list[MessageId]) -> dict[MessageId, tuple[Attachment, ...]]:
    found: dict[MessageId, tuple[Attachment, ...]] = {}
    rows = select(attachment).where(attachment.c.message_id.in_(message_ids)).order_by(*IN_ORDER)
    for row in conn.execute(rows).mappings() if message_ids else ():
        found[row["message_id"]] = (*found.get(row["message_id"], ()), as_attachment(row))
    return found


def as_attachment(row: Mapping[Any, Any]) -> Attachment:
    return Attachment(**{name: row[name] for name in Attachment.__struct_fields__})


def as_message(row: Mapping[Any, Any], files: tuple[Attachment, ...]) -> Message:
    mood = None if row["mood"] is None else convert(row["mood"], Mood)
    reactions = convert(row["reactions"], tuple[Reaction, ...])
    made = {"formatted": bool(row["formatted"]), "mood": mood, "reactions": reactions, "attachments": files}
    return Message(**{**row, **made})


def learn_remote_id(conn: Connection, message_id: MessageId, account_id: AccountId, remote_id: str) -> None:
    """What the provider calls a message of ours, once; a name that another one has already is not taken from it."""
    other = message.alias("other")
    taken = exists().where(other.c.account_id == account_id, other.c.remote_id == remote_id)
    nameless = update(message).where(message.c.id == message_id, message.c.remote_id.is_(None), ~taken)
    conn.execute(nameless.values(remote_id=remote_id))


def get_attachment(conn: Connection, attachment_id: AttachmentId) -> tuple[Attachment, str]:
    """The attachment and its path within the files' folder."""
    row = conn.execute(select(attachment).where(attachment.c.id == attachment_id)).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such attachment.")
    return as_attachment(row), row["path"]
