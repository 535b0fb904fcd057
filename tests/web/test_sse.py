"""One client's buffer, and how its events look on the wire."""

import asyncio

import pytest

from web.sse import LIMIT, Feed, frame


def test_an_event_is_its_number_its_name_and_one_line_of_json() -> None:
    assert frame("change", {"text": "two\nlines"}, 7) == b'id: 7\nevent: change\ndata: {"text":"two\\nlines"}\n\n'


def test_a_hint_has_no_number_so_that_it_is_never_resumed_from() -> None:
    assert frame("typing", {}) == b"event: typing\ndata: {}\n\n"


@pytest.mark.asyncio
async def test_all_that_waits_comes_as_one_piece_in_order() -> None:
    feed = Feed()
    for piece in (b"a", b"b", b"c"):
        feed.put(piece)
    assert await feed.take(1) == b"abc"


@pytest.mark.asyncio
async def test_nothing_comes_after_the_time_is_up() -> None:
    assert await Feed().take(0.01) == b""


@pytest.mark.asyncio
async def test_what_was_taken_leaves_room_again() -> None:
    feed = Feed(limit=10)
    for _ in range(5):
        feed.put(b"x" * 10)
        assert await feed.take(1) == b"x" * 10
    assert not feed.ended


@pytest.mark.asyncio
async def test_a_full_buffer_cuts_the_client_at_once() -> None:
    feed, cut = Feed(limit=10), []
    feed.sever = lambda: cut.append(True)
    feed.put(b"x" * 10)
    assert not cut
    feed.put(b"x")
    assert feed.ended
    assert cut == [True]


def test_a_client_may_lag_by_256_kib() -> None:
    feed = Feed()
    feed.put(b"x" * 256 * 1024)
    assert LIMIT == 262_144
    assert not feed.ended


@pytest.mark.asyncio
async def test_whoever_waits_learns_of_the_end() -> None:
    feed = Feed()
    waiting = asyncio.create_task(feed.take(5))
    await asyncio.sleep(0)
    feed.end()
    assert await waiting == b""
    assert feed.ended
