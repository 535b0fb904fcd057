"""A mail's pictures from elsewhere: nothing is loaded until an agent asks, and then only by us."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from connectors.pictures import Internet
from web.images import GALLERY

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 50


class Sender:
    """The server of whoever wrote the mail."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.answer: dict[str, Any] = {"body": PNG, "content_type": "image/png"}
        self.port = 0

    async def serve(self, request: web.Request) -> web.Response:
        self.requests.append(request)
        return web.Response(**self.answer)

    def mail(self, more: str = "") -> str:
        return f'<p>Hello</p><img alt="Logo" src="http://127.0.0.1:{self.port}/logo.png?who=ana">{more}'


@pytest_asyncio.fixture
async def sender(house: Any) -> AsyncIterator[Sender]:
    made = Sender()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.port = runner.addresses[0][1]
    house.app[GALLERY].internet = Internet(maker=None, ports=frozenset({made.port}))
    yield made
    await runner.cleanup()


async def received(house: Any, html: str) -> str:
    said = await house.customer_says("Hello", html=html)
    return f"/api/v1/messages/{said.id}"


async def address(browser: Any, message: str) -> str:
    document = await browser.get(f"{message}/html?images=true")
    [found] = re.findall(r'src="(/images/[^"]+)"', document.body.decode())
    return found


@pytest.mark.asyncio
async def test_it_is_said_how_many_there_are_and_from_where_without_loading_any(house: Any, sender: Sender) -> None:
    html = sender.mail('<img src="https://a.example/1"><img src="https://a.example/2"><img src="cid:x">')
    told = await (await house.browser()).get(f"{await received(house, html)}/images")
    assert told.json == {"count": 3, "hosts": ["127.0.0.1", "a.example"]}
    assert sender.requests == []


@pytest.mark.asyncio
async def test_a_mail_without_any_says_so_and_a_message_without_html_has_none(house: Any) -> None:
    browser = await house.browser()
    assert (await browser.get(f"{await received(house, '<p>x</p>')}/images")).json == {"count": 0, "hosts": []}
    assert (await browser.get(f"{await received(house, '')}/images")).status == 404


@pytest.mark.asyncio
async def test_until_an_agent_asks_the_document_names_no_address_and_may_load_nothing(
    house: Any, sender: Sender
) -> None:
    shown = await (await house.browser()).get(f"{await received(house, sender.mail())}/html")
    assert b"127.0.0.1" not in shown.body
    policy = shown.headers["Content-Security-Policy"]
    assert "img-src data:;" in policy
    assert "sandbox allow-popups" in policy
    assert "allow-same-origin" not in policy
    assert "allow-scripts" not in policy
    assert shown.headers["X-DNS-Prefetch-Control"] == "off"


@pytest.mark.asyncio
async def test_then_it_may_load_them_from_us_and_from_nobody_else(house: Any, sender: Sender) -> None:
    shown = await (await house.browser()).get(f"{await received(house, sender.mail())}/html?images=true")
    assert b"127.0.0.1" not in shown.body
    policy = shown.headers["Content-Security-Policy"]
    assert "img-src data: 'self';" in policy
    assert "default-src 'none'" in policy
    assert "allow-same-origin" not in policy


@pytest.mark.asyncio
async def test_the_picture_is_fetched_and_nothing_of_the_agents_goes_along(house: Any, sender: Sender) -> None:
    browser = await house.browser()
    here = await address(browser, await received(house, sender.mail()))
    picture = await browser.get(here, Referer="https://inbox.example/secret", User_Agent="Ana's browser")
    assert (picture.status, picture.body) == (200, PNG)
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.headers["Cache-Control"] == "private, max-age=3600"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    [asked] = sender.requests
    assert asked.raw_path == "/logo.png?who=ana"
    assert not {"Cookie", "Referer", "X-Csrf-Token", "X-Forwarded-For"} & set(asked.headers)
    assert "Ana" not in str(asked.headers)


@pytest.mark.asyncio
async def test_the_frame_has_no_cookie_so_the_address_itself_is_the_key(house: Any, sender: Sender) -> None:
    here = await address(await house.browser(), await received(house, sender.mail()))
    picture = await house.stranger().get(here)
    assert picture.status == 200
    assert picture.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.asyncio
async def test_nobody_gets_an_address_without_being_an_agent(house: Any, sender: Sender) -> None:
    message = await received(house, sender.mail())
    for path in ("/html?images=true", "/images"):
        assert (await house.stranger().get(message + path)).status == 401


@pytest.mark.asyncio
@pytest.mark.parametrize("token", ["x", "A" * 80, "http:%2f%2f169.254.169.254%2f", "%00"])
async def test_nobody_makes_us_fetch_what_we_did_not_sign(house: Any, sender: Sender, token: str) -> None:
    refused = await house.stranger().get(f"/images/{token}")
    assert refused.status == 404
    assert "Show the mail again" in refused.sentence
    assert sender.requests == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404},
        {"status": 500, "body": PNG},
        {"body": b"<script>alert(1)</script>", "content_type": "image/png"},
        {"body": b'<svg xmlns="http://www.w3.org/2000/svg"/>', "content_type": "image/svg+xml"},
        {"status": 302, "headers": {"Location": "http://169.254.169.254/latest/meta-data"}},
    ],
)
async def test_instead_of_what_is_none_stands_a_small_sign(house: Any, sender: Sender, answer: Any) -> None:
    browser = await house.browser()
    sender.answer = answer
    sign = await browser.get(await address(browser, await received(house, sender.mail())))
    assert sign.status == 404
    assert sign.headers["Content-Type"].startswith("image/svg+xml")
    assert b"script" not in sign.body
    assert len(sign.body) < 400


@pytest.mark.asyncio
async def test_our_own_network_is_never_asked_for_a_picture(house: Any, sender: Sender) -> None:
    house.app[GALLERY].internet = Internet(ports=frozenset({sender.port}))
    browser = await house.browser()
    sign = await browser.get(await address(browser, await received(house, sender.mail())))
    assert sign.status == 404
    assert sender.requests == []
