"""What the customer said: their own words, without the mail they answer and without signatures.

Losing a customer's words is worse than keeping a quote, so whenever nothing would be left, everything stays.
Quotes that are answered piece by piece stay too, each line marked with ">", since "Yes." alone says nothing.
"""

import re
from collections.abc import Iterator

from connectors.email import attribution, original, signature

MOST_LINES = 20_000
QUOTED = re.compile(r"[ \t]{0,3}>")
RULE = re.compile(r"\s*(?:[-_=*~—–]\s?){2,}$")
ADDRESS_TAIL = re.compile(r"\s{0,3}<?(?:https?://|mailto:)\S+>?\s*$")


def said(text: str) -> str:
    """The customer's own words in a plain-text mail, stripped; linear in the length of the text."""
    own = _tidy(_own(_lines(text)))
    return own or text.strip()


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").split("\n")[:MOST_LINES]


def signed(text: str) -> list[str]:
    """The lines of the signatures below their own words, never those of somebody whom they quote or forward."""
    kept = _kept(_lines(text))
    lines = [line for line, _, _ in kept]
    foreign = (at for at in range(len(lines)) if not kept[at][1] and _is_foreign(lines, at))
    parted = _parted(kept[: next(foreign, len(kept))])
    return [line for _, below, _ in parted for line in below if line.strip()]


def _is_foreign(lines: list[str], at: int) -> bool:
    return original.is_heading(lines, at) or original.is_forward(lines[at]) or original.is_block(lines, at)


def _own(lines: list[str]) -> list[str]:
    return _without_quotes(_without_signature(_kept(lines)))


def _kept(lines: list[str]) -> "Kept":
    quoted = [bool(QUOTED.match(line)) for line in lines]
    _join_wrapped(lines, quoted)
    end, introductions = _introductions(lines, quoted)
    return [(lines[at], quoted[at], at in introductions) for at in range(end)]


def _join_wrapped(lines: list[str], quoted: list[bool]) -> None:
    """A mailer that wraps quoted lines leaves their tails unmarked; such a tail is quote as well."""
    for at in range(1, len(lines) - 1):
        if quoted[at - 1] and quoted[at + 1] and not quoted[at]:
            tail = lines[at].lstrip()[:1]
            quoted[at] = len(lines[at - 1]) >= 55 and (tail.islower() or tail in "<,.;)")


def _introductions(lines: list[str], quoted: list[bool]) -> tuple[int, set[int]]:
    """Where the unmarked rest begins that is all quote (or the end), and the lines that introduce marked quotes."""
    follows = _quote_follows(lines, quoted)
    found: set[int] = set()
    spoken = False
    at = 0
    while at < len(lines):
        size = 0 if quoted[at] else _introduction(lines, at, follows)
        if size and follows[at + size - 1]:
            found.update(range(at, at + size))
        elif size and spoken:
            return at, found
        spoken = spoken or not (size or quoted[at] or not lines[at].strip() or RULE.match(lines[at]))
        at += size or 1
    return len(lines), found


def _introduction(lines: list[str], at: int, follows: list[bool]) -> int:
    if not lines[at].strip():
        return 0
    if signature.is_mobile(lines[at]) or original.is_heading(lines, at) or original.is_forward(lines[at]):
        return 1
    if original.is_block(lines, at):
        return 1
    return attribution.length(lines, at, follows)


def _quote_follows(lines: list[str], quoted: list[bool]) -> list[bool]:
    out = [False] * len(lines)
    following = False
    for at in range(len(lines) - 1, -1, -1):
        out[at] = following
        if lines[at].strip():
            following = quoted[at]
    return out


Kept = list[tuple[str, bool, bool]]
"""Line, whether it is quoted, whether it introduces a quote."""


def _without_signature(kept: Kept) -> Kept:
    """Each stretch of own lines may end in a signature: above the quote, or below it."""
    out: Kept = []
    for own, _, edge in _parted(kept):
        out.extend((words, False, False) for words in own)
        out.extend(edge)
    return out


def _parted(kept: Kept) -> Iterator[tuple[list[str], list[str], Kept]]:
    """Stretch by stretch: the own words, the signature below them, and the line that ends the stretch, if one does."""
    stretch: list[str] = []
    spoken = False
    for line, quoted, introduces in kept:
        if not (quoted or introduces):
            stretch.append(line)
            continue
        own = signature.without(stretch, spoken)
        spoken = spoken or any(map(str.strip, own))
        yield own, stretch[len(own) :], [(line, quoted, introduces)]
        stretch = []
    own = signature.without(stretch, spoken)
    yield own, stretch[len(own) :], []


def _without_quotes(kept: Kept) -> list[str]:
    stretches = _stretches(kept)
    answered = [place for place, (kind, _) in enumerate(stretches) if kind == "own"]
    if not answered:
        return []
    quotes = [place for place, (kind, _) in enumerate(stretches) if kind == "quote" and place < answered[-1]]
    if len(quotes) < 2 and not _by_hand(kept, stretches, quotes):
        quotes = []
    wanted = {*answered, *quotes}
    return [line for place, (_, lines) in enumerate(stretches) if place in wanted for line in [*lines, ""]]


def _by_hand(kept: Kept, stretches: list[tuple[str, list[str]]], quotes: list[int]) -> bool:
    """A quote that no program introduced, between own words, was put there on purpose."""
    return bool(quotes) and quotes[0] > 0 and not any(introduces for _, _, introduces in kept)


def _stretches(kept: Kept) -> list[tuple[str, list[str]]]:
    """Runs of own and of quoted lines, introductions and blank edges dropped."""
    out: list[tuple[str, list[str]]] = []
    for line, quoted, introduces in kept:
        kind = "quote" if quoted else "own"
        if introduces or (not line.strip() and (not out or out[-1][0] == "quote")):
            continue
        if kind == "own" and RULE.match(line) and (not out or out[-1][0] == "quote"):
            continue
        if not out or out[-1][0] != kind:
            out.append((kind, []))
        out[-1][1].append(line)
    return out


def _tidy(lines: list[str]) -> str:
    while lines and (not lines[-1].strip() or RULE.match(lines[-1])):
        lines = lines[:-1]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()
