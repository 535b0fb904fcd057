"""A picture that a mail shows from elsewhere, fetched in the agent's place.

A stranger chose the address. So it may only lead to the public internet, wherever it is redirected to and whatever its
name resolves to at that moment; nothing of ours or of the agent's goes along; and what comes back is believed by its
bytes alone. https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
"""

import asyncio
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import aiohttp
from yarl import URL

from connectors.reach import public_socket

BIGGEST: Final = 5 * 1024 * 1024  # bytes
LONGEST: Final = 4000  # characters of an address
SECONDS: Final = 10.0  # for all of it, redirects too
MOST_MOVES: Final = 3
MOVED: Final = (301, 302, 303, 307, 308)
HEADERS: Final = {
    "Accept": "image/avif,image/webp,image/png,image/jpeg,image/gif",
    "Accept-Encoding": "identity",  # so that a small answer stays small
    "User-Agent": "Mozilla/5.0 (compatible; Hilo)",  # many servers refuse what names no browser
}
UNRESERVED: Final = "!#$%&'()*+,/:;=?@[]~"
FAILURES: Final = (aiohttp.ClientError, OSError, ValueError)  # a TimeoutError is an OSError, a bad name a ValueError


class NoPicture(Exception):
    """There is none that could be shown; its text says why, for the log and for tests."""


@dataclass(frozen=True)
class Picture:
    mime: str
    content: bytes


@dataclass(frozen=True)
class Internet:
    """What a stranger's address may lead to. Tests have one with a server of their own in it.

    maker: of sockets. ports: others are those of services that never expected a stranger's request.
    """

    maker: aiohttp.SocketFactoryType | None = public_socket
    ports: frozenset[int] = frozenset({80, 443})


async def fetch(url: str, internet: Internet) -> Picture:
    """Raises NoPicture."""
    try:
        async with asyncio.timeout(SECONDS), opened(internet) as http:
            for _ in range(MOST_MOVES + 1):
                found = await step(http, demand_fit(url, internet))
                if isinstance(found, bytes):
                    return recognised(found)
                url = urljoin(url, found)
    except FAILURES as error:
        raise NoPicture(f"it could not be fetched ({type(error).__name__})") from error
    raise NoPicture("it was moved too often")


def opened(internet: Internet) -> aiohttp.ClientSession:
    """Knows no proxy, no cookies and no earlier look-up of a name."""
    connector = aiohttp.TCPConnector(socket_factory=internet.maker, use_dns_cache=False, force_close=True)
    return aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar(), headers=HEADERS, auto_decompress=False
    )


def demand_fit(url: str, internet: Internet) -> URL:
    """As it is written, for its query may be signed. Raises NoPicture, and ValueError for what is no address."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    named = parts.hostname and "@" not in parts.netloc
    if parts.scheme not in ("http", "https") or not named or port not in internet.ports or len(url) > LONGEST:
        raise NoPicture("its address leads nowhere that we would go")
    return URL(quote(url, safe=UNRESERVED), encoded=True) if url.isascii() else URL(url)


async def step(http: aiohttp.ClientSession, url: URL) -> bytes | str:
    """The bytes, or where they have moved to."""
    async with http.get(url, allow_redirects=False) as got:
        if got.status in MOVED:
            return got.headers.get("Location", "")
        if got.status != 200:
            raise NoPicture(f"the answer was {got.status}")
        if (got.content_length or 0) > BIGGEST:
            raise NoPicture("it is too big")
        return await bounded(got)


async def bounded(got: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    while more := await got.content.read(BIGGEST + 1 - len(body)):
        body += more
        if len(body) > BIGGEST:
            raise NoPicture("it is too big")
    return bytes(body)


def recognised(content: bytes) -> Picture:
    """By how it begins, whatever its server calls it. Raises NoPicture for all that may hold a script, as SVG does."""
    for mime, starts in BEGINNINGS:
        if all(content.startswith(start, place) for place, start in starts):
            return Picture(mime, content)
    raise NoPicture("it is no picture that we show")


BEGINNINGS: Final = (
    ("image/png", ((0, b"\x89PNG\r\n\x1a\n"),)),
    ("image/jpeg", ((0, b"\xff\xd8\xff"),)),
    ("image/gif", ((0, b"GIF87a"),)),
    ("image/gif", ((0, b"GIF89a"),)),
    ("image/webp", ((0, b"RIFF"), (8, b"WEBP"))),
    ("image/avif", ((4, b"ftypavif"),)),
    ("image/avif", ((4, b"ftypavis"),)),
)
"""https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern"""
