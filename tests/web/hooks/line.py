"""An API account, called as its peer calls it."""

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from servers.peer import SECRET
from sqlalchemy import select

from connectors.api.signature import sign
from inbox import accounts, events, journal, messages, queue
from inbox.accounts import NewAccount
from inbox.clock import utc_now
from inbox.schema import journal as journal_table
from inbox.words import AccountId, Message

MESSAGE = {"id": "7", "from": {"address": "ana@shop", "name": "Ana"}, "text": "Where is my order?", "verified": True}


@dataclass
class Line:
    """One API account, called as its peer calls it."""

    house: Any
    id: AccountId

    async def call(self, body: Any, *, secret: str = SECRET, ago: float = 0, path: str = "", **headers: str) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signature = sign(secret, raw, datetime.now(UTC) - timedelta(seconds=ago))
        return await self.bare(raw, path, X_Hilo_Signature=signature, **headers)

    async def bare(self, raw: bytes, path: str = "", **headers: str) -> Any:
        return await self.house.stranger().ask("POST", path or f"/hooks/{self.id}", raw=raw, **headers)

    async def journal(self) -> list[Any]:
        rows = select(journal_table.c.key, journal_table.c.body, journal_table.c.outcome).order_by(journal_table.c.seq)
        return await self.house.inbox.read(lambda conn: conn.execute(rows).all())  # type: ignore[no-any-return]

    async def keys(self) -> list[str]:
        return [row.key for row in await self.journal()]

    async def alarm(self) -> str:
        return (await self.house.inbox.read(accounts.get, self.id)).alarm  # type: ignore[no-any-return]

    async def alarms(self) -> int:
        """How often one was raised."""
        found = await self.house.inbox.read(events.since, 0, 10_000)
        return sum(one.kind == "account.alarm" for one in found)

    async def read_all(self) -> None:
        """Wait until the router has read everything."""
        async with asyncio.timeout(30):
            while await self.house.inbox.read(journal.unread, 1):
                await asyncio.sleep(0.01)

    async def messages(self) -> list[Message]:
        page = await self.house.inbox.read(queue.page, "open", "")
        pages = [await self.house.inbox.read(messages.page, one.id) for one in page.threads]
        return [one for page in pages for one in page]


async def open_line(house: Any, **settings: Any) -> Line:
    new = NewAccount("api", "Kiosk", {"allow_private": True, **settings}, {"secret": SECRET})
    account = await house.inbox.write(accounts.add, house.inbox.box, new, house.inbox.clock())
    return Line(house, account.id)


def later(house: Any, seconds: float) -> None:
    house.inbox.clock = lambda: utc_now() + timedelta(seconds=seconds)
