"""Visitors of the chat who count: each says 1, 2, 3 … and goes on only once the last number was accepted."""

import asyncio
import random
from collections.abc import Iterable

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from chaos.server import Victim

PATIENCE = ClientTimeout(total=10)


class Visitor:
    """offered, acknowledged: the last number said, and the last that the server accepted."""

    def __init__(self, victim: Victim, url: str) -> None:
        self._victim = victim
        self._url = url
        self._headers: dict[str, str] = {}
        self.address = ""
        self.offered = 0
        self.acknowledged = 0

    async def arrive(self, http: ClientSession) -> None:
        async with http.post(f"{self._url}/session", json={}) as answer:
            welcome = await answer.json()
        self.address = welcome["visitor"]
        self._headers = {"Authorization": f"Bearer {welcome['token']}"}

    async def count(self, http: ClientSession, pause: float, enough: asyncio.Event) -> None:
        """pause: mean seconds of thought between numbers."""
        while not enough.is_set():
            self.offered = self.acknowledged + 1
            await self._say(http, self.offered)
            self.acknowledged = self.offered
            await asyncio.sleep(random.expovariate(1 / pause))

    async def _say(self, http: ClientSession, number: int) -> None:
        """The same number under the same client_id until it is accepted, as the widget does."""
        while True:
            await self._victim.up.wait()
            try:
                wait = await self._try(http, {"client_id": f"n{number}", "text": str(number)})
            except (ClientError, OSError, TimeoutError):
                wait = 0.02
            if wait is None:
                self._victim.accepted()
                return
            await asyncio.sleep(wait)

    async def _try(self, http: ClientSession, body: dict[str, str]) -> float | None:
        """None once it is accepted; otherwise how many seconds to wait."""
        async with http.post(f"{self._url}/messages", json=body, headers=self._headers) as answer:
            await answer.read()
        if answer.status == 202:
            return None
        if answer.status != 429:
            raise RuntimeError(f"the server answered {answer.status}, which no kill explains")
        return float(answer.headers["Retry-After"])


class Crowd:
    def __init__(self, victim: Victim, account_id: str, size: int) -> None:
        self._victim = victim
        self.visitors = [Visitor(victim, f"{victim.url}/chat/{account_id}") for _ in range(size)]
        self._http = ClientSession(timeout=PATIENCE, connector=TCPConnector(limit=0))
        self._enough = asyncio.Event()
        self._counting: list[asyncio.Task[None]] = []

    async def begin(self, pause: float) -> None:
        for visitor in self.visitors:
            await visitor.arrive(self._http)
        counting = (visitor.count(self._http, pause, self._enough) for visitor in self.visitors)
        self._counting = [asyncio.create_task(one) for one in counting]

    async def recovered(self, seconds: float) -> None:
        """Until one of them is answered after a kill, or gives up, for which see `failed`. Raises TimeoutError."""
        well = asyncio.create_task(self._victim.well.wait())
        done, _ = await asyncio.wait([well, *self._counting], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        well.cancel()
        if not done:
            raise TimeoutError(f"the server is up, and has accepted nothing for {seconds:g} s")

    async def end(self) -> None:
        """Everybody finishes the number they are at."""
        self._enough.set()
        await asyncio.gather(*self._counting)
        await self._http.close()

    def failed(self) -> Iterable[BaseException]:
        return [error for task in self._counting if task.done() and (error := task.exception())]
