"""How busy the writer is, told from what it has worked so far."""

import pytest

from inbox.load import Busy, Load


class Worked:
    """A clock and a writer that are moved by hand."""

    def __init__(self) -> None:
        self.now, self.seconds = 100.0, 7.0

    def load(self) -> Load:
        return Load(0, 0, 0, 4, 0, 0, self.seconds)

    def clock(self) -> float:
        return self.now

    def go_on(self, passed: float, worked: float) -> None:
        self.now, self.seconds = self.now + passed, self.seconds + worked


@pytest.mark.parametrize(("passed", "worked", "share"), [(2.0, 0.0, 0.0), (2.0, 0.5, 0.25), (2.0, 2.0, 1.0)])
def test_the_share_is_of_the_time_since_it_was_last_asked(passed: float, worked: float, share: float) -> None:
    writer = Worked()
    busy = Busy(writer.load, writer.clock)
    writer.go_on(10.0, 10.0)
    busy.share()
    writer.go_on(passed, worked)
    assert busy.share() == pytest.approx(share)


def test_what_was_worked_before_it_began_does_not_count() -> None:
    writer = Worked()
    busy = Busy(writer.load, writer.clock)
    writer.go_on(1.0, 0.0)
    assert busy.share() == 0


def test_a_long_transaction_that_ends_now_is_no_more_than_all_of_the_time() -> None:
    writer = Worked()
    busy = Busy(writer.load, writer.clock)
    writer.go_on(1.0, 9.0)
    assert busy.share() == 1


def test_who_asks_twice_in_a_moment_is_not_divided_by_nothing() -> None:
    writer = Worked()
    assert Busy(writer.load, writer.clock).share() == 0
