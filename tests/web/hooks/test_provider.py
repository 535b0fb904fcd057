"""What connectors of providers are handed, and what their providers get back."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
import pytest_asyncio

from connectors.contract import Forged, Happening, Outgoing, Raw, Refused, Request, Sent, Taken, setting
from connectors.registry import CONNECTORS
from inbox import accounts, journal
from inbox.accounts import NewAccount
from tests.web.hooks.line import Line
from web.settings import Settings

PUBLIC_URL = "https://inbox.example.com"


@dataclass(frozen=True)
class BellSettings:
    clapper: str = setting({"en": "Clapper", "es": "Badajo"}, "secret")


class Bell:
    """A channel whose provider does what a test wants: `verify` is handed every request."""

    name: ClassVar[str] = "bell"
    channel: ClassVar[str] = "bell"
    title: ClassVar[dict[str, str]] = {"en": "Bell", "es": "Campana"}
    Settings: ClassVar[type[Any]] = BellSettings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False
    react: ClassVar[Callable[[Request], Taken]]

    def __init__(self, account_id: str, settings: BellSettings) -> None:
        self.settings = settings

    def verify(self, request: Request) -> Taken:
        return type(self).react(request)

    async def send(self, outgoing: Outgoing) -> Sent:
        raise Refused("Bells do not write.")

    def read(self, raw: Raw) -> list[Happening]:
        return []


@pytest_asyncio.fixture
async def bell(house: Any, monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.setitem(CONNECTORS, "bell", Bell)
    new = NewAccount("bell", "Tower", {}, {"clapper": "iron"})
    account = await house.inbox.write(accounts.add, house.inbox.box, new, house.inbox.clock())
    return Line(house, account.id)


async def spoken(line: Line, head: str, body: bytes = b"") -> None:
    """Over a bare socket: a client of HTTP would tidy the address up before it sends it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(line.house.url.rpartition(":")[2]))
    writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
    assert (await reader.read()).startswith(b"HTTP/1.1 200")
    writer.close()
    await writer.wait_closed()


class TestBehindAProxy:
    """TLS ends at a proxy: what we see is not what the provider called and signed."""

    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return Settings(data=tmp_path, url=PUBLIC_URL)

    @pytest.mark.asyncio
    @pytest.mark.parametrize("query", ["", "?a=1&a=&b=%20%2F+x", "?hub.mode=subscribe&hub.challenge=%C3%B1", "?x=a;b"])
    async def test_the_url_is_the_public_one_letter_for_letter(
        self, bell: Line, monkeypatch: pytest.MonkeyPatch, query: str
    ) -> None:
        seen: list[Request] = []
        monkeypatch.setattr(Bell, "react", lambda request: seen.append(request) or Taken(), raising=False)
        path = f"/hooks/{bell.id}{query}"
        forwarded = "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http\r\n"
        await spoken(bell, f"POST {path} HTTP/1.1\r\nHost: 10.0.0.7\r\n{forwarded}Content-Length: 4\r\n", b"raw\x00")
        (request,) = seen
        assert request.url == PUBLIC_URL + path
        assert (request.method, request.body, request.headers["content-length"]) == ("POST", b"raw\x00", "4")
        assert all(name == name.lower() for name in request.headers)


@pytest.mark.asyncio
async def test_a_header_that_comes_twice_is_joined(bell: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Request] = []
    monkeypatch.setattr(Bell, "react", lambda request: seen.append(request) or Taken(), raising=False)
    await spoken(bell, f"GET /hooks/{bell.id} HTTP/1.1\r\nHost: x\r\nX-Sig: a\r\nx-sig: b\r\n")
    assert seen[0].headers["x-sig"] == "a, b"


@pytest.mark.asyncio
async def test_a_handshake_gets_its_answer_and_leaves_no_trace(bell: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def greet(request: Request) -> Taken:
        return Taken(body=request.url.rpartition("challenge=")[2].encode(), mime="text/plain")

    monkeypatch.setattr(Bell, "react", greet, raising=False)
    answer = await bell.house.stranger().get(f"/hooks/{bell.id}?hub.challenge=1158201444")
    assert (answer.status, answer.body) == (200, b"1158201444")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert await bell.keys() == []


@pytest.mark.asyncio
async def test_a_batch_is_kept_whole_and_in_order_and_answered_as_its_provider_expects(
    bell: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"wamid.{number}" for number in range(60)]
    raws = tuple(Raw(name, name.encode(), {"part": name}) for name in names)
    twiml = Taken(raws, 200, b"<Response/>", "text/xml")
    monkeypatch.setattr(Bell, "react", lambda request: twiml, raising=False)
    answers = await asyncio.gather(*(bell.bare(b"") for _ in range(3)))
    assert {(one.status, one.body) for one in answers} == {(200, b"<Response/>")}
    assert all(one.headers["Content-Type"].startswith("text/xml") for one in answers)
    assert await bell.keys() == names
    unread = await bell.house.inbox.read(journal.unread, 1)
    assert unread[0].headers == {"part": "wamid.0"}


@pytest.mark.asyncio
async def test_a_connector_that_fails_acknowledges_nothing(bell: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(request: Request) -> Taken:
        raise KeyError("clapper=iron")

    monkeypatch.setattr(Bell, "react", fail, raising=False)
    answer = await bell.bare(b"")
    assert answer.status == 500
    assert "iron" not in answer.sentence
    assert await bell.keys() == []


@pytest.mark.asyncio
async def test_a_forged_handshake_raises_the_alarm_too(bell: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(request: Request) -> Taken:
        raise Forged("The verify token differs.")

    monkeypatch.setattr(Bell, "react", refuse, raising=False)
    assert (await bell.house.stranger().get(f"/hooks/{bell.id}")).status == 403
    assert await bell.alarm() == "A call to this account was refused. The verify token differs."
