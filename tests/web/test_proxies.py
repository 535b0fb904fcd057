"""Where a request came from, behind whatever passed it on."""

from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from web.proxies import caller, networks
from web.settings import Settings


class Peer:
    def __init__(self, ip: str) -> None:
        self.ip = ip

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return (self.ip, 4321) if name == "peername" else default


def heard(peer: str, *forwarded: str, proxies: str = "") -> str:
    """What is believed where `peer` brings those headers."""
    headers = CIMultiDict([("X-Forwarded-For", one) for one in forwarded])
    request = make_mocked_request("GET", "/", headers=headers, transport=Peer(peer))
    return caller(request, networks(proxies))


@pytest.mark.parametrize(
    ("peer", "forwarded", "believed"),
    [
        ("9.9.9.9", "", "9.9.9.9"),
        ("9.9.9.9", "1.1.1.1", "9.9.9.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "1.1.1.1", "1.1.1.1"),
        ("127.0.0.1", "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        ("127.0.0.1", "6.6.6.6, 127.0.0.1", "6.6.6.6"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", "1.1.1.1, unknown", "unknown"),
        ("127.0.0.1", " , ,", "127.0.0.1"),
        ("::1", "6.6.6.6,2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", "1.1.1.1:50123", "1.1.1.1"),
        ("127.0.0.1", "6.6.6.6, 1.1.1.1:50123, 127.0.0.1:80", "1.1.1.1"),
        ("127.0.0.1", "[2001:db8::1]:50123", "2001:db8::1"),
        ("127.0.0.1", "[2001:db8::1]", "2001:db8::1"),
        ("127.0.0.1", "1.1.1.1:port", "1.1.1.1:port"),
        ("::ffff:127.0.0.1", "1.1.1.1", "1.1.1.1"),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed_and_only_its_own_word(
    peer: str, forwarded: str, believed: str
) -> None:
    assert heard(peer, forwarded) == believed


@pytest.mark.parametrize(
    ("peer", "forwarded", "believed"),
    [
        ("10.0.0.5", "1.1.1.1", "1.1.1.1"),
        ("10.0.1.77", "6.6.6.6, 1.1.1.1, 10.0.0.5", "1.1.1.1"),
        ("::ffff:10.0.0.5", "1.1.1.1", "1.1.1.1"),
        ("127.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.1.77, 10.0.0.5", "1.1.1.1"),
        ("10.0.0.6", "1.1.1.1", "10.0.0.6"),
        ("10.0.0.5", "10.0.1.9", "10.0.1.9"),
    ],
)
def test_proxies_that_are_named_are_believed_one_behind_the_other(peer: str, forwarded: str, believed: str) -> None:
    assert heard(peer, forwarded, proxies="10.0.0.5, 10.0.1.0/24") == believed


def test_a_proxy_that_adds_a_header_of_its_own_is_believed_over_the_callers() -> None:
    assert heard("10.0.0.5", "6.6.6.6", "1.1.1.1", proxies="10.0.0.5") == "1.1.1.1"


@pytest.mark.asyncio
async def test_behind_a_proxy_that_is_named_each_caller_is_counted_alone(house: Any) -> None:
    """The test comes from this machine, which is always one."""
    await house.user("agent", "Ana")
    stranger, wrong = house.stranger(), {"email": "ana@example.com", "password": "wrong wrong wrong"}
    stranger.headers["X-Forwarded-For"] = "198.51.100.7, 10.0.0.5"
    for _ in range(10):
        assert (await stranger.post("/api/v1/session", wrong)).status == 401
    assert (await stranger.post("/api/v1/session", wrong)).status == 429
    stranger.headers["X-Forwarded-For"] = "198.51.100.8, 10.0.0.5"
    assert (await stranger.post("/api/v1/session", wrong)).status == 401


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    return Settings(data=tmp_path, proxies=networks("10.0.0.5"))
