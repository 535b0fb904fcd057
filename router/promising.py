"""Finds in a reply what it promises, and until when. What is not clear is no promise: an agent can always mark one."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct

from router.clocks import zone_of
from router.moments import Parts, moment
from router.phrases import LANGUAGES
from router.phrases.shape import Phrases

LONGEST = 500
"""Characters of a sentence; nobody promises in longer ones."""
READ = 10_000
"""Characters of a text, from its end, where it is being written."""
QUOTED = re.compile(r'"[^"\n]{0,500}"|“[^”\n]{0,500}”|«[^»\n]{0,500}»|^>.*$', re.MULTILINE)
ENDS = re.compile(r"(?<!\b[ap]\.m\.)(?<!\b[ap]\. m\.)(?<=[.!?…])\s+(?!m\.)|\n+")


class Guess(Struct, frozen=True):
    """text: the sentence that promises."""

    text: str
    due_at: datetime


def guess(text: str, zone: str, now: datetime) -> Guess | None:
    """The first promise in the text. zone: where its writer is (IANA); an unknown one is UTC."""
    local = now.astimezone(zone_of(zone) or UTC)
    for sentence in sentences(text):
        for phrases in LANGUAGES:
            if due := promised(plain(sentence), phrases, local):
                return Guess(sentence, due.astimezone(UTC))
    return None


def sentences(text: str) -> Iterator[str]:
    """Without questions, and without what others have said."""
    for one in ENDS.split(QUOTED.sub(" ", text[-READ:])):
        if len(one) <= LONGEST and "?" not in one and "¿" not in one:
            yield " ".join(one.split())


def plain(sentence: str) -> str:
    return unicodedata.normalize("NFC", sentence).replace("’", "'").lower()


def promised(sentence: str, phrases: Phrases, now: datetime) -> datetime | None:
    """By when, if at all. "Tomorrow I will call you at four" says it in two places."""
    commit = commitment(sentence, phrases)
    if commit is None:
        return None
    before, parts = named_after(phrases.ends.split(sentence[commit.end() :])[0], phrases)
    if not parts.keys() & {"span", "day"}:
        before, opening = named_first(sentence[: commit.start()], phrases)
        parts = {**opening, **parts}
    return moment(parts, phrases, now, day_before=before) if parts and not past_alike(commit, parts) else None


def commitment(sentence: str, phrases: Phrases) -> re.Match[str] | None:
    if phrases.doubts.search(sentence):
        return None
    found = phrases.commits.search(sentence)
    return None if found is None or found.groupdict().get("no") else found


def named_after(rest: str, phrases: Phrases) -> tuple[bool, Parts]:
    """The time after the commitment, unless it belongs to something else that is mentioned there. True: before it."""
    for start, parts in times(rest, phrases):
        lead = rest[:start]
        if phrases.aside.search(lead):
            break
        if (before := bool(phrases.before.search(lead))) or not phrases.elsewhere.search(lead):
            return before, parts
    return False, {}


def named_first(lead: str, phrases: Phrases) -> tuple[bool, Parts]:
    """The time that opens the sentence: nothing but a greeting stands before it, and nothing before the commitment."""
    for start, parts in times(lead, phrases):
        ends = max(one.end() for one in parts.values())
        if phrases.joins.fullmatch(lead[ends:]) and phrases.opening.search(lead[:start]):
            return bool(phrases.before.search(lead[:start])), parts
    return False, {}


def times(text: str, phrases: Phrases) -> Iterator[tuple[int, Parts]]:
    """Each time in the text, with where it begins."""
    found = [
        (one.start(), -one.end(), kind, one)
        for kind, pattern in phrases.times.items()
        for one in pattern.finditer(text)
    ]
    start, end, parts = 0, 0, dict[str, re.Match[str]]()
    for _, _, kind, one in sorted(found, key=lambda each: each[:2]):
        if one.start() < end:
            continue
        if parts and kind not in parts and phrases.joins.fullmatch(text[end : one.start()]):
            parts[kind] = one
        else:
            if parts:
                yield start, parts
            start, parts = one.start(), {kind: one}
        end = one.end()
    if parts:
        yield start, parts


def past_alike(commit: re.Match[str], parts: Parts) -> bool:
    """ "Le llamamos el viernes" may have been last Friday."""
    day = parts["day"].groupdict() if "day" in parts else {}
    return bool(commit.groupdict().get("either") and any(day.get(name) for name in ("weekday", "d1", "nth")))
