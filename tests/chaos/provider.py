"""A provider that calls at a constant rate whatever happens, and again about whatever was not accepted."""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from math import inf

from aiohttp import ClientError, ClientSession, ClientTimeout
from servers.callers.api import Peer
from servers.callers.call import Call
from servers.fleet import Customer
from servers.programs import HOST

AGAIN = 0.25
"""Seconds before it calls again."""
PATIENCE = ClientTimeout(total=5)
NOT_NOW = 429, 503
"""What tells a provider to come again later. Any other refusal would be a fault of ours."""


@dataclass
class Told:
    """A message of a customer. sent, accepted: when it was first offered, and acknowledged; monotonic seconds."""

    customer: Customer
    number: int
    sent: float
    accepted: float = inf

    @property
    def text(self) -> str:
        return str(self.number)


@dataclass
class Provider:
    """ports: where Hilo can be reached just now, as a load balancer knows. strange: answers that no outage explains."""

    customers: Sequence[Customer]
    ports: list[int]
    told: list[Told] = field(default_factory=list)
    strange: Counter[int] = field(default_factory=Counter)
    _turns: "itertools.count[int]" = field(default_factory=itertools.count)

    @asynccontextmanager
    async def calling(self, rate: float) -> AsyncIterator[None]:
        """So often a second, each customer in turn. Left once every message was accepted."""
        async with ClientSession(timeout=PATIENCE) as http, asyncio.TaskGroup() as calls:
            beginning = calls.create_task(self._call_on(http, calls, rate))
            yield
            beginning.cancel()

    async def _call_on(self, http: ClientSession, calls: asyncio.TaskGroup, rate: float) -> None:
        began = time.monotonic()
        for number, customer in enumerate(itertools.cycle(self.customers)):
            await asyncio.sleep(began + number / rate - time.monotonic())
            self.told.append(Told(customer, number, time.monotonic()))
            calls.create_task(self._tell(http, self.told[-1]))

    async def _tell(self, http: ClientSession, one: Told) -> None:
        call = Peer("").message(one.customer.number, one.number, one.text)
        while not await self._accepted(http, one, call):
            await asyncio.sleep(AGAIN)
        one.accepted = time.monotonic()

    async def _accepted(self, http: ClientSession, one: Told, call: Call) -> bool:
        """Whoever is next is asked first, then the others."""
        first = next(self._turns)
        for place in range(len(self.ports)):
            port = self.ports[(first + place) % len(self.ports)]
            with suppress(ClientError, TimeoutError):
                hook = f"http://{HOST}:{port}/hooks/{one.customer.account_id}"
                async with http.post(hook, data=call.body, headers=call.headers) as answer:
                    if 200 <= answer.status < 300:
                        return True
                    self.strange[answer.status] += answer.status not in NOT_NOW
        return False
