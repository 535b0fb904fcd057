"""How passages make a text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from router.mood.whole import valences, whole

CHANCE = some.floats(0, 1)
VALENCES = some.lists(some.floats(-1, 1), min_size=1, max_size=8)


def test_one_furious_paragraph_in_a_polite_page_is_what_the_page_says() -> None:
    assert whole([0.8, -0.9, 0.7], [0.0, 0.95, 0.1]) == (-0.9, 0.95, 1)


def test_where_nothing_is_bad_the_page_is_as_good_as_its_parts_on_average() -> None:
    valence, anger, _ = whole([0.8, -0.1, 0.5], [0.1, 0.2, 0.1])
    assert valence == pytest.approx(0.4)
    assert anger == 0.2


def test_one_passage_is_the_text() -> None:
    assert whole([-0.4], [0.3]) == (-0.4, 0.3, 0)


def test_of_two_sad_passages_the_angry_one_is_worse() -> None:
    assert whole([-0.8, -0.7], [0.1, 0.9])[2] == 1


@given(VALENCES)
def test_a_text_is_never_worse_than_its_worst_passage_nor_better_than_its_best(valences: list[float]) -> None:
    angers = [max(0.0, -valence) for valence in valences]
    valence, anger, worst = whole(valences, angers)
    assert min(valences) - 1e-9 <= valence <= max(valences) + 1e-9
    assert anger == max(angers)
    assert angers[worst] == anger


def test_what_is_surely_good_or_bad_or_neither_has_that_valence() -> None:
    assert valences(np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])) == [1.0, -1.0, 0.0]


def test_thanks_that_may_be_sarcasm_are_worse_than_a_plain_question() -> None:
    sarcasm, question = valences(np.array([[0.35, 0.05, 0.6], [0.1, 0.85, 0.05]]))
    assert sarcasm == pytest.approx(-0.35)
    assert sarcasm < question


@given(CHANCE, CHANCE, CHANCE)
def test_the_likelier_somebody_is_unhappy_the_lower_the_valence(bad: float, worse: float, good: float) -> None:
    bad, worse = sorted((bad, worse))
    higher, lower = valences(np.array([[bad, 0.0, good], [worse, 0.0, good]]))
    assert -1 <= lower <= higher <= 1
