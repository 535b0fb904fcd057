"""What one account may bring: much at once, so much on average."""

import asyncio

import pytest

from inbox.bus import LocalBus
from web import rate as rate_module
from web.answers import Denied
from web.rate import BURST, Rate


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def refused(rate: Rate, account: str = "a", count: int = 1) -> Denied:
    with pytest.raises(Denied) as error:
        rate.take(account, count)
    assert error.value.status == 429
    return error.value


def test_a_burst_is_let_through_and_no_more() -> None:
    rate = Rate(2, clock=Watch())
    for _ in range(2 * BURST):
        rate.take("a", 1)
    answer = refused(rate)
    assert answer.headers == {"Retry-After": "1"}
    assert answer.code == "too_many"
    assert "HILO_ACCOUNT_RATE" in answer.sentence


def test_on_average_it_may_bring_its_rate() -> None:
    watch = Watch()
    rate = Rate(2, clock=watch)
    rate.take("a", 2 * BURST)
    for _ in range(100):
        refused(rate)
        watch.now += 0.5
        rate.take("a", 1)


def test_a_batch_is_taken_whole_and_paid_for_afterwards() -> None:
    watch = Watch()
    rate = Rate(2, clock=watch)
    rate.take("a", 2 * BURST + 19)
    assert refused(rate).headers == {"Retry-After": "10"}
    watch.now += 10
    rate.take("a", 1)


def test_one_account_does_not_pay_for_another() -> None:
    rate = Rate(1, clock=Watch())
    rate.take("a", BURST)
    refused(rate)
    rate.take("b", 1)


def test_who_was_quiet_for_long_has_a_burst_and_not_more() -> None:
    watch = Watch()
    rate = Rate(1, clock=watch)
    rate.take("a", BURST)
    watch.now += 100 * BURST
    rate.take("a", BURST)
    refused(rate)


@pytest.mark.asyncio
async def test_what_came_to_other_processes_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_module, "TELL", 0.01)
    line = Line()
    here, there = Rate(1, line.end(), Watch()), Rate(1, line.end(), Watch())
    following = [asyncio.create_task(one.follow()) for one in (here, there)]
    here.take("a", 60)
    there.take("a", 30)
    here.take("b", 1)
    async with asyncio.timeout(20):
        while left(here, "a") > 10 or left(there, "a") > 10:
            await asyncio.sleep(0.005)
    for rate in (here, there):
        assert (left(rate, "a"), left(rate, "b")) == (10, 99)
        rate.take("a", 10)
        refused(rate)
    for task in following:
        task.cancel()


@pytest.mark.asyncio
async def test_others_are_told_now_and_then_however_much_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_module, "TELL", 0.01)
    line = Line()
    here = Rate(1000, line.end(), Watch())
    for _ in range(500):
        here.take("a", 1)
    following = asyncio.create_task(here.follow())
    async with asyncio.timeout(20):
        while not line.told:
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.05)
    assert line.told == [b"500 a"]
    following.cancel()


@pytest.mark.asyncio
async def test_what_cannot_be_read_is_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_module, "TELL", 0.01)
    line = Line()
    here, bus = Rate(1, line.end(), Watch()), line.end()
    following = asyncio.create_task(here.follow())
    await asyncio.sleep(0)
    for note in (b"", b"a", b"many a", b"\xff 7", b"7 a"):
        bus.tell("rate", note)
    async with asyncio.timeout(20):
        while left(here, "a") > 93:
            await asyncio.sleep(0.005)
    assert not following.done()
    following.cancel()


def left(rate: Rate, account: str) -> float:
    return rate._left_at(0.0, account)


class Line:
    """Between several processes, without Redis."""

    def __init__(self) -> None:
        self.told: list[bytes] = []
        self._ends: list[End] = []

    def end(self) -> "End":
        self._ends.append(End(self))
        return self._ends[-1]

    def tell(self, sender: "End", topic: str, note: bytes) -> None:
        self.told.append(note)
        for end in self._ends:
            if end is not sender:
                end.wake(topic, note)


class End(LocalBus):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line

    def tell(self, topic: str, note: bytes) -> None:
        self._line.tell(self, topic, note)
