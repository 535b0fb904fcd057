"""The messages to learn from: files of JSON lines, one message a line, named `set.language.split.jsonl`.

A line has `text`, `label` (neg, neu or pos; "" where nobody said), `lang`, and where its source tells it `anger`: 0, 1.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from router.mood.text import passages, prepared

Row = Mapping[str, str | int]
"""A line of such a file."""

LABELS = ("neg", "neu", "pos")
UNKNOWN = -1


@dataclass(frozen=True)
class Example:
    """tone: index of LABELS as people judged it; feeling: the same, but derived from emotions; angry: 0 or 1.

    UNKNOWN where the source does not tell. weight: what a mistake costs, less in sets that are noisy.
    """

    text: str
    language: str
    tone: int
    feeling: int
    angry: int
    weight: float = 1.0


@dataclass(frozen=True)
class Source:
    """share: how much of the set one pass reads. derived: its labels come from emotions, not from a judged tone."""

    name: str
    share: float = 1.0
    weight: float = 1.0
    derived: bool = False


SOURCES = (
    *(Source(f"umsab.{language}", 1.0) for language in ("ar", "de", "en", "es", "fr", "hi", "it", "pt")),
    Source("airline_es.es", 1.0),
    Source("airline_us.en", 0.4, 0.7),
    Source("emoevent.es", 1.0, 1.0, derived=True),
    Source("emoevent.en", 0.3, 0.6, derived=True),
    Source("tweeteval_emotion.en", 0.4, 0.6, derived=True),
    Source("goemotions.en", 0.05, 0.4, derived=True),
    Source("brighter.es", 0.8, 0.6, derived=True),
    *(Source(f"brighter.{language}", 0.6, 0.6, derived=True) for language in ("de", "pt")),
    *(Source(f"brighter.{language}", 0.4, 0.6, derived=True) for language in ("en", "hi", "ar-ma", "ar-dz", "ru")),
)
"""What a pass reads of the sets we know. Customers who write to companies and tweets that people judged count most."""
KNOWN = {source.name: source for source in SOURCES}


class Corpus:
    """The training files among `paths` (files, or folders of them), and more rows: what agents corrected."""

    def __init__(self, paths: Sequence[Path], more: Iterable[Row] = ()) -> None:
        self._sets = [(source, [example(source, row) for row in rows]) for source, rows in sets(paths, ("train",))]
        own = Source("corrections")
        self._sets.append((own, [example(own, row) for row in more]))

    def __len__(self) -> int:
        """Examples in one pass."""
        return sum(_wanted(source, examples) for source, examples in self._sets)

    def __iter__(self) -> Iterator[Example]:
        for _, examples in self._sets:
            yield from examples

    def drawn(self, chance: random.Random) -> list[Example]:
        """The examples of one pass, in no order."""
        drawn = [one for source, examples in self._sets for one in chance.sample(examples, _wanted(source, examples))]
        chance.shuffle(drawn)
        return drawn


def sets(paths: Sequence[Path], splits: Sequence[str]) -> Iterator[tuple[Source, list[Row]]]:
    """A set that we do not know is taken for what people judged. Raises OSError, ValueError for a file that is none."""
    for path in paths:
        for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
            name, _, split = file.name.removesuffix(".jsonl").rpartition(".")
            if split in splits:
                yield KNOWN.get(name, Source(name)), lines(file)


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def example(source: Source, row: Row) -> Example:
    tone = LABELS.index(str(row["label"])) if row.get("label") in LABELS else UNKNOWN
    return Example(
        passage(str(row["text"])),
        str(row.get("lang", "")),
        UNKNOWN if source.derived else tone,
        tone if source.derived else UNKNOWN,
        int(row.get("anger", UNKNOWN)),
        source.weight,
    )


def passage(text: str) -> str:
    """As the tiers read it; of a long text the first passage, which is what was labelled."""
    return passages(prepared(text))[0]


def _wanted(source: Source, examples: list[Example]) -> int:
    return round(source.share * len(examples))
