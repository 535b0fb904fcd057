"""Only what cannot be explained by the way there and back is a difference of clocks."""

from datetime import UTC, datetime, timedelta

import pytest

from inbox.servers.clocks import ahead

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("asked", "told", "heard", "differs"),
    [
        (0, 0, 0, 0),
        (0, 1, 3, 0),  # it was read while we waited
        (0, 3, 3, 0),
        (0, 7, 3, 4),
        (0, -5, 3, -5),
        (0, 3600, 0.01, 3599.99),
    ],
)
def test_how_far_a_clock_is_ahead(asked: float, told: float, heard: float, differs: float) -> None:
    assert ahead(at(asked), at(told), at(heard)) == timedelta(seconds=differs)
