"""Times that no database could give back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from connectors.contract import Address, Incoming
from router.storable import storable

EAST, WEST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))


def said(at: datetime | None) -> Incoming:
    return Incoming("1", Address("chat", "v"), "x", "x", sent_at=at)


@pytest.mark.parametrize("at", [datetime(1, 1, 1, tzinfo=EAST), datetime(9999, 12, 31, 23, tzinfo=WEST)])
def test_a_time_beyond_the_calendar_is_dropped_and_its_message_stays(at: datetime) -> None:
    assert storable(said(at)) == said(None)


@pytest.mark.parametrize("at", [datetime(1, 1, 2, tzinfo=EAST), datetime(2026, 11, 22, 10, tzinfo=WEST)])
def test_every_other_time_is_the_same_moment_in_utc(at: datetime) -> None:
    kept = storable(said(at)).sent_at
    assert kept == at
    assert kept is not None
    assert kept.tzinfo is UTC
