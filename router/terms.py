"""Words as they were typed, made into what the index can be asked."""

from collections.abc import Iterator

from inbox.fulltext.digits import RUN, forms
from inbox.fulltext.fold import words
from inbox.fulltext.match import Phrase
from inbox.question import Term

LITTLE = {
    "a", "an", "and", "the", "of", "or", "in", "on", "at", "to", "for", "with", "about",
    "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "y", "o", "en", "al", "con", "por", "para",
}  # fmt: skip
"""Words that every message holds: beside others they tell nothing, and cost most."""

SHORTEST = 2
"""Letters from which on a word is taken for a beginning; with one, it would be half of everything."""


def quoted(said: str, excluded: bool) -> Term:
    found = tuple(words(said))
    shown = f'"{said}"' if len(found) > 1 else said
    return Term(f"-{shown}" if excluded else shown, (Phrase(found),) if found else (), excluded)


def loose(said: str, *, typing: bool = False) -> list[Term]:
    """Each word, and each number whole, in any order. typing: the last may go on."""
    found = [*split(said)]
    telling = [one for one in found if one.casefold() not in LITTLE] or found
    last = len(telling) - 1
    return [term(one, typing=typing and place == last) for place, one in enumerate(telling)]


def split(said: str) -> Iterator[str]:
    """'612 345 678 broken' -> '612 345 678', 'broken'."""
    at = 0
    for run in RUN.finditer(said):
        yield from said[at : run.start()].split()
        yield run.group()
        at = run.end()
    yield from said[at:].split()


def term(said: str, *, typing: bool) -> Term:
    found = tuple(words(said))
    numbers = tuple((form,) for form in forms(said)) if RUN.fullmatch(said) else ()
    begins = typing and bool(found) and len(found[-1]) >= SHORTEST
    return Term(said, tuple(Phrase(one, begins) for one in dict.fromkeys((found, *numbers)) if one))
