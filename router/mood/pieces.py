"""A text in the pieces that the encoder knows: SentencePiece's unigram model (Kudo, ACL 2018).

By ourselves, since the usual library takes 70 MB for a vocabulary of this size; and every word is read once only: a
second time its pieces are remembered.
"""

from collections.abc import Sequence
from functools import lru_cache

START, PAD, END, UNKNOWN = range(4)
"""The first pieces of every vocabulary."""
SPACE = "▁"
UNLIKELY = 10.0
"""How much less likely than the rarest piece a sign is that no piece has."""
REMEMBERED = 20_000
"""Words; a language's commonest 20,000 are nine tenths of what is written."""

Scored = tuple[str, float]
"""A piece and the logarithm of how likely it is."""


class Pieces:
    def __init__(self, scored: Sequence[Scored], longest: int) -> None:
        """longest: pieces of a text that are read, its start and end among them."""
        self._known = {piece: (score, number) for number, (piece, score) in enumerate(scored) if number > UNKNOWN}
        self._reach = max(map(len, self._known))
        self._unknown = min(score for score, _ in self._known.values()) - UNLIKELY
        self._longest = longest
        self._read = lru_cache(REMEMBERED)(self._best)

    def read(self, text: str) -> list[int]:
        """The numbers of its pieces, from START to END. text: one line, composed (NFKC)."""
        found = [START]
        for word in text.split(" "):
            if word and len(found) < self._longest:
                found += self._read(SPACE + word)
        return [*found[: self._longest - 1], END]

    def _best(self, word: str) -> tuple[int, ...]:
        """The likeliest pieces that spell the word (Viterbi)."""
        scores, steps = [0.0], [(0, UNKNOWN)]
        for end in range(1, len(word) + 1):
            score, step = scores[end - 1] + self._unknown, (end - 1, UNKNOWN)
            for start in range(max(0, end - self._reach), end):
                if known := self._known.get(word[start:end]):
                    better = scores[start] + known[0]
                    if better > score or step[1] == UNKNOWN:
                        score, step = better, (start, known[1])
            scores.append(score)
            steps.append(step)
        return _walked(steps)


def _walked(steps: list[tuple[int, int]]) -> tuple[int, ...]:
    """From a word's end back to its start; unknown signs in a row are one piece."""
    found: list[int] = []
    at = len(steps) - 1
    while at > 0:
        at, number = steps[at]
        if number != UNKNOWN or found[-1:] != [UNKNOWN]:
            found.append(number)
    return tuple(reversed(found))
