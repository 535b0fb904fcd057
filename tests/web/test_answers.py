"""What every answer has in common."""

import gzip
import json
import zlib
from typing import Any

import pytest

UNPACK = {"gzip": gzip.decompress, "deflate": zlib.decompress, None: bytes}


async def fetch(house: Any, browser: Any, path: str, takes: str) -> tuple[str | None, bytes]:
    """How it was packed, and what came over the wire."""
    headers = {**browser.usual(), "Accept-Encoding": takes}
    async with house.http.get(house.url + path, headers=headers, auto_decompress=False) as response:
        return response.headers.get("Content-Encoding"), await response.read()


@pytest.fixture
def crowd(house: Any) -> Any:
    """Fills the queue."""

    async def gather(size: int) -> None:
        for number in range(size):
            await house.customer_says("Where is my order?", f"maria{number}@example.org")

    return gather


@pytest.mark.asyncio
@pytest.mark.parametrize("takes", ["gzip", "gzip, deflate, br", "identity"])
async def test_a_long_answer_travels_as_the_browser_takes_it(house: Any, crowd: Any, takes: str) -> None:
    await crowd(5)
    agent = await house.browser()
    packed, body = await fetch(house, agent, "/api/v1/threads?view=queue", takes)
    assert (packed is None) == (takes == "identity")
    assert packed is None or len(body) < 1_500
    assert len(json.loads(UNPACK[packed](body))["threads"]) == 5


@pytest.mark.asyncio
async def test_what_fits_into_a_packet_is_not_worth_it(house: Any) -> None:
    packed, body = await fetch(house, await house.browser(), "/api/v1/threads?view=queue", "gzip")
    assert packed is None
    assert json.loads(body)["threads"] == []
