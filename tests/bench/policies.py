"""Who is put first: nobody, those who sound angry to one reader or another, and those who truly are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.labelled import Labelled

from inbox.tables import Table
from inbox.words import Mood
from router.mood.scorers import Scorers
from router.mood.vader import Vader

Moods = dict[str, Mood]
"""By text."""
FURIOUS, CALM = Mood(-1.0, 1.0, 1.0), Mood()
FIRST_COME, STRICT = "first come", "oracle, strict order"
VADER, INSTANT, DEEP, ORACLE = "VADER", "instant tier", "deep tier", "oracle, same table"
LONGEST = 4320.0
"""Minutes, the most that a table may say: far enough apart that within one shift, who is angry always goes first."""


class Heard(NamedTuple):
    """What one reader hears in every text. deep: what it hears a moment later; empty where it listens but once."""

    name: str
    first: Moods
    deep: Moods


class Policy(NamedTuple):
    name: str
    first: Moods
    deep: Moods
    table: Table


def hear(said: Sequence[Labelled]) -> Iterator[Heard]:
    """Every reader that works here; the deep tier only where its model is."""
    texts = [one.text for one in said]
    scorers = Scorers()
    instant = dict(zip(texts, scorers.instant.score(texts), strict=True))
    yield Heard(FIRST_COME, dict.fromkeys(texts, CALM), {})
    yield Heard(VADER, vader(texts), {})
    yield Heard(INSTANT, instant, {})
    if deep := scorers.load():
        yield Heard(DEEP, instant, dict(zip(texts, deep.score(texts), strict=True)))
    else:
        print(f"Without the deep tier: {scorers.trouble}")
    yield Heard(ORACLE, {one.text: FURIOUS if one.bad else CALM for one in said}, {})


def vader(texts: Sequence[str]) -> Moods:
    """Its compound, whatever the language, over the whole ladder: cut at zero, all who sound glad would tie."""
    compound = Vader().compound
    return {text: Mood((compound(text) - 1) / 2) for text in texts}


def policies(heard: Sequence[Heard], patience: float) -> list[Policy]:
    """patience: minutes that somebody calm may wait."""
    table = table_of(patience)
    return [Policy(one.name, one.first, one.deep, table) for one in heard]


def strict(heard: Sequence[Heard]) -> Policy:
    oracle = next(one for one in heard if one.name == ORACLE)
    return Policy(STRICT, oracle.first, {}, table_of(LONGEST))


def table_of(patience: float) -> Table:
    """The usual one, but for how long the calm may wait."""
    return Table(patience={"chat": patience}, others=patience)
