"""A text as the signs read it: plain words with single spaces between, and the way back to what was written."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

LONGEST = 4000
"""Characters that are read: no text, however long, may hold up the post."""
SHOWN = 60
"""Characters of a text that are shown at most: an agent reads them at a glance."""

UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
"""Accents written apart, soft hyphens and joiners: they stand inside a word and do not end it."""
APOSTROPHES = "'’‘´`ʼ＇"
BETWEEN = r"\n[ \t\r]*\n"
"""Paragraphs."""
TOKEN = re.compile(
    rf"(?:https?://|www\.|@)\S+|[^\W_]+(?:[{APOSTROPHES}{UNSEEN}]+[^\W_]+)*|[.!;…?¿¡,:()–—\"“”„«»]|{BETWEEN}"
)
PARAGRAPH = re.compile(BETWEEN)
STRETCHED = re.compile(r"([a-z])\1\1+")
REMEMBERED = 8192
"""Pieces of text that need not be read again: nine of ten that are written are among so many."""
USUAL = 40
"""Characters of a piece at most that is worth remembering."""


class Reading(NamedTuple):
    """plain: lower case, without accents, every token between single spaces. "." ends a sentence, "," a clause.

    stems: how its words begin, in their order: four letters tell enough.
    """

    text: str
    plain: str
    stems: Sequence[str]

    def sentence(self, start: int, end: int) -> str:
        """What stands around this stretch of the plain text, up to where the sentence ends on both sides."""
        begins = max(self.plain.rfind(mark, 0, start + 1) for mark in (" . ", " ? "))
        ends = [self.plain.find(mark, end) for mark in (" . ", " ? ")]
        return self.plain[max(begins, 0) : min((at + 2 for at in ends if at >= 0), default=len(self.plain))] + " "

    def written(self, start: int, end: int) -> str:
        """How this stretch of the plain text was written, cut after a whole word."""
        first = self.plain.count(" ", 0, start) - 1
        tokens = islice(TOKEN.finditer(self.text), first, first + self.plain[start:end].count(" ") + 1)
        spans = [token.span() for token in tokens]
        begins = spans[0][0]
        fitting = [stop for _, stop in spans if stop - begins <= SHOWN]
        return self.text[begins : fitting[-1] if fitting else begins + SHOWN]


def read(text: str) -> Reading:
    text = text[:LONGEST]
    pieces = PARAGRAPH.sub(" . ", text).split()
    words = [_remembered(one) if len(one) <= USUAL else _words(one) for one in pieces]
    return Reading(text, f"{''.join([plain for plain, _ in words])} ", [stem for _, stems in words for stem in stems])


def _words(written: str) -> tuple[str, Sequence[str]]:
    """Of what stands between two spaces: as plain text, each after a space, and how they begin."""
    tokens = "".join([f" {token}" for token in TOKEN.findall(written)])
    plain = STRETCHED.sub(_once, tokens.lower().translate(PLAIN))
    return plain, [word[:4] for word in plain.replace("'", " ").split()]


_remembered = lru_cache(REMEMBERED)(_words)


def _once(stretched: re.Match[str]) -> str:
    return stretched[1]


def _plain_letters() -> dict[int, str]:
    """Latin letters without their accents; what Unicode leaves whole is spelt out."""
    letters = {
        code: unicodedata.normalize("NFD", chr(code))[0] for code in (*range(0xDF, 0x180), *range(0x1E00, 0x1F00))
    }
    return letters | {ord("ß"): "ss", ord("œ"): "oe", ord("æ"): "ae", ord("ø"): "o", ord("ı"): "i", ord("ł"): "l"}


PLAIN = (
    _plain_letters()
    | dict.fromkeys((*range(768, 880), 173, *range(8203, 8208), 8288, 65279), "")
    | dict.fromkeys(map(ord, APOSTROPHES), "'")
    | dict.fromkeys(map(ord, "!;…"), ".")
    | dict.fromkeys(map(ord, "¿¡:()–—"), ",")
    | dict.fromkeys(map(ord, "“”„«»"), '"')
)
