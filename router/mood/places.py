"""Where the words that were scored stand in what a message shows, quotes and all."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from router.mood.text import own_words

WRITTEN = re.compile(r"\S+")
CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
"""A word without the quotes, brackets and signs around it."""
SEARCHED = 100_000
"""Characters of the text in which words are looked for."""


class Token(NamedTuple):
    """text: as written; at: how far into what was scored, in characters. word: without the signs around it.

    start, end: where the word stands in the shown text, in UTF-16 units; both 0 where it does not.
    """

    text: str
    at: int
    word: str
    start: int
    end: int


def own_tokens(said: str, text: str) -> list[Token]:
    """The writer's own words. said: those of the text, line by line."""
    own, page = own_words(said), Page(text)
    return [token for line, at in lines(own) for token in tokens(line, at, page)]


def lines(own: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in own.split("\n"):
        yield line, at
        at += len(line) + 1


class Page:
    """Finds one line after the other, so that a word which is also quoted is found where its writer says it."""

    def __init__(self, text: str) -> None:
        self._text = text[:SEARCHED].replace("\xa0", " ")
        self._at = 0
        self._units = 0
        self._counted = 0

    def find(self, line: str) -> int | None:
        found = self._text.find(line, self._at) if line else -1
        if found < 0:
            return None
        self._at = found + len(line)
        return found

    def units(self, at: int) -> int:
        """The same place in UTF-16. Asked in order, so that no part of a long text is counted twice."""
        if at < self._counted:
            self._units, self._counted = 0, 0
        self._units += units(self._text[self._counted : at])
        self._counted = at
        return self._units


def tokens(line: str, at: int, page: Page) -> Iterator[Token]:
    place = page.find(line)
    for found in WRITTEN.finditer(line):
        core = CORE.search(found.group())
        word = core.group() if core else found.group()
        start = found.start() + (core.start() if core else 0)
        if place is None:
            yield Token(found.group(), at + found.start(), word, 0, 0)
        else:
            begin = page.units(place + start)
            yield Token(found.group(), at + found.start(), word, begin, begin + units(word))


def place_of(words: str, text: str) -> tuple[int, int]:
    """Start and end in UTF-16 units, in whatever case; both 0 for words that are not there as they stand."""
    found = re.search(re.escape(words), text[:SEARCHED], re.IGNORECASE) if words else None
    if found is None:
        return 0, 0
    start = units(text[: found.start()])
    return start, start + units(found.group())


def units(text: str) -> int:
    """How long a text is in UTF-16 units, as browsers count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
