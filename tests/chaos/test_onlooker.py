"""A screen whose stream breaks off goes on elsewhere, and sees what came twice."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from bench.company import Seat
from chaos.onlooker import Onlooker
from servers.programs import free_port

SEAT = Seat("", "")


def change(number: int, text: str = "") -> bytes:
    return b'id: %d\nevent: change\ndata: {"message":{"text":"%b"}}' % (number, text.encode())


def shown(*frames: bytes) -> Onlooker:
    onlooker = Onlooker([1], SEAT)
    onlooker._open = asyncio.Event()
    for frame in frames:
        onlooker._take(frame, 0.0)
    return onlooker


def test_a_change_that_is_shown_again_or_too_late_is_seen() -> None:
    assert shown(change(5), change(6), b"event: typing\ndata: {}").back == 0
    assert shown(change(5), change(6), change(6)).back == 1
    assert shown(change(6), change(5)).back == 1


@pytest.mark.asyncio
async def test_a_stream_that_breaks_off_goes_on_at_whoever_is_there_from_where_it_was() -> None:
    asked: list[str] = []

    async def stream(request: web.Request) -> web.Response:
        """One change, and the end."""
        asked.append(request.headers.get("Last-Event-ID", ""))
        return web.Response(body=change(len(asked), f"text {len(asked)}") + b"\n\n")

    app = web.Application()
    app.router.add_get("/api/v1/stream", stream)
    async with TestServer(app, host="127.0.0.1") as server:
        assert server.port is not None
        async with Onlooker([server.port, free_port()], SEAT) as agent:
            await agent.has_seen({"text 1", "text 2"}, 30)
    assert {"text 1", "text 2"} <= agent.seen.keys()
    assert asked[:2] == ["", "1"]
    assert agent.back == 0
