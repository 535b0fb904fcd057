"""The doctor at a real Redis. Hilo runs without one, so what is missing is told with what it costs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec.structs import replace as altered
from redis import Redis as Client
from servers.redis import Redis as Server

from inbox.clock import Clock, utc_now
from inbox.servers.redis import RedisServer, look
from tests.web.doctor.clinic import findings
from web.doctor.redis import judge, redis
from web.settings import Settings


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.remove()


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with Client.from_url(server.url) as client:
        yield client


def found(url: str, clock: Clock = utc_now) -> dict[str, str]:
    return {one.subject: one.remedy for one in redis(url, clock)}


def wrong_with(url: str) -> str:
    return " ".join(found(url).values()).strip()


def test_where_all_is_well_each_thing_is_named(server: Server) -> None:
    assert wrong_with(server.url) == ""
    first, *rest = found(server.url)
    assert first.endswith(f" at 127.0.0.1:{server.port}")
    assert rest == ["Redis: memory (unbounded; Hilo keeps nothing in it)", "Redis: clock"]


def test_none_at_all_is_no_problem() -> None:
    assert found("") == {"Redis (none: what another process did is seen within 2 seconds)": ""}


@pytest.mark.asyncio
async def test_the_embedded_inbox_asks_for_none(settings: Settings) -> None:
    assert not [one for one in await findings(settings) if one.startswith("Redis")]


@pytest.mark.asyncio
async def test_one_that_is_set_is_looked_at_and_what_comes_after_it_too(settings: Settings, server: Server) -> None:
    server.stop()
    told = await findings(replace(settings, redis=server.url))
    assert "Nothing is lost without it" in told["Redis"]
    assert list(told)[-1].startswith("database")


def test_a_stopped_one_is_told(server: Server) -> None:
    server.stop()
    assert "Connection refused" in wrong_with(server.url)
    assert "Start it, or correct REDIS_URL." in wrong_with(server.url)


def test_a_wrong_password_is_told_without_quoting_it(server: Server, client: Client) -> None:
    client.config_set("requirepass", "right-horse")
    assert "Authentication required" in wrong_with(server.url)
    wrong = server.url.replace("//", "//:wrong-horse@")
    assert "invalid username-password pair" in wrong_with(wrong)
    assert "horse" not in str(found(wrong))
    assert wrong_with(wrong.replace("wrong", "right")) == ""


@pytest.mark.parametrize("url", ["redis://:geheim/7@host/0", "http://geheim", "redis://host:geheim/0", "geheim"])
def test_an_address_that_cannot_be_read_is_told_without_quoting_it(url: str) -> None:
    assert "It cannot be used: " in wrong_with(url)
    assert "geheim" not in wrong_with(url)


def test_a_user_who_may_not_speak_is_told_and_the_remedy_helps(server: Server, client: Client) -> None:
    client.execute_command("ACL SETUSER shy on >right-horse +@connection")
    url = server.url.replace("//", "//shy:right-horse@")
    told = wrong_with(url)
    assert "no permissions" in told
    needed = told.partition("` it with ")[2].partition(". ")[0]
    client.execute_command(f"ACL SETUSER shy {needed}")
    assert wrong_with(url) == ""
    client.execute_command("ACL SETUSER shy resetchannels")
    assert "no permissions" in wrong_with(url)


@pytest.mark.parametrize("policy", ["noeviction", "allkeys-lru"])
def test_a_bound_on_memory_is_told_and_costs_no_hint(server: Server, client: Client, policy: str) -> None:
    assert "Redis: memory (unbounded; Hilo keeps nothing in it)" in found(server.url)
    client.config_set("maxmemory-policy", policy)
    client.config_set("maxmemory", "1mb")  # less than an empty server takes
    told = found(server.url)
    assert f"Redis: memory (1 MiB, {policy}; Hilo keeps nothing in it)" in told
    assert set(told.values()) == {""}


def test_a_replica_is_told(server: Server, client: Client) -> None:
    client.replicaof("127.0.0.1", "1")
    assert "Name the primary in REDIS_URL." in wrong_with(server.url)


@pytest.mark.parametrize(("seconds", "told"), [(90, "90 s behind"), (-90, "90 s ahead of"), (1, ""), (-1, "")])
def test_a_clock_that_differs_by_more_than_two_seconds_is_told(server: Server, seconds: int, told: str) -> None:
    said = found(server.url, lambda: utc_now() + timedelta(seconds=seconds))["Redis: clock"]
    assert told in said
    assert bool(said) is bool(told)


@pytest.fixture
def fit(server: Server) -> RedisServer:
    return look(server.url, utc_now)


@pytest.mark.parametrize(("version", "well"), [("5.0.14", False), ("6.0.16", True), ("10.1.0", True)])
def test_a_server_that_is_too_old_is_told(fit: RedisServer, version: str, well: bool) -> None:
    told = [one.remedy for one in judge(altered(fit, version=version)) if one.remedy]
    assert told == ([] if well else ["Hilo needs 6 or newer. Upgrade it."])
