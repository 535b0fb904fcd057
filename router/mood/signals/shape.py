"""What makes a signal be heard. Patterns meet plain text (reading.py), and may run over several lines."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from router.mood.signals.reading import Reading

NEARBY = 70
"""Characters before a sign in which a "not" is looked for."""
AFTER = "[ '.]"
"""What every word stands after: a space, an elision ("l'avocat"), or a mention's dots ("@shop...still no reply").

A search for one of these signs takes two thirds of the time of one for any place where a word may begin.
"""


@dataclass(frozen=True)
class Sign:
    """One way to show a signal.

    stems: without a word that begins with one of them the sign cannot be there, and is not looked for. The first four
    letters of each; a shorter one is a whole word.
    says: the words themselves, from the first of them on (a text begins with a space: "(?<=^ )" is before its first
    word); only the group "said", where there is one, is shown. unless: what, in the same sentence,
    gives them another meaning.
    always: neither a "not" before them nor quotation marks take these words back.
    """

    stems: str
    says: str
    unless: str = ""
    always: bool = False


@dataclass(frozen=True)
class Language:
    """signs: by signal. spoils: by signal, what takes it back from anywhere in the text.

    denies: what takes a sign back when it stands right before it, in whichever language: many words are shared.
    """

    signs: Mapping[str, tuple[Sign, ...]]
    denies: str
    spoils: Mapping[str, str]


class Ear:
    """Listens for one sign. Compiled when first needed: most texts need none, and a start must not wait for all."""

    def __init__(self, code: str, sign: Sign, spoils: str, denies: Iterable[str]) -> None:
        self.code = code
        self.stems = tuple(sign.stems.split())
        self._sign = sign
        self._spoilt_by = spoils
        self._denied_by = denies

    def span(self, reading: Reading) -> tuple[int, int] | None:
        """Where in the plain text it is said in earnest."""
        for match in self._says.finditer(reading.plain):
            start, end = match.span("said") if match.lastgroup else (match.start() + 1, match.end())
            if self._sign.always or not self._taken_back(reading, start, end):
                return start, end
        return None

    def _taken_back(self, reading: Reading, start: int, end: int) -> bool:
        return bool(
            self._denies.search(reading.plain, max(0, start - NEARBY), start)
            or _quoted(reading.plain, start, end)
            or (self._unless and self._unless.search(reading.sentence(start, end)))
            or (self._spoils and self._spoils.search(reading.plain))
        )

    @cached_property
    def _says(self) -> re.Pattern[str]:
        return re.compile(rf"{AFTER}(?:{_laid_flat(self._sign.says)})(?![\w'])")

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return _whole(self._sign.unless) if self._sign.unless else None

    @cached_property
    def _spoils(self) -> re.Pattern[str] | None:
        return _whole(self._spoilt_by) if self._spoilt_by else None

    @cached_property
    def _denies(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_laid_flat('|'.join(self._denied_by))}) ?$")


def _quoted(plain: str, start: int, end: int) -> bool:
    """Somebody else's words, or a button's."""
    return plain.count('"', 0, start) % 2 == 1 and '"' in plain[end:]


def _whole(phrases: str) -> re.Pattern[str]:
    """As whole words."""
    return re.compile(rf"(?<!\w)(?:{_laid_flat(phrases)})(?![\w'])")


def _laid_flat(phrases: str) -> str:
    """Without the line breaks and indents that let people read them."""
    return re.sub(r"\n\s*", "", phrases)


def alone(words: str, courtesies: str) -> str:
    """Nothing but these words and a few courtesies."""
    polite = rf"(?:(?:{courtesies.replace(' ', '|')}|[.,?]) )"
    return rf"(?<=^ ){polite}{{0,6}}(?P<said>{words}) {polite}{{0,6}}$"
