"""Whose word about a caller's address is believed."""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from aiohttp import web

Networks = tuple[IPv4Network | IPv6Network, ...]
HERE: Final[Networks] = (ip_network("127.0.0.0/8"), ip_network("::1"))
FORWARDED: Final = "X-Forwarded-For"
WITH_PORT: Final = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+))(?::\d+)?")
"""An address as some proxies tell it, with the port of each connection, or in brackets (RFC 7239, 6)."""


def networks(text: str) -> Networks:
    """This machine, and those that are named, apart by commas. Raises ValueError, also for all the world: whoever
    believes everybody believes what a caller says of himself."""
    named = tuple(ip_network(one.strip()) for one in text.split(",") if one.strip())
    if any(one.prefixlen == 0 for one in named):
        raise ValueError("everybody is no proxy")
    return HERE + named


def caller(request: web.Request, proxies: Networks) -> str:
    """The IP address that a request comes from: of all that passed it on, the last that is no proxy of ours.

    Each adds at the end of the header whom it heard, so what stands before that may be made up.
    https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Forwarded-For
    """
    told = ",".join(request.headers.getall(FORWARDED, ())).split(",")
    hops = [request.remote or "", *(alone(hop) for one in reversed(told) if (hop := one.strip()))]
    return next((hop for hop in hops if not among(read(hop), proxies)), hops[-1])


def alone(hop: str) -> str:
    """Without the port, or each connection would be taken for another caller."""
    found = WITH_PORT.fullmatch(hop)
    return (found[1] or found[2]) if found else hop


def read(text: str) -> IPv4Address | IPv6Address | None:
    """None for what is no address. Where a socket takes both kinds, IPv4 comes as a kind of IPv6."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def among(address: IPv4Address | IPv6Address | None, proxies: Networks) -> bool:
    return address is not None and any(address in one for one in proxies)
