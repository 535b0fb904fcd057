"""The live stream on the wire, for clients that are not quite browsers."""

import asyncio
from typing import Any

import pytest


@pytest.mark.asyncio
async def test_a_proxy_that_speaks_http_1_0_is_sent_the_events_alone(house: Any) -> None:
    browser, port = await house.browser(), int(house.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /api/v1/stream HTTP/1.0\r\nHost: x\r\nCookie: __Host-hilo={browser.cookie}\r\n\r\n".encode())
    async with asyncio.timeout(30):
        await reader.readuntil(b"event: present")
        await reader.readuntil(b"\n\n")
        await house.customer_says("Hello?")
        event = await reader.readuntil(b"\n\n")
    assert event.startswith(b"id: ")
    writer.close()


@pytest.mark.asyncio
async def test_whoever_speaks_http_1_1_is_sent_each_piece_as_a_chunk(house: Any) -> None:
    browser, port = await house.browser(), int(house.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nCookie: __Host-hilo={browser.cookie}\r\n\r\n".encode())
    async with asyncio.timeout(30):
        await reader.readuntil(b"event: present")
        await reader.readuntil(b"\n\n\r\n")
        await house.customer_says("Hello?")
        size = int(await reader.readline(), 16)
        piece = await reader.readexactly(size + 2)
    assert piece.startswith(b"id: ")
    assert piece.endswith(b"\n\n\r\n")
    writer.close()
