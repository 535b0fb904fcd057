"""VADER (Hutto and Gilbert, ICWSM 2014): rules and a lexicon of 7,500 English words and emoticons; deaf to the rest.

Words and numbers are the library's. Its rules are written anew, with the same results (a test holds them side by side):
the library goes through the whole text again for every word that tells something, four times the work for a tweet.
"""

from collections.abc import Sequence, Set
from functools import lru_cache
from string import punctuation
from typing import NamedTuple

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    C_INCR,
    N_SCALAR,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
    normalize,
)

REMEMBERED = 8192
"""Words that need not be looked up again: nine of ten that are written are among so many."""
NEGATIONS = frozenset(NEGATE)
DENIED: float = N_SCALAR
"""What a "not" makes of a word."""
SURELY = {"so", "this"}
"""After "never" they deny nothing; two words before another one they need no "never" (sic)."""
TELLTALES = {max(phrase.split(), key=len) for phrase in (*SPECIAL_CASES, *BOOSTER_DICT) if " " in phrase}
"""A word of each phrase: without any of them near, there is no phrase."""


class Word(NamedTuple):
    """goodness: -4 to 4, by itself; 0 only of one that is not in the lexicon. boost: its part in one that follows."""

    small: str
    loud: bool = False
    goodness: float = 0.0
    boost: float = 0.0
    denies: bool = False


EDGE = Word("")
"""Stands before the first word and after the last one."""


class Vader:
    def __init__(self) -> None:
        library = SentimentIntensityAnalyzer()
        self._lexicon: dict[str, float] = library.lexicon
        self._pictures = {ord(sign): f" {said}" for sign, said in library.emojis.items() if len(sign) == 1}
        self._word = lru_cache(REMEMBERED)(self._looked_up)

    def compound(self, passage: str) -> float:
        """-1 (bad) to 1 (good)."""
        text = passage if passage.isascii() else passage.translate(self._pictures)
        words = [self._word(token) for token in text.split()]
        telling = [at for at, word in enumerate(words) if word.goodness]
        if not telling:
            return 0.0
        uneven = 0 < sum([word.loud for word in words]) < len(words)
        edged, said = [EDGE, EDGE, EDGE, *words, EDGE, EDGE], [0.0] * len(words)
        for at in telling:
            said[at] = goodness(edged[at : at + 6], uneven)
        total = sum(turned(said, [word.small for word in words]))
        return round(float(normalize(total + emphasis(text) * ((total > 0) - (total < 0)))), 4)

    def _looked_up(self, token: str) -> Word:
        core = token.strip(punctuation)
        written = core if len(core) > 2 else token  # which may be an emoticon
        small = written.lower()
        denies = small in NEGATIONS or "n't" in small
        return Word(small, written.isupper(), self._lexicon.get(small, 0.0), BOOSTER_DICT.get(small, 0.0), denies)

    def goodness(self, words: Set[str]) -> dict[str, float]:
        """-4 to 4, of those words (in small letters) that are in the lexicon."""
        return {word: self._lexicon[word] for word in words & self._lexicon.keys()}


def goodness(near: Sequence[Word], uneven: bool) -> float:
    """Of the fourth of six words. uneven: some words of the text, but not all, are in capitals."""
    third, second, first, word, after, _ = near  # so far before it
    if word.small == "kind" and after.small == "of":
        return 0.0
    good = word.goodness
    if "no" in {first.small, second.small} or (third.small == "no" and first.small in {"or", "nor"}):
        good *= DENIED
    elif word.small == "no" and after.goodness:
        good = 0.0
    if word.loud and uneven:
        good += C_INCR if good > 0 else -C_INCR
    if not first.goodness:
        good = swayed(good, first, (), 1.0, uneven)
    if not second.goodness:
        good = swayed(good, second, (first.small,), 0.95, uneven)
    if not third.goodness and third is not EDGE:
        good = swayed(good, third, (second.small, first.small), 0.9, uneven)
        good = phrased(good, [one.small for one in near])
    least = first.small == "least" and second.small not in {"at", "very"}
    return good * DENIED if least else good


def swayed(good: float, by: Word, between: Sequence[str], arrives: float, uneven: bool) -> float:
    """by: a word before it. between: the words between them, the last one at the end. arrives: the part of a boost."""
    if by.boost:
        boost = by.boost if good >= 0 else -by.boost
        if by.loud and uneven:
            boost += C_INCR if good > 0 else -C_INCR
        good += boost * arrives
    if SURELY & {*between[1:]} or (by.small == "never" and SURELY & {*between}):
        return good * 1.25
    if by.denies and not (by.small == "without" and "doubt" in between):
        return good * DENIED
    return good


def phrased(good: float, near: Sequence[str]) -> float:
    if TELLTALES.isdisjoint(near):
        return good
    third, second, first, word, after, later = near
    before = f"{third} {second} {first}", f"{third} {second}", f"{second} {first}"
    upto = f"{first} {word}", f"{second} {first} {word}", f"{second} {first}", *before[:2]
    good = next((SPECIAL_CASES[phrase] for phrase in upto if phrase in SPECIAL_CASES), good)
    for phrase in (f"{word} {after}", f"{word} {after} {later}"):
        good = SPECIAL_CASES.get(phrase, good)
    for phrase in before:
        good += BOOSTER_DICT.get(phrase, 0.0)
    return good


def turned(said: list[float], words: Sequence[str]) -> list[float]:
    """What stands after the first "but" counts more than what stands before it."""
    if "but" in words:
        turn = words.index("but")
        for good in said:
            at = said.index(good)  # not where it stands, where two are alike: so does VADER
            said[at] *= 0.5 if at < turn else 1.5 if at > turn else 1.0
    return said


def emphasis(text: str) -> float:
    questions = text.count("?")
    asked = 0.0 if questions < 2 else questions * 0.18 if questions <= 3 else 0.96
    return min(text.count("!"), 4) * 0.292 + asked
