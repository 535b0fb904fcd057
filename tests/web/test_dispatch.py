"""Where a call may come from, how errors look, and what every answer carries."""

from typing import Any

import pytest
import structlog

from web import dispatch, live
from web.settings import Settings

SIGN_IN = {"email": "x@example.com", "password": "a wrong password"}
PUBLIC_URL = "https://inbox.example.com"


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    return Settings(data=tmp_path, url=PUBLIC_URL)


@pytest.mark.asyncio
async def test_a_call_without_an_origin_is_no_browsers_and_is_admitted(house: Any) -> None:
    assert (await house.stranger().post("/api/v1/session", SIGN_IN)).code == "wrong_password"


@pytest.mark.asyncio
async def test_the_servers_own_page_is_admitted_by_its_public_url_and_by_its_address(house: Any) -> None:
    port = house.url.rpartition(":")[2]
    for origin, host in (
        (PUBLIC_URL, "inbox.example.com"),
        (PUBLIC_URL, "behind-a-proxy:1"),
        (house.url, f"127.0.0.1:{port}"),
        (f"http://localhost:{port}", f"localhost:{port}"),
    ):
        answer = await house.stranger().post("/api/v1/session", SIGN_IN, Origin=origin, Host=host)
        assert answer.code == "wrong_password", origin


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://inbox.example.com"},
        {"Origin": "https://inbox.example.com.evil.example"},
        {"Origin": "http://localhost:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site", "Origin": PUBLIC_URL},
    ],
    ids=str,
)
async def test_another_sites_page_may_change_nothing(house: Any, headers: dict[str, str]) -> None:
    for path in ("/api/v1/session", "/api/v1/setup"):
        answer = await house.stranger().post(path, SIGN_IN, **headers)
        assert (answer.status, answer.code) == (403, "foreign_origin")
        assert "HILO_URL" in answer.sentence


@pytest.mark.asyncio
async def test_a_name_that_a_stranger_points_at_us_is_not_ours(house: Any) -> None:
    """DNS rebinding: the page and the call agree on the host, and yet it is theirs."""
    answer = await house.stranger().post(
        "/api/v1/setup", SIGN_IN, Origin="http://evil.example:8080", Host="evil.example:8080"
    )
    assert answer.code == "foreign_origin"


@pytest.mark.parametrize(("host", "is_one"), [("127.0.0.1", True), ("::1", True), ("10.1", False), ("a.b", False)])
def test_an_ip_address_is_told_from_a_name(host: str, is_one: bool) -> None:
    assert dispatch.is_address(host) is is_one


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "path", ["/", "/api/v1/setup", "/api/v1/session", "/api/v1/nothing", "/static/none.js", "/healthz"]
)
async def test_every_answer_is_guarded(house: Any, path: str) -> None:
    headers = (await house.stranger().get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "media-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Python" not in headers["Server"]


@pytest.mark.asyncio
async def test_what_goes_wrong_in_here_is_logged_under_the_number_that_the_caller_gets(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await house.browser()

    def broken(*given: Any) -> Any:
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr("inbox.queue.counts", broken)
    with structlog.testing.capture_logs() as logs:
        answer = await browser.get("/api/v1/counts")
    assert (answer.status, answer.code) == (500, "internal")
    assert "hunter2" not in answer.sentence
    entry = next(one for one in logs if one["event"] == "request failed")
    assert entry["incident"] in answer.sentence
    assert entry["route"] == "/api/v1/counts"


@pytest.mark.asyncio
async def test_a_failure_after_the_stream_has_begun_ends_it_and_harms_nobody_else(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await house.browser()

    def broken(*given: Any) -> Any:
        raise RuntimeError("lost")

    await house.thread()
    monkeypatch.setattr(live, "enriched", broken)
    async with browser.stream("0") as stream:
        assert await stream.next() is None
    assert (await browser.get("/api/v1/counts")).status == 200
