"""The control of `tests/bench/impressions.py`: Hilo without the instant tier, who takes every message for neutral.

Run as `python -m tests.bench.unmoved`, with the arguments of `hilo`. Besides, it calls nobody.
"""

import sys
from collections.abc import Sequence

from inbox.words import Mood
from router.mood.instant import Instant
from tests.chaos import deaf
from web.cli import main


def take_all_for_neutral() -> None:
    Instant.score = neutral  # type: ignore[method-assign]  # that is the point


def neutral(_: Instant, texts: Sequence[str]) -> list[Mood]:
    return [Mood() for _ in texts]


if __name__ == "__main__":
    take_all_for_neutral()
    deaf.mute_all()
    sys.exit(main())
