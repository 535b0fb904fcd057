"""What must hold of the deep tier, and whether it does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

EIGHT = ("ar", "de", "en", "es", "fr", "hi", "it", "pt")
Scores = Mapping[str, float]
"""By figure ("F1", "negative AUC", "anger AUC", …) of one column on one set."""


@dataclass(frozen=True)
class Floor:
    what: str
    at_least: float
    found: float | None

    @property
    def line(self) -> str:
        if self.found is None:
            return f"{self.what} >= {self.at_least:.4f}: NOT MEASURED"
        met = "met" if self.found >= self.at_least else "NOT MET"
        return f"{self.what} >= {self.at_least:.4f}: {self.found:.4f} {met}"


def floors(told: Mapping[str, Mapping[str, Scores]]) -> Iterator[Floor]:
    """told: by set and column. Sets are known by the start of their name, whatever their part is called."""
    deep = {name: columns["deep"] for name, columns in told.items() if "deep" in columns}
    yield Floor("UMSAB, macro-F1 on average", 0.63, eight(deep, "F1"))
    yield Floor("UMSAB Spanish, macro-F1", 0.58, one(deep, "umsab.es", "F1"))
    yield Floor("Spanish airline, negative AUC", 0.81, one(deep, "airline_es.es", "negative AUC"))
    yield Floor("Spanish anger, AUC", 0.91, one(deep, "emoevent.es", "anger AUC"))
    for language in EIGHT:
        vader = one({name: columns["VADER"] for name, columns in told.items()}, f"umsab.{language}", "F1")
        if vader is not None:
            yield Floor(f"UMSAB {language}, macro-F1, as VADER's", vader, one(deep, f"umsab.{language}", "F1"))


def eight(told: Mapping[str, Scores], figure: str) -> float | None:
    """The average over the eight languages, or None if one is missing."""
    each = [one(told, f"umsab.{language}", figure) for language in EIGHT]
    known = [number for number in each if number is not None]
    return float(np.mean(known)) if len(known) == len(EIGHT) else None


def one(told: Mapping[str, Scores], start: str, figure: str) -> float | None:
    return next((scores[figure] for name, scores in told.items() if name.startswith(f"{start}.")), None)
