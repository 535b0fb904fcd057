"""Makes the heads' logits chances: of messages said to be angry with 0.7, seven in ten were called angry by people.

Of tone only how sure the encoder is gets corrected (temperature scaling: Guo et al., ICML 2017), never which way it
leans: the sets differ in how many bad messages they hold. Of anger both are (Platt scaling). What is fitted is baked
into the head's weights, so that nothing of it is left to do at run time.
"""

import numpy as np
import numpy.typing as npt

from router.mood.training.blocks import Floats

Logits = npt.NDArray[np.float64]
Head = tuple[Floats, Floats]

SLOPES = np.geomspace(0.25, 4, 401)
STEPS = 20
"""Of Newton's method, which needs five."""
TONES = 3
"""Outputs of the head that are tone; the last one is anger."""


def toned(encoded: Logits, beside: Logits, wanted: npt.NDArray[np.int64]) -> float:
    """By what to multiply the encoder's logits (examples x tones), so that with what is added to them beside, the tones
    that were wanted are as likely as can be."""
    rows = np.arange(len(wanted))
    likely = [float(log_softmax(encoded * slope + beside)[rows, wanted].mean()) for slope in SLOPES]
    return float(SLOPES[np.argmax(likely)])


def heated(encoded: Logits, beside: Logits, angry: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """By what to multiply the encoder's one logit of each example, and what to add to it (logistic regression)."""
    known = np.column_stack([encoded, np.ones_like(encoded)])
    fit = np.array([1.0, 0.0])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(known @ fit + beside)))
        curve = known.T @ (known * (chance * (1 - chance))[:, None])
        fit += np.linalg.solve(curve, known.T @ (angry - chance))
    return float(fit[0]), float(fit[1])


def baked(head: Head, tone: float, anger: tuple[float, float]) -> Head:
    """The head whose logits are so."""
    weights, bias = head
    slopes = np.array([tone] * TONES + [anger[0]])
    shifts = np.array([0.0] * TONES + [anger[1]])
    return (weights * slopes[:, None]).astype(np.float32), (bias * slopes + shifts).astype(np.float32)


def log_softmax(logits: Logits) -> Logits:
    lower = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(lower - np.log(np.exp(lower).sum(axis=1, keepdims=True)))
