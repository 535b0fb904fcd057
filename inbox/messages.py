"""Things said, in a thread, at a position that never changes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import convert
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, literal, or_, select, true, update

from inbox import groups, mentioned
from inbox.errors import NotFound
from inbox.mark import ERASED
from inbox.rows import given
from inbox.schema import EPOCH, MICROSECOND, attachment, message, thread, user
from inbox.words import (
    AccountId,
    Attachment,
    AttachmentId,
    IdentityId,
    Message,
    MessageId,
    Mood,
    Named,
    Reaction,
    ThreadId,
)

DERIVED = {
    "formatted": message.c.html != "",
    "author_name": func.coalesce(user.c.name, ""),
    "forgotten": and_(func.coalesce(message.c.remote_id.startswith(ERASED), False), message.c.deleted_at.is_not(None)),
    "thread_id": groups.HEAD,  # where it is shown; by itself it stands in the thread of who wrote it
}
COLUMNS = [
    DERIVED[name].label(name) if name in DERIVED else message.c[name]
    for name in Message.__struct_fields__
    if name not in ("attachments", "mentions")
]
CELLS = [column.name for column in COLUMNS]

IN_ORDER = attachment.c.created_at, attachment.c.id
"""Of a message's attachments: as the writer put them."""


def page(conn: Connection, thread_id: ThreadId, before: MessageId | None = None, limit: int = 50) -> list[Message]:
    """The last messages of everything that is shown with this thread, before the one given, in the order they came."""
    last = None if before is None else demand(conn, before)
    found: list[Message] = []
    for one in groups.members(conn, thread_id):
        theirs = shown().where(message.c.thread_id == one, earlier(one, last))
        found += load(conn, theirs.order_by(message.c.position.desc()).limit(limit))
    return sorted(found, key=in_order)[-limit:]


def demand(conn: Connection, message_id: MessageId) -> Row[Any]:
    found = conn.execute(select(message).where(message.c.id == message_id)).one_or_none()
    if found is None:
        raise NotFound("There is no such message.")
    return found


def earlier(thread_id: ThreadId, last: Row[Any] | None) -> ColumnElement[bool]:
    """Within a thread the position tells, and has an index; across merged ones only the moment does."""
    if last is None:
        return true()
    if last.thread_id == thread_id:
        return message.c.position < literal(last.position)
    same = message.c.threaded_at == last.threaded_at  # of the same batch
    return or_(message.c.threaded_at < last.threaded_at, and_(same, message.c.id < last.id))


def in_order(said: Message) -> tuple[datetime, str]:
    return said.threaded_at, said.id


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
    found = load(conn, MANY, {"given": list(set(message_ids))})
    return {one.id: one for one in found}


def of_visitor(conn: Connection, after: Mapping[IdentityId, int], limit: int = 200) -> list[Message]:
    """What these identities wrote and what was answered to them, each after its own place, in order.

    Never a note, and no answer that can still be taken back.
    """
    found = [one for identity_id, place in after.items() for one in load(conn, later(identity_id, place).limit(limit))]
    return sorted(found, key=in_order)[:limit]


def later(identity_id: IdentityId, place: int) -> Select[Any]:
    theirs = shown().where(message.c.identity_id == identity_id, message.c.direction.in_(("in", "out")))
    theirs = theirs.where(or_(message.c.held_until.is_(None), message.c.state != "queued"))
    return theirs.where(message.c.threaded_at > EPOCH + place * MICROSECOND).order_by(message.c.threaded_at)


def place_of(said: Message) -> int:
    """Where it stands among all messages. Within one thread no two stand at the same place."""
    return place_at(said.threaded_at)


def place_at(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def shown() -> Select[Any]:
    whole = message.join(thread, thread.c.id == message.c.thread_id)
    return select(*COLUMNS).select_from(whole.outerjoin(user, user.c.id == message.c.author_id))


MANY = shown().where(given(message.c.id))


def load(conn: Connection, chosen: Select[Any], parameters: Mapping[str, Any] | None = None) -> list[Message]:
    rows = conn.execute(chosen, parameters).all()
    files = attachments_of(conn, [row.id for row in rows])
    named = mentions_of(conn, [row.id for row in rows if row.direction == "note"])
    return [as_message(row, files.get(row.id, ()), named.get(row.id, ())) for row in rows]


def attachments_of(conn: Connection, message_ids: list[MessageId]) -> dict[MessageId, tuple[Attachment, ...]]:
    found: dict[MessageId, tuple[Attachment, ...]] = {}
    for row in conn.execute(ATTACHED, {"given": message_ids}).mappings() if message_ids else ():
        found[row["message_id"]] = (*found.get(row["message_id"], ()), as_attachment(row))
    return found


THEIRS = given(attachment.c.message_id), attachment.c.state != "erased"
ATTACHED = select(attachment).where(*THEIRS).order_by(*IN_ORDER)


def mentions_of(conn: Connection, notes: list[MessageId]) -> dict[MessageId, tuple[Named, ...]]:
    return mentioned.of(conn, notes) if notes else {}


def as_attachment(row: Mapping[Any, Any]) -> Attachment:
    return Attachment(**{name: row[name] for name in Attachment.__struct_fields__})


def as_message(row: Row[Any], files: tuple[Attachment, ...], named: tuple[Named, ...]) -> Message:
    cells = dict(zip(CELLS, row, strict=True))
    cells |= {name: bool(cells[name]) for name in ("formatted", "forgotten")}
    cells["mood"] = convert(cells["mood"], Mood | None)
    cells["reactions"] = convert(cells["reactions"], tuple[Reaction, ...])
    return Message(**cells, attachments=files, mentions=named)


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
