"""The inbox as a browser loads it."""

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from web import pages


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Hilo</title>")
    (folder / "manifest.json").write_text(
        '{"en.js": "assets/en-ABC.js", "es.js": "assets/es-ABC.js", "start.js": "assets/start-ABC.js"}'
    )
    (folder / "assets" / "inbox-ABC.js").write_text("let plain;")
    (folder / "assets" / "inbox-ABC.js.br").write_bytes(b"packed by brotli")
    (folder / "assets" / "inbox-ABC.js.gz").write_bytes(b"packed by gzip")
    (folder / "assets" / "inbox-ABC.css").write_text("body{}")
    (folder / "assets" / "icon-ABC.svg").write_text("<svg/>")
    (tmp_path / "key").write_text("secret")
    monkeypatch.setattr(pages, "STATIC", folder)
    return folder


@pytest_asyncio.fixture
async def stranger(build: Path, house: Any) -> Any:
    house.http.headers["Accept-Encoding"] = "identity"
    return house.stranger()


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["/", "/threads/123", "/settings", "/deep/er/still", "/index.html", "/favicon.ico"])
async def test_every_address_within_the_inbox_is_the_one_page(stranger: Any, path: str) -> None:
    answer = await stranger.get(path)
    assert answer.status == 200
    assert answer.body == b"<!doctype html><title>Hilo</title>"
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "mime"),
    [("inbox-ABC.js", "text/javascript"), ("inbox-ABC.css", "text/css"), ("icon-ABC.svg", "image/svg+xml")],
)
async def test_files_named_by_their_content_are_kept_for_ever(stranger: Any, name: str, mime: str) -> None:
    answer = await stranger.get(f"/static/assets/{name}")
    assert answer.status == 200
    assert answer.headers["Content-Type"].split(";")[0].replace("application", "text") == mime.replace(
        "application", "text"
    )
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("takes", "gets", "content"),
    [
        ("br, gzip", "br", b"packed by brotli"),
        ("gzip", "gzip", b"packed by gzip"),
        ("identity", None, b"let plain;"),
    ],
)
async def test_the_smallest_that_the_browser_takes_is_sent(
    stranger: Any, house: Any, takes: str, gets: str | None, content: bytes
) -> None:
    url = f"{house.url}/static/assets/inbox-ABC.js"
    async with house.http.get(url, headers={"Accept-Encoding": takes}, auto_decompress=False) as response:
        assert await response.read() == content
        assert response.headers.get("Content-Encoding") == gets
        assert response.headers["Vary"] == "Accept-Encoding"
        assert "javascript" in response.headers["Content-Type"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "path",
    [
        "none.js",
        "assets",
        "assets/",
        "../key",
        "..%2Fkey",
        "%2e%2e/key",
        "/etc/passwd",
        "%00",
        "assets/%00",
        "assets/inbox-ABC.js%00.css",
        "....//key",
        "x" * 300,
    ],
)
async def test_what_is_not_in_the_build_is_not_found(stranger: Any, path: str) -> None:
    answer = await stranger.get(f"/static/{path}")
    assert answer.status == 404 or b"doctype" in answer.body, "the client itself resolved the dots"
    assert b"secret" not in answer.body


@pytest.mark.asyncio
async def test_a_link_that_leads_out_of_the_build_is_not_followed(stranger: Any, build: Path) -> None:
    (build / "assets" / "out.js").symlink_to(build.parent / "key")
    assert (await stranger.get("/static/assets/out.js")).status == 404


@pytest.mark.asyncio
async def test_where_there_is_no_https_none_is_demanded(stranger: Any) -> None:
    assert "Strict-Transport-Security" not in (await stranger.get("/")).headers


@pytest.mark.asyncio
async def test_an_unchanged_page_is_not_sent_again(stranger: Any) -> None:
    tag = (await stranger.get("/")).headers["ETag"]
    answer = await stranger.get("/", If_None_Match=tag)
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.asyncio
@pytest.mark.parametrize(("language", "book"), [("en", "en-ABC.js"), ("es", "es-ABC.js")])
async def test_an_agents_page_says_what_it_will_ask_for_first(
    build: Path, house: Any, language: str, book: str
) -> None:
    agent = await house.browser()
    await agent.patch("/api/v1/me", {"language": language})
    assert (await agent.get("/")).headers["Link"].split(", ") == [
        f"</static/assets/{book}>; rel=modulepreload",
        "</api/v1/session>; rel=preload; as=fetch; crossorigin",
        "</api/v1/threads?view=queue&limit=50>; rel=preload; as=fetch; crossorigin",
    ]


@pytest.mark.asyncio
async def test_it_says_so_even_where_the_page_has_not_changed(build: Path, house: Any) -> None:
    agent = await house.browser()
    first = await agent.get("/")
    again = await agent.get("/", If_None_Match=first.headers["ETag"])
    assert again.status == 304
    assert again.headers["Link"] == first.headers["Link"]


@pytest.mark.asyncio
async def test_what_the_page_asks_for_first_is_there(build: Path, house: Any) -> None:
    agent = await house.browser()
    for path in pages.FIRST_ASKED:
        assert (await agent.get(f"/api/v1/{path}")).status == 200


@pytest.mark.asyncio
@pytest.mark.parametrize("cookie", ["", "forged"])
async def test_a_strangers_page_asks_for_the_login_screen_alone(build: Path, stranger: Any, cookie: str) -> None:
    """Also where it has not changed, or a browser would ask for what it once was told, and be refused."""
    stranger.cookie = cookie
    answer = await stranger.get("/")
    assert answer.headers["Link"] == "</static/assets/start-ABC.js>; rel=modulepreload"
    again = await stranger.get("/", If_None_Match=answer.headers["ETag"])
    assert (again.status, again.headers["Link"]) == (304, answer.headers["Link"])


@pytest.mark.asyncio
async def test_without_a_build_the_page_says_what_to_do(stranger: Any, build: Path) -> None:
    (build / "index.html").unlink()
    answer = await stranger.get("/")
    assert answer.status == 503
    assert "Run `make run`" in answer.body.decode()
    assert answer.headers["Content-Type"].startswith("text/plain")
