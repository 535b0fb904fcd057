"""Messages in the index: their subjects, words, numbers and names of files, and facts to filter them by."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import convert
from sqlalchemy import Connection, exists, func, select

from inbox import fulltext
from inbox.fulltext.digits import extra
from inbox.fulltext.fold import words
from inbox.fulltext.match import Entry, fact
from inbox.fulltext.numbering import number_of
from inbox.rows import given
from inbox.schema import attachment, customer, message, search_message, thread
from inbox.storing import insert_rows
from inbox.words import MessageId, Mood

LONGEST = 20_000
"""Characters of a message that are indexed."""
Level = Callable[[Mood], str]
"""Says "angry", "upset" or ""."""


def index(conn: Connection, message_ids: list[MessageId], level: Level) -> None:
    """Nothing is kept of what was taken back or forgotten, or says nothing."""
    rows = said(conn, message_ids)
    names = file_names(conn, [row.id for row in rows])
    texts = {row.id: text for row in rows if (text := text_of(row, names.get(row.id, [])))}
    rows = [row for row in rows if row.id in texts]
    before = kept(conn, message_ids)
    fulltext.engine(conn).remove(conn, search_message.name, list(before.values()))
    numbers = before | numbered(conn, [row for row in rows if row.id not in before])
    entries = [entry(row, numbers[row.id], texts[row.id], level) for row in rows]
    entries.sort(key=lambda one: one.number)  # upwards costs FTS5 least
    fulltext.engine(conn).put(conn, search_message.name, entries)
    fulltext.forget(conn, [one for one in before if one not in texts])


def said(conn: Connection, message_ids: list[MessageId]) -> list[Any]:
    """Read within the transaction that indexes, so that what is erased meanwhile does not come back."""
    return list(conn.execute(SAID, {"given": message_ids}))


READ = "id", "thread_id", "episode_id", "direction", "channel", "created_at", "subject", "text", "said", "mood"
SAID = (
    select(*(message.c[name] for name in READ))
    .select_from(message.join(thread, thread.c.id == message.c.thread_id).join(customer))
    .where(given(message.c.id), message.c.deleted_at.is_(None), customer.c.erased_at.is_(None))
)


def kept(conn: Connection, message_ids: list[MessageId]) -> dict[MessageId, int]:
    """The numbers of those that have one."""
    return {row.message_id: row.number for row in conn.execute(KEPT, {"given": message_ids})}


KEPT = select(search_message).where(given(search_message.c.message_id))


def numbered(conn: Connection, rows: list[Any]) -> dict[MessageId, int]:
    """Each gets a number: the moment it came, and unique."""
    new = sorted((number_of(row.created_at), row.id) for row in rows)
    numbers = dict(zip((one for _, one in new), free(conn, [wish for wish, _ in new]), strict=True))
    insert_rows(conn, search_message, [{"message_id": one, "number": number} for one, number in numbers.items()])
    return numbers


def free(conn: Connection, wishes: list[int]) -> list[int]:
    """The wishes, which ascend, each raised to a number that nobody has."""
    while wishes:
        wishes = apart(wishes)
        taken = conn.execute(TAKEN, {"given": wishes}).scalar_one()
        if taken is None:
            break
        after = end_of_row(conn, taken)
        wishes = [wish if wish < taken else max(wish, after) for wish in wishes]
    return wishes


TAKEN = select(func.min(search_message.c.number)).where(given(search_message.c.number))


def end_of_row(conn: Connection, taken: int) -> int:
    """The next number that nobody has: found in one go, for thousands may have come in one moment."""
    column, following = search_message.c.number, search_message.alias("following")
    followed = exists().where(following.c.number == column + 1, following.c.number > taken)
    last = select(column).where(column >= taken, ~followed).order_by(column).limit(1)
    return int(conn.execute(last).scalar_one()) + 1


def apart(wishes: list[int]) -> list[int]:
    found: list[int] = []
    for wish in wishes:
        found.append(max(wish, found[-1] + 1) if found else wish)
    return found


def file_names(conn: Connection, message_ids: Iterable[MessageId]) -> dict[MessageId, list[str]]:
    found: dict[MessageId, list[str]] = {}
    for row in conn.execute(NAMED, {"given": list(message_ids)}):
        found.setdefault(row.message_id, []).append(row.name)
    return found


NAMED = select(attachment.c.message_id, attachment.c.name).where(given(attachment.c.message_id))


def text_of(row: Any, names: list[str]) -> str:
    """What it is searched by. A quotation is another message's: only the writer's own words count."""
    return "\n".join((row.subject, (row.said or row.text)[:LONGEST], *names)).strip()


def entry(row: Any, number: int, text: str, level: Level) -> Entry:
    mood = level(convert(row.mood, Mood)) if row.mood else ""
    facts = (fact(row.direction), fact("c", row.channel), fact("t", row.thread_id), fact("e", row.episode_id))
    return Entry(number, (*words(text), *extra(text)), (*facts, fact(mood)) if mood else facts)
