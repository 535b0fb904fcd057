"""The lines of the table: a figure, what it is held against, and whose processor time went into it."""

import argparse
from collections.abc import Callable, Iterable, Sequence
from math import ceil

from msgspec import Struct, json

WIDTHS = 70, 24, 14, 8, 8
HEAD = "", "found", "gate", "", "foreign"


class Row(Struct, frozen=True):
    """gate: what is wanted, "" of a mere figure; met: whether it is so.

    foreign: the part of the machine that others took meanwhile, 0 to 1; None where nothing was timed.
    """

    what: str
    found: str
    gate: str = ""
    met: bool | None = None
    foreign: float | None = None


def at_least(what: str, value: float, least: float, foreign: float, more: str = "") -> Row:
    """A ratio. more: said behind the figure."""
    return Row(what, f"{value:.2f}{more}", f">= {least:g}", value >= least, foreign)


def at_most(what: str, value: float, most: float, foreign: float, unit: str = "ms", more: str = "") -> Row:
    return Row(what, f"{value:.{1 if value < 100 else 0}f} {unit}{more}", f"<= {most:g} {unit}", value <= most, foreign)


def figure(what: str, value: float, unit: str, foreign: float | None = None) -> Row:
    return Row(what, f"{value:,.{1 if value < 100 else 0}f} {unit}", foreign=foreign)


def told(what: str, sentence: str) -> Row:
    """Something to know about the others."""
    return Row(what, sentence)


def as_line(row: Row) -> str:
    verdict = {None: "", True: "met", False: "NOT MET"}[row.met]
    foreign = "" if row.foreign is None else f"{row.foreign:.0%}"
    return columns(row.what, row.found, row.gate, verdict, foreign)


def columns(*cells: str) -> str:
    return " ".join(f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


Options = Callable[[argparse.ArgumentParser], object]
Measure = Callable[[argparse.Namespace], Iterable[Row]]


def run(about: str | None, options: Options, measure: Measure, arguments: Sequence[str] | None = None) -> int:
    """A program of the bench: what it measures, as lines of a table, or with --json for the one table of all."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="a row a line, as `tests/bench/table.py` reads them")
    options(parser)
    given = parser.parse_args(arguments)
    if not given.json:
        print(columns(*HEAD))
    for row in measure(given):
        print(json.encode(row).decode() if given.json else as_line(row), flush=True)
    return 0


def quantile(values: Sequence[float], part: float) -> float:
    """The least that so large a part of them does not exceed; nan of none."""
    return sorted(values)[max(1, ceil(part * len(values))) - 1] if values else float("nan")
