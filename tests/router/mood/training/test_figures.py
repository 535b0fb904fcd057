"""Figures that can be reckoned by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from inbox.words import Mood
from router.mood.training.corpus import Row
from router.mood.training.figures import figures, macro_f1, roc_auc


class Told:
    """Hears what the text says: its valence and anger as numbers."""

    def score(self, texts: Sequence[str]) -> list[Mood]:
        return [Mood(*map(float, text.split())) for text in texts]


def row(valence: float, anger: float, label: str, angry: int = -1) -> Row:
    return {"text": f"{valence} {anger}", "label": label, "lang": "es", "anger": angry}


def test_a_model_that_knows_everything_gets_all_of_it() -> None:
    rows = [row(-0.9, 0.9, "neg", 1), row(0, 0.1, "neu", 0), row(0.9, 0, "pos", 0)] * 20
    found = figures(Told(), rows)
    assert (found.f1, found.negative, found.anger) == (1, 1, 1)


def test_a_model_that_hears_the_same_everywhere_knows_nothing() -> None:
    rows = [row(0, 0.5, label, angry) for label, angry in (("neg", 1), ("neu", 0), ("pos", 0))] * 20
    found = figures(Told(), rows)
    assert found.f1 == pytest.approx(1 / 6)
    assert (found.negative, found.anger) == (0.5, 0.5)


def test_of_few_rows_nothing_is_said() -> None:
    found = figures(Told(), [row(-0.9, 0.9, "neg", 1)] * 5)
    assert (found.f1, found.negative, found.anger) == (None, None, None)
    assert figures(Told(), []) == found


def test_a_set_without_anger_tells_nothing_of_it() -> None:
    found = figures(Told(), [row(-0.9, 0.9, "neg"), row(0.9, 0, "pos")] * 30)
    assert found.anger is None
    assert found.negative == 1


def test_corrections_tell_of_anger_alone() -> None:
    found = figures(Told(), [row(-0.9, 0.9, "", 1), row(-0.9, 0.2, "", 0)] * 30)
    assert (found.f1, found.negative, found.anger) == (None, None, 1)


def test_macro_f1_is_the_mean_over_the_kinds() -> None:
    wanted, guessed = np.array([0, 0, 1, 1, 2, 2]), np.array([0, 1, 1, 1, 2, 0])
    assert macro_f1(wanted, guessed) == pytest.approx((2 * 1 / 4 + 2 * 2 / 5 + 2 * 1 / 3) / 3)


def test_a_kind_that_nobody_named_counts_as_nothing() -> None:
    assert macro_f1(np.array([0, 0]), np.array([0, 0])) == pytest.approx(1 / 3)


def test_the_curve_counts_pairs_and_ties_by_half() -> None:
    scores, truth = np.array([0.1, 0.4, 0.4, 0.8]), np.array([False, True, False, True])
    assert roc_auc(scores, truth) == pytest.approx((1 + 0.5 + 1 + 1) / 4)
    assert roc_auc(-scores, truth) == pytest.approx(1 - 3.5 / 4)
