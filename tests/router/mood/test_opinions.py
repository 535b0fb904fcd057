"""Two opinions, and how much each counts."""

import numpy as np
import pytest

from router.mood.opinions import FAMILIAR, STRANGE, TRUST, beside, chances_of, logits_of

CHANCES = np.array([[0.7, 0.2, 0.1, 0.6], [0.05, 0.15, 0.8, 0.01]])


def test_chances_and_logits_are_the_same_told_differently() -> None:
    assert chances_of(logits_of(CHANCES)) == pytest.approx(CHANCES)


def test_what_is_impossible_or_sure_stays_finite() -> None:
    told = logits_of(np.array([[0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 1.0]]))
    assert np.isfinite(told).all()
    assert chances_of(told) == pytest.approx(np.array([[0, 1, 0, 0], [1, 0, 0, 1]]), abs=1e-4)


def test_opinions_that_agree_are_surer_than_either() -> None:
    both = chances_of(logits_of(CHANCES) + beside(CHANCES, np.ones(2)))
    assert both[0, 0] > 0.7
    assert both[1, 2] > 0.8
    assert both[1, 3] < 0.01
    assert both[:, :3].sum(axis=1) == pytest.approx(1)


def test_of_a_language_that_it_was_never_taught_the_first_impression_counts_nothing() -> None:
    assert (beside(CHANCES, np.array([STRANGE, 0.0])) == 0).all()


def test_of_a_known_one_it_counts_in_full_and_of_a_neighbour_in_part() -> None:
    full, more = beside(CHANCES, np.array([FAMILIAR, FAMILIAR])), beside(CHANCES, np.ones(2))
    assert full == pytest.approx(TRUST * logits_of(CHANCES))
    assert (full == more).all()
    half = beside(CHANCES, np.full(2, (STRANGE + FAMILIAR) / 2))
    assert half == pytest.approx(full / 2)


def test_a_first_impression_that_knows_nothing_changes_nothing() -> None:
    unsure = np.array([[1 / 3, 1 / 3, 1 / 3, 0.5]] * 2)
    assert chances_of(logits_of(CHANCES) + beside(unsure, np.ones(2))) == pytest.approx(CHANCES)
