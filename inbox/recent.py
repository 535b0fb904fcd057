"""What was said lately where several threads are shown as one. However long they are, only their ends are looked at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, FromClause, func, select, union_all

from inbox.schema import attachment, message, user
from inbox.words import AttachmentId, Direction, MessageId, ThreadId

SEARCHED = 2_000
"""Messages of each thread among which files and notes are looked for."""
LAST_FILES = 20
LAST_NOTES = 5


class SharedFile(Struct, frozen=True):
    """size in bytes; direction: who sent it to whom."""

    id: AttachmentId
    message_id: MessageId
    name: str
    mime: str
    size: int
    direction: Direction
    at: datetime


class LastNote(Struct, frozen=True):
    message_id: MessageId
    text: str
    author_name: str
    at: datetime


def files(conn: Connection, together: list[ThreadId]) -> list[SharedFile]:
    """The last LAST_FILES that are here, newest first."""
    columns = message.c.id, message.c.direction, message.c.created_at, message.c.threaded_at, message.c.deleted_at
    ends = lately(together, SEARCHED, *columns)
    own = attachment.c.id, attachment.c.name, attachment.c.mime, attachment.c.size
    where = ends.c.id.label("message_id"), ends.c.direction, ends.c.created_at.label("at")
    here = select(*own, *where).join(ends, ends.c.id == attachment.c.message_id)
    theirs = here.where(attachment.c.state == "kept", ends.c.deleted_at.is_(None))
    newest = theirs.order_by(ends.c.threaded_at.desc(), attachment.c.created_at, attachment.c.id)
    return [SharedFile(**row) for row in conn.execute(newest.limit(LAST_FILES)).mappings()]


def notes(conn: Connection, together: list[ThreadId]) -> list[LastNote]:
    """The last LAST_NOTES, newest first."""
    columns = message.c.id, message.c.direction, message.c.threaded_at, message.c.author_id
    ends = lately(together, SEARCHED, *columns)
    who = func.coalesce(user.c.name, "").label("author_name")
    shown = select(message.c.id.label("message_id"), message.c.text, who, message.c.created_at.label("at"))
    whole = shown.select_from(ends).join(message, message.c.id == ends.c.id)
    theirs = whole.outerjoin(user, user.c.id == ends.c.author_id).where(ends.c.direction == "note")
    newest = theirs.order_by(ends.c.threaded_at.desc(), ends.c.id.desc())
    return [LastNote(**row) for row in conn.execute(newest.limit(LAST_NOTES)).mappings()]


def lately(together: list[ThreadId], count: int, *columns: ColumnElement[Any]) -> FromClause:
    """The last messages of each of these threads."""
    each = (
        select(*columns).where(message.c.thread_id == one).order_by(message.c.position.desc()).limit(count).subquery()
        for one in together
    )
    return union_all(*(select(one) for one in each)).subquery()


def own_words(conn: Connection, message_ids: Sequence[MessageId], longest: int) -> list[str]:
    """What their writers said in these messages, as far as the first `longest` characters of each."""
    said = select(func.substr(message.c.said, 1, longest)).where(message.c.id.in_(message_ids))
    return list(conn.execute(said).scalars())
