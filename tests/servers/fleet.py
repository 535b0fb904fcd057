"""Several processes of one Hilo, customers who write to it without a pause, and what then stands in the threads."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

from aiohttp import ClientError, ClientSession, ClientTimeout
from bench.site import Site
from servers.callers.api import SECRET, Peer
from servers.callers.call import Call
from servers.programs import HOST, Program
from sqlalchemy import Connection, select

from inbox import accounts, journal, leases
from inbox.accounts import NewAccount
from inbox.clock import utc_now
from inbox.door import Inbox
from inbox.journal import PARTS, Entry
from inbox.schema import identity, lease, message
from inbox.words import AccountId
from web.key import open_inbox

T = TypeVar("T")
PAUSE = 0.1
"""Seconds between two messages of one customer."""


@dataclass
class Customer:
    """said: what was accepted, in its order."""

    number: int
    account_id: AccountId
    said: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return Peer("").address(self.number)

    def call(self, text: str) -> Call:
        return Peer("").message(self.number, len(self.said), text)


@dataclass
class Fleet:
    """inbox: of the test itself, which is one more process. first: its first router. ports: of all web processes, even
    of those that are over. customers: one at least in each part of the journal.
    """

    site: Site
    inbox: Inbox
    first: Program
    ports: list[int] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)

    async def start(self, part: str, main: str = "web") -> Program:
        started = await asyncio.to_thread(self.site.start, part, main=main)
        if part == "web":
            self.ports.append(self.site.port)
        return started

    async def open_lines(self, secret: str = SECRET, **settings: object) -> None:
        missing = dict(PARTS)
        while missing:
            new = NewAccount("api", "Shop", settings, {"secret": secret}, "api")
            account = await self.inbox.write(accounts.add, self.inbox.box, new, utc_now())
            missing = {part: digits for part, digits in missing.items() if account.id[-1] not in digits}
            self.customers += [Customer(len(self.customers) + more, account.id) for more in (1, 2)]

    async def shared(self, *sizes: int) -> None:
        """Wait until so many processes hold so many parts of the journal each."""
        await eventually(self.shares, lambda found: sorted(found.values()) == sorted(sizes))

    async def shares(self) -> dict[str, int]:
        def held(conn: Connection) -> dict[str, int]:
            holders = select(lease.c.holder).where(leases.within("journal"), lease.c.until > utc_now())
            return dict(Counter(conn.execute(holders).scalars()))

        return await self.inbox.read(held)

    @asynccontextmanager
    async def writing(self, by: "Callable[[Customer, str], Awaitable[None]]") -> AsyncIterator[None]:
        """Every customer writes one message after the other, numbered, until this is left."""
        enough = asyncio.Event()

        async def write(customer: Customer) -> None:
            while not enough.is_set():
                text = f"message {len(customer.said)}"
                await by(customer, text)
                customer.said.append(text)
                await asyncio.sleep(PAUSE)

        async with asyncio.TaskGroup() as writing:
            for customer in self.customers:
                writing.create_task(write(customer))
            yield
            enough.set()

    async def journalled(self, customer: Customer, text: str) -> None:
        """As a hook keeps it."""
        call, key = customer.call(text), f"{customer.number}-{len(customer.said)}"
        entry = Entry(customer.account_id, key, call.body, dict(call.headers), utc_now())
        await self.inbox.batch(journal.append, entry)

    async def heard(self) -> dict[str, list[str]]:
        """What stands in the threads by customer, once everything is read."""
        await self.site.threaded(60)

        def all_said(conn: Connection) -> dict[str, list[str]]:
            said: defaultdict[str, list[str]] = defaultdict(list)
            whole = select(identity.c.address, message.c.text).join(identity, identity.c.id == message.c.identity_id)
            incoming = whole.where(message.c.direction == "in").order_by(message.c.thread_id, message.c.position)
            for address, text in conn.execute(incoming):
                said[address].append(text)
            return dict(said)

        return await self.inbox.read(all_said)

    @property
    def said(self) -> dict[str, list[str]]:
        return {customer.address: customer.said for customer in self.customers}


@asynccontextmanager
async def launched(database: str, redis: str = "", main: str = "web") -> AsyncIterator[Fleet]:
    """With its first router; everything is gone afterwards."""
    site = Site(database, redis)
    try:
        first = await asyncio.to_thread(site.start, "router", main=main)
        inbox = await open_inbox(site.settings)
        try:
            yield Fleet(site, inbox, first)
        finally:
            await inbox.close()
    finally:
        site.remove()


@dataclass
class Balancer:
    """As a provider and a load balancer together: whoever answers is asked, and what was not accepted comes again."""

    fleet: Fleet
    client: ClientSession

    async def post(self, customer: Customer, text: str) -> None:
        call = customer.call(text)
        while True:
            for port in tuple(self.fleet.ports):
                hook = f"http://{HOST}:{port}/hooks/{customer.account_id}"
                with suppress(ClientError, TimeoutError):
                    async with self.client.post(hook, data=call.body, headers=call.headers) as answer:
                        if answer.status == 200:
                            self.fleet.ports.append(self.fleet.ports.pop(0))  # the next one asks the next one
                            return
            await asyncio.sleep(PAUSE)


@asynccontextmanager
async def balancer(fleet: Fleet) -> AsyncIterator[Balancer]:
    async with ClientSession(timeout=ClientTimeout(5)) as client:
        yield Balancer(fleet, client)


async def eventually(look: Callable[[], Awaitable[T]], good: Callable[[T], bool]) -> T:
    async with asyncio.timeout(60):
        while not good(found := await look()):
            await asyncio.sleep(0.05)
    return found
