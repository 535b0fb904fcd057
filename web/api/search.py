"""Search over everything that an agent may see; the address of a search holds all of it, so it can be shared."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec.structs import replace

from inbox import search
from inbox.persons import Person
from inbox.question import Feeling, Question
from inbox.search import Hit
from inbox.words import Direction, Status
from router.asked import LONGEST, asked
from web.answers import Denied
from web.call import Call
from web.table import Table

routes = Table()

Word = Annotated[str, msgspec.Meta(max_length=100)]
Moment = Annotated[str, msgspec.Meta(max_length=40)]


class Sought(msgspec.Struct, frozen=True):
    """q: as typed; the others, where given, hold whatever q says. after, before: an ISO 8601 day or moment.

    zone: whose days are meant, as an IANA name. page: the `next` of the page before.
    """

    q: Annotated[str, msgspec.Meta(max_length=LONGEST)] = ""
    channel: Word = ""
    direction: Direction | None = None
    tag: Word = ""
    status: Status | None = None
    mood: Feeling | None = None
    after: Moment = ""
    before: Moment = ""
    zone: Annotated[str, msgspec.Meta(max_length=60)] = "UTC"
    page: Annotated[str, msgspec.Meta(max_length=30)] | None = None


class Understood(msgspec.Struct, frozen=True):
    """How the question was read. words: as they were typed, a phrase in quotation marks, "-" before what must not be.

    from up to, but not, before.
    """

    words: tuple[str, ...]
    sender: str = msgspec.field(name="from")
    channel: str
    direction: Direction | None
    tag: str
    status: Status | None
    mood: Feeling | None
    after: datetime | None
    before: datetime | None


class Results(msgspec.Struct, frozen=True):
    """people: on the first page only. next: null at the end; a page may be empty and yet have a next."""

    people: tuple[Person, ...]
    messages: tuple[Hit, ...]
    next: str | None
    understood: Understood


@routes.on("GET", "/api/v1/search", "agent", takes=Sought, gives=Results)
async def find(call: Call[Sought]) -> Results:
    """Messages, newest first, and people: by words, names, addresses, numbers, tags, dates and moods."""
    question = question_of(call.body, call.now)
    found = await call.inbox.read(search.find, question, call.body.page)
    return Results(found.people, found.messages, found.next, understood(question))


def question_of(body: Sought, now: datetime) -> Question:
    zone = zone_of(body.zone)
    question = asked(body.q, now, zone)
    given = {name: getattr(body, name) for name in ("channel", "direction", "tag", "status", "mood")}
    given |= {name: moment(getattr(body, name), name, zone) for name in ("after", "before")}
    return replace(question, **{name: value for name, value in given.items() if value})


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Denied(422, "no_zone", "There is no such time zone. Name one like Europe/Madrid.", field="zone") from None


def moment(given: str, name: str, zone: ZoneInfo) -> datetime | None:
    """A day begins when it does in the zone."""
    if not given:
        return None
    try:
        at = datetime.fromisoformat(given)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Denied(422, "no_date", "Write the date like 2026-03-31.", field=name) from None


def understood(question: Question) -> Understood:
    same = {name: getattr(question, name) for name in Understood.__struct_fields__ if name not in ("words", "sender")}
    return Understood(words=tuple(term.said for term in question.terms), sender=question.sender_said, **same)
