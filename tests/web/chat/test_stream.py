"""What visitors hear, and that they hear it once."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack

import pytest
from yarl import URL

from inbox.door import Inbox
from router.service import Router
from tests.web.chat.shop import PATIENT, Shop, Visitor, served
from web.chat import stream, windows
from web.chat.windows import MOST
from web.live import AGENT_TYPES

pytestmark = pytest.mark.asyncio


async def test_a_new_visitor_hears_their_own_message_and_the_answer(
    visitor: Visitor, shop: Shop, router: Router
) -> None:
    async with visitor.listening() as hearing:
        await visitor.write("Hello", "c1")
        mine = await hearing.next()
        assert (mine["direction"], mine["text"], mine["client_id"]) == ("in", "Hello", "c1")
        assert hearing.last_id == mine["place"]
        await shop.answer("Hi!", visitor.address)
        theirs = await hearing.next()
        assert (theirs["direction"], theirs["text"], theirs["author"]) == ("out", "Hi!", "Ana")
        assert hearing.last_id == theirs["place"] > mine["place"]


async def test_an_answer_arrives_at_once_and_not_when_somebody_looks_again(
    visitor: Visitor, shop: Shop, router: Router, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "POLL", 3600.0)
    monkeypatch.setattr(stream, "HEARTBEAT", 3600.0)
    async with visitor.listening() as hearing:
        await visitor.write("Hello", "c1")
        await hearing.next()
        for number in range(10):
            await shop.answer(f"Answer {number}", visitor.address)
            assert (await hearing.next())["text"] == f"Answer {number}"


async def test_it_resumes_after_the_last_event_without_gap_or_double(
    visitor: Visitor, shop: Shop, router: Router
) -> None:
    async with visitor.listening() as hearing:
        await visitor.write("One", "c1")
        await hearing.next()
        last = hearing.last_id
    for number in range(5):
        await shop.answer(f"Answer {number}", visitor.address)
    async with visitor.listening(last) as hearing:
        assert [(await hearing.next())["text"] for _ in range(5)] == [f"Answer {number}" for number in range(5)]
        assert await hearing.silent()


@pytest.mark.parametrize("nonsense", ["-1", "x", "9" * 30, "9" * 16, "١", "7"])
async def test_a_last_event_id_that_is_none_of_ours_starts_from_the_beginning(
    visitor: Visitor, shop: Shop, router: Router, nonsense: str
) -> None:
    await visitor.write("One", "c1")
    await shop.settle(1)
    headers = {**visitor.headers, "Last-Event-ID": nonsense}
    async with visitor.http.get(f"{visitor.base}/stream", headers=headers) as response:
        assert b"One" in await response.content.readuntil(b"One")


async def test_a_long_history_comes_whole_and_in_order(visitor: Visitor, shop: Shop, router: Router) -> None:
    await visitor.write("Start", "c1")
    await shop.settle(1)
    for number in range(450):
        await shop.answer(f"{number}", visitor.address)
    welcome = await visitor.knock(visitor_token=visitor.token)
    heard = [line["text"] for line in welcome["messages"]]
    async with visitor.listening(welcome["place"]) as hearing:
        while len(heard) < 451:
            heard.append((await hearing.next())["text"])
    assert heard == ["Start", *(f"{number}" for number in range(450))]


async def test_a_visitor_hears_nothing_of_others_or_of_notes(
    visitor: Visitor, visitors: Callable[[], Visitor], shop: Shop, router: Router
) -> None:
    other = visitors()
    await other.knock()
    async with visitor.listening() as hearing:
        await visitor.write("Mine", "c1")
        await hearing.next()
        await other.write("Not yours", "c1")
        said = await shop.settle(2)
        await shop.answer("Nor this", other.address)
        await shop.note("Least of all this", next(one.thread_id for one in said if one.text == "Mine"))
        assert await hearing.silent(0.5)


async def test_two_windows_of_one_visitor_hear_the_same(visitor: Visitor, shop: Shop, router: Router) -> None:
    async with visitor.listening() as one, visitor.listening() as other:
        await visitor.write("Hello", "c1")
        assert (await one.next())["id"] == (await other.next())["id"]


async def test_too_many_windows_close_the_oldest(visitor: Visitor, router: Router) -> None:
    async with visitor.listening() as oldest:
        await oldest.next("proofs")
        others = [visitor.listening() for _ in range(MOST)]
        for other in others:
            await (await other.__aenter__()).next("presence")
        assert await oldest.response.content.read() == b""
        for other in others:
            await other.__aexit__(None, None, None)


async def test_a_change_of_a_message_that_they_have_seen_disturbs_no_window(
    visitor: Visitor, shop: Shop, router: Router
) -> None:
    async with visitor.listening() as hearing:
        await visitor.write("Hello", "c1")
        mine = await hearing.next()
        await shop.answer("Hi!", visitor.address)
        await hearing.next()
        await shop.change(mine["id"], "edited", "Good morning")
        assert await hearing.silent(), "what they have read is not said again"
        await shop.answer("Me again", visitor.address)
        assert (await hearing.next())["text"] == "Me again"
    whole = await visitor.knock(visitor_token=visitor.token)
    assert [line["text"] for line in whole["messages"]] == ["Good morning", "Hi!", "Me again"]


async def test_an_agents_typing_is_shown(visitor: Visitor, shop: Shop, router: Router) -> None:
    await visitor.write("Hello", "c1")
    (message,) = await shop.settle(1)
    async with visitor.listening() as hearing:
        await hearing.next()
        shop.inbox.bus.wake(AGENT_TYPES, b"some other thread")
        assert await hearing.silent(0.2, "typing")
        shop.inbox.bus.wake(AGENT_TYPES, message.thread_id.encode())
        assert await hearing.next("typing") == {}


async def test_the_token_may_stand_in_the_address_for_who_cannot_set_headers(visitor: Visitor) -> None:
    async with visitor.http.get(f"{visitor.base}/stream?token={visitor.token}") as response:
        assert response.status == 200
        assert response.content_type == "text/event-stream"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("token", ["", "x", "a.b"])
async def test_nobody_listens_without_a_token_of_ours(visitor: Visitor, token: str) -> None:
    async with visitor.http.get(f"{visitor.base}/stream", params={"token": token}) as response:
        assert response.status == 401


async def test_a_silent_stream_is_kept_alive(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.1)
    async with visitor.listening() as hearing:
        async with asyncio.timeout(30):
            await hearing.response.content.readuntil(b": still here\n\n")


async def test_a_reader_that_stops_reading_is_cut_and_holds_nobody_up(
    visitor: Visitor, visitors: Callable[[], Visitor], shop: Shop, router: Router, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "STALL", 0.5)
    await visitor.write("Start", "c1")
    await shop.settle(1)
    for _ in range(200):
        await shop.answer("x" * 50_000, visitor.address)
    url = URL(visitor.base)
    reader, writer = await asyncio.open_connection(url.host, url.port, limit=1024)
    head = f"GET {url.path}/stream HTTP/1.1\r\nHost: {url.host}\r\nAuthorization: Bearer {visitor.token}\r\n\r\n"
    writer.write(head.encode())
    assert b"200 OK" in await reader.readline()
    other = visitors()
    await other.knock()
    async with other.listening() as hearing:
        await other.write("Hello", "c1")
        assert (await hearing.next())["text"] == "Hello"
    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(poke(writer), 30)
    writer.close()


async def poke(writer: asyncio.StreamWriter) -> None:
    """Until the other side has gone."""
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def test_stopping_the_server_does_not_wait_for_open_windows(
    inbox: Inbox, shop: Shop, visitors: Callable[[], Visitor]
) -> None:
    async with AsyncExitStack() as serving:
        visitor = visitors()
        visitor.base = f"{await serving.enter_async_context(served(inbox))}/chat/{shop.account}"
        await visitor.knock()
        async with visitor.listening() as hearing:
            await hearing.next("presence")
            started = time.perf_counter()
            await serving.aclose()
            assert time.perf_counter() - started < PATIENT / 2
