"""What people also write: the same message in small letters, without its accents, its full stop or its hashes."""

import random
import unicodedata
from collections.abc import Callable

ACCENTED = frozenset({"de", "es", "fr", "it", "pt"})
"""Languages that people often write without accents; where they make another letter, a text would be broken."""


def varied(text: str, language: str, chance: random.Random) -> str:
    """Mostly the text as it is; never an empty one."""
    for share, change in CHANGES:
        if chance.random() < share and (change is not without_accents or language in ACCENTED):
            text = change(text) or text
    return text


def without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign) != "Mn")


def without_hashes(text: str) -> str:
    return text.replace("#", "")


def without_mentions(text: str) -> str:
    return " ".join(word for word in text.split(" ") if word != "@user")


def without_end(text: str) -> str:
    return text.rstrip(".!?… ")


CHANGES: tuple[tuple[float, Callable[[str], str]], ...] = (
    (0.12, str.lower),
    (0.12, without_accents),
    (0.08, without_hashes),
    (0.08, without_mentions),
    (0.10, without_end),
)
"""How often each is made."""
