"""The loader and the panel's page, and who may frame it."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from inbox import accounts
from tests.web.chat.shop import Shop
from web.answers import Denied
from web.chat.built import Built

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("built")]


async def panel(http: ClientSession, server: str, account: str, **query: str) -> tuple[int, dict[str, str], str]:
    async with http.get(f"{server}/chat/panel", params={"account": account, **query}) as response:
        return response.status, dict(response.headers), await response.text()


def directive(headers: dict[str, str], name: str) -> str:
    (found,) = [one for one in headers["Content-Security-Policy"].split("; ") if one.split()[0] == name]
    return found


async def test_the_loader_may_be_loaded_from_anywhere_and_soon_be_fresh(http: ClientSession, server: str) -> None:
    async with http.get(f"{server}/chat/loader.js") as response:
        assert response.status == 200
        assert response.headers["Content-Type"].startswith("text/javascript")
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response.headers["Cache-Control"] == "public, max-age=600"
        assert "Set-Cookie" not in response.headers


async def test_the_widget_is_as_small_as_promised(built: Path) -> None:
    names = Built(built).names
    size = {name: len(gzip.compress((built / names[name]).read_bytes(), 9)) for name in ("loader.js", "panel.js")}
    size["panel.js"] += len(gzip.compress((built / names["panel.css"]).read_bytes(), 9))
    assert size["loader.js"] <= 2_500
    assert size["panel.js"] <= 18_000


async def test_the_panel_allows_only_its_own_scripts(http: ClientSession, server: str, shop: Shop) -> None:
    status, headers, html = await panel(http, server, shop.account)
    assert status == 200
    assert directive(headers, "default-src") == "default-src 'none'"
    assert directive(headers, "script-src") == "script-src 'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers
    assert "<title>Acme</title>" in html


async def test_what_the_panel_names_is_there(http: ClientSession, server: str, shop: Shop, built: Path) -> None:
    html = (await panel(http, server, shop.account))[2]
    for name in ("panel.js", "panel.css"):
        path = f"/static/{Built(built).names[name]}"
        assert path in html
        async with http.get(server + path) as response:
            assert response.status == 200


@pytest.mark.parametrize(
    ("origins", "ancestors"),
    [
        ([], "'self'"),
        (["https://shop.example"], "'self' https://shop.example"),
        (["https://a.example", "http://b.example:8000"], "'self' https://a.example http://b.example:8000"),
        (["*"], "*"),
        (["https://a.example; script-src *", "https://b.example", "https://c.example https://d.example"],
         "'self' https://b.example"),
    ],
)  # fmt: skip
async def test_only_the_accounts_own_sites_may_frame_it(
    http: ClientSession, server: str, shop: Shop, origins: list[str], ancestors: str
) -> None:
    await set_up(shop, title="Acme", allowed_origins=origins)
    headers = (await panel(http, server, shop.account))[1]
    assert directive(headers, "frame-ancestors") == f"frame-ancestors {ancestors}"
    assert directive(headers, "script-src") == "script-src 'self'"


async def set_up(shop: Shop, **settings: Any) -> None:
    named = "Chat", settings, {}
    await shop.inbox.write(accounts.update_settings, shop.inbox.box, shop.account, *named, shop.inbox.clock())


async def test_nothing_an_admin_types_becomes_markup(http: ClientSession, server: str, shop: Shop) -> None:
    await set_up(shop, title="</title><script>alert(1)</script>", allowed_origins=['"><script>alert(2)</script>'])
    html = (await panel(http, server, shop.account))[2]
    assert "<script>" not in html


async def test_the_page_speaks_the_asked_language_and_no_other(http: ClientSession, server: str, shop: Shop) -> None:
    assert '<html lang="es">' in (await panel(http, server, shop.account, lang="es"))[2]
    assert '<html lang="en">' in (await panel(http, server, shop.account))[2]
    assert (await panel(http, server, shop.account, lang='"><script>'))[0] == 422


@pytest.mark.parametrize("account", ["x", "01900000-0000-7000-8000-000000000000"])
async def test_an_unknown_chat_has_no_panel(http: ClientSession, server: str, shop: Shop, account: str) -> None:
    status, headers, text = await panel(http, server, account)
    assert status == 404
    assert json.loads(text)["error"]["code"] == "not_found"
    assert directive(headers, "frame-ancestors") == "frame-ancestors 'none'"


async def test_a_server_without_its_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Denied, match="make run") as refused:
        _ = Built(tmp_path).names
    assert refused.value.status == 503
