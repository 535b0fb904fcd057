"""What agents corrected, as something to learn from, and the exam that a new model must pass to replace the old one."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from inbox.corrections import Labelled
from router.mood import Scorer
from router.mood.text import felt
from router.mood.training.corpus import Row
from router.mood.training.figures import Figures, figures

HELD = 5
"""Every fifth correction is never learnt from, and always the same ones: who knows the answers passes any exam."""
FEWEST = 20
"""Held-back corrections below which they decide nothing."""
MARGIN = 0.002
"""By which two trainings differ that learnt the same."""
FALL = 0.03
"""How far one set's figure may fall while the others rise."""
ANGRY = 0.5

Sets = Sequence[tuple[str, Sequence[Row]]]
"""By their names, which tell source and language."""


@dataclass(frozen=True)
class Lessons:
    """learnt: to train with. held: to examine with."""

    learnt: list[Row]
    held: list[Row]


@dataclass(frozen=True)
class Mark:
    """One set, by the model that is there and by the new one."""

    name: str
    before: Figures
    after: Figures


@dataclass(frozen=True)
class Exam:
    """agreed: of so many held-back corrections, how many each of the two models hears as agents do."""

    marks: list[Mark]
    held: int
    agreed: tuple[int, int]


def lessons(corrections: Sequence[Labelled]) -> Lessons:
    """Of the calm nobody knows whether they are content; whoever is angry is not."""
    learnt: list[Row] = []
    held: list[Row] = []
    for one in corrections:
        text = felt(one.said, one.subject)
        label = "neg" if one.angry else ""
        row: Row = {"text": text, "label": label, "lang": one.language, "anger": int(one.angry)}
        if text:
            (learnt if zlib.crc32(one.id.encode()) % HELD else held).append(row)
    return Lessons(learnt, held)


def examine(before: Scorer, after: Scorer, sets: Sets, held: Sequence[Row]) -> Exam:
    """Takes both models some 10 ms a message."""
    marks = [Mark(name, figures(before, rows), figures(after, rows)) for name, rows in sets]
    return Exam(marks, len(held), (agreed(before, held), agreed(after, held)))


def agreed(model: Scorer, held: Sequence[Row]) -> int:
    moods = model.score([str(row["text"]) for row in held])
    return sum((mood.anger >= ANGRY) == (row["anger"] == 1) for mood, row in zip(moods, held, strict=True))


def failed(exam: Exam) -> str:
    """Why the new model may not replace the one that is there, in a sentence; "" if it may."""
    before, after = exam.agreed
    if exam.held >= FEWEST and after < before:
        return f"It hears {after} of {exam.held} corrections as agents do; the model that is there hears {before}."
    both = [pair for mark in exam.marks for pair in pairs(mark)]
    if not both:
        return "No set to examine it with has 20 messages of a kind, so nobody can say whether it is better."
    name, fall = max(((name, old - new) for name, old, new in both), key=lambda one: one[1])
    if fall > FALL:
        return f"It is worse by {100 * fall:.1f} points on {name}."
    lost = sum(old - new for _, old, new in both) / len(both)
    return f"It is worse by {100 * lost:.1f} points on average." if lost > MARGIN else ""


def pairs(mark: Mark) -> Iterator[tuple[str, float, float]]:
    """Every figure that both have, with what it is of."""
    for kind, old, new in zip(("tone", "bad", "anger"), astuple(mark.before), astuple(mark.after), strict=True):
        if old is not None and new is not None:
            yield f"{mark.name} ({kind})", old, new
