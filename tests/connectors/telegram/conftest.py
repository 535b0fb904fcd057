"""A bot whose Telegram is on loopback, and what customers send it."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from servers.telegram import TOKEN, BotApi, open_telegram

from connectors.telegram import Telegram

PAYLOADS = Path(__file__).parents[1] / "payloads" / "telegram"


class Bot(Telegram):
    """Waits for nothing, and notes how long it would have."""

    def __init__(self, url: str, token: str) -> None:
        self.paused: list[float] = []
        super().__init__("acc-1", Telegram.Settings(token), endpoint=url, pause=self.note)

    async def note(self, seconds: float) -> None:
        self.paused.append(seconds)


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with open_telegram() as api:
        yield api


@pytest.fixture
def at() -> Callable[..., Bot]:
    """A bot whose Telegram is somewhere else, or nowhere."""

    def make(url: str = "http://127.0.0.1:9", token: str = TOKEN) -> Bot:
        return Bot(url, token)

    return make


@pytest.fixture
def bot(api: BotApi, at: Callable[..., Bot]) -> Bot:
    return at(api.url)


@pytest.fixture
def payload() -> Callable[..., Any]:
    """A recorded update by its name, with other parts in its message, or another number."""

    def load(name: str, update_id: int = 0, **given: Any) -> Any:
        update = json.loads((PAYLOADS / f"{name}.json").read_text())
        changed = {"message": {**update["message"], **given}} if given else {}
        return {**update, **changed, **({"update_id": update_id} if update_id else {})}

    return load
