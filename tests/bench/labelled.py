"""Labelled messages as customers' calls: the texts of a set, as the queue will hear them."""

from pathlib import Path
from typing import NamedTuple

from bench import sets
from msgspec import DecodeError, Struct, ValidationError, json

from connectors.chat import clean
from router.mood.text import own_words

MOST = 20_000
BAD = sets.CLASSES.index("neg")


class Labelled(NamedTuple):
    """bad: whether its writer is truly unhappy."""

    text: str
    bad: bool


class Sample(NamedTuple):
    """One file. language: as its first line says, or ""."""

    name: str
    language: str
    said: list[Labelled]


class Tongue(Struct):
    lang: str = ""


def read(path: Path) -> Sample:
    """Each text once. Raises OSError, and ValueError where it is no such file, or has nothing to say."""
    found = sets.read(path, MOST)
    heard = {own_words(clean(text)): bool(label == BAD) for text, label in zip(found.texts, found.labels, strict=True)}
    said = [Labelled(text, bad) for text, bad in heard.items() if text]
    if len({one.bad for one in said}) < 2:
        raise ValueError(f"{path.name} needs both: messages that are labelled negative, and others.")
    return Sample(found.name, language_of(path), said)


def language_of(path: Path) -> str:
    with path.open("rb") as file:
        try:
            return json.decode(file.readline(), type=Tongue).lang
        except (DecodeError, ValidationError):
            return ""
