"""How the chances of a text's passages make the mood of the text; both tiers speak alike."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BAD = -0.25
"""Valence from which a passage is a complaint, which no thanks above or below it takes back."""

SURE = 8.0
"""How quickly gladness stops counting as unhappiness becomes likelier: from one chance in eight not at all."""


def valences(chances: NDArray[np.floating]) -> list[float]:
    """Of passages x (bad, neutral, good, …): -1 to 1.

    Good minus bad would rank what is mixed or sarcastic ("great, thanks for losing my bag") as gladder than what is
    neutral, and a queue that is full would never come to it.
    """
    bad, good = chances[:, 0], chances[:, 2]
    found: list[float] = (good * np.maximum(0.0, 1.0 - SURE * bad) - bad).tolist()
    return found


def whole(valences: Sequence[float], angers: Sequence[float]) -> tuple[float, float, int]:
    """Valence and anger of a text of at least one passage, and which passage is its worst.

    The worst passage counts, not the average: one furious paragraph in a polite page would vanish in it.
    """
    if len(valences) == 1:
        return valences[0], angers[0], 0
    worst = min(range(len(valences)), key=lambda at: valences[at] - angers[at])
    lowest = min(valences)
    return (lowest if lowest < BAD else sum(valences) / len(valences)), max(angers), worst
