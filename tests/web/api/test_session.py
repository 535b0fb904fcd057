"""Signing in and out over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from inbox import sessions
from web.login import digest

WRONG = "E-mail or password is wrong. Check both and try again."


@pytest.mark.asyncio
async def test_signing_in_gives_who_one_is_and_a_guarded_cookie(house: Any) -> None:
    await house.user("supervisor", "Ana")
    answer = await house.stranger().post(
        "/api/v1/session", {"email": " Ana@Example.com ", "password": "correct horse battery"}
    )
    assert answer.status == 200
    assert answer.json["user"] | {"id": ""} == {
        "id": "", "email": "ana@example.com", "name": "Ana", "role": "supervisor", "language": "en",
    }  # fmt: skip
    assert len(answer.json["csrf"]) >= 43
    name, *flags = answer.cookie.split("; ")
    assert name.startswith("__Host-hilo=")
    assert set(flags) == {"HttpOnly", "Secure", "SameSite=Lax", "Path=/", f"Max-Age={14 * 86400}"}
    assert "password" not in answer.body.decode()


@pytest.mark.asyncio
async def test_the_cookie_opens_the_session_again(house: Any) -> None:
    browser = await house.browser("agent", "Ana")
    answer = await browser.get("/api/v1/session")
    assert (answer.json["user"]["name"], answer.json["csrf"]) == ("Ana", browser.csrf)


@pytest.mark.asyncio
async def test_every_sign_in_has_its_own_cookie_and_token(house: Any) -> None:
    one = await house.browser("agent", "Ana")
    other = await house.stranger().sign_in("ana@example.com")
    assert one.cookie != other.cookie
    assert one.csrf != other.csrf


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ana@example.com", "wrong wrong wrong"),
        ("nobody@example.com", "correct horse battery"),
        ("", ""),
        ("ana", "x"),
        ("ana@example.com", "x" * 10_000),
    ],
)
async def test_wrong_is_wrong_without_saying_which(house: Any, email: str, password: str) -> None:
    await house.user("agent", "Ana")
    answer = await house.stranger().post("/api/v1/session", {"email": email, "password": password})
    assert (answer.status, answer.code, answer.sentence) == (401, "wrong_password", WRONG)
    assert not answer.cookie


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "a@b.c"},
        {"password": "x"},
        {"email": 1, "password": "x"},
        {"email": "a", "password": None},
        [],
        "text",
        {"email": "a" * 300, "password": "x"},
    ],
    ids=str,
)
async def test_what_is_no_sign_in_is_refused(house: Any, body: Any) -> None:
    answer = await house.stranger().post("/api/v1/session", body)
    assert (answer.status, answer.code) == (422, "invalid")


@pytest.mark.asyncio
async def test_ten_wrong_passwords_shut_the_door_even_for_the_right_one(house: Any) -> None:
    await house.user("agent", "Ana")
    stranger = house.stranger()
    for _ in range(10):
        answer = await stranger.post("/api/v1/session", {"email": "ana@example.com", "password": "wrong wrong wrong"})
        assert answer.status == 401
    answer = await stranger.post("/api/v1/session", {"email": "ANA@example.com", "password": "correct horse battery"})
    assert (answer.status, answer.code) == (429, "too_many_attempts")
    assert 200 < int(answer.headers["Retry-After"]) <= 300
    stranger.headers["X-Forwarded-For"] = "198.51.100.7"
    await stranger.sign_in("ana@example.com")


@pytest.mark.asyncio
async def test_signing_out_ends_the_session_and_takes_the_cookie_away(house: Any) -> None:
    browser = await house.browser()
    kept = browser.cookie
    answer = await browser.delete("/api/v1/session")
    assert answer.status == 204
    assert answer.body == b""
    assert "Max-Age=0" in answer.cookie
    browser.cookie = kept
    assert (await browser.get("/api/v1/session")).status == 401


@pytest.mark.asyncio
async def test_signing_out_leaves_ones_other_sessions_alone(house: Any) -> None:
    one = await house.browser("agent", "Ana")
    other = await house.stranger().sign_in("ana@example.com")
    await one.delete("/api/v1/session")
    assert (await other.get("/api/v1/session")).status == 200


@pytest.mark.asyncio
@pytest.mark.parametrize("cookie", ["", "x", "x" * 5000, "ü", "a;b", '"'])
async def test_a_cookie_of_nobody_opens_nothing(house: Any, cookie: str) -> None:
    browser = await house.browser()
    browser.cookie = cookie
    assert (await browser.get("/api/v1/session")).status == 401


@pytest.mark.asyncio
async def test_an_expired_session_opens_nothing(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = await house.browser()
    later = house.inbox.clock() + timedelta(days=14, seconds=1)
    monkeypatch.setattr(house.inbox, "clock", lambda: later)
    assert (await browser.get("/api/v1/session")).status == 401


@pytest.mark.asyncio
async def test_a_session_closed_on_the_server_opens_nothing(house: Any) -> None:
    browser = await house.browser()
    await house.inbox.write(sessions.close, digest(browser.cookie))
    assert (await browser.get("/api/v1/session")).code == "signed_out"


@pytest.mark.asyncio
async def test_one_chooses_ones_own_language(house: Any) -> None:
    browser = await house.browser()
    assert (await browser.patch("/api/v1/me", {"language": "es"})).json["user"]["language"] == "es"
    assert (await browser.get("/api/v1/session")).json["user"]["language"] == "es"


@pytest.mark.asyncio
@pytest.mark.parametrize("body", [{"language": "xx"}, {"language": ""}, {"language": None}], ids=str)
async def test_a_language_that_we_do_not_speak_is_refused(house: Any, body: Any) -> None:
    browser = await house.browser()
    assert (await browser.patch("/api/v1/me", body)).status == 422


@pytest.mark.asyncio
async def test_nobody_changes_more_about_themselves_than_that(house: Any) -> None:
    browser = await house.browser()
    answer = await browser.patch("/api/v1/me", {"language": "en", "role": "admin", "email": "root@example.com"})
    user = answer.json["user"]
    assert (user["role"], user["email"]) == ("agent", "agent@example.com")


USUAL = {"hold": 5, "tone": True, "notify": "off", "sound": False, "shortcuts": True, "keys": {}}


@pytest.mark.asyncio
async def test_the_session_says_how_ones_screens_behave(house: Any) -> None:
    browser = await house.browser("agent", "Ana")
    assert (await browser.get("/api/v1/session")).json["preferences"] == USUAL
    answer = await browser.patch("/api/v1/me", {"preferences": {"hold": 10, "keys": {"take": "w"}}})
    wanted = USUAL | {"hold": 10, "keys": {"take": "w"}}
    assert (answer.json["preferences"], answer.json["csrf"]) == (wanted, browser.csrf)
    other = house.stranger()
    signed_in = await other.post("/api/v1/session", {"email": "ana@example.com", "password": "correct horse battery"})
    assert signed_in.json["preferences"] == wanted


@pytest.mark.asyncio
async def test_language_and_preferences_are_changed_apart_or_together(house: Any) -> None:
    browser = await house.browser()
    await browser.patch("/api/v1/me", {"language": "es", "preferences": {"sound": True}})
    answer = await browser.patch("/api/v1/me", {"preferences": {"sound": None}})
    assert (answer.json["user"]["language"], answer.json["preferences"]) == ("es", USUAL)
    answer = await browser.patch("/api/v1/me", {})
    assert (answer.json["user"]["language"], answer.json["preferences"]) == ("es", USUAL)


@pytest.mark.asyncio
@pytest.mark.parametrize("wanted", [None, [], {"hold": 60}, {"notify": "x"}, {"keys": {"take": "a b c"}}], ids=str)
async def test_preferences_that_do_not_fit_change_nothing(house: Any, wanted: Any) -> None:
    browser = await house.browser()
    answer = await browser.patch("/api/v1/me", {"language": "es", "preferences": wanted})
    assert (answer.status, answer.code) == (422, "invalid")
    now = (await browser.get("/api/v1/session")).json
    assert (now["user"]["language"], now["preferences"]) == ("en", USUAL)


@pytest.mark.asyncio
async def test_nobodys_preferences_are_shown_to_others(house: Any) -> None:
    ben = await house.browser("agent", "Ben")
    await ben.patch("/api/v1/me", {"preferences": {"hold": 30}})
    admin = await house.browser("admin", "Ana")
    assert (await admin.get("/api/v1/session")).json["preferences"] == USUAL
    assert "preferences" not in (await admin.get("/api/v1/users")).body.decode()
