"""How well a model hears, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inbox.words import Mood
from router.mood import Scorer
from router.mood.training.corpus import LABELS, Row

FEWEST = 20
"""Examples of a kind without which nothing can be said about it."""
NEUTRAL = 0.25
"""Valence from which a text is good, and below whose opposite it is bad."""


@dataclass(frozen=True)
class Figures:
    """Each 0 to 1, None where too few rows tell.

    f1: how well bad, neutral and good are told apart (macro-F1 of three). negative, anger: the chance that a message
    which is so ranks before one that is not (ROC-AUC).
    """

    f1: float | None
    negative: float | None
    anger: float | None


def figures(model: Scorer, rows: Sequence[Row]) -> Figures:
    """rows: of files that tuning never reads."""
    moods = model.score([str(row["text"]) for row in rows])
    toned = [(mood, LABELS.index(str(row["label"]))) for mood, row in zip(moods, rows, strict=True) if row.get("label")]
    angry = [(mood, row["anger"] == 1) for mood, row in zip(moods, rows, strict=True) if row.get("anger") in {0, 1}]
    wanted = np.array([label for _, label in toned], np.int64)
    return Figures(
        macro_f1(wanted, np.array([tone(mood) for mood, _ in toned], np.int64)) if len(toned) >= FEWEST else None,
        _ranked(np.array([-mood.valence for mood, _ in toned]), wanted == 0),
        _ranked(np.array([mood.anger for mood, _ in angry]), np.array([is_so for _, is_so in angry], np.bool_)),
    )


def tone(mood: Mood) -> int:
    """Index of LABELS."""
    return 0 if mood.valence < -NEUTRAL else 2 if mood.valence > NEUTRAL else 1


def macro_f1(wanted: npt.NDArray[np.int64], guessed: npt.NDArray[np.int64], kinds: int = 3) -> float:
    """0 to 1: the mean over the kinds of 2·hits / (wanted + guessed)."""
    scores = []
    for kind in range(kinds):
        hits = int(np.sum((wanted == kind) & (guessed == kind)))
        named = int(np.sum(wanted == kind) + np.sum(guessed == kind))
        scores.append(2 * hits / named if named else 0.0)
    return float(np.mean(scores))


def roc_auc(scores: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> float:
    """0 to 1: the chance that one that is so scores higher than one that is not; a tie counts half."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    yes = int(truth.sum())
    return float((ranks[truth].sum() - yes * (yes + 1) / 2) / (yes * (len(truth) - yes)))


def _ranked(scores: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> float | None:
    return roc_auc(scores, truth) if min(truth.sum(), (~truth).sum()) >= FEWEST else None
