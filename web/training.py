"""A new model of moods: trained in a process of its own, examined, and put to use if it is no worse than the old."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from inbox.corrections import Labelled
from router.mood.deep import SHIPPED, Deep, ModelError
from router.mood.lessons import HELD, Exam, Sets, examine, failed, lessons, pairs
from router.mood.training.corpus import LABELS, Row, sets
from web.settings import WrongSetting

Trainer = Callable[[Sequence[Path], Path, Sequence[Row], Path | None], bool]
"""Data, where to write the model, further messages to learn from, and the model to go on from, if any. False: there is
none, and it was said why."""

EXAMS = ("dev", "val")
NO_EXAM = "There is nothing to examine a new model with. Add files named like shop.en.dev.jsonl to the data."
KEPT = "The model that is there stays."


def learn(data: Sequence[Path], out: Path, more: Sequence[Row], former: Path | None) -> bool:
    """What customers wrote goes to the other process through a pipe, and never to the disk."""
    onward = ("--from", str(former)) if former else ()
    asked = [sys.executable, "-m", "router.mood.training", *map(str, data), "--out", str(out), *onward, "--more"]
    told = "".join(f"{json.dumps(row)}\n" for row in more)
    return subprocess.run(asked, input=told.encode(), check=False).returncode == 0  # noqa: S603  # it is our own


def train(
    data: Sequence[Path],
    out: Path,
    labels: Sequence[Labelled] | None,
    own: Path | None,
    *,
    anew: bool = False,
    trainer: Trainer = learn,
) -> int:
    """0: the new model is there; 1: it is not, and a sentence says why. What was there stays until the very end.

    labels: the corrections to learn from, if any. own: the model in use, if it is not the one that Hilo comes with.
    anew: begin with the bare encoder, and not with that model.
    Raises WrongSetting for data that cannot be read, and for a place that cannot be written.
    """
    exams, told = developing(data), lessons(labels or ())
    former = None if anew else own or SHIPPED
    if labels is not None:
        print(f"{len(told.learnt)} corrections to learn from; every {HELD}th, {len(told.held)}, is kept for the exam.")
    try:
        with TemporaryDirectory(dir=out.absolute().parent, prefix=".hilo-") as folder:
            new = Path(folder, "model")
            return settle(new, out, own, exams, told.held) if trainer(data, new, told.learnt, former) else 1
    except OSError as wrong:
        raise WrongSetting(f"{out} cannot be written ({wrong.strerror}). Choose another place with --out.") from None


def developing(data: Sequence[Path]) -> Sets:
    """All that could be wrong with it is said before the training takes its time. Raises WrongSetting."""
    try:
        exams = [(source.name, [sound(row) for row in rows]) for source, rows in sets(existing(data), EXAMS)]
    except (OSError, ValueError) as wrong:
        raise WrongSetting(f"The data cannot be read: {wrong}. It is JSON, a message with its label a line.") from None
    if not any(rows for _, rows in exams):
        raise WrongSetting(NO_EXAM)
    return exams


def existing(data: Sequence[Path]) -> Sequence[Path]:
    for path in data:
        if not path.exists():
            raise WrongSetting(f"There is no file or folder {path}. Name those with the messages to learn from.")
    return data


def sound(row: Row) -> Row:
    """Raises ValueError."""
    text, label = (row.get("text"), row.get("label", "")) if isinstance(row, dict) else (None, "")
    if not isinstance(text, str) or label not in {"", *LABELS}:
        raise ValueError(f"a line has no text, or another label than {', '.join(LABELS)}")
    return row


def settle(new: Path, out: Path, own: Path | None, exams: Sets, held: Sequence[Row]) -> int:
    try:
        made = Deep.load(new)
    except ModelError as broken:
        print(f"hilo: {broken} {KEPT}", file=sys.stderr)
        return 1
    before = loaded(out if out.exists() else own or SHIPPED)
    if before is not None:
        exam = examine(before, made, exams, held)
        print("\n".join(written(exam)))
        if why := failed(exam):
            print(f"hilo: {why} {KEPT}", file=sys.stderr)
            return 1
    new.replace(out)
    print(f"The new model is {out}. A server uses the one in its data folder from its next start.")
    return 0


def loaded(path: Path) -> Deep | None:
    """None where there is no model that works: any other one is better."""
    try:
        return Deep.load(path)
    except ModelError as broken:
        print(f"{broken} The new one is not held against it.")
        return None


def written(exam: Exam) -> list[str]:
    rows = [f"{old:.3f} -> {now:.3f}  {name}" for mark in exam.marks for name, old, now in pairs(mark)]
    before, after = exam.agreed
    return [*rows, f"{before} -> {after} of {exam.held} corrections heard as agents do"] if exam.held else rows
