"""What a text tells: how good or bad, how angry, and which words show it."""

from collections.abc import Sequence
from typing import Protocol

from inbox.words import Mood


class Scorer(Protocol):
    """Never raises, whatever the text."""

    def score(self, texts: Sequence[str]) -> list[Mood]:
        """One mood per text, in order."""
        ...
