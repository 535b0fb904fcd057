"""Sets of labelled messages: JSONL, a message a line: text, label (neg, neu, pos), and anger or emotion where known."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench.figures import Labels, Truths
from msgspec import DecodeError, Struct, ValidationError, json

CLASSES = ("neg", "neu", "pos")


class Line(Struct):
    """anger: 0 or 1; a share of those asked counts as angry from one half. emotion: a name."""

    text: str
    label: str = ""
    anger: float | None = None
    emotion: str | None = None


@dataclass(frozen=True)
class Set:
    """labels: places in CLASSES. angry: None where the file does not say."""

    name: str
    texts: list[str]
    labels: Labels
    angry: Truths | None


def read(path: Path, most: int) -> Set:
    """At most that many lines, evenly from the whole file. Raises OSError, and ValueError where it is no such file."""
    try:
        lines = [json.decode(line, type=Line) for line in path.read_bytes().splitlines() if line.strip()]
        labels = np.array([CLASSES.index(line.label) for line in lines], np.int64)
    except (DecodeError, ValidationError, ValueError) as wrong:
        raise ValueError(f"{path.name} does not hold a text and a label on every line: {wrong}") from wrong
    chosen = np.unique(np.linspace(0, len(lines) - 1, min(most, len(lines))).astype(np.int64))
    kept = [lines[at] for at in chosen]
    return Set(path.name.removesuffix(".jsonl"), [line.text for line in kept], labels[chosen], angry(kept))


def angry(lines: list[Line]) -> Truths | None:
    if all(line.anger is not None for line in lines):
        return np.array([(line.anger or 0) >= 0.5 for line in lines])
    if all(line.emotion is not None for line in lines):
        return np.array([line.emotion == "anger" for line in lines])
    return None


def usual(folder: Path) -> list[Path]:
    """Of every set what is for tuning; of one that has no such part, its test."""
    files = sorted(folder.glob("*.jsonl"))
    tuning = [path for path in files if part_of(path) in {"val", "dev"}]
    known = set(map(set_of, tuning))
    return sorted(tuning + [path for path in files if part_of(path) == "test" and set_of(path) not in known])


def part_of(path: Path) -> str:
    return path.name.removesuffix(".jsonl").rpartition(".")[2]


def set_of(path: Path) -> str:
    return path.name.removesuffix(".jsonl").rpartition(".")[0]


def found(places: Iterable[Path]) -> list[Path]:
    """Files, and what is usual of folders."""
    return [path for place in places for path in (usual(place) if place.is_dir() else [place])]
