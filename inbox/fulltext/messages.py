"""Messages in the index: their subjects, words, numbers and names of files, and facts to filter them by."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import convert
from sqlalchemy import Connection, select

from inbox import fulltext
from inbox.fulltext.digits import extra
from inbox.fulltext.fold import words
from inbox.fulltext.match import Entry, fact
from inbox.fulltext.numbering import number_of
from inbox.rows import insert_rows
from inbox.schema import attachment, customer, message, search_message, thread
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
    numbers = numbered(conn, message_ids, rows)
    fulltext.engine(conn).remove(conn, search_message.name, list(numbers.values()))
    entries = [entry(row, numbers[row.id], texts[row.id], level) for row in rows]
    entries.sort(key=lambda one: one.number)  # upwards costs FTS5 least
    fulltext.engine(conn).put(conn, search_message.name, entries)
    fulltext.forget(conn, [one for one in numbers if one not in texts])


def said(conn: Connection, message_ids: list[MessageId]) -> list[Any]:
    """Read within the transaction that indexes, so that what is erased meanwhile does not come back."""
    known = message.c.id.in_(message_ids), message.c.deleted_at.is_(None), customer.c.erased_at.is_(None)
    whole = message.join(thread, thread.c.id == message.c.thread_id).join(customer)
    names = (
        "id", "thread_id", "episode_id", "direction", "channel", "created_at", "subject", "text", "said", "mood",
    )  # fmt: skip
    return list(conn.execute(select(*(message.c[name] for name in names)).select_from(whole).where(*known)))


def numbered(conn: Connection, message_ids: list[MessageId], rows: list[Any]) -> dict[MessageId, int]:
    """Of the messages that have a number, and of those that get one now: the moment they came, and unique."""
    table = search_message.c
    kept = select(table.message_id, table.number).where(table.message_id.in_(message_ids))
    numbers = {row.message_id: row.number for row in conn.execute(kept)}
    new = sorted((number_of(row.created_at), row.id) for row in rows if row.id not in numbers)
    fresh = dict(zip((one for _, one in new), free(conn, [wish for wish, _ in new]), strict=True))
    insert_rows(conn, search_message, [{"message_id": one, "number": number} for one, number in fresh.items()])
    return numbers | fresh


def free(conn: Connection, wishes: list[int]) -> list[int]:
    """The wishes, which ascend, each raised to the next number that nobody has."""
    while True:
        wishes = apart(wishes)
        column = search_message.c.number
        taken = set(conn.execute(select(column).where(column.in_(wishes))).scalars())
        if not taken:
            return wishes
        wishes = [wish + (wish in taken) for wish in wishes]


def apart(wishes: list[int]) -> list[int]:
    found: list[int] = []
    for wish in wishes:
        found.append(max(wish, found[-1] + 1) if found else wish)
    return found


def file_names(conn: Connection, message_ids: Iterable[MessageId]) -> dict[MessageId, list[str]]:
    named = select(attachment.c.message_id, attachment.c.name).where(attachment.c.message_id.in_(message_ids))
    found: dict[MessageId, list[str]] = {}
    for row in conn.execute(named):
        found.setdefault(row.message_id, []).append(row.name)
    return found


def text_of(row: Any, names: list[str]) -> str:
    """What it is searched by. A quotation is another message's: only the writer's own words count."""
    return "\n".join((row.subject, (row.said or row.text)[:LONGEST], *names)).strip()


def entry(row: Any, number: int, text: str, level: Level) -> Entry:
    mood = level(convert(row.mood, Mood)) if row.mood else ""
    facts = (fact(row.direction), fact("c", row.channel), fact("t", row.thread_id), fact("e", row.episode_id))
    return Entry(number, (*words(text), *extra(text)), (*facts, fact(mood)) if mood else facts)
