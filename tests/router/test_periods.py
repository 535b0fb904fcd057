"""Stretches of time in plain words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from router.periods import Period, period, take

NOW = datetime(2026, 3, 18, 23, 30, tzinfo=UTC)  # a Wednesday; in Madrid it is Thursday already
MADRID = ZoneInfo("Europe/Madrid")


def day(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("in March", "2026-03-01", "2026-04-01"), ("en marzo", "2026-03-01", "2026-04-01"),
        ("in April", "2025-04-01", "2025-05-01"), ("en diciembre", "2025-12-01", "2026-01-01"),
        ("March 2024", "2024-03-01", "2024-04-01"), ("marzo de 2024", "2024-03-01", "2024-04-01"),
        ("in February 2024", "2024-02-01", "2024-03-01"), ("durante setiembre", "2025-09-01", "2025-10-01"),
        ("2026-02", "2026-02-01", "2026-03-01"), ("on 2026-02-28", "2026-02-28", "2026-03-01"),
        ("in 2025", "2025-01-01", "2026-01-01"), ("en 2024", "2024-01-01", "2025-01-01"),
        ("today", "2026-03-18", "2026-03-19"), ("hoy", "2026-03-18", "2026-03-19"),
        ("yesterday", "2026-03-17", "2026-03-18"), ("Ayer", "2026-03-17", "2026-03-18"),
        ("last week", "2026-03-09", "2026-03-16"), ("la semana pasada", "2026-03-09", "2026-03-16"),
        ("this week", "2026-03-16", "2026-03-23"), ("esta semana", "2026-03-16", "2026-03-23"),
        ("last month", "2026-02-01", "2026-03-01"), ("el mes pasado", "2026-02-01", "2026-03-01"),
        ("this month", "2026-03-01", "2026-04-01"), ("este mes", "2026-03-01", "2026-04-01"),
        ("last year", "2025-01-01", "2026-01-01"), ("el año pasado", "2025-01-01", "2026-01-01"),
        ("since March", "2026-03-01", ""), ("desde ayer", "2026-03-17", ""), ("from 2025", "2025-01-01", ""),
        ("until March", "", "2026-04-01"), ("hasta 2026-02-10", "", "2026-02-11"),
        ("before March", "", "2026-03-01"), ("antes de marzo", "", "2026-03-01"),
        ("after 2026-02", "2026-03-01", ""), ("después de ayer", "2026-03-18", ""),
        ("SINCE  LAST   WEEK", "2026-03-09", ""),
    ],
)  # fmt: skip
def test_what_people_say_is_understood(said: str, start: str, end: str) -> None:
    assert period(said, NOW) == Period(day(start), day(end))
    rest, found = take(f"refund {said} please", NOW)
    assert rest.split() == ["refund", "please"]
    assert found == [Period(day(start), day(end))]


@pytest.mark.parametrize(
    "said",
    ["may", "March", "2026", "marching in", "in", "last", "this parcel", "order 2026-03-1234", "2026-13", "2026-02-30",
     "in Marchland", "0000-01", "semana", "http://x.example/2026-03", "12026-03", "since"],
)  # fmt: skip
def test_words_and_numbers_that_are_no_times_stay_what_they_are(said: str) -> None:
    assert take(said, NOW) == (said, [])


def test_days_are_those_of_who_asks() -> None:
    madrid = period("today", NOW, MADRID)
    assert madrid is not None
    assert madrid.start == datetime(2026, 3, 18, 23, tzinfo=UTC)
    summer = period("2026-07-01", NOW, MADRID)
    assert summer == Period(datetime(2026, 6, 30, 22, tzinfo=UTC), datetime(2026, 7, 1, 22, tzinfo=UTC))


def test_two_periods_are_both_taken() -> None:
    rest, found = take("since January until February", NOW)
    assert rest.split() == []
    assert found == [Period(day("2026-01-01"), None), Period(None, day("2026-03-01"))]


@pytest.mark.parametrize("said", ["in 9999-12", "after 9999-12-31", "9999-12-31"])
def test_the_end_of_all_calendars_is_no_accident(said: str) -> None:
    take(said, NOW)
    assert period(said, NOW, MADRID) is None
