"""Which of the encoder's 250,000 pieces are kept: each costs 216 bytes, and one language uses a tenth of them.

A word whose piece is gone is read in smaller ones. Kept are those that the corpus uses, and those that spell the common
words of more languages (frequencies: the package wordfreq), the languages of our customers first.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from router.mood.pieces import END, SPACE, START, UNKNOWN, Pieces, Scored
from router.mood.text import lowered
from router.mood.training.corpus import Example

KEPT = 66_000
LONGEST = 1_000
"""Pieces of a text that are counted: all."""
MET = 3
"""Times that a piece is met until it is known."""
SIGN = 1e-3
"""What a letter or sign of our scripts counts beside the pieces' frequencies: enough to stay."""
SCRIPTS = ((0x0, 0x530), (0x590, 0x700), (0x900, 0x980), (0x1E00, 0x2100))
"""Latin, Greek and Cyrillic; Hebrew and Arabic; Devanagari; more Latin and punctuation."""


class Circle(NamedTuple):
    """Languages of which so many words are spelled, and what their frequencies count."""

    languages: str
    words: int
    weight: float


CIRCLES = (
    Circle("es en pt fr de it", 40_000, 3.0),
    Circle("nl pl ru tr ro ca ar hi", 15_000, 1.5),
    Circle("sv da nb cs uk el hu fi bg sh sk", 5_000, 0.5),
    Circle("sl id he fa ur lt lv vi fil ms mk is bn ta ja ko zh", 1_500, 0.1),
)
OURS = frozenset(CIRCLES[0].languages.split())


def kept(scored: Sequence[Scored], examples: Iterable[Example], words: Mapping[str, Mapping[str, float]]) -> list[int]:
    """The pieces' numbers, ascending. words: by language, how frequent a word is."""
    pieces, value = Pieces(scored, LONGEST), np.zeros(len(scored))
    for language, counts in _spoken(pieces, examples).items():
        _add(value, counts, 6.0 if language in OURS else 3.0)
    for circle in CIRCLES:
        for language in circle.languages.split():
            common = sorted(words.get(language, {}).items(), key=lambda pair: -pair[1])[: circle.words]
            _add(value, _spelled(pieces, common), circle.weight)
    _add_signs(value, scored)
    value[: UNKNOWN + 1] = np.inf
    return sorted(np.argsort(-value, kind="stable")[:KEPT].tolist())


def taught(scored: Sequence[Scored], examples: Iterable[Example]) -> list[int]:
    """Of every piece 1 if the examples teach it, else 0."""
    counts: Counter[int] = Counter()
    for spoken in _spoken(Pieces(scored, LONGEST), examples).values():
        counts += spoken
    return [int(counts[number] >= MET or number <= UNKNOWN) for number in range(len(scored))]


def _spoken(pieces: Pieces, examples: Iterable[Example]) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = {}
    for example in examples:
        found.setdefault(example.language, Counter()).update(pieces.read(lowered(example.text)))
    return found


def _spelled(pieces: Pieces, common: list[tuple[str, float]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for word, frequency in common:
        for piece in pieces.read(word):
            found[piece] = found.get(piece, 0) + frequency
    return found


def _add(value: npt.NDArray[np.float64], counts: Mapping[int, float], weight: float) -> None:
    """Each language counts the same, however much of it there is."""
    spelling = {piece: count for piece, count in counts.items() if piece not in {START, END}}
    total = sum(spelling.values())
    for piece, count in spelling.items():
        value[piece] += weight * count / total


def _add_signs(value: npt.NDArray[np.float64], scored: Sequence[Scored]) -> None:
    for number, (piece, _) in enumerate(scored):
        sign = piece.replace(SPACE, "")
        if len(sign) == 1 and (unicodedata.category(sign)[0] == "S" or any(a <= ord(sign) < z for a, z in SCRIPTS)):
            value[number] += SIGN
