"""Passwords, their limits, and the cookie's age."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from argon2 import extract_parameters

from inbox import sessions, users
from inbox.users import NewUser
from web import login
from web.answers import Denied
from web.login import LIFETIME, Limit, Login

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def fail(limit: Limit, times: int, key: str = "ana 1.2.3.4", at: datetime = NOON) -> None:
    for _ in range(times):
        limit.demand(key, at)
        limit.fail(key, at)


def test_ten_failures_are_borne_and_the_eleventh_attempt_is_not() -> None:
    limit = Limit()
    fail(limit, 10)
    with pytest.raises(Denied) as denied:
        limit.demand("ana 1.2.3.4", NOON)
    assert denied.value.status == 429
    assert denied.value.headers == {"Retry-After": "301"}
    assert denied.value.sentence == "Too many wrong passwords. Try again in 301 seconds."


def test_after_five_minutes_one_may_try_again() -> None:
    limit = Limit()
    fail(limit, 10)
    limit.demand("ana 1.2.3.4", NOON + timedelta(minutes=5))


def test_the_seconds_to_wait_grow_fewer() -> None:
    limit = Limit()
    fail(limit, 10)
    with pytest.raises(Denied) as denied:
        limit.demand("ana 1.2.3.4", NOON + timedelta(minutes=4))
    assert denied.value.headers == {"Retry-After": "61"}


def test_another_address_and_another_person_are_not_held_up() -> None:
    limit = Limit()
    fail(limit, 10)
    limit.demand("ana 5.6.7.8", NOON)
    limit.demand("ben 1.2.3.4", NOON)


def test_a_right_password_forgives_the_wrong_ones() -> None:
    limit = Limit()
    fail(limit, 9)
    limit.forget("ana 1.2.3.4")
    fail(limit, 10)


def test_its_memory_is_bounded() -> None:
    limit = Limit(keys=3)
    for name in "abcd":
        limit.fail(name, NOON)
    assert len(limit._seen) == 3


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


class Peer:
    def __init__(self, ip: str) -> None:
        self.ip = ip

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return (self.ip, 4321) if name == "peername" else default


@pytest.mark.parametrize(
    ("peer", "forwarded", "believed"),
    [
        ("9.9.9.9", "", "9.9.9.9"),
        ("9.9.9.9", "1.1.1.1", "9.9.9.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "1.1.1.1", "1.1.1.1"),
        ("127.0.0.1", "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        ("::1", "6.6.6.6,2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed_and_only_its_own_word(
    peer: str, forwarded: str, believed: str
) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = make_mocked_request("GET", "/", headers=headers, transport=Peer(peer))
    assert login.address(request) == believed
