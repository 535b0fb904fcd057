"""Texts that no database takes, and times that none could give back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from connectors.contract import Address, File, Incoming, Media
from router.storable import is_storable, storable

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


@pytest.mark.parametrize("half", ["\x00", "\ud83d"])
@pytest.mark.parametrize("field", ["text", "said", "html", "remote_id", "subject"])
def test_no_text_that_a_database_refuses_passes_for_storable(field: str, half: str) -> None:
    broken = replace(said(None), **{field: f"a{half}b"})
    assert not is_storable(broken)
    assert getattr(storable(broken), field) == "a\N{REPLACEMENT CHARACTER}b"


def test_what_lies_deeper_is_looked_at_too() -> None:
    assert not is_storable(replace(said(None), sender=Address("chat", "v", "Ana\x00")))
    assert not is_storable(replace(said(None), cites=("a", "\x00")))
    assert not is_storable(replace(said(None), media=(Media("a\x00.png", "image/png", "here"),)))
    assert not is_storable(replace(said(None), files=(File("a\x00.png", "image/png", b"\x00"),)))


@pytest.mark.parametrize("text", ["", "plain", "नमस्ते 👋", '"quoted" \\n', "\x01\x7f\u2028", "at 10:30 on a Monday"])
def test_what_would_stay_as_it_is_is_not_gone_through(text: str) -> None:
    fine = replace(said(datetime(2026, 11, 22, 10, 30, tzinfo=UTC)), text=text)
    assert is_storable(fine)
    assert storable(fine) == fine


@pytest.mark.parametrize("zone", [EAST, WEST, None, timezone(timedelta(hours=5, minutes=45))])
@pytest.mark.parametrize("micro", [0, 5, 500_000])
def test_a_time_that_is_not_in_utc_is_made_so(zone: timezone | None, micro: int) -> None:
    assert not is_storable(said(datetime(2026, 11, 22, 10, 30, 1, micro, tzinfo=zone)))
    assert is_storable(said(datetime(2026, 11, 22, 10, 30, 1, micro, tzinfo=UTC)))
