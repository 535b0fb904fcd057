"""Which addresses are on the public internet."""

import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.reach import Private, demand_public, is_public, public_socket

INSIDE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9",    "224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "ff0e::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "2002:a9fe:a9fe::",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001::1", "100::1",
]  # fmt: skip
OUTSIDE = [
    "1.1.1.1", "8.8.8.8", "93.184.215.14", "172.15.0.1", "172.32.0.1", "192.167.1.1", "100.63.0.1", "169.253.0.1",
    "2606:4700:4700::1111", "2a00:1450:4003:801::200e", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_private_local_reserved_or_for_many_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_everybody_can_reach_is_public(address: str) -> None:
    assert is_public(address)


@given(
    st.ip_addresses(network="127.0.0.0/8") | st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7")
)
def test_no_address_of_a_private_network_is_public(address: Any) -> None:
    assert not is_public(str(address))


@given(st.ip_addresses(v=4))
def test_an_address_in_ipv6_dress_counts_as_what_it_is(address: Any) -> None:
    for dress in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public(dress) == is_public(str(address))


def target(address: str, family: socket.AddressFamily = socket.AF_INET) -> Any:
    return (family, socket.SOCK_STREAM, 6, "", (address, 443))


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254"])
def test_there_is_no_socket_for_a_private_address(address: str) -> None:
    with pytest.raises(Private):
        public_socket(target(address))


def test_there_is_one_for_a_public_address() -> None:
    with public_socket(target("93.184.215.14")) as made:
        assert (made.family, made.type) == (socket.AF_INET, socket.SOCK_STREAM)


@pytest.mark.asyncio
async def test_a_name_is_public_if_one_of_its_addresses_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*given: Any, **more: Any) -> list[Any]:
        return [target("10.0.0.1"), target("93.184.215.14")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    await demand_public("peer.example", 443)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **more: [target("10.0.0.1")])
    with pytest.raises(Private):
        await demand_public("peer.example", 443)


@pytest.mark.asyncio
async def test_a_name_that_nobody_knows_is_an_error_of_its_own() -> None:
    with pytest.raises(socket.gaierror):
        await demand_public("peer.invalid", 443)
