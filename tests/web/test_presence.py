"""Who is at which thread, as every process works it out from the signs it hears."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from inbox.bus import LocalBus
from inbox.words import ThreadId, UserId
from web.presence import LASTS, MOST, TOPIC, Doing, Here, Presence, Sign

ZOES, YANS = ThreadId("zoes"), ThreadId("yans")
ANA, BEA = UserId("ana"), UserId("bea")


class Desk:
    """One process, whose clock the test moves, and what it told the screens."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.told: list[tuple[str, str, str]] = []
        self.bus = LocalBus()
        self.presence = Presence(self.bus, lambda: self.now, self._tell)

    def _tell(self, frame: bytes) -> None:
        name, data = frame.decode().rstrip("\n").split("\n")
        here = json.loads(data.removeprefix("data: "))
        assert name == "event: presence"
        self.told.append((here["thread_id"], here["name"], here["doing"]))

    def hear(self, *signs: Sign) -> list[tuple[str, str, str]]:
        """What the screens are told of that."""
        self.told.clear()
        self.presence.hear([msgspec.json.encode(sign) for sign in signs])
        return list(self.told)

    def later(self, seconds: float) -> list[tuple[str, str, str]]:
        self.now += timedelta(seconds=seconds)
        return self.hear()


def ana(thread_id: ThreadId | None, doing: Doing = "viewing", window: str = "1") -> Sign:
    return Sign(window, ANA, "Ana", thread_id, doing)


def bea(thread_id: ThreadId | None, doing: Doing = "viewing", window: str = "1") -> Sign:
    return Sign(window, BEA, "Bea", thread_id, doing)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_whoever_comes_and_goes_is_told_once(desk: Desk) -> None:
    assert desk.hear(ana(ZOES)) == [("zoes", "Ana", "viewing")]
    assert desk.hear(ana(ZOES)) == []
    assert desk.hear(ana(None)) == [("zoes", "Ana", "")]
    assert desk.hear(ana(None)) == []


def test_whoever_goes_on_to_another_thread_leaves_the_first(desk: Desk) -> None:
    desk.hear(ana(ZOES))
    assert desk.hear(ana(YANS)) == [("zoes", "Ana", ""), ("yans", "Ana", "viewing")]
    assert desk.presence.viewing(but=BEA) == {YANS}


def test_typing_begins_and_ends(desk: Desk) -> None:
    desk.hear(ana(ZOES))
    assert desk.hear(ana(ZOES, "typing")) == [("zoes", "Ana", "typing")]
    assert desk.hear(ana(ZOES)) == [("zoes", "Ana", "viewing")]


def test_two_windows_of_one_person_count_once(desk: Desk) -> None:
    desk.hear(ana(ZOES, window="1"))
    assert desk.hear(ana(ZOES, window="2")) == []
    assert desk.hear(ana(None, window="1")) == []
    assert desk.hear(ana(None, window="2")) == [("zoes", "Ana", "")]


@pytest.mark.parametrize("typist", ["1", "2"])
def test_whoever_types_in_one_window_and_looks_on_in_another_types(desk: Desk, typist: str) -> None:
    desk.hear(ana(ZOES, window="1"), ana(ZOES, window="2"))
    assert desk.hear(ana(ZOES, "typing", typist)) == [("zoes", "Ana", "typing")]
    assert desk.presence.present().here == [Here(ZOES, ANA, "Ana", "typing")]


def test_two_windows_of_one_person_may_be_at_two_threads(desk: Desk) -> None:
    desk.hear(ana(ZOES, window="1"), ana(YANS, window="2"))
    assert desk.presence.viewing(but=BEA) == {ZOES, YANS}
    assert desk.hear(ana(None, window="2")) == [("yans", "Ana", "")]


def test_a_window_that_is_quiet_for_too_long_has_gone(desk: Desk) -> None:
    desk.hear(ana(ZOES))
    assert desk.later(LASTS.total_seconds() - 1) == []
    assert desk.later(1) == [("zoes", "Ana", "")]


def test_who_says_it_again_stays(desk: Desk) -> None:
    desk.hear(ana(ZOES), bea(ZOES))
    desk.later(20)
    desk.hear(ana(ZOES))
    assert desk.later(20) == [("zoes", "Bea", "")]
    assert desk.presence.present().here == [Here(ZOES, ANA, "Ana", "viewing")]


def test_nobody_is_in_their_own_way(desk: Desk) -> None:
    desk.hear(ana(ZOES), bea(YANS))
    assert desk.presence.viewing(but=ANA) == {YANS}
    assert desk.presence.viewing(but=BEA) == {ZOES}
    assert desk.presence.viewing(but=UserId("cleo")) == {ZOES, YANS}


def test_who_has_gone_is_in_nobodys_way_though_it_was_not_told_yet(desk: Desk) -> None:
    desk.hear(ana(ZOES))
    desk.now += LASTS
    assert desk.presence.viewing(but=BEA) == set()


def test_nobody_fills_the_memory_with_windows_and_the_quietest_are_forgotten_first(desk: Desk) -> None:
    desk.hear(bea(ZOES), *(ana(ThreadId(f"t{n}"), window=str(n)) for n in range(MOST)))
    desk.hear(ana(ThreadId("t0"), window="0"))
    assert desk.hear(ana(YANS, window="one more")) == [("t1", "Ana", ""), ("yans", "Ana", "viewing")]
    assert len(desk.presence.present().here) == MOST + 1


@pytest.mark.parametrize("note", [b"", b"no json", b"[]", b'{"window": "1"}', b'{"doing": "dancing"}'])
def test_a_sign_that_another_version_gave_is_left_aside(desk: Desk, note: bytes) -> None:
    desk.presence.hear([note, msgspec.json.encode(ana(ZOES))])
    assert desk.told == [("zoes", "Ana", "viewing")]


def test_a_sign_may_say_more_than_we_know(desk: Desk) -> None:
    more = {**msgspec.to_builtins(ana(ZOES)), "mood": "fine"}
    desk.presence.hear([json.dumps(more).encode()])
    assert desk.told == [("zoes", "Ana", "viewing")]


@pytest.mark.asyncio
async def test_every_process_hears_a_sign_and_sees_the_same() -> None:
    here, there = Desk(), Desk()
    there.presence = Presence(here.bus, lambda: there.now, there._tell)
    for desk in (here, there):
        await desk.presence.start()
    await asyncio.sleep(0)
    here.presence.give(ana(ZOES))
    await until(lambda: here.told and there.told)
    assert here.told == there.told == [("zoes", "Ana", "viewing")]
    assert there.presence.viewing(but=BEA) == {ZOES}
    for desk in (here, there):
        await desk.presence.stop()


@pytest.mark.asyncio
async def test_whoever_goes_quiet_is_forgotten_without_another_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.presence.LASTS", timedelta(seconds=0.05))
    desk = Desk()
    started = desk.now, asyncio.get_running_loop().time()
    desk.presence = Presence(desk.bus, lambda: moved(*started), desk._tell)
    await desk.presence.start()
    await asyncio.sleep(0)
    desk.bus.wake(TOPIC, msgspec.json.encode(ana(ZOES)))
    await until(lambda: len(desk.told) == 2)
    assert desk.told == [("zoes", "Ana", "viewing"), ("zoes", "Ana", "")]
    await desk.presence.stop()


def moved(start: datetime, began: float) -> datetime:
    return start + timedelta(seconds=asyncio.get_running_loop().time() - began)


async def until(true: Any) -> None:
    async with asyncio.timeout(30):
        while not true():
            await asyncio.sleep(0.001)
