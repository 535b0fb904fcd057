"""Patience in working time: nights, weekends, holidays, and the days on which clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from office.patience import DAYS, WEEK, hours, minutes, spans, zones

from inbox.tables import Hours, Span
from router.patience.hours import FARTHEST, WorkingTime, calendar_of

OFFICE = Hours("Europe/Madrid", (Span(WEEK, "09:00", "14:00"), Span(WEEK[:4], "15:00", "18:00")))
MADRID = ZoneInfo("Europe/Madrid")
ROUND_THE_CLOCK = (Span(DAYS, "00:00", "24:00"),)
MOMENTS = some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=some.just(UTC))  # noqa: DTZ001  # hypothesis adds the zone
SPANS = some.floats(0.5, 4320).map(minutes)


def madrid(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=MADRID)


@pytest.mark.parametrize(
    ("since", "patience", "due"),
    [
        (madrid(2, 10), 60, madrid(2, 11)),
        (madrid(2, 7), 60, madrid(2, 10)),
        (madrid(2, 13, 30), 60, madrid(2, 15, 30)),
        (madrid(2, 13), 60, madrid(2, 14)),
        (madrid(2, 14), 60, madrid(2, 16)),
        (madrid(2, 17), 120, madrid(3, 10)),
        (madrid(2, 9), 480, madrid(2, 18)),
        (madrid(2, 9), 481, madrid(3, 9, 1)),
        (madrid(6, 13), 120, madrid(9, 10)),
        (madrid(7, 12), 2, madrid(9, 9, 2)),
        (madrid(6, 13), 24 * 60, madrid(11, 17)),
    ],
)
def test_the_clock_of_patience_stands_still_while_the_office_is_closed(
    since: datetime, patience: int, due: datetime
) -> None:
    assert WorkingTime(OFFICE).after(since.astimezone(UTC), minutes(patience)) == due.astimezone(UTC)


def test_no_hours_are_always_open() -> None:
    sunday = madrid(1, 3).astimezone(UTC)
    assert calendar_of(None)(sunday, minutes(2)) == sunday + minutes(2)


@pytest.mark.parametrize("holidays", [("2026-03-03",), ("03-03",), ("2026-03-03", "03-03", "02-29")])
def test_on_holidays_nobody_works(holidays: tuple[str, ...]) -> None:
    office = WorkingTime(Hours("Europe/Madrid", OFFICE.spans, holidays))
    assert office.after(madrid(2, 17).astimezone(UTC), minutes(120)) == madrid(4, 10)
    assert office.after(madrid(3, 11).astimezone(UTC), minutes(1)) == madrid(4, 9, 1)


def test_a_holiday_of_one_year_is_none_the_next() -> None:
    office = WorkingTime(Hours("UTC", ROUND_THE_CLOCK, ("2025-03-03", "2026-03-04")))
    assert office.after(datetime(2026, 3, 3, 12, tzinfo=UTC), minutes(60)) == datetime(2026, 3, 3, 13, tzinfo=UTC)


def test_midnight_is_no_gap() -> None:
    office = WorkingTime(Hours("Asia/Kolkata", ROUND_THE_CLOCK))
    since = datetime(2026, 3, 2, 18, 20, tzinfo=UTC)  # ten minutes before midnight there
    assert office.after(since, minutes(1500)) == since + minutes(1500)


@pytest.mark.parametrize(
    ("day", "length"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 3, 28), 24)]
)
def test_the_day_on_which_clocks_change_is_as_long_as_it_is(day: date, length: int) -> None:
    """2026-03-29 02:00 and 2026-10-25 03:00 in Madrid (Directive 2000/84/EC)."""
    name = DAYS[day.weekday()]
    office = WorkingTime(Hours("Europe/Madrid", (Span((name,), "00:00", "24:00"),)))
    midnight = datetime.combine(day, datetime.min.time(), MADRID).astimezone(UTC)
    assert office.after(midnight, timedelta(hours=length)) == midnight + timedelta(hours=length)
    assert office.after(midnight, timedelta(hours=length, minutes=1)) >= midnight + timedelta(days=6)


def test_opening_hours_follow_the_clock_on_the_wall() -> None:
    office = WorkingTime(Hours("Europe/Madrid", (Span(DAYS, "09:00", "10:00"),)))
    assert office.after(madrid(28, 12).astimezone(UTC), minutes(1)) == datetime(2026, 3, 29, 7, 1, tzinfo=UTC)
    assert office.after(madrid(27, 12).astimezone(UTC), minutes(1)) == datetime(2026, 3, 28, 8, 1, tzinfo=UTC)


def test_hours_that_the_clocks_skip_are_not_worked() -> None:
    skipped = WorkingTime(Hours("Europe/Madrid", (Span(DAYS, "02:15", "03:00"), Span(DAYS, "03:00", "04:00"))))
    since = madrid(29, 0).astimezone(UTC)
    assert skipped.after(since, minutes(60)) == datetime(2026, 3, 29, 2, tzinfo=UTC)  # 04:00 there


def test_overlapping_spans_count_once() -> None:
    office = WorkingTime(Hours("UTC", (Span(DAYS, "09:00", "12:00"), Span(DAYS, "10:00", "13:00"))))
    since = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert office.after(since, minutes(240)) == datetime(2026, 3, 2, 13, tzinfo=UTC)
    assert office.after(since, minutes(241)) == datetime(2026, 3, 3, 9, 1, tzinfo=UTC)


def test_a_day_that_a_country_skipped_is_not_worked_twice() -> None:
    """Samoa had no 2011-12-30."""
    office = WorkingTime(Hours("Pacific/Apia", ROUND_THE_CLOCK))
    since = datetime(2011, 12, 29, 12, tzinfo=UTC)
    assert office.after(since, minutes(2880)) == since + minutes(2880)


@pytest.mark.parametrize(
    "closed",
    [
        Hours("UTC", (Span(("mon",), "09:00", "09:01"),)),
        Hours("UTC", (Span(("tue",), "09:00", "17:00"),), tuple(f"03-{day:02}" for day in range(1, 32))),
    ],
)
def test_however_long_it_is_closed_somebody_is_due_in_the_end(closed: Hours) -> None:
    since = datetime(2026, 3, 2, 9, 2, tzinfo=UTC)
    assert WorkingTime(closed).after(since, minutes(240)) == since + FARTHEST + minutes(240)


@settings(max_examples=150)
@given(office=hours, since=MOMENTS, patience=SPANS)
def test_nobody_is_due_before_their_patience_ends_nor_later_than_the_bound(
    office: Hours, since: datetime, patience: timedelta
) -> None:
    due = WorkingTime(office).after(since, patience)
    assert since + patience <= due <= since + patience + FARTHEST
    assert due.utcoffset() == timedelta(0)


@settings(max_examples=150)
@given(office=hours, since=MOMENTS, later=SPANS, patience=SPANS, more=SPANS)
def test_who_comes_later_or_is_more_patient_is_never_due_earlier(
    office: Hours, since: datetime, later: timedelta, patience: timedelta, more: timedelta
) -> None:
    calendar = WorkingTime(office)
    due = calendar.after(since, patience)
    assert calendar.after(since + later, patience) >= due
    assert calendar.after(since, patience + more) >= due


@settings(max_examples=50)
@given(
    office=some.builds(Hours, zones, some.lists(spans(60), min_size=1, max_size=3).map(tuple)),
    since=MOMENTS,
    patience=some.integers(1, 600),
)
def test_it_is_as_if_one_watched_the_clock_on_the_wall(office: Hours, since: datetime, patience: int) -> None:
    """Minute by minute, by the spans as they are written. In whole hours: none may end in an hour that comes twice."""
    since = since.replace(second=0, microsecond=0)
    due = WorkingTime(office).after(since, minutes(patience))
    if due < since + FARTHEST:
        at, left = since, patience
        while left:
            left -= is_open(office, at)
            at += minutes(1)
        assert at == due


def is_open(office: Hours, at: datetime) -> bool:
    there = at.astimezone(ZoneInfo(office.zone))
    day, clock = there.date().isoformat(), there.strftime("%H:%M")
    if day in office.holidays or day[5:] in office.holidays:
        return False
    return any(DAYS[there.weekday()] in s.days and s.opens <= clock < s.closes for s in office.spans)
