"""The instant tier, light enough for the ingest transaction: n-grams in any language, with VADER's say in English."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np

from inbox.words import Mood
from router.mood.ngrams import ANGRY, BAD, ENGLISH, GOOD, Numbers, Table, Weighed
from router.mood.signals import heard
from router.mood.text import passages, prepared
from router.mood.vader import Vader
from router.mood.whole import valences, whole
from router.tongue import KNOWN

TABLE = Path(__file__).with_name("ngrams.npz")
PERHAPS = -1.5
"""The table's own guess (a logit) that it is English, from which VADER is asked, who takes German "die" for death."""
TRUST = np.array([-0.7, 0.7, -0.9])
"""What VADER's compound adds to the logits of bad, good and angry: best on the development files."""
LEXICON = 0.26 * 2.3
"""How far a step in VADER's lexicon moves a text: its compound's slope at zero, of x / sqrt(x² + 15), times TRUST."""
UPSET, FURIOUS = -0.4, 0.5
"""Valence below which, or anger above which, the words of a text are worth showing."""
PULLS = 0.25
"""Logits from which a word is worth showing."""
SHORTEST = 3
"""Letters of a word that is shown; a sign is, if it is a picture."""
SPARED = frozenset[str]().union(*KNOWN.values()) | {
    "ces", "cette", "diese", "esas", "eso", "esos", "esto", "isso", "otra", "otro", "seit", "umas", "unas", "unos",
}  # fmt: skip
"""The little words of a language never explain a mood, whatever they weigh."""
NOTHING = (0.0, 1.0, 0.0, 0.0)
"""What is heard in it."""


class Passages(NamedTuple):
    """Of every passage of all texts: how good, how angry, how sure (0 to 1), and what each of its pieces weighs."""

    valences: list[float]
    angers: list[float]
    sure: list[float]
    weighed: Weighed


class Instant:
    """Never raises, whatever the text; what that costs is bounded by `router.mood.text`. OSError: there is no table."""

    def __init__(self, table: Path = TABLE) -> None:
        self._table = Table.read(table)
        self._vader = Vader()

    def score(self, texts: Sequence[str]) -> list[Mood]:
        pieces = [passages(prepared(text)) for text in texts]
        if not pieces:
            return []
        heard_all = self._heard([piece for several in pieces for piece in several])
        ends = accumulate(map(len, pieces))
        return [
            self._mood(text, heard_all, slice(end - len(several), end))
            for text, several, end in zip(texts, pieces, ends, strict=True)
        ]

    def _heard(self, spoken: Sequence[str]) -> Passages:
        weighed = self._table.weigh(spoken)
        chances = self._chances(spoken, weighed.logits)
        told = [bool(text) for text in spoken]
        sure = (1.5 * chances[:, :3].max(1) - 0.5) * told
        return Passages(valences(chances), chances[:, 3].tolist(), sure.tolist(), weighed)

    def _mood(self, text: str, spoken: Passages, its: slice) -> Mood:
        valence, anger, worst = whole(spoken.valences[its], spoken.angers[its])
        worst += its.start
        sad, shown = valence < UPSET or anger > FURIOUS, heard(text)
        words = self._words(spoken.weighed, worst) if sad else ()
        return Mood(round(valence, 3), round(anger, 3), round(spoken.sure[worst], 3), tuple(shown), words, shown)

    def _words(self, weighed: Weighed, passage: int) -> tuple[str, ...]:
        """Up to three words of the passage that make it worse, the worst first."""
        worse = weighed.words(passage)
        if weighed.logits[passage, ENGLISH] > PERHAPS:
            for word, good in self._vader.goodness(worse.keys()).items():
                worse[word] -= LEXICON * good
        telling = [word for word, pull in worse.items() if pull > PULLS and word not in SPARED and tells(word)]
        return tuple(sorted(telling, key=worse.__getitem__, reverse=True)[:3])

    def chances(self, spoken: Sequence[str]) -> Numbers:
        """Prepared passages x 4: that it is negative, neutral, positive (together 1), and that its writer is angry."""
        return self._chances(spoken, self._table.weigh(spoken).logits) if spoken else np.empty((0, 4))

    def _chances(self, spoken: Sequence[str], logits: Numbers) -> Numbers:
        english = logits[:, ENGLISH] > PERHAPS
        told = [self._vader.compound(text) if it_is else 0.0 for text, it_is in zip(spoken, english, strict=True)]
        bad, good, angry = (logits[:, [BAD, GOOD, ANGRY]] + np.outer(told, TRUST)).T
        odds = np.exp(np.stack([bad, np.zeros_like(bad), good]))
        chances = np.vstack([odds / odds.sum(0), 1 / (1 + np.exp(-angry))]).T
        chances[[not text for text in spoken]] = NOTHING
        return chances


def tells(word: str) -> bool:
    return len(word) >= SHORTEST or unicodedata.category(word[0]) == "So"
