"""What a hit shows of its text: the words around the first one that was sought, marked; never HTML."""

import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from inbox.fulltext.digits import RUN, forms
from inbox.fulltext.fold import LONGEST_WORD, WORD, fold
from inbox.fulltext.match import Phrase

LENGTH = 200
LEAD = 60
"""Characters before the first hit."""
LOOKED_AT = 20_000

Span = tuple[int, int]


class Piece(Struct, frozen=True):
    text: str
    hit: bool = False


def snippet(text: str, phrases: Sequence[Phrase]) -> tuple[Piece, ...]:
    """At most LENGTH characters, of which those that match are hits; the beginning where none does."""
    plain = " ".join(unicodedata.normalize("NFC", text[:LOOKED_AT]).split())
    spans = joined(sorted({*of_words(plain, phrases), *of_numbers(plain, phrases)}))
    start = beginning(plain, spans[0][0] if spans else 0)
    end = ending(plain, start)
    pieces = [*pieces_of(plain, spans, start, end)]
    return (*([Piece("…")] if start else []), *pieces, *([Piece("…")] if end < len(plain) else []))


def of_words(text: str, phrases: Sequence[Phrase]) -> Iterator[Span]:
    tokens = [(fold(one.group())[:LONGEST_WORD], one.span()) for one in WORD.finditer(text)]
    starts: dict[str, list[int]] = {}
    for place, (word, _) in enumerate(tokens):
        starts.setdefault(word, []).append(place)
    for phrase in phrases:
        first = phrase.words[0]
        alone = phrase.open and len(phrase.words) == 1
        places = (at for word, found in starts.items() if word.startswith(first) for at in found)
        for at in places if alone else starts.get(first, ()):
            row = tokens[at : at + len(phrase.words)]
            if meets(phrase, [word for word, _ in row]):
                yield from (span for _, span in row)


def meets(phrase: Phrase, row: list[str]) -> bool:
    if len(row) < len(phrase.words) or tuple(row[:-1]) != phrase.words[:-1]:
        return False
    return row[-1].startswith(phrase.words[-1]) if phrase.open else row[-1] == phrase.words[-1]


def of_numbers(text: str, phrases: Sequence[Phrase]) -> Iterator[Span]:
    """A number is a hit however it is written."""
    sought = [one for one in phrases if len(one.words) == 1 and one.words[0].isdigit()]
    for run in RUN.finditer(text) if sought else ():
        if any(meets(one, [form]) for one in sought for form in forms(run.group())):
            yield run.span()


def joined(spans: list[Span]) -> list[Span]:
    """Without those within others."""
    found: list[Span] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def beginning(text: str, hit: int) -> int:
    """A little before the hit, where a word begins."""
    if hit <= LEAD:
        return 0
    blank = text.find(" ", hit - LEAD, hit)
    return hit if blank < 0 else blank + 1


def ending(text: str, start: int) -> int:
    limit = start + LENGTH - 2 * len("…")
    if limit >= len(text):
        return len(text)
    blank = text.rfind(" ", start, limit)
    return limit if blank <= start else blank


def pieces_of(text: str, spans: list[Span], start: int, end: int) -> Iterator[Piece]:
    at = start
    for first, last in spans:
        first, last = max(first, at), min(last, end)  # noqa: PLW2901  # a hit may reach out of the window
        if first < last:
            if at < first:
                yield Piece(text[at:first])
            yield Piece(text[first:last], hit=True)
            at = last
    if at < end:
        yield Piece(text[at:end])
