"""Passwords, their limits, and the cookie's age."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from argon2 import extract_parameters

from inbox import sessions, users
from inbox.users import NewUser
from web import login
from web.answers import Denied
from web.login import LIFETIME, Login

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.asyncio
@pytest.mark.parametrize(("password", "code"), [("123456789", "short_password"), ("x" * 1001, "long_password")])
async def test_a_password_too_short_or_too_long_is_refused(password: str, code: str) -> None:
    with pytest.raises(Denied) as denied:
        await Login().hash(password)
    assert denied.value.code == code


@pytest.mark.asyncio
async def test_a_hash_is_argon2id_and_never_the_same_twice() -> None:
    signing = Login()
    one, other = await signing.hash("a good password"), await signing.hash("a good password")
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert one != other
    signing.close()


@pytest.mark.asyncio
async def test_hashing_leaves_the_event_loop_free() -> None:
    signing, beats = Login(), 0
    hashing = asyncio.create_task(signing.hash("a good password"))
    while not hashing.done():
        await asyncio.sleep(0.001)
        beats += 1
    assert beats > 5
    signing.close()


@pytest.mark.asyncio
async def test_an_unknown_e_mail_costs_the_same_work_as_a_wrong_password(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.user("agent", "Ana")
    signing, worked = Login(), []
    real = signing._hasher.verify

    def watched(hashed: str, password: str) -> Any:
        worked.append(extract_parameters(hashed))
        return real(hashed, password)

    monkeypatch.setattr(signing, "_hasher", SimpleNamespace(verify=watched))
    for email in ("ana@example.com", "nobody@example.com"):
        with pytest.raises(Denied, match="E-mail or password is wrong"):
            await signing.check(house.inbox, email, "a wrong password", "1.2.3.4")
    known, unknown = worked
    assert known == unknown, "the answer's time would tell who has an account"
    signing.close()


@pytest.mark.asyncio
async def test_attempts_at_the_same_moment_count_each(house: Any) -> None:
    signing = Login()
    tries = (signing.check(house.inbox, "ana@example.com", "a wrong password", "1.2.3.4") for _ in range(15))
    found = [error.status for error in await asyncio.gather(*tries, return_exceptions=True)]  # type: ignore[union-attr]
    assert sorted(found) == [401] * 10 + [429] * 5
    signing.close()


@pytest.mark.asyncio
async def test_ten_attempts_from_one_address_and_then_one_must_wait_for_five_minutes(house: Any) -> None:
    signing = Login()
    for _ in range(10):
        with pytest.raises(Denied, match="E-mail or password is wrong"):
            await signing.check(house.inbox, "ana@example.com", "a wrong password", "1.2.3.4")
    with pytest.raises(Denied) as denied:
        await signing.check(house.inbox, " ANA@example.com", "a wrong password", "1.2.3.4")
    assert (denied.value.status, denied.value.code) == (429, "too_many_attempts")
    assert 200 < int(denied.value.headers["Retry-After"]) <= 300
    assert (
        denied.value.sentence
        == f"Too many wrong passwords. Try again in {denied.value.headers['Retry-After']} seconds."
    )
    for email, ip in (("ben@example.com", "1.2.3.4"), ("ana@example.com", "5.6.7.8")):
        with pytest.raises(Denied, match="E-mail or password is wrong"):
            await signing.check(house.inbox, email, "a wrong password", ip)
    signing.close()


@pytest.mark.asyncio
async def test_a_right_password_forgives_the_wrong_ones(house: Any) -> None:
    signing = Login()
    hashed = await signing.hash("a good password")
    await house.inbox.write(users.add, NewUser("x@example.com", "X", "admin", hashed), NOON)
    for _ in range(2):
        for _ in range(9):
            with pytest.raises(Denied, match="E-mail or password is wrong"):
                await signing.check(house.inbox, "x@example.com", "a wrong password", "1.2.3.4")
        assert (await signing.check(house.inbox, "x@example.com", "a good password", "1.2.3.4")).name == "X"
    signing.close()


@pytest.mark.asyncio
async def test_a_damaged_hash_lets_nobody_in(house: Any) -> None:
    await house.inbox.write(users.add, NewUser("x@example.com", "X", "admin", "not a hash"), NOON)
    with pytest.raises(Denied, match="wrong"):
        await Login().check(house.inbox, "x@example.com", "a wrong password", "1.2.3.4")


@pytest.mark.asyncio
async def test_only_a_digest_of_the_cookie_is_stored_and_it_lasts_fourteen_days(house: Any) -> None:
    user = await house.user("agent", "Ana")
    now = house.inbox.clock()
    session, cookie = await login.begin(house.inbox, user)
    assert len(cookie) >= 43, "256 bits in base64"
    assert session.csrf != cookie
    assert await house.inbox.read(sessions.find, cookie, now) is None
    assert await house.inbox.read(sessions.find, login.digest(cookie), now + LIFETIME - timedelta(seconds=5))
    assert await house.inbox.read(sessions.find, login.digest(cookie), now + LIFETIME + timedelta(seconds=5)) is None
    assert timedelta(days=14) == LIFETIME


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("abc", "abc", True), ("abc", "abd", False), ("", "abc", False), ("é", "abc", False), ("\udc80", "abc", False)],
)
def test_tokens_are_compared_whatever_they_hold(one: str, other: str, alike: bool) -> None:
    assert login.same(one, other) is alike
