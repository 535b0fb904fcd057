"""Who is compared: VADER, the instant tier and the deep tier, each reading texts exactly as the product does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from bench.figures import Labels, Numbers

from router.mood.deep import Deep, ModelError
from router.mood.instant import Instant
from router.mood.text import own_words, passages, prepared
from router.mood.vader import Vader
from router.mood.whole import BAD, valences, whole

Chances = Callable[[list[str]], Numbers]
"""Passages -> passages x 4: bad, neutral, good, angry."""

NEUTRAL = 0.05
"""Compounds nearer to zero are neutral, as VADER's authors advise."""


@dataclass(frozen=True)
class Judged:
    """Of every text: how bad, its class (a place in `sets.CLASSES`), and how angry."""

    bad: Numbers
    labels: Labels
    anger: Numbers


class Column:
    """why: instead of judgements, where there are none."""

    def __init__(self, name: str, chances: Chances | None, why: str = "") -> None:
        self.name = name
        self.chances = chances
        self.why = why

    def judge(self, texts: Sequence[str]) -> Judged | None:
        if not self.chances or not texts:
            return None
        pieces = [passages(prepared(own_words(text))) for text in texts]
        chances = self.chances([piece for several in pieces for piece in several])
        rows = np.split(chances, np.cumsum([len(several) for several in pieces])[:-1])
        together = np.array([of_the_whole(one) for one in rows])
        return Judged(-together[:, 4], together[:, :3].argmax(1), together[:, 3])


def of_the_whole(chances: Numbers) -> Numbers:
    """A text's chances from its passages', and its valence: see `router.mood.whole`."""
    valence, anger, worst = whole(valences(chances), chances[:, 3].tolist())
    telling = chances[worst] if valence < BAD else chances.mean(0)
    return np.array([*telling[:3], anger, valence])


def columns() -> list[Column]:
    return [Column("VADER", vader()), Column("instant", Instant().chances), deep()]


def vader() -> Chances:
    """It knows no chances: its compound decides the class, and is all it has to say on anger."""
    compound = Vader().compound

    def chances(spoken: list[str]) -> Numbers:
        told = np.array([compound(text) for text in spoken])
        neutral = np.where(abs(told) < NEUTRAL, 1.0, 0.0)
        return np.stack([np.maximum(-told, 0), neutral, np.maximum(told, 0), -told], 1)

    return chances


def deep() -> Column:
    try:
        model = Deep.load()
    except ModelError as missing:
        return Column("deep", None, str(missing))
    return Column("deep", lambda spoken: model.chances(spoken).astype(np.float64))
