"""So many may be connected; who comes then is told to come again, and whoever is there is served on."""

import asyncio
import json
import resource
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from msgspec.structs import replace

from web import gate
from web.gate import open_gate
from web.pressure import PRESSURE, Limits, Pressure
from web.serving import bind
from web.settings import Settings

ASKED = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


@asynccontextmanager
async def opened(house: Any, places: int) -> AsyncIterator[tuple[Pressure, int]]:
    """A second door to the same house."""

    async def well(request: web.BaseRequest) -> web.Response:
        return web.Response(text="well")

    pressure = Pressure(house.inbox, house.app[PRESSURE]._folder, replace(Limits(), connections=places))
    runner = web.ServerRunner(web.Server(well))
    await runner.setup()
    listening = bind(Settings(port=0))
    async with open_gate(runner, listening, pressure):
        yield pressure, listening.getsockname()[1]
    await runner.cleanup()


class Caller:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def ask(self) -> bytes:
        self.writer.write(ASKED)
        async with asyncio.timeout(20):
            return await self.reader.readuntil(b"\r\n")

    async def rest(self) -> bytes:
        async with asyncio.timeout(20):
            return await self.reader.read()

    def leave(self) -> None:
        self.writer.transport.abort()


async def call(port: int) -> Caller:
    return Caller(*await asyncio.open_connection("127.0.0.1", port))


async def until(condition: Any) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.005)


@pytest.mark.asyncio
async def test_who_comes_when_all_places_are_taken_is_told_so(house: Any) -> None:
    async with opened(house, 2) as (pressure, port):
        inside = [await call(port) for _ in range(2)]
        for one in inside:
            assert await one.ask() == b"HTTP/1.1 200 OK\r\n"
        late = await call(port)
        status, _, rest = (await late.rest()).partition(b"\r\n")
        headers, _, body = rest.partition(b"\r\n\r\n")
        assert status == b"HTTP/1.1 503 Service Unavailable"
        assert b"Retry-After: 5" in headers
        assert f"Content-Length: {len(body)}\r\n".encode() in rest
        assert json.loads(body)["error"]["code"] == "busy"
        assert pressure.refused["connections"] == 1
        assert pressure.connected() == 2
        for one in (*inside, late):
            one.leave()


@pytest.mark.asyncio
async def test_a_place_that_is_left_is_free_again(house: Any) -> None:
    async with opened(house, 1) as (pressure, port):
        first = await call(port)
        assert await first.ask() == b"HTTP/1.1 200 OK\r\n"
        first.leave()
        await until(lambda: pressure.connected() == 0)
        second = await call(port)
        assert await second.ask() == b"HTTP/1.1 200 OK\r\n"
        second.leave()


@pytest.mark.asyncio
async def test_who_was_turned_away_and_stays_is_cut_off(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "FAREWELL", 0.05)
    async with opened(house, 0) as (_, port):
        late = await call(port)
        assert (await late.rest()).startswith(b"HTTP/1.1 503")
        with pytest.raises(ConnectionError):  # noqa: PT012  # the first bytes may still find a buffer
            async with asyncio.timeout(20):
                while True:
                    late.writer.write(ASKED)
                    await late.writer.drain()
                    await asyncio.sleep(0.01)


@pytest.mark.asyncio
async def test_nobody_is_let_in_once_the_gate_is_closed(house: Any) -> None:
    async with opened(house, 2) as (_, port):
        pass
    with pytest.raises(OSError, match="Connect call failed"):
        await call(port)


def test_as_many_files_as_this_user_may_have_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda which, limits: asked.append(limits))
    for limits, most in (((1024, 4096), 4096), ((1024, resource.RLIM_INFINITY), 65_536), ((1024, 1 << 20), 65_536)):
        monkeypatch.setattr(resource, "getrlimit", lambda which, limits=limits: limits)
        assert gate.allow_files() == most
        assert asked.pop() == (most, limits[1])


def test_who_has_more_already_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda which: (1 << 20, 1 << 20))
    monkeypatch.setattr(resource, "setrlimit", lambda which, limits: pytest.fail("there was nothing to do"))
    assert gate.allow_files() == 1 << 20
