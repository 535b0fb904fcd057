"""How well moods are heard: `python tests/bench/mood.py [DATA...] [--most N]`.

DATA: JSONL files of labelled messages (see `sets.py`), or folders of them; by default the development parts beside the
repository. For every set and column: macro-F1 over three classes, ROC-AUC and average precision of what is negative and
of anger, × 100. Then the floors, and what a message costs on one core of this machine.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import numpy as np  # noqa: E402  # a script finds only its own folder by itself
from bench import sets  # noqa: E402
from bench.columns import Column, Judged, columns  # noqa: E402
from bench.figures import auc, average_precision, macro_f1  # noqa: E402
from bench.floors import Scores, eight, floors  # noqa: E402
from bench.sets import Set  # noqa: E402

from router.mood import Scorer, deep, instant  # noqa: E402

DATA = ROOT.parent / "shared" / "mood" / "data"
FIGURES = ("F1", "negative AUC", "negative AP", "anger AUC", "anger AP")
SHORT = {"instant": "inst."}
MOST = 2000
GROUP = 50
"""Texts that the reader scores together."""
TIMED = 200

Told = dict[str, dict[str, Scores]]


def main(arguments: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("data", nargs="*", type=Path, default=[DATA])
    asked.add_argument("--no-cost", action="store_true", help="leave out what a message costs")
    asked.add_argument("--most", type=int, default=MOST, help="messages of a set, evenly from all of it")
    wanted = asked.parse_args(arguments)
    for missing in (place for place in wanted.data if not place.exists()):
        print(f"{missing} is not there: skipped.")
    paths = sets.found(place for place in wanted.data if place.exists())
    if not paths:
        print("No labelled messages: nothing is measured.")
        return 0
    read = [sets.read(path, wanted.most) for path in paths]
    told = compare(read, columns())
    print("\nFloors of the deep tier:", *(floor.line for floor in floors(told)), sep="\n  ")
    if not wanted.no_cost:
        print("\nCost:", *costs(usual_texts(read)), sep="\n  ")
    return 0


def compare(read: list[Set], who: list[Column]) -> Told:
    """Prints a row for every set as soon as it is measured."""
    for line in head(who):
        print(line)
    told: Told = {}
    for one in read:
        told[one.name] = {column.name: scores for column in who if (scores := figures(one, column.judge(one.texts)))}
        print(row(f"{one.name} ({len(one.texts)})", told[one.name], who), flush=True)
    if any((average := averages(told, who)).values()):
        print(row("UMSAB, average of eight", average, who))
    for column in who:
        if column.why:
            print(f"{column.name}: {column.why}")
    return told


def figures(one: Set, judged: Judged | None) -> Scores:
    if judged is None:
        return {}
    negative = one.labels == sets.CLASSES.index("neg")
    told = {
        "F1": macro_f1(one.labels, judged.labels),
        "negative AUC": auc(negative, judged.bad),
        "negative AP": average_precision(negative, judged.bad),
    }
    if one.angry is None:
        return told
    return told | {"anger AUC": auc(one.angry, judged.anger), "anger AP": average_precision(one.angry, judged.anger)}


def averages(told: Told, who: list[Column]) -> dict[str, Scores]:
    found: dict[str, Scores] = {}
    for column in who:
        its = {name: scores[column.name] for name, scores in told.items() if column.name in scores}
        each = {figure: eight(its, figure) for figure in FIGURES[:3]}
        found[column.name] = {figure: number for figure, number in each.items() if number is not None}
    return found


def head(who: list[Column]) -> Iterator[str]:
    yield " " * 34 + "".join(f"{figure:<{6 * len(who) + 2}}" for figure in FIGURES)
    yield f"{'set (messages)':<34}" + (
        "".join(f"{SHORT.get(column.name, column.name):<6}" for column in who) + "  "
    ) * len(FIGURES)


def row(name: str, told: dict[str, Scores], who: list[Column]) -> str:
    cells = ["".join(cell(told.get(column.name, {}).get(figure)) for column in who) for figure in FIGURES]
    return f"{name:<34}" + "  ".join(cells).rstrip()


def cell(number: float | None) -> str:
    return f"{'·' if number is None or np.isnan(number) else f'{100 * number:.1f}':<6}"


def usual_texts(read: list[Set]) -> list[str]:
    """Messages of 20 to 30 words, from all sets in turn; of whatever length where there are none."""
    turns = [text for one in read for text in one.texts]
    usual = [text for text in turns if 20 <= len(text.split()) <= 30] or turns
    return [usual[at] for at in np.linspace(0, len(usual) - 1, TIMED).astype(int)]


def costs(texts: list[str]) -> Iterator[str]:
    quick = instant.Instant()
    yield (
        f"instant: {spent(quick, texts, GROUP) * 1e6:.0f} µs a message in groups of {GROUP}, "
        f"{spent(quick, texts, 1) * 1e6:.0f} µs alone; table {size(instant.TABLE)}"
    )
    try:
        slow = deep.Deep.load()
    except deep.ModelError as missing:
        yield f"deep: {missing}"
    else:
        yield f"deep: {spent(slow, texts, GROUP) * 1e3:.1f} ms a message; model {size(deep.SHIPPED)}"
    cold = json.loads(from_cold(texts))
    for tier in ("instant", "deep"):
        if f"{tier}_seconds" in cold:
            yield f"{tier}: {cold[f'{tier}_seconds']:.2f} s to its first answer, {cold[f'{tier}_mib']:.0f} MiB more"


def spent(scorer: Scorer, texts: list[str], group: int, clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of processor time a text: the best of three rounds, so that others on the machine count less."""
    groups = [texts[at : at + group] for at in range(0, len(texts), group)]
    rounds = []
    for _ in range(3):
        began = clock()
        for some in groups:
            scorer.score(some)
        rounds.append(clock() - began)
    return min(rounds) / len(texts)


def from_cold(texts: list[str]) -> str:
    told = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("cold.py"))],
        input=json.dumps(texts), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return told.stdout


def size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.2f} MB"


if __name__ == "__main__":
    sys.exit(main())
