"""The live stream on the wire, for clients that are not quite browsers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest


@pytest.mark.asyncio
async def test_a_proxy_that_speaks_http_1_0_is_sent_the_events_alone(house: Any) -> None:
    async with spoken_to(house, "HTTP/1.0", b"\n\n") as reader:
        event = await reader.readuntil(b"\n\n")
    assert event.startswith(b"id: ")


@pytest.mark.asyncio
async def test_whoever_speaks_http_1_1_is_sent_each_piece_as_a_chunk(house: Any) -> None:
    async with spoken_to(house, "HTTP/1.1", b"\n\n\r\n") as reader:
        size = int(await reader.readline(), 16)
        piece = await reader.readexactly(size + 2)
    assert piece.startswith(b"id: ")
    assert piece.endswith(b"\n\n\r\n")


@asynccontextmanager
async def spoken_to(house: Any, version: str, end: bytes) -> AsyncIterator[asyncio.StreamReader]:
    """The stream of an agent's screen, up to a customer's words. end: of the last piece before them."""
    browser, port = await house.browser(), int(house.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /api/v1/stream {version}\r\nHost: x\r\nCookie: __Host-hilo={browser.cookie}\r\n\r\n".encode())
    async with asyncio.timeout(30):
        await reader.readuntil(b"event: present")
        await reader.readuntil(end)
        await house.customer_says("Hello?")
        yield reader
    writer.close()
