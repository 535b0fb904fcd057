"""A business with a chat, an agent who answers, and visitors who speak HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiohttp import ClientResponse, ClientSession, web
from sqlalchemy import Connection, select

from inbox import answers, changes, identities, messages, queue, sessions, threads
from inbox.answers import Note, Reply
from inbox.arrivals import Change
from inbox.door import Inbox
from inbox.schema import message
from inbox.words import AccountId, Message, Thread, ThreadId, User
from web import login
from web.app import make_app
from web.settings import Settings

SECRET = "a secret that only the shop and the inbox know"
PATIENT = 10.0  # seconds that a server which stops waits for open requests


@asynccontextmanager
async def served(inbox: Inbox, port: int = 0) -> AsyncIterator[str]:
    """The whole application on loopback; its address."""
    runner = web.AppRunner(make_app(inbox, Settings()), shutdown_timeout=PATIENT, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, reuse_address=True)
    await site.start()
    address: tuple[str, int] = runner.addresses[0]
    try:
        yield f"http://127.0.0.1:{address[1]}"
    finally:
        await runner.cleanup()


@dataclass
class Shop:
    """The business: its inbox, its chat, and Ana who answers."""

    inbox: Inbox
    account: AccountId
    ana: User
    sent: int = 0

    async def settle(self, count: int, seconds: float = 30.0) -> list[Message]:
        """All chat messages, once there are at least `count`."""
        async with asyncio.timeout(seconds):
            while True:
                found = await self.said()
                if len(found) >= count:
                    return found
                await asyncio.sleep(0.01)

    async def said(self) -> list[Message]:
        pages = [await self.inbox.read(messages.page, one.id, None, 500) for one in await self.threads()]
        return [message for page in pages for message in page]

    async def threads(self) -> list[Thread]:
        pages = [await self.inbox.read(queue.page, view, self.ana.id) for view in ("open", "closed")]
        return [one for page in pages for one in page.threads]

    async def answer(self, text: str, visitor: str) -> Message:
        identity = await self.inbox.read(identities.find, "chat", self.account, visitor)
        assert identity is not None, "this visitor has not written yet"
        thread_id = (await self.inbox.read(messages.of_visitor, {identity.id: 0}, 1))[0].thread_id
        self.sent += 1
        reply = Reply(thread_id, self.ana.id, text, f"reply-{self.sent}", identity.id)
        return await self.inbox.write(answers.reply, reply, self.inbox.clock())

    async def write_to(self, thread_id: ThreadId, text: str, email: str) -> Message:
        """By mail."""
        identity = await self.inbox.read(identities.find, "email", "", email)
        assert identity is not None, "nobody has this address"
        self.sent += 1
        reply = Reply(thread_id, self.ana.id, text, f"reply-{self.sent}", identity.id)
        return await self.inbox.write(answers.reply, reply, self.inbox.clock())

    async def note(self, text: str, thread_id: ThreadId) -> Message:
        self.sent += 1
        note = Note(thread_id, self.ana.id, text, f"note-{self.sent}")
        return await self.inbox.write(answers.note, note, self.inbox.clock())

    @asynccontextmanager
    async def at_work(self, http: ClientSession, server: str) -> AsyncIterator[None]:
        """Ana has the inbox open meanwhile."""
        headers = {"Cookie": await self.cookie()}
        async with http.get(f"{server}/api/v1/stream", headers=headers) as response:
            assert response.status == 200, await response.text()
            yield

    async def cookie(self) -> str:
        """Of Ana, who has logged in; her CSRF token is "csrf"."""
        now = self.inbox.clock()
        ends = now + timedelta(hours=1)
        await self.inbox.write(sessions.open, login.digest("her-cookie"), self.ana.id, "csrf", now, ends)
        return f"{login.COOKIE}=her-cookie"

    async def change(self, message_id: str, kind: str, text: str = "") -> None:
        """As the provider of another channel would tell of it."""
        found = select(message.c.remote_id).where(message.c.id == message_id)

        def carry_out(conn: Connection) -> None:
            remote_id = conn.execute(found).scalar_one()
            now = self.inbox.clock()
            changes.apply(conn, [Change(0, self.account, remote_id, kind, now, text)], [], now)

        await self.inbox.write(carry_out)

    async def close(self, thread_id: ThreadId) -> None:
        await self.inbox.write(threads.close, thread_id, self.ana.id, self.inbox.clock())


@dataclass
class Visitor:
    """A browser's side of the conversation, without the browser."""

    http: ClientSession
    base: str
    token: str = ""
    address: str = ""
    welcome: dict[str, Any] = field(default_factory=dict)

    async def knock(self, **body: str) -> dict[str, Any]:
        async with self.http.post(f"{self.base}/session", json=body) as response:
            assert response.status == 200, await response.text()
            self.welcome = await response.json()
        self.token, self.address = self.welcome["token"], self.welcome["visitor"]
        return self.welcome

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def post(self, path: str, body: Any) -> ClientResponse:
        response = await self.http.post(f"{self.base}/{path}", json=body, headers=self.headers)
        await response.read()
        return response

    async def write(self, text: str, client_id: str, **more: Any) -> ClientResponse:
        return await self.post("messages", {"client_id": client_id, "text": text, **more})

    @asynccontextmanager
    async def listening(self, after: int | None = None) -> AsyncIterator["Hearing"]:
        headers = self.headers | ({} if after is None else {"Last-Event-ID": str(after)})
        async with self.http.get(f"{self.base}/stream", headers=headers) as response:
            assert response.status == 200, await response.text()
            yield Hearing(response)


@dataclass
class Hearing:
    """What arrives on a stream."""

    response: ClientResponse
    last_id: int = 0

    async def next(self, event: str = "line", seconds: float = 30.0) -> dict[str, Any]:
        """The next event of this kind; others are passed over."""
        async with asyncio.timeout(seconds):
            while True:
                fields = await self.block()
                if fields.get("event") == event:
                    found: dict[str, Any] = json.loads(fields["data"])
                    return found

    async def block(self) -> dict[str, str]:
        raw = await self.response.content.readuntil(b"\n\n")
        fields = dict(line.split(": ", 1) for line in raw.decode().strip().split("\n") if ": " in line)
        self.last_id = int(fields.get("id", self.last_id))
        return fields

    async def silent(self, seconds: float = 0.3, event: str = "line") -> bool:
        try:
            await self.next(event, seconds)
        except TimeoutError:
            return True
        return False
