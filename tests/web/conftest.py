"""A real server on a real database, and browsers that sign in to it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import pytest
import pytest_asyncio
from aiohttp import ClientResponse, ClientSession, DummyCookieJar, web
from cryptography.fernet import Fernet
from office.databases import Databases

from connectors.contract import Happening, Outgoing, Raw, Refused, Sent, setting
from connectors.registry import CONNECTORS
from inbox import accounts, journal, messages, queue, users
from inbox.accounts import NewAccount
from inbox.arrivals import Arrival, Judgement, Read, Waiting
from inbox.door import Inbox
from inbox.files import Stored
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.receive import receive
from inbox.users import NewUser
from inbox.words import AccountId, Message, Mood, Role, Thread
from web import login
from web.app import make_app
from web.login import Login
from web.settings import Settings
from web.sse import FEEDS, Feeds

PASSWORD = "correct horse battery"
HASHED: dict[str, str] = {}


class Answer:
    """What came back, read wholly."""

    def __init__(self, response: ClientResponse, body: bytes) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = body
        self.cookie = response.headers.get("Set-Cookie", "")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return self.json["error"]["code"]

    @property
    def sentence(self) -> str:
        return self.json["error"]["message"]


@dataclass
class Browser:
    """Sends the cookie and the CSRF token as the inbox's page does. Its headers may be changed at will."""

    http: ClientSession
    url: str
    cookie: str = ""
    csrf: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, body: Any = None, raw: bytes | None = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        data = BytesIO(content) if content else None
        async with self.http.request(method, self.url + path, data=data, headers={**self.usual(), **sent}) as response:
            answer = Answer(response, await response.read())
        if "__Host-hilo=" in answer.cookie:
            self.cookie = answer.cookie.split(";")[0].partition("=")[2]
        return answer

    def usual(self) -> dict[str, str]:
        usual = {"Content-Type": "application/json", **self.headers}
        if self.cookie:
            usual["Cookie"] = f"__Host-hilo={self.cookie}"
        if self.csrf:
            usual["X-CSRF-Token"] = self.csrf
        return usual

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.ask("GET", path, **headers)

    async def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return await self.ask("POST", path, {} if body is None else body, **headers)

    async def patch(self, path: str, body: Any, **headers: str) -> Answer:
        return await self.ask("PATCH", path, body, **headers)

    async def put(self, path: str, body: Any, **headers: str) -> Answer:
        return await self.ask("PUT", path, body, **headers)

    async def delete(self, path: str) -> Answer:
        return await self.ask("DELETE", path)

    async def sign_in(self, email: str, password: str = PASSWORD) -> "Browser":
        answer = await self.post("/api/v1/session", {"email": email, "password": password})
        assert answer.status == 200, answer.body
        self.csrf = answer.json["csrf"]
        return self

    @asynccontextmanager
    async def stream(self, last: str | None = None, after: int | None = None) -> AsyncIterator["Stream"]:
        sent = self.usual() | ({} if last is None else {"Last-Event-ID": last})
        query = "" if after is None else f"?after={after}"
        async with self.http.get(f"{self.url}/api/v1/stream{query}", headers=sent) as response:
            assert response.status == 200, await response.text()
            yield Stream(response)


class Stream:
    """Reads server-sent events as a browser does: fields up to an empty line, the id kept."""

    def __init__(self, response: ClientResponse) -> None:
        self.response = response
        self.last = ""

    async def next(self, seconds: float = 30.0) -> dict[str, str] | None:
        """The next event that is news; None at the end of the stream."""
        async with asyncio.timeout(seconds):
            while (fields := await self.fields()) is not None:
                self.last = fields.get("id", self.last)
                if "data" in fields and fields["event"] != "present":
                    return fields
        return None

    async def fields(self) -> dict[str, str] | None:
        """The next block, comments and empty events too."""
        fields: dict[str, str] = {}
        while line := await self.response.content.readline():
            name, _, value = line.decode().rstrip("\n").partition(":")
            if not line.strip():
                return fields
            fields[name] = value.lstrip()
        return None

    async def change(self, seconds: float = 30.0) -> dict[str, Any]:
        found = await self.next(seconds)
        assert found is not None, "the stream ended"
        assert found["event"] == "change", found
        return json.loads(found["data"])

    async def seqs(self, count: int) -> list[int]:
        return [(await self.change())["seq"] for _ in range(count)]


@dataclass
class House:
    """The server, its database (by its URL) and everything a test wants to put into it."""

    inbox: Inbox
    http: ClientSession
    url: str
    app: web.Application
    account: AccountId
    database: str
    count: int = 0

    @property
    def feeds(self) -> Feeds:
        return self.app[FEEDS]

    def stranger(self) -> Browser:
        return Browser(self.http, self.url)

    async def browser(self, role: Role = "agent", name: str = "") -> Browser:
        """Somebody of that role, signed in."""
        session, cookie = await login.begin(self.inbox, await self.user(role, name or role.title()))
        return Browser(self.http, self.url, cookie, session.csrf)

    async def user(self, role: Role, name: str) -> users.User:
        if PASSWORD not in HASHED:
            HASHED[PASSWORD] = await Login().hash(PASSWORD)
        new = NewUser(f"{name.lower()}@example.com", name, role, HASHED[PASSWORD])
        return await self.inbox.write(users.add, new, self.inbox.clock())

    async def customer_says(
        self, text: str, address: str = "maria@example.org", html: str = "", files: tuple[Stored, ...] = ()
    ) -> Message:
        """A message that has come all the way in."""
        self.count += 1
        now, key = self.inbox.clock(), f"key-{self.count}"
        await self.inbox.batch(journal.append, Entry(self.account, key, text.encode(), {}, now))
        sender = Contact("email", "", address, address.partition("@")[0].title(), "proven", "test")
        arrival = Arrival(
            self.count, self.account, key, sender, now, text, text, Mood(), html=html, subject="Order", files=files
        )
        await self.inbox.write(receive, [Read(self.count, (arrival,))], patient, now)
        newest = await self.inbox.read(queue.page, "open", users.UserId(""))
        return (await self.inbox.read(messages.page, newest.threads[0].id))[-1]

    async def thread(self, text: str = "Where is my order?", address: str = "maria@example.org") -> Thread:
        said = await self.customer_says(text, address)
        found = await self.inbox.read(queue.page, "open", users.UserId(""))
        return next(one for one in found.threads if one.id == said.thread_id)


def patient(waiting: Waiting) -> Judgement:
    return Judgement(waiting.since + timedelta(hours=1), waiting.anger, waiting.valence, ())


@asynccontextmanager
async def open_house(folder: Path, settings: Settings, databases: Databases) -> AsyncIterator[House]:
    database = databases.new(folder)
    inbox = Inbox.open(database, files=folder / "files", key=Fernet.generate_key())
    new = NewAccount("email", "Support", {"address": "support@example.com"}, {"password": "secret"})
    account = await inbox.write(accounts.add, inbox.box, new, inbox.clock())
    app = make_app(inbox, settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with ClientSession(cookie_jar=DummyCookieJar()) as http:
        yield House(inbox, http, f"http://127.0.0.1:{port}", app, account.id, database)
    await runner.cleanup()
    await inbox.close()
    databases.drop(database)


@pytest.fixture(autouse=True)
def told_to_tests_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that reads the environment refuses a setting that it does not know."""
    for name in ("HILO_TEST_DATABASE", "HILO_TEST_REDIS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest_asyncio.fixture
async def house(tmp_path: Path, settings: Settings, databases: Databases) -> AsyncIterator[House]:
    async with open_house(tmp_path, settings, databases) as opened:
        yield opened


@dataclass(frozen=True)
class PigeonSettings:
    """A form with a field of every kind."""

    loft: str = setting({"en": "Loft", "es": "Palomar"}, help={"en": "Where they live.", "es": "Donde viven."})
    whistle: str = setting({"en": "Whistle", "es": "Silbato"}, "secret")
    second_whistle: str = setting({"en": "Second whistle", "es": "Segundo silbato"}, "secret", default="")
    pigeons: int = setting({"en": "Pigeons", "es": "Palomas"}, "number", default=3)
    night: bool = setting({"en": "Fly at night", "es": "Vuelo nocturno"}, "switch", default=False)
    routes: tuple[str, ...] = setting({"en": "Routes", "es": "Rutas"}, "list", default=())
    speed: str = setting({"en": "Speed", "es": "Velocidad"}, "choice", choices=("slow", "fast"), default="slow")


class Pigeon:
    """A channel whose provider says what a test wants it to say: `answer` is awaited with the settings."""

    name: ClassVar[str] = "pigeon"
    channel: ClassVar[str] = "pigeon"
    title: ClassVar[dict[str, str]] = {"en": "Pigeon post", "es": "Palomas mensajeras"}
    Settings: ClassVar[type[Any]] = PigeonSettings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False
    answer: ClassVar[Callable[[PigeonSettings], Awaitable[None]]]

    def __init__(self, account_id: str, settings: PigeonSettings) -> None:
        self.settings = settings

    async def check(self) -> None:
        await type(self).answer(self.settings)

    async def send(self, outgoing: Outgoing) -> Sent:
        raise Refused("Pigeons are on strike.")

    def read(self, raw: Raw) -> list[Happening]:
        return []


async def all_is_well(settings: PigeonSettings) -> None:
    """What a provider says whose settings work."""


@pytest.fixture
def pigeon(monkeypatch: pytest.MonkeyPatch) -> type[Pigeon]:
    monkeypatch.setattr(Pigeon, "answer", all_is_well, raising=False)
    monkeypatch.setitem(CONNECTORS, "pigeon", Pigeon)
    return Pigeon
