"""Chances that keep what they promise, on examples whose true chances are known."""

import numpy as np
import pytest

from router.mood.training.calibrating import baked, heated, log_softmax, toned

CHANCE = np.random.default_rng(5)
COUNT = 20_000


def tones(steepness: float, beside: float = 0.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Logits, what stands beside them, and tones drawn with the chances that both together tell."""
    logits, first = CHANCE.normal(size=(2, COUNT, 3))
    true = np.exp(log_softmax(logits * steepness + first * beside))
    return logits, first * beside, (true.cumsum(axis=1) < CHANCE.random((COUNT, 1))).sum(axis=1)


@pytest.mark.parametrize("steepness", [0.5, 1.0, 2.5])
def test_a_model_that_is_too_sure_or_too_shy_is_corrected(steepness: float) -> None:
    assert toned(*tones(steepness)) == pytest.approx(steepness, rel=0.05)


def test_what_the_other_tier_says_is_reckoned_with() -> None:
    assert toned(*tones(1.5, beside=0.7)) == pytest.approx(1.5, rel=0.05)


def test_anger_is_corrected_in_how_sure_and_which_way_it_leans() -> None:
    logits, first = CHANCE.normal(size=(2, COUNT)) * 2
    angry = CHANCE.random(COUNT) < 1 / (1 + np.exp(-(logits * 0.6 - 1.2 + first * 0.5)))
    assert heated(logits, first * 0.5, angry) == pytest.approx((0.6, -1.2), abs=0.07)


def test_what_was_fitted_is_in_the_head() -> None:
    weights, bias = CHANCE.normal(size=(4, 6)).astype(np.float32), CHANCE.normal(size=4).astype(np.float32)
    state = CHANCE.normal(size=(10, 6)).astype(np.float32)
    before, (new_weights, new_bias) = state @ weights.T + bias, baked((weights, bias), 1.5, (0.5, -1.0))
    after = state @ new_weights.T + new_bias
    assert after[:, :3] == pytest.approx(before[:, :3] * 1.5, abs=1e-5)
    assert after[:, 3] == pytest.approx(before[:, 3] * 0.5 - 1.0, abs=1e-5)
    assert new_weights.dtype == new_bias.dtype == np.float32


def test_huge_logits_are_no_trouble() -> None:
    assert np.exp(log_softmax(np.array([[1e4, 0.0, -1e4]]))).tolist() == [[1, 0, 0]]
