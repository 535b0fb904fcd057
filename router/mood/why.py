"""Why a message was heard as it was: the words without which it would have been heard otherwise (leave-one-out).

Only the strongest part of a long message is gone through, so that the work stays small.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from inbox.words import Message, Mood
from router.mood import Scorer
from router.mood.deep import Deep
from router.mood.places import Token, own_tokens, place_of
from router.mood.text import LONGEST, lowered, passages, prepared
from router.mood.whole import valences
from router.tongue import KNOWN

MOST = 3
PART = 20
"""Words of a part at most; each costs a reading of all the others."""
SHORTEST = 8
"""Words of a part at least, before the end of a sentence ends it."""
MATTERS = 0.1
"""Logits that a word must move to be worth showing."""
ANGRY, FELT = 0.5, 0.25
"""Anger, and valence on either side of zero, from which a text says something of how its writer feels."""
USUAL = 0.25
"""Which of the words alone stands for one that says nothing: so many of them say less."""
LITTLE = frozenset[str]().union(*KNOWN.values())
"""The little words of a language explain nothing."""
TELLS = re.compile(r"[^\W_]{2}|[^\x00-\x7f]")
"""Letters or digits, or a sign such as an emoji."""
BAD, GOOD, ANGER = 0, 1, 2

Feels = Literal["angry", "bad", "good", ""]
Chances = npt.NDArray[np.float64]
HEADS: dict[str, list[int]] = {"angry": [BAD, ANGER], "bad": [BAD, ANGER], "good": [GOOD]}


class Word(Struct, frozen=True):
    """start, end: where it stands in the message's text, in UTF-16 units as browsers count; both 0 where it does not.

    weight: how much it moved the score, 1 for the word that moved it most.
    """

    text: str
    start: int
    end: int
    weight: float


class Shown(Struct, frozen=True):
    """The words that show a signal. start, end: as in Word."""

    code: str
    text: str
    start: int
    end: int


class Why(Struct, frozen=True):
    """feels: what the words speak for; "" where the text says little of it, and then there are none. tier: who read."""

    tier: str
    feels: Feels
    words: tuple[Word, ...]
    signals: tuple[Shown, ...]


def why(scorer: Scorer, said: Message) -> Why:
    """Never raises, whatever the text."""
    part = strongest(scorer, list(parts(own_tokens(said.said or said.text, said.text))))
    part = part or own_tokens(said.subject, "")[:PART]
    feels = felt(hear(scorer, [spoken(part)])[0])
    words = telling(scorer, part, HEADS[feels]) if feels else []
    return Why("deep" if isinstance(scorer, Deep) else "instant", feels, tuple(words), signals(said))


def parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Of what the scorers read (`router.mood.text`): the start and the end of a long text."""
    part: list[Token] = []
    for token in tokens:
        if LONGEST * 3 // 4 <= token.at < tokens[-1].at - LONGEST // 4:
            continue
        part.append(token)
        if len(part) == PART or (len(part) >= SHORTEST and token.text.endswith((".", "!", "?", "…"))):
            yield part
            part = []
    if part:
        yield part


def strongest(scorer: Scorer, several: Sequence[list[Token]]) -> list[Token]:
    """The part that is worst; where none is bad, the best."""
    if len(several) < 2:
        return several[0] if several else []
    read = hear(scorer, [spoken(part) for part in several])
    badness = read[:, BAD] - read[:, GOOD] + read[:, ANGER]
    strength = badness if felt(read[int(badness.argmax())]) in {"angry", "bad"} else read[:, GOOD]
    return several[int(strength.argmax())]


def spoken(tokens: Sequence[Token]) -> str:
    """As an encoder reads them."""
    return lowered(passages(prepared(" ".join(token.text for token in tokens)))[0])


def hear(scorer: Scorer, texts: Sequence[str]) -> Chances:
    """texts x 3: that each is bad, that it is good, and that its writer is angry. The first two make its valence."""
    if isinstance(scorer, Deep):
        read = scorer.chances(texts).astype(np.float64)
        return np.stack([read[:, 0], read[:, 0] + valences(read), read[:, 3]], axis=1)
    return np.array([chances_of(mood) for mood in scorer.score(texts)])


def chances_of(mood: Mood) -> tuple[float, float, float]:
    return (1 - mood.valence) / 2, (1 + mood.valence) / 2, mood.anger


def felt(read: npt.NDArray[np.float64]) -> Feels:
    if read[ANGER] >= ANGRY:
        return "angry"
    valence = read[GOOD] - read[BAD]
    return "bad" if valence <= -FELT else "good" if valence >= FELT else ""


def telling(scorer: Scorer, part: list[Token], heads: list[int]) -> list[Word]:
    """The words that the mood rests on most; one that is said twice is told once."""
    tokens = [token for token, _ in left_out(part)]
    without = logits(scorer, [spoken(part), *(spoken(left) for _, left in left_out(part))], heads)
    alone = logits(scorer, [spoken([token]) for token in tokens], heads) if tokens else without[1:]
    ranked = sorted(zip(pulls(without, alone), tokens, strict=True), key=lambda one: -one[0])
    chosen = {token.word.lower(): (pull, token) for pull, token in reversed(ranked) if pull >= MATTERS}
    best = sorted(chosen.values(), key=lambda one: -one[0])[:MOST]
    return [Word(token.word, token.start, token.end, round(pull / best[0][0], 3)) for pull, token in best]


def left_out(part: list[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Every word that may tell something, with all the others."""
    for at, token in enumerate(part):
        if TELLS.search(token.text) and token.word.lower() not in LITTLE:
            yield token, [*part[:at], *part[at + 1 :]]


def logits(scorer: Scorer, texts: Sequence[str], heads: list[int]) -> Chances:
    """Of .99, each word would take next to nothing."""
    sure = np.clip(hear(scorer, texts)[:, heads], 1e-3, 1 - 1e-3)
    found: Chances = np.log(sure / (1 - sure)).mean(axis=1)
    return found


def pulls(without: Chances, alone: Chances) -> list[float]:
    """What each word does. without: the logits of the whole, then of what is left without each word.

    The mean of what it takes away with it and of how it stands out alone, the two ends of a Shapley value. By the first
    of them only, of two strong words neither would matter, since the other one is still there.
    """
    if not len(alone):
        return []
    return [float(pull) for pull in (without[0] - without[1:] + alone - np.quantile(alone, USUAL)) / 2]


def signals(said: Message) -> tuple[Shown, ...]:
    mood = said.mood or Mood()
    found = [(code, mood.shown[code]) for code in mood.signals if mood.shown.get(code)]
    return tuple(Shown(code, words, *place_of(words, said.text)) for code, words in found)
