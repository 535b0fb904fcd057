"""From the parts of a time, as people say it, to the moment when somebody must be reminded of it.

A point is itself: "at 10", "before noon", "within two hours". A stretch is its beginning, while there is still time to
do what was promised: "tomorrow" is 9:00, "in the afternoon" 14:00, "by Friday" Friday 9:00, "next week" Monday. Of a
stretch that has begun ("today"), it is the end.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from router.phrases.shape import Phrases

Parts = Mapping[str, re.Match[str]]
"""By kind: span (a number of hours, days, …), day, part (of the day), clock."""

WHOLE_DAY = (9, 18)
PARTS = {
    "close": (17, 18), "early": (9, 10), "morning": (9, 12), "afternoon": (14, 18), "evening": (18, 21),
    "tonight": (18, 21),
}  # fmt: skip
"""From which hour to which."""
DAY = timedelta(days=1)
WEEKEND = 5


def moment(parts: Parts, phrases: Phrases, now: datetime, *, day_before: bool = False) -> datetime | None:
    """After `now`, whose zone is the speaker's; None where there is no such moment. day_before: "before Friday"."""
    if "span" in parts:
        return after(parts["span"], phrases, now)
    day = named_day(parts["day"], phrases, now.date()) if "day" in parts else day_of_part(parts, phrases, now)
    if day is None:
        return None
    day = day - DAY if day_before else day
    return at_clock(parts, phrases, day, now) if "clock" in parts else in_stretch(parts, day, now)


def after(span: re.Match[str], phrases: Phrases, now: datetime) -> datetime | None:
    """Hours are counted from now, days from the beginning of this one. None for no time at all."""
    said = span["count"] or "1"
    count = float(said) if said.isdigit() else phrases.numbers[said]
    if not count:
        return None
    if span["days"] or span["weeks"]:
        days = round(count * (7 if span["weeks"] else 1))
        day = working_day(now.date(), days) if span["work"] else now.date() + days * DAY
        return at(day, WHOLE_DAY[0], now)
    return now.astimezone(UTC) + count * timedelta(minutes=1 if span["minutes"] else 60)


def working_day(day: date, count: int) -> date:
    while count > 0:
        day += DAY
        count -= day.weekday() < WEEKEND
    return day


def at(day: date, hour: int, now: datetime) -> datetime:
    return datetime.combine(day, time(hour), now.tzinfo)


def named_day(found: re.Match[str], phrases: Phrases, today: date) -> date | None:
    named = {name for name, said in found.groupdict().items() if said}
    for days in range(3):
        if f"in{days}" in named:
            return today + days * DAY
    monday = today + (7 - today.weekday()) * DAY
    if "weekday" in named:
        return weekday(found, phrases, today, monday)
    if named & {"d1", "d2", "nth"}:
        return calendar_day(found, phrases, today)
    if "next_month" in named:
        return working_day((today.replace(day=28) + 4 * DAY).replace(day=1) - DAY, 1)
    return monday + next(days for name, days in FROM_NEXT_MONDAY.items() if name in named) * DAY


FROM_NEXT_MONDAY = {"next_week": 0, "end_next": 4, "end_week": -3, "weekend": -2}


def weekday(found: re.Match[str], phrases: Phrases, today: date, monday: date) -> date:
    """The next of its name; "next Friday" is never in this week."""
    number = next(n for n, name in enumerate(phrases.weekdays) if re.fullmatch(name, found["weekday"]))
    if "after_next" in found.groupdict() and found["after_next"]:
        return monday + number * DAY
    return today + ((number - today.weekday() - 1) % 7 + 1) * DAY


def calendar_day(found: re.Match[str], phrases: Phrases, today: date) -> date | None:
    """The next of its kind where no year was named; None for 31 February and for what is past."""
    groups = found.groupdict()
    if said := groups["nth"]:
        months = [today.replace(day=1), (today.replace(day=28) + 4 * DAY).replace(day=1)]
        return coming([(one.year, one.month, int(said)) for one in months], today)
    name, day = groups["m1"] or groups.get("m2"), groups["d1"] or groups.get("d2")
    month = next(n for n, names in enumerate(phrases.months, 1) if re.fullmatch(names, name or ""))
    year = groups["y1"] or groups.get("y2")
    years = [int(year)] if year else [today.year, today.year + 1]
    return coming([(one, month, int(day or 0)) for one in years], today)


def coming(days: list[tuple[int, int, int]], today: date) -> date | None:
    for year, month, day in days:
        with suppress(ValueError):
            if (found := date(year, month, day)) > today:
                return found
    return None


def day_of_part(parts: Parts, phrases: Phrases, now: datetime) -> date:
    """Today, unless that part of today has begun, or that hour is past: "in the morning", said in the evening."""
    part, today = parts.get("part"), now.date()
    if part is None or part["close"] or part["now"] or part.groupdict().get("tonight"):
        return today
    still = at_clock(parts, phrases, today, now) if "clock" in parts else at(today, stretch(parts)[0], now) > now
    return today if still else today + DAY


def stretch(parts: Parts) -> tuple[int, int]:
    said = parts["part"].groupdict() if "part" in parts else {}
    return next((hours for name, hours in PARTS.items() if said.get(name)), WHOLE_DAY)


SPOKEN = {
    "half past": 30, "quarter past": 15, "a quarter past": 15, "quarter to": -15, "a quarter to": -15,
    "y media": 30, "y cuarto": 15, "menos cuarto": -15,
}  # fmt: skip


def at_clock(parts: Parts, phrases: Phrases, day: date, now: datetime) -> datetime | None:
    """Hours that people work at: "at 3" is in the afternoon, "at 9" in the morning."""
    groups = parts["clock"].groupdict()
    hour, minute = 12, int(first(groups, "m", "m2", "m3") or SPOKEN.get(groups["spoken"] or "", 0))
    if not groups["noon"]:
        said = first(groups, "h", "h2", "h3", "h4", "h5")
        hour = int(said) if said.isdigit() else int(phrases.numbers[said])
        hour = on_24_hours(hour, first(groups, "half", "half2")[:1], stretch(parts) if "part" in parts else WHOLE_DAY)
    if hour > 23 or minute > 59:
        return None
    found = at(day, hour, now) + timedelta(minutes=minute)
    return found if found > now else None


def first(groups: Mapping[str, str | None], *names: str) -> str:
    return next((said for name in names if (said := groups.get(name))), "")


def on_24_hours(hour: int, half: str, around: tuple[int, int]) -> int:
    if half:
        return hour % 12 + (12 if half == "p" else 0) if hour <= 12 else hour
    return hour + 12 if hour < 12 and hour + 12 < 21 and (around[0] >= 12 or hour < 8) and around[1] > 12 else hour


def in_stretch(parts: Parts, day: date, now: datetime) -> datetime | None:
    """Its beginning; once that is past, its end."""
    begins, ends = (at(day, hour, now) for hour in stretch(parts))
    if day == now.date() and "part" not in parts:
        begins = ends
    return next((one for one in (begins, ends) if one > now), None)
