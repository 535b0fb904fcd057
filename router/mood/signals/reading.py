"""A text as the signs read it: plain words with single spaces between, and the way back to what was written."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

LONGEST = 4000
"""Characters that are read: no text, however long, may hold up the post."""
SHOWN = 60
"""Characters of a text that are shown at most: an agent reads them at a glance."""

UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
"""Accents written apart, soft hyphens and joiners: they stand inside a word and do not end it."""
APOSTROPHES = "'’‘´`ʼ＇"
TOKEN = re.compile(
    rf"(?:https?://|www\.|@)\S+|[^\W_]+(?:[{APOSTROPHES}{UNSEEN}]+[^\W_]+)*|[.!;…?¿¡,:()–—\"“”„«»]|\n[ \t\r]*\n"
)
STRETCHED = re.compile(r"([a-z])\1\1+")


@dataclass(frozen=True)
class Reading:
    """plain: lower case, without accents, every token between single spaces. "." ends a sentence, "," a clause."""

    text: str
    plain: str

    @property
    def stems(self) -> Iterable[str]:
        """How its words begin, in their order: four letters tell enough."""
        return dict.fromkeys([word[:4] for word in self.plain.replace("'", " ").split()])

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
    plain = " ".join(TOKEN.findall(text)).lower().translate(PLAIN)
    return Reading(text, f" {STRETCHED.sub(_once, plain)} ")


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
    | dict.fromkeys(map(ord, "!;…\n"), ".")
    | dict.fromkeys(map(ord, "¿¡:()–—"), ",")
    | dict.fromkeys(map(ord, "“”„«»"), '"')
)
