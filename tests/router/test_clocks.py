"""Zones by the names that people and browsers give them."""

from datetime import UTC, datetime, timedelta

import pytest

from router.clocks import zone_of

SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "ahead"),
    [("Europe/Madrid", 2), ("America/New_York", -4), ("UTC", 0), ("+02:00", 2), ("-05:30", -5.5), ("+00:00", 0)],
)
def test_names_and_offsets_are_known(name: str, ahead: float) -> None:
    assert SUMMER.astimezone(zone_of(name)).utcoffset() == timedelta(hours=ahead)


@pytest.mark.parametrize(
    "name",
    [
        "", " ", "Europe", "Europe/Atlantis", "europe madrid", "../../etc/passwd", "/etc/passwd", "+2", "+24:00",
        "+99:00", "+02:60", "2:00", "\0", "x" * 500, "💥",
    ],
)  # fmt: skip
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_of(name) is None
