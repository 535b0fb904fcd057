"""A question to the index, in words that mean the same to every engine."""

from functools import lru_cache

from msgspec import Struct

from inbox.fulltext.fold import words


class Phrase(Struct, frozen=True):
    """Folded words in a row. open: the last may go on, for somebody is still typing it."""

    words: tuple[str, ...]
    open: bool = False


Clause = tuple[Phrase, ...]
"""Any of these."""


class Match(Struct, frozen=True):
    """Each clause of `all`, none of `none`. Without any clause in `all`, it is everything."""

    all: tuple[Clause, ...] = ()
    none: tuple[Clause, ...] = ()


class Entry(Struct, frozen=True):
    """What is kept under a number. facts: words beginning with "_", which no text holds."""

    number: int
    words: tuple[str, ...]
    facts: tuple[str, ...] = ()


@lru_cache(4096)
def fact(kind: str, value: str = "") -> str:
    """A word of its own kind. Of the value, which may come from outside, only letters and digits count."""
    return f"_{kind}{''.join(words(value))}"


def one_of(*facts: str) -> Clause:
    return tuple(Phrase((one,)) for one in facts)
