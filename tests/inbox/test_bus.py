"""Hints: quick when they come, harmless when they do not."""

import asyncio
import threading
import time

import pytest

from inbox.bus import LocalBus

LONG = 5.0


@pytest.mark.asyncio
async def test_a_bell_rings_for_its_own_topic_only() -> None:
    bus = LocalBus()
    async with bus.listen("journal") as mine, bus.listen("events") as other:
        bus.wake("journal", b"note")
        assert await mine.wait(LONG) == [b"note"]
        assert await other.wait(0.01) == []


@pytest.mark.asyncio
async def test_ringing_before_waiting_is_not_lost() -> None:
    bus = LocalBus()
    async with bus.listen("journal") as bell:
        bus.wake("journal", b"early")
        await asyncio.sleep(0.01)
        assert await bell.wait(LONG) == [b"early"]


@pytest.mark.asyncio
async def test_a_wait_without_a_ring_ends_by_itself() -> None:
    async with LocalBus().listen("journal") as bell:
        started = time.monotonic()
        assert await bell.wait(0.05) == []
        assert 0.04 < time.monotonic() - started < 1


@pytest.mark.asyncio
async def test_everybody_who_listens_is_rung_from_any_thread() -> None:
    bus = LocalBus()
    async with bus.listen("journal") as one, bus.listen("journal") as two:
        ringer = threading.Thread(target=bus.wake, args=("journal", b"from afar"))
        ringer.start()
        ringer.join()
        assert await one.wait(LONG) == await two.wait(LONG) == [b"from afar"]


@pytest.mark.asyncio
async def test_notes_gather_between_waits_up_to_a_thousand() -> None:
    bus = LocalBus()
    async with bus.listen("events") as bell:
        for number in range(1500):
            bus.wake("events", b"%d" % number)
        await asyncio.sleep(0.01)
        assert await bell.wait(LONG) == [b"%d" % number for number in range(1000)]
        bus.wake("events")
        assert await bell.wait(LONG) == []


@pytest.mark.asyncio
async def test_whoever_left_is_forgotten() -> None:
    bus = LocalBus()
    async with bus.listen("events") as bell:
        pass
    bus.wake("events", b"too late")
    await asyncio.sleep(0.01)
    assert await bell.wait(0.01) == []
    assert not bus._bells["events"]


def test_a_listener_whose_loop_is_gone_does_not_fail_the_ringer() -> None:
    bus = LocalBus()
    bell = bus.listen("events")
    asyncio.run(bell.__aenter__())
    bus.wake("events", b"nobody there")


@pytest.mark.asyncio
async def test_being_cancelled_while_waiting_is_not_swallowed() -> None:
    async with LocalBus().listen("events") as bell:
        waiting = asyncio.ensure_future(bell.wait(LONG))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
