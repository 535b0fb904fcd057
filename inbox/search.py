"""Search over everything an agent may see, newest first: messages, and the people who wrote them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, exists, func, select

from inbox import fulltext, persons
from inbox.episodes import normal
from inbox.errors import NotFound
from inbox.fulltext.match import Clause, Match, fact, one_of
from inbox.fulltext.numbering import FIRST, LAST, number_of
from inbox.fulltext.snippet import Piece, snippet
from inbox.groups import HEAD
from inbox.persons import Person
from inbox.question import Question
from inbox.schema import attachment, customer, message, search_message, tag, thread
from inbox.sight import visible
from inbox.words import CustomerId, Direction, EpisodeId, MessageId, ThreadId

BUDGET = 2000
"""Messages that one question may look at one by one. Then it stops, and says where to go on."""
CHUNK = 200
FEW = 500
"""Up to so many episodes or threads are asked by name; more of them are met soon by whoever looks at each message."""


class Hit(Struct, frozen=True):
    """thread_id: the one that shows the message. anger: 0 to 1."""

    message_id: MessageId
    thread_id: ThreadId
    customer_id: CustomerId
    customer_name: str
    channel: str
    direction: Direction
    at: datetime
    subject: str
    snippet: tuple[Piece, ...]
    anger: float


class Found(Struct, frozen=True):
    """next: hand it to `find` for what follows, which may be nothing; None at the end."""

    people: tuple[Person, ...] = ()
    messages: tuple[Hit, ...] = ()
    next: str | None = None


def find(conn: Connection, question: Question, page: str | None = None, limit: int = 20) -> Found:
    """A page of messages, and on the first one the people. Raises NotFound for a page that does not exist."""
    below = number_in(page)
    if question.empty:
        return Found()
    people = () if page else persons.find(conn, question.sender or wanted(question))
    rows, following = newest(conn, question, below, limit)
    return Found(people, tuple(hit(conn, row, question) for row in rows), following)


def number_in(page: str | None) -> int:
    if page is None:
        return LAST
    if not (page.isascii() and page.isdigit() and int(page[:20]) <= LAST):
        raise NotFound("This page of the results does not exist. Search again.")
    return int(page[:20])


def wanted(question: Question) -> tuple[Clause, ...]:
    return tuple(term.phrases for term in question.terms if not term.excluded)


def newest(conn: Connection, question: Question, below: int, limit: int) -> tuple[list[Any], str | None]:
    match, checks = narrowed(conn, question), list(conditions(conn, question))
    if match is None:
        return [], None
    above, below = bound(question.after, FIRST), min(below, bound(question.before, LAST))
    chunk = CHUNK if checks else limit + 1
    rows: list[Any] = []
    for _ in range(0, BUDGET, chunk):
        numbers = fulltext.newest(conn, search_message, match, above, below, chunk)
        rows += load(conn, numbers, checks)
        if len(rows) > limit:
            return rows[:limit], str(rows[limit - 1].number)
        if len(numbers) < chunk:
            return rows, None
        below = numbers[-1]
    return rows, str(below)


def bound(at: datetime | None, otherwise: int) -> int:
    return otherwise if at is None else number_of(at)


def narrowed(conn: Connection, question: Question) -> Match | None:
    """What the index can answer by itself; None where nothing can match."""
    clauses = list(wanted(question))
    if question.sender:
        threads = persons.threads(conn, question.sender, FEW)
        clauses += [one_of(*(fact("t", one) for one in threads)), one_of(fact("in"))]
    if question.tag and (tagged := episodes(conn, question.tag)) is not None:
        clauses.append(one_of(*(fact("e", one) for one in tagged)))
    if question.channel:
        clauses.append(one_of(fact("c", question.channel)))
    if question.direction:
        clauses.append(one_of(fact(question.direction)))
    if question.mood:
        clauses.append(one_of(*map(fact, ("angry", "upset") if question.mood == "upset" else ("angry",))))
    excluded = tuple(term.phrases for term in question.terms if term.excluded)
    if excluded and not clauses:
        clauses.append(one_of(*map(fact, ("in", "out", "note"))))  # "not this" needs something to be taken from
    return Match(tuple(clauses), excluded) if all(clauses) else None


def episodes(conn: Connection, name: str) -> list[EpisodeId] | None:
    """Those with this tag; None where they are many."""
    found = list(conn.execute(tags(name).limit(FEW + 1)).scalars())
    return found if len(found) <= FEW else None


def tags(name: str) -> Any:
    return select(tag.c.episode_id).where(tag.c.name == normal(name))


def conditions(conn: Connection, question: Question) -> Iterable[ColumnElement[bool]]:
    """What only the message's own tables know."""
    if question.status:
        yield head.c.status == question.status
    if question.tag and episodes(conn, question.tag) is None:
        yield exists(tags(question.tag).where(tag.c.episode_id == message.c.episode_id))


head = thread.alias("head")
SHOWN = (
    search_message.c.number, message.c.id, head.c.id.label("thread_id"), customer.c.id.label("customer_id"),
    customer.c.name, message.c.channel, message.c.direction, message.c.created_at, message.c.subject, message.c.mood,
    func.coalesce(func.nullif(message.c.said, ""), message.c.text).label("words"),
)  # fmt: skip


def load(conn: Connection, numbers: list[int], checks: list[ColumnElement[bool]]) -> list[Any]:
    """In the order of their numbers, highest first; without those that do not pass."""
    if not numbers:
        return []
    whole = search_message.join(message).join(thread, thread.c.id == message.c.thread_id)
    whole = whole.join(head, head.c.id == HEAD).join(customer, customer.c.id == head.c.customer_id)
    chosen = select(*SHOWN).select_from(whole).where(search_message.c.number.in_(numbers), visible(head), *checks)
    alive = chosen.where(customer.c.erased_at.is_(None))
    return list(conn.execute(alive.order_by(search_message.c.number.desc())))


def hit(conn: Connection, row: Any, question: Question) -> Hit:
    phrases = [phrase for clause in wanted(question) for phrase in clause]
    found = snippet(row.words, phrases)
    if phrases and not any(piece.hit for piece in found):
        names = conn.execute(select(attachment.c.name).where(attachment.c.message_id == row.id)).scalars()
        named = snippet(", ".join(names), phrases)
        found = named if any(piece.hit for piece in named) else found
    anger = float(row.mood["anger"]) if row.mood else 0.0
    return Hit(
        row.id, row.thread_id, row.customer_id, row.name, row.channel, row.direction, row.created_at, row.subject,
        found, anger,
    )  # fmt: skip
