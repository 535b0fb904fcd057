"""One client's buffer, and how its events look on the wire."""

import asyncio

import pytest

from web.sse import LIMIT, Feed, Socket, frame


def test_an_event_is_its_number_its_name_and_one_line_of_json() -> None:
    assert frame("change", {"text": "two\nlines"}, 7) == b'id: 7\nevent: change\ndata: {"text":"two\\nlines"}\n\n'


def test_a_hint_has_no_number_so_that_it_is_never_resumed_from() -> None:
    assert frame("typing", {}) == b"event: typing\ndata: {}\n\n"


class Kept:
    """A line to a client who takes what comes, or nothing."""

    def __init__(self, *, takes: bool = True) -> None:
        self.sent: list[bytes] = []
        self._takes = takes

    def write(self, piece: bytes) -> int:
        self.sent.append(piece)
        return 0 if self._takes else sum(map(len, self.sent))


def test_what_is_put_during_the_opening_comes_after_it_as_one_piece_in_order() -> None:
    feed, line = Feed(), Kept()
    for piece in (b"a", b"b", b"c"):
        feed.put(piece)
    assert line.sent == []
    feed.open(line)
    feed.put(b"d")
    assert line.sent == [b"abc", b"d"]


def test_what_was_taken_leaves_room_again() -> None:
    feed = Feed(limit=10)
    feed.open(Kept())
    for _ in range(5):
        feed.put(b"x" * 10)
    assert not feed.ended


@pytest.mark.parametrize("opened", [True, False])
def test_a_full_buffer_cuts_the_client_at_once(opened: bool) -> None:
    feed, cut = Feed(limit=10), []
    feed.sever = lambda: cut.append(True)
    if opened:
        feed.open(Kept(takes=False))
    feed.put(b"x" * 10)
    assert not cut
    feed.put(b"x")
    assert feed.ended
    assert cut == [True]


def test_a_client_who_was_cut_is_sent_nothing_more() -> None:
    feed, line = Feed(limit=10), Kept(takes=False)
    feed.open(line)
    for _ in range(3):
        feed.put(b"x" * 11)
    assert line.sent == [b"x" * 11]


def test_a_client_may_lag_by_256_kib() -> None:
    feed = Feed()
    feed.put(b"x" * 256 * 1024)
    assert LIMIT == 262_144
    assert not feed.ended


@pytest.mark.asyncio
async def test_a_feed_goes_on_until_its_end_whoever_waits() -> None:
    feed = Feed()
    assert await feed.last(0.01)
    waiting = asyncio.create_task(feed.last(5))
    await asyncio.sleep(0)
    feed.end()
    assert not await waiting
    assert not await feed.last(5)


class Wire(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.sent, self.closing = b"", False

    def write(self, data: bytes) -> None:  # type: ignore[override]  # nobody gives it anything else
        self.sent += data

    def is_closing(self) -> bool:
        return self.closing

    def get_write_buffer_size(self) -> int:
        return len(self.sent)


@pytest.mark.parametrize(("chunked", "sent"), [(True, b"10\r\n0123456789abcdef\r\n"), (False, b"0123456789abcdef")])
def test_a_piece_is_a_chunk_where_the_client_knows_chunks(chunked: bool, sent: bytes) -> None:
    wire = Wire()
    assert Socket(wire, chunked).write(b"0123456789abcdef") == len(sent)
    assert wire.sent == sent


def test_nothing_is_written_to_who_has_gone() -> None:
    wire = Wire()
    wire.closing = True
    assert Socket(wire, True).write(b"late") == 0
