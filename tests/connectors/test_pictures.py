"""A picture from elsewhere: fetched from whoever is harmless, and from nobody else."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from connectors import pictures
from connectors.pictures import BIGGEST, LONGEST, Internet, NoPicture, fetch, recognised
from connectors.reach import Private, public_socket

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 50
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """A sender's server, as nasty as a test wants it. Its internet has nothing but this server in it."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.answers: dict[str, Handler] = {}
        self.port = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        return await self.answers[request.path](request)

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def internet(self) -> Internet:
        return Internet(maker=None, ports=frozenset({self.port}))

    def gives(self, path: str, body: bytes = PNG, **about: Any) -> str:
        async def answer(request: web.Request) -> web.Response:
            return web.Response(body=body, **about)

        self.answers[path] = answer
        return self.at(path)

    def leads(self, path: str, to: str, status: int = 302) -> str:
        return self.gives(path, b"", status=status, headers={"Location": to})


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


@pytest.mark.asyncio
async def test_a_picture_is_fetched_and_nothing_of_ours_goes_along(site: Site) -> None:
    found = await fetch(site.gives("/logo.png"), site.internet)
    assert (found.mime, found.content) == ("image/png", PNG)
    [asked] = site.requests
    assert not {"Cookie", "Referer", "Origin", "Authorization"} & set(asked.headers)
    assert "Hilo" in asked.headers["User-Agent"]


@pytest.mark.asyncio
async def test_a_query_arrives_as_it_was_written_since_it_may_be_signed(site: Site) -> None:
    await fetch(site.gives("/a b") + "?sig=a%2Fb~c%3D&x=1+2&%7e", site.internet)
    assert site.requests[0].raw_path == "/a%20b?sig=a%2Fb~c%3D&x=1+2&%7e"


@pytest.mark.asyncio
async def test_letters_of_other_languages_are_coded_as_browsers_do(site: Site) -> None:
    await fetch(site.gives("/año.png") + "?n=é", site.internet)
    assert site.requests[0].raw_path == "/a%C3%B1o.png?n=%C3%A9"


@pytest.mark.asyncio
async def test_a_line_break_in_an_address_starts_no_header(site: Site) -> None:
    for coded in (" HTTP/1.1\r\nX-Evil: 1\r\n", "%20HTTP/1.1%0d%0aX-Evil:%201%0d%0a", "é\r\nX-Evil: 1"):
        await fetch(site.gives("/x") + "?a=" + coded, site.internet)
    assert not any("X-Evil" in one.headers for one in site.requests)


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_what_has_moved_is_followed(site: Site, status: int) -> None:
    site.gives("/there/new.png")
    found = await fetch(site.leads("/old.png", "there/new.png", status), site.internet)
    assert found.content == PNG


@pytest.mark.asyncio
async def test_but_not_for_ever(site: Site) -> None:
    for number in range(5):
        site.leads(f"/{number}", f"/{number + 1}")
    with pytest.raises(NoPicture, match="moved too often"):
        await fetch(site.at("/0"), site.internet)
    assert len(site.requests) == 4


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "to",
    [
        *("file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "data:image/png;base64,AAAA"),
        *("http://127.0.0.1:22/", "http://user:secret@127.0.0.1:{port}/x", "http://:{port}/x", "http://[::1"),
    ],
)
async def test_no_redirect_leads_where_an_address_may_not(site: Site, to: str) -> None:
    site.gives("/x")
    with pytest.raises(NoPicture):
        await fetch(site.leads("/moved", to.format(port=site.port)), site.internet)
    assert [one.path for one in site.requests] == ["/moved"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1:{port}/x", "http://localhost:{port}/x", "http://2130706433:{port}/x"),
        *("http://[::ffff:127.0.0.1]:{port}/x", "http://0.0.0.0:{port}/x", "http://0x7f.1:{port}/x"),
    ],
)
async def test_our_own_machine_cannot_be_reached_by_any_name(site: Site, url: str) -> None:
    site.gives("/x")
    guarded = Internet(ports=frozenset({site.port}))
    with pytest.raises(NoPicture):
        await fetch(url.format(port=site.port), guarded)
    assert site.requests == []


@pytest.mark.asyncio
async def test_a_public_page_cannot_redirect_into_our_network(site: Site) -> None:
    """As in the wild: the first socket is to the outside, and only the second is private."""
    site.gives("/x")
    opened: list[str] = []

    def outside_first(target: Any) -> socket.socket:
        opened.append(str(target[4][0]))
        return socket.socket(*target[:3]) if len(opened) == 1 else public_socket(target)

    guarded = Internet(outside_first, frozenset({site.port}))
    with pytest.raises(NoPicture, match="could not be fetched"):
        await fetch(site.leads("/moved", site.at("/x")), guarded)
    assert [one.path for one in site.requests] == ["/moved"]
    assert len(opened) == 2


@pytest.mark.asyncio
async def test_a_name_that_resolves_elsewhere_the_second_time_is_asked_for_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: what counts is the address of each socket."""
    looked: list[str] = []
    loop = asyncio.get_running_loop()
    real = loop.getaddrinfo

    async def rebound(host: Any, *rest: Any, **more: Any) -> Any:
        looked.append(host)
        return await real("127.0.0.1", *rest, **more)

    monkeypatch.setattr(loop, "getaddrinfo", rebound)
    made: list[Any] = []

    def private_later(target: Any) -> socket.socket:
        made.append(target)
        if len(made) > 1:
            raise Private
        return socket.socket(*target[:3])

    guarded = Internet(private_later, frozenset({site.port}))
    site.leads("/moved", f"http://rebound.example:{site.port}/x")
    with pytest.raises(NoPicture):
        await fetch(f"http://rebound.example:{site.port}/moved", guarded)
    assert looked == ["rebound.example", "rebound.example"]


@pytest.mark.asyncio
@pytest.mark.parametrize("port", [22, 25, 6379, 8080])
async def test_only_the_webs_own_ports_are_called(port: int) -> None:
    with pytest.raises(NoPicture, match="leads nowhere"):
        await fetch(f"http://example.com:{port}/x.png", Internet())


@pytest.mark.asyncio
async def test_an_endless_address_is_not_called(site: Site) -> None:
    with pytest.raises(NoPicture, match="leads nowhere"):
        await fetch(site.at("/" + "x" * LONGEST), site.internet)


@pytest.mark.asyncio
async def test_what_says_that_it_is_huge_is_not_read(site: Site) -> None:
    with pytest.raises(NoPicture, match="too big"):
        await fetch(site.gives("/huge", PNG + b"x" * BIGGEST), site.internet)


@pytest.mark.asyncio
async def test_what_never_says_so_is_cut_off(site: Site) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(PNG * 5000)
            sent += len(PNG) * 5000

    site.answers["/endless"] = endless
    with pytest.raises(NoPicture, match="too big"):
        await fetch(site.at("/endless"), site.internet)
    assert sent < 8 * BIGGEST, "what fits into the sockets' buffers, and no more"


@pytest.mark.asyncio
async def test_who_sends_byte_by_byte_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "SECONDS", 0.3)

    async def slow(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b"x")
            await asyncio.sleep(0.02)

    site.answers["/slow"] = slow
    with pytest.raises(NoPicture, match="TimeoutError"):
        await fetch(site.at("/slow"), site.internet)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body",
    [
        *(b"<html><script>alert(1)</script>", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        *(b"", b"%PDF-1.7", b"GIF", b"RIFF1234WAVE", b"\x00\x00\x00 ftypisom", b" \x89PNG\r\n\x1a\n"),
    ],
)
async def test_what_only_calls_itself_a_picture_is_none(site: Site, body: bytes) -> None:
    with pytest.raises(NoPicture, match="no picture"):
        await fetch(site.gives("/x", body, content_type="image/png"), site.internet)


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x20ftypavif", "image/avif"),
    ],
)
def test_a_picture_is_known_by_how_it_begins(content: bytes, mime: str) -> None:
    assert recognised(content).mime == mime


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [204, 206, 403, 404, 500])
async def test_only_a_whole_answer_counts(site: Site, status: int) -> None:
    with pytest.raises(NoPicture):
        await fetch(site.gives("/x", b"" if status == 204 else PNG, status=status), site.internet)


@pytest.mark.asyncio
async def test_where_nobody_listens_there_is_no_picture(site: Site) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
        with pytest.raises(NoPicture, match="could not be fetched"):
            await fetch(f"http://127.0.0.1:{port}/x", Internet(None, frozenset({port})))
