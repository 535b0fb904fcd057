"""Stretches of time as people say them: 'in March', 'since 2026-03', 'la semana pasada', 'antes de ayer'."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

MONTHS = {
    "january": 1, "enero": 1,
    "february": 2, "febrero": 2,
    "march": 3, "marzo": 3,
    "april": 4, "abril": 4,
    "may": 5, "mayo": 5,
    "june": 6, "junio": 6,
    "july": 7, "julio": 7,
    "august": 8, "agosto": 8,
    "september": 9, "septiembre": 9, "setiembre": 9,
    "october": 10, "octubre": 10,
    "november": 11, "noviembre": 11,
    "december": 12, "diciembre": 12,
}  # fmt: skip
STEPS = {"day": "day", "week": "week", "month": "month", "year": "year"} | {
    "dia": "day", "día": "day", "semana": "week", "mes": "month", "año": "year", "ano": "year",
}  # fmt: skip
SINCE = ("since", "from", "desde")
UNTIL = ("until", "till", "hasta")
BEFORE = ("before", "antes de", "antes del")
AFTER = ("after", "despues de", "después de", "despues del", "después del")
WITHIN = ("in", "during", "on", "en", "durante", "de")


def either(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"\s+")


SPOKEN = re.compile(
    rf"(?<![\w/.-])(?:(?P<how>{either((*SINCE, *UNTIL, *BEFORE, *AFTER, *WITHIN))})\s+)?(?:(?:the|el|la)\s+)?(?:"
    r"(?P<day>\d{4}-\d\d-\d\d)|(?P<number>\d{4}-\d\d)"
    rf"|(?P<month>{either(tuple(MONTHS))})(?:\s+(?:of\s+|de\s+|del\s+)?(?P<of>(?:19|20)\d\d))?"
    r"|(?P<year>(?:19|20)\d\d)"
    r"|(?P<today>today|hoy)|(?P<yesterday>yesterday|ayer)"
    r"|last\s+(?P<last>week|month|year)|this\s+(?P<this>week|month|year)"
    r"|(?P<pasada>semana|mes|año|ano)\s+pasad[oa]|est[ea]\s+(?P<esta>semana|mes|año|ano)"
    r")(?![\w/-])",
    re.IGNORECASE,
)


class Period(Struct, frozen=True):
    """From start up to, but not, end, in UTC; an open side is None."""

    start: datetime | None
    end: datetime | None


def period(said: str, now: datetime, zone: tzinfo = UTC) -> Period | None:
    """One that is said alone; None for what is none."""
    found = SPOKEN.fullmatch(said.strip())
    return meant(found, now, zone) if found else None


def take(said: str, now: datetime, zone: tzinfo = UTC) -> tuple[str, list[Period]]:
    """What is left of the text without its periods, and these."""
    found: list[Period] = []

    def out(one: re.Match[str]) -> str:
        if bare(one) or (known := meant(one, now, zone)) is None:
            return one.group()
        found.append(known)
        return " "

    return SPOKEN.sub(out, said), found


def bare(one: re.Match[str]) -> bool:
    """'may' and '2026' are words and numbers, too: only 'in May', 'May 2025' and 'in 2026' are times."""
    return not one["how"] and bool(one["year"] or (one["month"] and not one["of"]))


def meant(one: re.Match[str], now: datetime, zone: tzinfo) -> Period | None:
    """None for a day that no calendar has."""
    try:
        first, after = days(one, now.astimezone(zone).date())
        start, end = midnight(first, zone), midnight(after, zone)
    except (ValueError, OverflowError):
        return None
    how = " ".join((one["how"] or "in").lower().split())
    if how in SINCE:
        return Period(start, None)
    if how in AFTER:
        return Period(end, None)
    if how in BEFORE:
        return Period(None, start)
    return Period(None, end) if how in UNTIL else Period(start, end)


def midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def days(one: re.Match[str], today: date) -> tuple[date, date]:
    """The first day, and the one after the last. Raises ValueError."""
    if one["day"]:
        return step("day", date.fromisoformat(one["day"]))
    if one["number"]:
        return step("month", date.fromisoformat(f"{one['number']}-01"))
    if one["month"]:
        month = MONTHS[one["month"].lower()]
        return step("month", date(int(one["of"] or today.year - (month > today.month)), month, 1))
    if one["year"]:
        return step("year", date(int(one["year"]), 1, 1))
    if past := one["last"] or one["pasada"] or (one["yesterday"] and "day"):
        return step(STEPS[past.lower()], step(STEPS[past.lower()], today)[0] - timedelta(days=1))
    return step(STEPS[(one["this"] or one["esta"] or "day").lower()], today)


def step(size: str, day: date) -> tuple[date, date]:
    """The calendar's day, week (from Monday: ISO 8601), month or year that the day is in."""
    start = STARTS[size](day)
    return start, STARTS[size](start + LENGTHS[size])


STARTS: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
LENGTHS = {size: timedelta(days=days) for size, days in (("day", 1), ("week", 7), ("month", 31), ("year", 366))}
