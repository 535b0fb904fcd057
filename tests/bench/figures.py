"""How well scores and labels agree: the usual figures, as scikit-learn computes them (0 to 1; nan where undefined)."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Labels = NDArray[np.int64]
Truths = NDArray[np.bool_]


def macro_f1(truth: Labels, said: Labels) -> float:
    """The mean over the classes that truly occur, so that a rare one counts as much as a common one."""
    each = [f1(truth == one, said == one) for one in np.unique(truth)]
    return float(np.mean(each)) if each else float("nan")


def f1(truth: Truths, said: Truths) -> float:
    """2 TP / (2 TP + FP + FN)."""
    return 2 * float(np.sum(truth & said)) / float(np.sum(truth) + np.sum(said) or 1)


def auc(truth: Truths, scores: Numbers) -> float:
    """The chance that a true one scores higher than a false one (ROC-AUC); a tie is half a win."""
    true, false = int(truth.sum()), int((~truth).sum())
    if not true or not false:
        return float("nan")
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2  # those that tie share the mean of their ranks
    return float((ranks[place][truth].sum() - true * (true + 1) / 2) / (true * false))


def average_precision(truth: Truths, scores: Numbers) -> float:
    """Precision at every threshold, weighted by the recall that it adds; those that tie are let in together."""
    if not truth.any():
        return float("nan")
    _, place, counts = np.unique(-scores, return_inverse=True, return_counts=True)
    hits = np.bincount(place, weights=truth)
    precision = np.cumsum(hits) / np.cumsum(counts)
    return float((precision * hits).sum() / truth.sum())
