"""A linear model over hashed pieces of text: characters one to five long, words, and pairs of words.

Many texts are read at once, so that the work is done by numpy and a text costs some 20 µs. Every piece has one row of
a table of small integers (feature hashing: Weinberger et al., ICML 2009), which `router/mood/training/ngrams.py` makes.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]
Numbers = NDArray[np.float64]

BITS = 18
"""The table has 2 ** BITS rows."""
HEADS = 4
"""A row is four bytes, so that it is fetched as one number."""
BAD, GOOD, ANGRY, ENGLISH = range(HEADS)
"""What they weigh. Bad and good are against neutral, which weighs nothing."""
WORSE = np.array([1.0, -1.0, 1.0, 0.0])
"""Which way of each is worse."""
LONGEST_PIECE = 5
BREAK = "\n" * (LONGEST_PIECE - 1)
"""Between texts, so that no piece reaches from one into the next; prepared text has no line breaks."""
LAST_CODE = 0x10000
"""Characters from here on (emoji, old scripts) are each a word of their own."""

MIX, TURN, SPREAD = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D)


def kinds() -> NDArray[np.uint8]:
    """Of every character: 0 space, 1 part of a word (letters with their marks, digits, _), 2 a sign by itself."""
    found = np.full(LAST_CODE + 1, 2, np.uint8)
    for code in range(LAST_CODE):
        if unicodedata.category(chr(code))[0] in "LMN" or code == ord("_"):
            found[code] = 1
    found[[ord(" "), ord("\n")]] = 0
    return found


KIND = kinds()


class Lines:
    """Prepared texts, one after the other. starts, lengths: of each, in characters. words: where a word starts."""

    def __init__(self, texts: Sequence[str]) -> None:
        lines = [f" {text.lower()} {BREAK}" for text in texts]
        self.text = "".join(lines)
        self.codes: Codes = np.frombuffer(self.text.encode("utf-32-le", "replace"), np.uint32)
        self.lengths = np.fromiter(map(len, lines), np.int64, len(lines))
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.kinds = KIND[np.minimum(self.codes, LAST_CODE)]
        fresh = (self.kinds[1:] != self.kinds[:-1]) | (self.kinds[1:] == 2)
        self.words: Places = np.flatnonzero(fresh & (self.kinds[1:] != 0)) + 1

    def pieces(self) -> list[tuple[Places | slice, Places]]:
        """Where pieces start, and the row of each."""
        mixed = self.codes * MIX
        mixed ^= mixed >> np.uint32(15)
        parts = [*self._characters(mixed), *self._words(mixed)]
        found = rows(
            np.concatenate([read for _, read in parts])
        )  # at once: for one text a call costs more than its work
        ends = accumulate(len(read) for _, read in parts)
        return [(places, found[end - len(read) : end]) for (places, read), end in zip(parts, ends, strict=True)]

    def _characters(self, mixed: Codes) -> Iterator[tuple[Places | slice, Codes]]:
        read = np.zeros(len(mixed), np.uint32)
        for size in range(1, LONGEST_PIECE + 1):
            last = len(mixed) - size + 1
            read = read[:last] * TURN + mixed[size - 1 :]
            yield slice(0, last), read + np.uint32(size)

    def _words(self, mixed: Codes) -> Iterator[tuple[Places | slice, Codes]]:
        """Alone, with the next one, and with the next but one ("not … good")."""
        if not len(self.words):
            return
        read, text = self._word_hashes(mixed), np.searchsorted(self.starts, self.words, "right")
        yield self.words, read + np.uint32(11)
        for apart, turn in ((1, TURN), (2, MIX)):
            together = np.flatnonzero(text[apart:] == text[:-apart])
            yield self.words[together], read[together] * turn + read[together + apart] + np.uint32(11 + apart)

    def _word_hashes(self, mixed: Codes) -> Codes:
        """Each letter by its place in the word; spaces count for nothing."""
        first, lengths = self.words[0], np.diff(self.words, append=len(mixed))
        place = np.arange(len(mixed), dtype=np.uint32)
        place[first:] -= np.repeat(self.words.astype(np.uint32), lengths)
        letters = mixed * (place * TURN | np.uint32(1))
        letters ^= letters >> np.uint32(16)
        letters *= self.kinds != 0
        hashes: Codes = np.add.reduceat(letters * SPREAD, self.words, dtype=np.uint32)
        return hashes

    def written(self) -> list[str]:
        """All words of all texts, in small letters."""
        after = np.flatnonzero(self.kinds != 1)
        ends = np.where(self.kinds[self.words] == 2, self.words + 1, after[np.searchsorted(after, self.words)])
        return [self.text[start:end] for start, end in zip(self.words.tolist(), ends.tolist(), strict=True)]


def rows(read: Codes) -> Places:
    read ^= read >> np.uint32(15)
    return ((read * SPREAD) >> np.uint32(32 - BITS)).astype(np.int64)


@dataclass(frozen=True)
class Weighed:
    """logits: texts x HEADS. pulls: what the pieces that start at each character add to them, before `scales`."""

    lines: Lines
    logits: Numbers
    pulls: NDArray[np.int16]
    scales: Numbers

    def words(self, text: int) -> dict[str, float]:
        """Of one text, by words and signs: how far each moves it from good to bad and angry, in logits."""
        words, worse, bounds = self._words
        its = slice(bounds[text], bounds[text + 1])
        found: dict[str, float] = {}
        for word, pull in zip(words[its], worse[its], strict=True):
            found[word] = found.get(word, 0.0) + pull
        return found

    @cached_property
    def _words(self) -> tuple[list[str], list[float], list[int]]:
        """All texts' words, how far each moves its text, and where a text's begin: who asks once asks for more."""
        words = self.lines.words
        if not len(words):
            return [], [], [0] * (len(self.logits) + 1)
        bounds = np.searchsorted(words, [*self.lines.starts, len(self.lines.codes)])
        worse = np.add.reduceat(
            self.pulls @ (self.scales * WORSE), words - 1
        )  # pieces start at the space before a word
        worse /= np.repeat(np.sqrt(self.lines.lengths), np.diff(bounds))
        return self.lines.written(), worse.tolist(), bounds.tolist()


@dataclass(frozen=True)
class Table:
    """weights: 2 ** BITS x HEADS. A text's logit is the sum of its rows / sqrt(its length) * scales + biases."""

    weights: NDArray[np.int8]
    scales: Numbers
    biases: Numbers

    @classmethod
    def read(cls, path: Path) -> "Table":
        """Raises OSError, KeyError or ValueError when the file is not there or not what `save` writes."""
        with np.load(path, allow_pickle=False) as file:
            return cls(np.ascontiguousarray(file["weights"]), file["scales"], file["biases"])

    def save(self, path: Path) -> None:
        np.savez_compressed(path, weights=self.weights, scales=self.scales, biases=self.biases)

    def weigh(self, texts: Sequence[str]) -> Weighed:
        """Of prepared texts; at least one. What a text weighs does not depend on its neighbours."""
        lines = Lines(texts)
        table, pulls = self.weights.view(np.uint32)[:, 0], np.zeros((len(lines.codes), HEADS), np.int16)
        for places, found in lines.pieces():
            pulls[places] += table[found].view(np.int8).reshape(-1, HEADS)
        pulls[lines.codes == ord("\n")] = 0
        sums = np.add.reduceat(pulls, lines.starts, dtype=np.int32)
        logits = sums / np.sqrt(lines.lengths)[:, None] * self.scales + self.biases
        return Weighed(lines, logits, pulls, self.scales)
