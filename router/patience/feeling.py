"""How a thread feels after one more message: its level, whether it gets worse, and what that leaves of the patience."""

from bisect import bisect_right
from typing import NamedTuple

from inbox.arrivals import Waiting
from inbox.tables import OfMood

HOUR = 3600.0  # seconds


class Felt(NamedTuple):
    """anger: 0 to 1; valence: -1 to 1, as the thread's from now on. bad: its badness; own: that of this message alone.

    leaves: what the level leaves of the patience. worse: it is clearly worse than before.
    """

    anger: float
    valence: float
    bad: float
    own: float
    leaves: float
    worse: bool


class Feelings:
    """What a table says of moods."""

    def __init__(self, mood: OfMood) -> None:
        self._mood = mood
        self._at = [step.badness for step in mood.ladder]
        self._left = [step.leaves for step in mood.ladder]

    def after(self, waiting: Waiting) -> Felt:
        """Earlier anger fades, with every message and in time. An earlier bad word counts until somebody answers."""
        mood, faded = waiting.mood, self._fading(waiting)
        anger = max(mood.anger, self._mood.keeps * faded * waiting.anger)
        valence = mood.valence
        if waiting.unanswered > 1:
            valence = min(valence, self._mood.keeps * faded * waiting.valence)
        bad, own = badness(anger, valence), badness(mood.anger, mood.valence)
        worse = waiting.felt_at is not None and self._worse(own, faded * badness(waiting.anger, waiting.valence))
        return Felt(anger, valence, bad, own, self._leaves(bad), worse)

    def _fading(self, waiting: Waiting) -> float:
        """What time has left of what was felt before; all of it where nobody knows when that was."""
        if waiting.felt_at is None or waiting.at is None or waiting.at <= waiting.felt_at:
            return 1.0
        hours = (waiting.at - waiting.felt_at).total_seconds() / HOUR
        return float(0.5 ** (hours / self._mood.half_life))

    def _worse(self, own: float, before: float) -> bool:
        return own >= self._mood.upset and own >= before + self._mood.worsens_by

    def _leaves(self, bad: float) -> float:
        """Along the ladder."""
        above = bisect_right(self._at, bad)
        if above == len(self._at):
            return self._left[-1]
        low, high = self._at[above - 1], self._at[above]
        share = (bad - low) / (high - low)
        return self._left[above - 1] + share * (self._left[above] - self._left[above - 1])


def badness(anger: float, valence: float) -> float:
    """0 to 1: angry, or else unhappy."""
    return max(anger, -valence, 0.0)
