"""Two opinions in one: what the encoder hears, and what the instant tier heard before.

The instant tier knows words that the encoder has seldom met, and together they err less than either; but of a language
that it was never taught it only guesses, and the encoder does not. Chances: passages x 4, as both tiers tell them.
"""

import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float64]
Logits = NDArray[np.float64]
"""passages x 4: of the three tones (but for what they have in common), and of anger."""

TRUST = np.array([0.7, 0.7, 0.7, 0.5])
"""What the first impression counts beside the encoder's, a factor on each logit: best on the development files."""
STRANGE, FAMILIAR = 0.7, 0.95
"""The share of a passage's pieces that both were taught: up to the one its language is strange, from the other not."""
LEAST = 1e-6
"""No chance is smaller, so that its logarithm stays small."""


def beside(first: Chances, taught: NDArray[np.float64]) -> Logits:
    """What the first impression adds to the encoder's logits. taught: of each passage, the share of its pieces."""
    trust = ((taught - STRANGE) / (FAMILIAR - STRANGE)).clip(0, 1)
    return np.asarray(TRUST * trust[:, None] * logits_of(first))


def logits_of(chances: Chances) -> Logits:
    safe = chances.clip(LEAST, 1 - LEAST)
    return np.asarray(np.log(safe) - np.log(1 - safe) * [0, 0, 0, 1])


def chances_of(logits: Logits) -> Chances:
    odds = np.exp(logits[:, :3])
    return np.column_stack([odds / odds.sum(axis=1, keepdims=True), 1 / (1 + np.exp(-logits[:, 3]))])
