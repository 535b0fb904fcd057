"""Which addresses of the network we may be led to by what somebody typed or a stranger sent.

A name can resolve to another address at each look-up (DNS rebinding), so what counts is asked of the address that is
connected to, when the socket is made. https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
"""

import asyncio
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

PROTOCOLS = IPv4Network(
    "192.0.0.0/24"
)  # RFC 6890; Python 3.11 takes most of it for public, and a cloud keeps secrets there
NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last four bytes

Target = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[Any, ...]]
"""As `socket.getaddrinfo` gives it."""


class Private(OSError):
    """An address that is not on the public internet. An OSError, so that a name's next address is tried."""

    def __init__(self) -> None:
        super().__init__("a private address")


def public_socket(target: Target) -> socket.socket:
    """A socket for that address, in place of aiohttp's own. Raises Private."""
    family, kind, protocol, _, address = target
    if not is_public(str(address[0])):
        raise Private
    return socket.socket(family, kind, protocol)


async def demand_public(host: str, port: int) -> None:
    """Raises OSError where there is no such host, and Private where it has no public address."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not any(is_public(str(address[0])) for *_, address in found):
        raise Private


def is_public(address: str) -> bool:
    ip = embedded(ip_address(address))
    inside = ip.is_multicast or ip.is_reserved or (ip in PROTOCOLS if ip.version == 4 else ip.is_site_local)
    return ip.is_global and not inside


def embedded(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that a translating IPv6 address leads to, or the address itself."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
