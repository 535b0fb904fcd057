"""Patience counted in working time: while the office is closed, its clock stands still."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from inbox.tables import Hours

Calendar = Callable[[datetime, timedelta], datetime]
"""From when, and how long, to when."""
FARTHEST = timedelta(days=14)
"""However long it is closed, somebody is due after that: a mistaken holiday must not hide anybody."""
ENOUGH = 20
"""Days: FARTHEST, and the longest patience that a table may have."""
DAY = timedelta(days=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KEPT = 64
"""Days whose openings are remembered: those on which somebody waits."""


def calendar_of(hours: Hours | None) -> Calendar:
    return always if hours is None else WorkingTime(hours).after


def always(since: datetime, patience: timedelta) -> datetime:
    return since + patience


class WorkingTime:
    """One office. Daylight saving is the zone's: an hour that the clocks skip is not worked."""

    def __init__(self, hours: Hours) -> None:
        self._zone = ZoneInfo(hours.zone)
        self._spans = {day: [(s.opens, s.closes) for s in hours.spans if day in s.days] for day in DAYS}
        self._holidays = frozenset(hours.holidays)
        self._openings = lru_cache(KEPT)(self._openings_on)

    def after(self, since: datetime, patience: timedelta) -> datetime:
        """When so much working time has passed, in UTC; never beyond FARTHEST and the patience itself."""
        farthest, left, worked = since + patience + FARTHEST, patience, since
        for opens, closes in self._from(since.astimezone(self._zone).date()):
            begins = max(opens, worked)
            if begins + left <= closes:
                return min(begins + left, farthest)
            if closes > begins:
                left, worked = left - (closes - begins), closes
        return farthest

    def _from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Openings, in order, as far as anybody may have to wait."""
        for number in range(ENOUGH):
            yield from self._openings(day + number * DAY)

    def _openings_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """In UTC, without overlap."""
        if day.isoformat() in self._holidays or day.isoformat()[5:] in self._holidays:
            return []
        spans = sorted((self._moment(day, a), self._moment(day, b)) for a, b in self._spans[DAYS[day.weekday()]])
        found: list[tuple[datetime, datetime]] = []
        for opens, closes in spans:
            begins = max(opens, found[-1][1]) if found else opens
            if closes > begins:
                found.append((begins, closes))
        return found

    def _moment(self, day: date, written: str) -> datetime:
        if written == "24:00":
            return self._moment(day + DAY, "00:00")
        return datetime.combine(day, time.fromisoformat(written), self._zone).astimezone(UTC)
