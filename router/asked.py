"""Reads what somebody typed into the search: filters, dates and moods in plain English or Spanish, and the words left.

Never raises, whatever was typed: what means nothing to us is a word. What is quoted always is.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import reduce
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inbox.fulltext.fold import fold, words
from inbox.question import Question
from router.periods import Period, period, take
from router.terms import loose, quoted

LONGEST = 1000
"""Characters that are read; nobody types more."""
MOST_TERMS = 24
PIECE = re.compile(r'(?P<minus>-)?(?:(?P<key>[^\W\d_]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S+))')
STATUS = {"open": "open", "abierto": "open", "abierta": "open"}
STATUS |= {"closed": "closed", "cerrado": "closed", "cerrada": "closed"}
DIRECTION = {"note": "note", "nota": "note", "in": "in", "entrada": "in", "out": "out", "salida": "out"}
ANGRY = re.compile(r"\b(?:angry|furious|enfadad[oa]s?|enojad[oa]s?|furios[oa]s?)\b", re.IGNORECASE)
UPSET = re.compile(r"\b(?:upset|annoyed|unhappy|molest[oa]s?|disgustad[oa]s?)\b", re.IGNORECASE)


class Piece(Struct, frozen=True):
    """key: of a filter, else "". value: what it says, or the words themselves."""

    value: str
    key: str = ""
    quoted: bool = False
    excluded: bool = False

    @property
    def plain(self) -> bool:
        return not (self.key or self.quoted or self.excluded)


class Clock(Struct, frozen=True):
    """zone: whose days and months are meant."""

    now: datetime
    zone: tzinfo = UTC


def asked(typed: str, now: datetime, zone: tzinfo = UTC) -> Question:
    storable = typed[:LONGEST].replace("\0", " ").encode(errors="ignore").decode()  # no half of a surrogate pair
    line = unicodedata.normalize("NFC", storable)
    question, left = filtered([piece(one) for one in PIECE.finditer(line)], Clock(now, zone))
    plain = " ".join(one.value for one in left if one.plain)
    question, rest = spoken(question, plain, Clock(now, zone))
    typing = bool(left) and left[-1].plain and line.endswith(left[-1].value) and rest.endswith(left[-1].value)
    terms = [*(quoted(one.value, one.excluded) for one in left if not one.plain), *loose(rest, typing=typing)]
    return replace(question, terms=tuple(one for one in terms if any(one.phrases))[:MOST_TERMS])


def piece(found: re.Match[str]) -> Piece:
    key = KEYS.get(fold(found["key"] or ""), "")
    value = found["bare"] if found["quoted"] is None else found["quoted"]
    if found["key"] and not key:
        value = f"{found['key']}:{value}"
    return Piece(value, key, found["quoted"] is not None, bool(found["minus"]))


def filtered(pieces: list[Piece], clock: Clock) -> tuple[Question, list[Piece]]:
    """The filters, and what is none. One that says nothing that we know is a word."""
    question, left = Question(), []
    for one in pieces:
        found = FILTERS[one.key](one.value, clock) if one.key and not one.excluded else {}
        question = replace(question, **found)
        if not found:
            left.append(replace(one, key=""))
    return question, left


Filters = dict[str, Any]


def by_sender(value: str, clock: Clock) -> Filters:
    found = tuple(one.phrases for one in loose(value) if any(one.phrases))
    return {"sender": found, "sender_said": value} if found else {}


def by_channel(value: str, clock: Clock) -> Filters:
    return {"channel": "".join(words(value))} if words(value) else {}


def by_tag(value: str, clock: Clock) -> Filters:
    return {"tag": value.strip()} if value.strip() else {}


def by_status(value: str, clock: Clock) -> Filters:
    return {"status": STATUS[fold(value)]} if fold(value) in STATUS else {}


def by_direction(value: str, clock: Clock) -> Filters:
    if fold(value) in DIRECTION:
        return {"direction": DIRECTION[fold(value)]}
    found = period(value, clock.now, clock.zone)
    return {"after": found.start, "before": found.end} if found else {}


def by_mood(value: str, clock: Clock) -> Filters:
    if ANGRY.fullmatch(value.strip()):
        return {"mood": "angry"}
    return {"mood": "upset"} if UPSET.fullmatch(value.strip()) else {}


def by_start(value: str, clock: Clock) -> Filters:
    found = period(value, clock.now, clock.zone)
    return {"after": found.start} if found else {}


def by_end(value: str, clock: Clock) -> Filters:
    found = period(value, clock.now, clock.zone)
    return {"before": found.start} if found else {}


FILTERS: dict[str, Callable[[str, Clock], Filters]] = {
    "from": by_sender, "channel": by_channel, "tag": by_tag, "is": by_status, "mood": by_mood, "in": by_direction,
    "after": by_start, "before": by_end,
}  # fmt: skip
KEYS = dict(zip(FILTERS, FILTERS, strict=True))
KEYS |= {"de": "from", "canal": "channel", "etiqueta": "tag", "estado": "is", "animo": "mood", "en": "in"}
KEYS |= {"since": "after", "desde": "after", "antes": "before"}


def spoken(question: Question, plain: str, clock: Clock) -> tuple[Question, str]:
    """Dates and moods that are said in words; and the words that are left. A filter that was set stands."""
    rest, periods = take(plain, clock.now, clock.zone)
    question = reduce(narrowed, periods, question)
    for mood, said in (("angry", ANGRY), ("upset", UPSET)):
        if question.mood is None and said.search(rest):
            question = replace(question, mood=mood)
            rest = said.sub(" ", rest)
    return question, " ".join(rest.split())


def narrowed(question: Question, one: Period) -> Question:
    after = max(filter(None, (question.after, one.start)), default=None)
    before = min(filter(None, (question.before, one.end)), default=None)
    return replace(question, after=after, before=before)
