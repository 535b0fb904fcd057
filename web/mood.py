"""`hilo mood report` and `hilo mood train`: how well moods are heard, and a model that learns from its corrections."""

import argparse
import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from inbox import agreement, corrections
from inbox.agreement import Cell
from inbox.corrections import Labelled
from web import folder
from web.rights import opened
from web.serving import MODEL, trained
from web.settings import Settings
from web.training import train

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

LONGEST = 520
"""Weeks of a report."""
HEADINGS = ("week", "language", "account", "heard", "as angry", "wrong", "missed", "agreed")
NOTHING = "Nothing yet: no message came in these weeks. Try more of them with --weeks."
MEANING = (
    "wrong: heard as angry, and an agent said that they are not; missed: the other way round. agreed: the share of all "
    "that were, or should have been, heard as angry on which nobody said otherwise."
)


def add_commands(commands: "Commands") -> None:
    kinds = commands.add_parser("mood", help="how well moods are heard").add_subparsers(required=True, metavar="what")
    telling = kinds.add_parser("report", help="say how often agents agree, by language, account and week")
    telling.add_argument("--weeks", type=weeks, default=8, help="how many, this one included (8)")
    telling.add_argument("--json", action="store_true", help="for a program")
    telling.set_defaults(run=run_report)
    learning = kinds.add_parser("train", help="teach the model in use, and use the new one if it is no worse")
    learning.add_argument("data", nargs="+", type=Path, help="files or folders of *.train.jsonl and *.dev.jsonl")
    learning.add_argument("--out", type=Path, metavar="FILE", help=f"where to write it (the data folder's {MODEL})")
    learning.add_argument("--anew", action="store_true", help="begin with the bare encoder, not the model in use")
    learning.add_argument("--with-corrections", action="store_true", help="learn from what agents corrected, too")
    learning.set_defaults(run=run_train)


def weeks(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= LONGEST:
        raise argparse.ArgumentTypeError(f"{text!r} are no weeks; choose a number from 1 to {LONGEST}")
    return int(text)


def run_report(settings: Settings, asked: argparse.Namespace) -> int:
    cells = asyncio.run(report(settings, asked.weeks))
    print(msgspec.json.encode(cells).decode() if asked.json else "\n".join(written(cells)))
    return 0


async def report(settings: Settings, weeks: int) -> list[Cell]:
    async with opened(settings) as inbox:
        return await inbox.read(agreement.report, weeks, inbox.clock())


def written(cells: Sequence[Cell]) -> list[str]:
    if not cells:
        return [NOTHING]
    return [*table([HEADINGS, *map(line, cells)], left=3), "", MEANING, hint(cells)]


def line(cell: Cell) -> tuple[str, ...]:
    agreed = "-" if cell.agreed is None else f"{cell.agreed:.0%}"
    counts = map(str, (cell.heard, cell.marked, cell.wrong, cell.missed))
    return str(cell.week), cell.language or "?", cell.account_name, *counts, agreed


def table(rows: Sequence[Sequence[str]], left: int) -> list[str]:
    """Columns as wide as they must be. left: how many of them hold words, and not numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(aligned(row, widths, left)).rstrip() for row in rows]


def aligned(row: Iterable[str], widths: Iterable[int], left: int) -> Iterable[str]:
    for number, (text, width) in enumerate(zip(row, widths, strict=True)):
        yield text.ljust(width) if number < left else text.rjust(width)


def hint(cells: Sequence[Cell]) -> str:
    marked, wrong, missed = (sum(getattr(one, name) for one in cells) for name in ("marked", "wrong", "missed"))
    if not any(one.angry or one.calm for one in cells):
        return "No agent has corrected anything yet, so this says nothing of how well moods are heard."
    precision = f"{1 - wrong / marked:.0%} of {marked} heard as angry are so" if marked else "Nobody was heard as angry"
    return f"{precision}, and {missed} more are angry, as far as agents said."


def run_train(settings: Settings, asked: argparse.Namespace) -> int:
    folder.make(settings)
    labels = asyncio.run(corrected(settings)) if asked.with_corrections else None
    return train(asked.data, asked.out or settings.data / MODEL, labels, trained(settings), anew=asked.anew)


async def corrected(settings: Settings) -> list[Labelled]:
    async with opened(settings) as inbox:
        return await inbox.read(corrections.labelled)
