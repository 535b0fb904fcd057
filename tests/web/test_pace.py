"""How often one may try, here and over several processes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from inbox.bus import LocalBell, LocalBus
from web.answers import Denied
from web.pace import COUNTED, MANY, Pace, Refusal, digest


class Watch:
    time = 0.0

    def __call__(self) -> float:
        return self.time


class Wire:
    """The bus of one process, which tells the others what it is told."""

    def __init__(self, others: LocalBus) -> None:
        self._others = others
        self._own = LocalBus()

    def wake(self, topic: str, note: bytes = b"") -> None:
        raise AssertionError("whoever counts has counted already")

    def tell(self, topic: str, note: bytes) -> None:
        self._others.wake(topic, note)

    def listen(self, topic: str) -> LocalBell:
        return self._own.listen(topic)

    async def close(self) -> None: ...


def refused(pace: Pace, name: str) -> bool:
    try:
        pace.step(name)
    except Denied:
        return True
    return False


def test_one_may_try_so_often_and_then_must_wait_as_long_as_it_says() -> None:
    watch = Watch()
    pace = Pace(LocalBus(), "pace", 3, 10.0, clock=watch)
    for _ in range(3):
        pace.step("ana")
        watch.time += 1
    with pytest.raises(Denied) as denied:
        pace.step("ana")
    assert (denied.value.status, denied.value.code) == (429, "too_fast")
    assert denied.value.headers == {"Retry-After": "7"}
    assert denied.value.sentence == "Too many at once. Try again in 7 s."
    watch.time += 7
    pace.step("ana")


def test_a_pace_may_refuse_in_words_of_its_own() -> None:
    pace = Pace(LocalBus(), "pace", 1, 10.0, Refusal("too_many_attempts", "Wait {wait} seconds."), Watch())
    pace.step("ana")
    with pytest.raises(Denied, match=r"Wait 10 seconds\.") as denied:
        pace.step("ana")
    assert denied.value.code == "too_many_attempts"


def test_refused_calls_do_not_make_the_wait_longer() -> None:
    watch = Watch()
    pace = Pace(LocalBus(), "pace", 1, 10.0, clock=watch)
    pace.step("ana")
    for _ in range(5):
        watch.time += 1
        assert refused(pace, "ana")
    watch.time = 10.0
    pace.step("ana")


def test_one_persons_haste_is_not_anothers() -> None:
    pace = Pace(LocalBus(), "pace", 1, 10.0)
    pace.step("ana")
    pace.step("luis")


def test_whoever_is_forgiven_begins_anew() -> None:
    pace = Pace(LocalBus(), "pace", 2, 10.0, clock=Watch())
    for _ in range(5):
        pace.step("ana")
        pace.forgive("ana")


def test_it_remembers_no_more_people_than_it_can_afford() -> None:
    pace = Pace(LocalBus(), "pace", 1, 10.0, clock=Watch())
    for number in range(MANY + 500):
        pace.step(str(number))
    assert len(pace._calls) == MANY
    assert refused(pace, str(MANY + 499))


@pytest.mark.parametrize("name", ["", "ñandú", "\ud800", "x" * 10_000])
def test_any_name_will_do(name: str) -> None:
    pace = Pace(LocalBus(), "pace", 1, 10.0, clock=Watch())
    pace.step(name)
    assert refused(pace, name)


@asynccontextmanager
async def two_processes(times: int) -> AsyncIterator[tuple[Pace, Pace, LocalBus]]:
    """This one hears the other; the bus is what it hears by."""
    heard = LocalBus()
    other, this = Pace(Wire(heard), "pace", times, 600.0), Pace(heard, "pace", times, 600.0)
    following = asyncio.create_task(this.follow())
    await asyncio.sleep(0)
    yield other, this, heard
    following.cancel()


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not true():
            await asyncio.sleep(0.001)


@pytest.mark.asyncio
async def test_what_one_process_let_through_counts_in_the_others() -> None:
    async with two_processes(3) as (other, this, _):
        other.step("ana")
        other.step("ana")
        await until(lambda: len(this._calls.get(digest("ana"), ())) == 2)
        this.step("ana")
        assert refused(this, "ana")
        assert not refused(this, "luis")


@pytest.mark.asyncio
async def test_whoever_one_process_forgives_the_others_forgive() -> None:
    async with two_processes(2) as (other, this, _):
        this.step("ana")
        other.step("ana")
        await until(lambda: refused(this, "ana"))
        other.forgive("ana")
        await until(lambda: not refused(this, "ana"))


@pytest.mark.asyncio
async def test_what_is_not_understood_counts_for_nobody() -> None:
    async with two_processes(1) as (other, this, heard):
        for note in (b"", b"?", b"?" + digest("ana"), COUNTED):
            heard.wake("pace", note)
        other.step("luis")
        await until(lambda: refused(this, "luis"))
        assert not refused(this, "ana")


def test_nobodys_address_is_told_to_others() -> None:
    said: list[bytes] = []
    bus = LocalBus()
    bus.tell = lambda topic, note: said.append(note)  # type: ignore[method-assign]
    pace = Pace(bus, "pace", 2, 10.0)
    pace.step("ana@example.com 1.2.3.4")
    pace.forgive("ana@example.com 1.2.3.4")
    assert len(said) == 2
    assert not any(b"ana" in note or b"1.2.3" in note for note in said)
