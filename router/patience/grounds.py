"""What shortens the patience besides the mood's level: what is said, and how things stand."""

from collections.abc import Iterator
from typing import NamedTuple

from inbox.arrivals import Waiting
from inbox.tables import OfSituation, Signal, Table
from inbox.words import Reason
from router.patience.feeling import Felt


class Ground(NamedTuple):
    """A reason with what it does: it leaves a part of the patience, or (most) so many minutes at most."""

    reason: Reason
    leaves: float = 1.0
    most: float | None = None


SAID: tuple[Signal, ...] = ("threatens", "asks_human", "vulnerable", "urgent")
"""Signals that are a reason each, gravest first."""
LONGEST_THANKS = 200
"""Characters; whoever writes more has more to say than thanks."""


def grounds_of(table: Table, off: frozenset[str], waiting: Waiting, felt: Felt) -> Iterator[Ground]:
    """In the order in which an agent should read them. off: the signals that do not count."""
    yield from of_mood(table, waiting, felt)
    for code in SAID:
        if code in waiting.mood.signals and code not in off:
            yield Ground(Reason(code, words=shown(waiting, code)), getattr(table.signals, code))
    yield from of_repeating(table, off, waiting)
    yield from of_situation(table.situation, waiting)


def of_mood(table: Table, waiting: Waiting, felt: Felt) -> Iterator[Ground]:
    """What they leave is in the ladder already. The words are this message's, so they show nothing earlier."""
    if felt.anger >= table.mood.angry:
        words = waiting.mood.words if waiting.mood.anger >= table.mood.angry else ()
        yield Ground(Reason("angry", words=words))
    elif felt.bad >= table.mood.uneasy:
        code, least = ("upset", table.mood.upset) if felt.bad >= table.mood.upset else ("uneasy", table.mood.uneasy)
        yield Ground(Reason(code, words=waiting.mood.words if felt.own >= least else ()))
    if felt.worse:
        yield Ground(Reason("worsening", words=waiting.mood.words), table.mood.worsening)


def shown(waiting: Waiting, code: str) -> tuple[str, ...]:
    words = waiting.mood.shown.get(code)
    return (words,) if words else ()


def of_repeating(table: Table, off: frozenset[str], waiting: Waiting) -> Iterator[Ground]:
    """Writing again and saying that one does are one reason; the graver of the two counts."""
    again = waiting.unanswered > 1
    says_so = "repeats" in waiting.mood.signals and "repeats" not in off
    if again or says_so:
        leaves = min(table.situation.repeated if again else 1.0, table.signals.repeats if says_so else 1.0)
        words = shown(waiting, "repeats") if says_so else ()
        yield Ground(Reason("repeated", words=words, count=waiting.unanswered if again else 0), leaves)


def of_situation(situation: OfSituation, waiting: Waiting) -> Iterator[Ground]:
    if waiting.broken:
        yield Ground(Reason("broken_promise", count=waiting.broken), situation.broken_promise)
    if waiting.streak >= situation.streak_from:
        yield Ground(Reason("streak", count=waiting.streak), situation.streak)
    if waiting.present:
        yield Ground(Reason("present"), situation.present)


def thanks(off: frozenset[str], waiting: Waiting) -> Ground | None:
    """Where nothing else calls for an answer: whether the whole point of the message is thanks."""
    merely = waiting.mood.signals == ("solved",) and "solved" not in off and waiting.mood.valence > 0
    if not merely or "?" in waiting.text or len(waiting.text) > LONGEST_THANKS:
        return None
    return Ground(Reason("solved", words=shown(waiting, "solved")))
