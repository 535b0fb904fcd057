"""An answer on its way to the peer: one signed POST, and whatever the peer makes of it."""

import asyncio
import gzip
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from servers.certificate import Certificate
from servers.peer import Peer

from connectors.api import outbound
from connectors.api.channel import Api
from connectors.contract import Address, Outgoing, Refused, TryLater

TO = Address("api", "ana@shop", "Ana", scoped=True)
OUT = Outgoing("0199-a", TO, "Mañana llega. 👍🏽", "Order 12", "0199-a", ("7", "0199-b"), author="Luis")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def made(api: Callable[..., Api], peer: Peer) -> Api:
    return api(webhook_url=peer.url)


def says(peer: Peer, status: int, text: str = "", **headers: str) -> None:
    peer.answer = lambda request: web.Response(
        status=status, text=text, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


@asynccontextmanager
async def rude(reaction: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Any]) -> AsyncIterator[str]:
    """A peer that speaks no HTTP, or too little of it. Gives its webhook."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reaction(reader, writer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"


async def whole_request(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
    await reader.readexactly(int(length.partition(b":")[2]))


@pytest.mark.asyncio
async def test_a_message_is_one_signed_post_with_all_that_the_peer_needs(made: Api, peer: Peer) -> None:
    sent = await made.send(OUT)
    assert (sent.remote_id, sent.state) == ("out:peer-1", "sent")
    assert peer.taken == [
        {
            "id": "0199-a",
            "to": {"address": "ana@shop", "name": "Ana"},
            "text": "Mañana llega. 👍🏽",
            "subject": "Order 12",
            "author": "Luis",
            "in_reply_to": "7",
        }
    ]
    (request,) = peer.requests
    assert (request.method, request.path, request.headers["User-Agent"]) == ("POST", "/hook", "Hilo")


@pytest.mark.asyncio
async def test_every_attempt_is_the_same_so_that_the_peer_can_tell(made: Api, peer: Peer) -> None:
    await made.send(OUT)
    await made.send(OUT)
    assert peer.bodies[0] == peer.bodies[1]
    assert [one.headers["Idempotency-Key"] for one in peer.requests] == ["0199-a", "0199-a"]


@pytest.mark.asyncio
async def test_a_first_message_answers_nothing(made: Api, peer: Peer) -> None:
    await made.send(Outgoing("0199-c", TO, "Hello"))
    assert (peer.taken[0]["in_reply_to"], peer.taken[0]["subject"], peer.taken[0]["author"]) == ("", "", "")


@pytest.mark.asyncio
async def test_a_peer_that_does_not_share_our_secret_refuses_us_in_its_own_words(
    api: Callable[..., Api], peer: Peer
) -> None:
    with pytest.raises(Refused, match=r"127\.0\.0\.1 refused this with 400: wrong signature"):
        await api(webhook_url=peer.url, secret="f" * 32).send(OUT)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text",
    ["", "OK", "null", "[]", '{"id":7}', '{"id":""}', '{"id":"a\\u0000b"}', '{"id":"' + "x" * 201 + '"}', "[" * 60_000],
    ids=lambda text: text[:12],
)
async def test_taken_is_taken_whatever_else_the_peer_says(made: Api, peer: Peer, text: str) -> None:
    says(peer, 202, text)
    assert (await made.send(OUT)).remote_id == "out:0199-a"


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
async def test_any_success_is_a_success(made: Api, peer: Peer, status: int) -> None:
    says(peer, status)
    assert (await made.send(OUT)).remote_id == "out:0199-a"


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 413, 422, 451])
async def test_what_the_peer_refuses_fails_with_its_status_and_what_to_do(made: Api, peer: Peer, status: int) -> None:
    says(peer, status)
    with pytest.raises(Refused, match=f"with {status}: ask whoever runs it"):
        await made.send(OUT)


@pytest.mark.asyncio
async def test_a_peers_reason_is_shown_but_cannot_fill_the_screen(made: Api, peer: Peer) -> None:
    says(peer, 422, '{"error":"Opted\\u0000 out\\u202e ' + "x" * 5000 + '"}')
    with pytest.raises(Refused) as refused:
        await made.send(OUT)
    sentence = str(refused.value)
    assert "Opted out xxx" in sentence
    assert sentence.isprintable()
    assert len(sentence) < 300


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504, 599])
async def test_what_may_pass_is_tried_again(made: Api, peer: Peer, status: int) -> None:
    says(peer, status, "<html>oops")
    with pytest.raises(TryLater, match=f"answered {status}") as later:
        await made.send(OUT)
    assert later.value.after == MINUTE


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("7", timedelta(seconds=7)),
        ("0", timedelta()),
        ("999999999", timedelta(hours=1)),
        ("9" * 5000, MINUTE),
        ("-5", MINUTE),
        ("soon", MINUTE),
        ("Sun, 22 Nov 2026 10:00:30 GMT", timedelta(seconds=30)),
        ("Sun, 22 Nov 2026 10:00:30 -0000", timedelta(seconds=30)),
        ("Sun, 22 Nov 2026 09:00:00 GMT", timedelta()),
        ("Sun, 22 Nov 2099 10:00:00 GMT", timedelta(hours=1)),
    ],
    ids=lambda value: str(value)[:32],
)
async def test_the_peer_says_when(made: Api, peer: Peer, header: str, pause: timedelta) -> None:
    says(peer, 429, Retry_After=header)
    with pytest.raises(TryLater) as later:
        await made.send(OUT)
    assert later.value.after == pause


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_never_followed(made: Api, peer: Peer, status: int) -> None:
    says(peer, status, Location="http://169.254.169.254/latest/meta-data/")
    with pytest.raises(Refused, match=f"answered {status}, which leads elsewhere"):
        await made.send(OUT)
    says(peer, status, Location=peer.url)
    with pytest.raises(Refused):
        await made.send(OUT)
    assert len(peer.requests) == 2


@pytest.mark.asyncio
async def test_cookies_of_one_call_do_not_come_with_the_next(made: Api, peer: Peer) -> None:
    says(peer, 200, Set_Cookie="a=b")
    await made.send(OUT)
    await made.send(OUT)
    assert not any("Cookie" in one.headers for one in peer.requests)


@pytest.mark.asyncio
async def test_no_proxy_of_the_environment_sees_a_message(
    made: Api, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert (await made.send(OUT)).remote_id == "out:peer-1"


@pytest.mark.asyncio
async def test_a_huge_answer_is_not_read(made: Api, peer: Peer) -> None:
    written = 0

    async def flood(request: web.Request) -> web.StreamResponse:
        nonlocal written
        answer = web.StreamResponse()
        await answer.prepare(request)
        while written < 64 << 20:
            await answer.write(b"x" * 65_536)
            written += 65_536
        return answer

    peer.answer = flood
    assert (await made.send(OUT)).remote_id == "out:0199-a"
    assert written < 16 << 20  # what the sockets' buffers hold


@pytest.mark.asyncio
async def test_a_compressed_answer_is_not_unpacked(made: Api, peer: Peer) -> None:
    packed = gzip.compress(b'{"id":"x"}')
    peer.answer = lambda request: web.Response(body=packed, headers={"Content-Encoding": "gzip"})
    assert (await made.send(OUT)).remote_id == "out:0199-a"
    assert peer.requests[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.asyncio
async def test_a_peer_that_takes_the_message_and_breaks_off_is_asked_again(api: Callable[..., Api]) -> None:
    async def drop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await whole_request(reader)

    async with rude(drop) as url:
        with pytest.raises(TryLater, match="broke off before it answered"):
            await api(webhook_url=url).send(OUT)


@pytest.mark.asyncio
async def test_a_peer_that_breaks_off_within_its_yes_has_said_yes(api: Callable[..., Api]) -> None:
    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await whole_request(reader)
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"id":"p')

    async with rude(half) as url:
        assert (await api(webhook_url=url).send(OUT)).remote_id == "out:0199-a"


@pytest.mark.asyncio
@pytest.mark.parametrize("words", [b"220 smtp.example ESMTP\r\n", b"\x00" * 100, b"HTTP/1.1 200 " + b"x" * 20_000])
async def test_a_peer_that_speaks_no_http_is_asked_again(api: Callable[..., Api], words: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(words)

    async with rude(talk) as url:
        with pytest.raises(TryLater):
            await api(webhook_url=url).send(OUT)


@pytest.mark.asyncio
async def test_a_slow_peer_is_asked_again(made: Api, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "TIMEOUT", aiohttp.ClientTimeout(total=0.2))

    async def dawdle(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(5)
        return web.Response()

    peer.answer = dawdle
    with pytest.raises(TryLater, match="did not answer in time"):
        await made.send(OUT)


def test_its_patience_ends_before_the_deliverers() -> None:
    assert outbound.TIMEOUT.total is not None
    assert outbound.TIMEOUT.total < 100


@pytest.mark.asyncio
async def test_a_peer_that_is_down_is_asked_again(api: Callable[..., Api]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    for host in ("127.0.0.1", "localhost"):  # the latter has two addresses
        with pytest.raises(TryLater, match=r"could not be reached \(Connection refused\)"):
            await api(webhook_url=f"http://{host}:{port}/").send(OUT)


@pytest.mark.asyncio
async def test_a_name_that_does_not_resolve_now_is_tried_again(api: Callable[..., Api]) -> None:
    with pytest.raises(TryLater, match=r"peer\.invalid could not be reached \([A-Z][a-z ]+"):
        await api(webhook_url="http://peer.invalid/hook").send(OUT)


@pytest.mark.asyncio
async def test_a_certificate_of_nobody_we_trust_gets_no_message(
    api: Callable[..., Api], peer: Peer, tmp_path: Path
) -> None:
    certificate = Certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.chain, certificate.key)
    app = web.Application()
    app.router.add_post("/", peer.serve)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    with pytest.raises(TryLater, match="no valid certificate"):
        await api(webhook_url=f"https://localhost:{runner.addresses[0][1]}/").send(OUT)
    await runner.cleanup()
    assert peer.requests == []


@pytest.mark.asyncio
async def test_an_account_without_a_webhook_says_so(api: Callable[..., Api]) -> None:
    with pytest.raises(Refused, match="has no webhook"):
        await api().send(OUT)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]"]
)
async def test_a_webhook_inside_is_never_even_connected_to(api: Callable[..., Api], host: str) -> None:
    calls: list[int] = []

    async def count(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append(1)

    async with rude(count) as url:
        port = url.split(":")[2].partition("/")[0]
        with pytest.raises(Refused, match=r"inside a private network|not an address that can be called"):
            await api(webhook_url=f"https://{host}:{port}/", allow_private=False).send(OUT)
        await asyncio.sleep(0.05)
    assert calls == []


@pytest.mark.asyncio
async def test_a_name_that_looked_public_when_it_was_checked_leads_nowhere_later(
    api: Callable[..., Api], monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the check sees one address, the connection would get another."""
    addresses = iter(["93.184.215.14", "127.0.0.1", "169.254.169.254"])
    loop = asyncio.get_running_loop()

    async def resolve(host: str, port: int, **given: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(addresses), port))]

    monkeypatch.setattr(loop, "getaddrinfo", resolve)
    made = api(webhook_url="https://peer.example/", allow_private=False)
    await made.check()
    for _ in range(2):
        with pytest.raises(Refused, match="inside a private network"):
            await made.send(OUT)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"secret": "short"}, "at least 32"),
        ({"webhook_url": "peer.example/hook"}, "no usable address"),
        ({"webhook_url": "ftp://peer.example/"}, "no usable address"),
        ({"webhook_url": "https://ana:pw@peer.example/"}, "without a password"),
        ({"webhook_url": "https://"}, "no usable address"),
        ({"webhook_url": "https://peer.example:99999/"}, "no usable address"),
        ({"webhook_url": "https://[::1/"}, "no usable address"),
        ({"webhook_url": "https://a b/"}, "no usable address"),
        ({"webhook_url": "https://a.example/\r\nX: y"}, "no usable address"),
        ({"webhook_url": "http://93.184.215.14/", "allow_private": False}, "in the clear"),
        ({"webhook_url": "https://127.0.0.1/", "allow_private": False}, "switch on private addresses"),
        ({"webhook_url": "https://169.254.169.254/", "allow_private": False}, "switch on private addresses"),
        ({"webhook_url": "https://peer.invalid/"}, "There is no host 'peer.invalid'"),
        ({"webhook_url": "https://" + "a" * 64 + ".example/"}, "There is no host"),
    ],
    ids=str,
)
async def test_settings_that_cannot_work_are_refused_with_what_to_change(
    api: Callable[..., Api], given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        await api(**given).check()


@pytest.mark.asyncio
async def test_good_settings_pass_the_check_and_nothing_is_sent(api: Callable[..., Api], peer: Peer) -> None:
    await api().check()
    await api(webhook_url=peer.url).check()
    await api(webhook_url="https://93.184.215.14/hook?token=1", allow_private=False).check()
    assert peer.requests == []


def test_the_form_is_there_in_both_languages_and_hides_the_secret() -> None:
    fields = Api.Settings.__dataclass_fields__
    assert [name for name, one in fields.items() if one.metadata["kind"] == "secret"] == ["secret"]
    assert all(set(one.metadata["help"]) == {"en", "es"} for one in fields.values())
