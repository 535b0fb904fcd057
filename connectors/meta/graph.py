"""Calls to Meta's Graph API. https://developers.facebook.com/docs/graph-api/overview"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from msgspec import Struct, convert

from connectors.contract import TryLater
from connectors.reach import public_socket

VERSION = "v25.0"
"""Meta keeps it until July 2028. https://developers.facebook.com/docs/graph-api/changelog/versions"""
TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
LARGEST_ANSWER = 4 * 1024 * 1024  # bytes
HEADERS = {"User-Agent": "Hilo", "Accept-Encoding": "identity"}  # so that a small answer stays small
UNREACHED = "Meta could not be reached. It is tried again; if this lasts, an admin should check the server's network."


@dataclass(frozen=True)
class Places:
    """Where Meta is. files: hosts that customers' files may lie on; with a dot before them, those below them too.

    guarded: files come by https and from the public internet alone.
    """

    graph: str = "https://graph.facebook.com"
    files: tuple[str, ...] = ("lookaside.fbsbx.com", "graph.facebook.com", ".fbcdn.net")
    guarded: bool = True


META = Places()


class Fault(Exception):
    """Meta's answer is an error, and this is what it says. code is -1 where it has none."""

    def __init__(self, status: int, said: "Said") -> None:
        super().__init__(f"{status} {said.code}")
        self.status, self.code, self.subcode = status, said.code, said.error_subcode
        self.transient = said.is_transient
        self.words = said.error_data.details or said.message


class Lost(Exception):
    """The call was made, and nobody knows what came of it."""


class Details(Struct, frozen=True):
    details: str = ""


class Said(Struct, frozen=True):
    """https://developers.facebook.com/docs/graph-api/guides/error-handling"""

    code: int = -1
    error_subcode: int = 0
    message: str = ""
    is_transient: bool = False
    error_data: Details = Details()


class Graph:
    """One account's view of it."""

    def __init__(self, places: Places, token: str) -> None:
        self.places, self._token = places, token

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        """Raises Fault, Lost or TryLater."""
        return await self._call("GET", path, params=query)

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        """body: `json` or `data`, as aiohttp takes them. Raises Fault, Lost or TryLater."""
        return await self._call("POST", path, **body)

    async def _call(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        """TryLater means that the call was never made."""
        url = f"{self.places.graph}/{VERSION}/{path}"
        try:
            async with self.opened() as http, http.request(method, url, allow_redirects=False, **more) as got:
                answer = decoded(await beginning(got.content, LARGEST_ANSWER))
                status = got.status
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise TryLater(UNREACHED) from error
        except (aiohttp.ClientError, OSError) as error:  # a TimeoutError is an OSError
            raise Lost from error
        if 200 <= status < 300:
            return answer
        raise Fault(status, said(answer))

    @asynccontextmanager
    async def opened(self, *, guarded: bool = False) -> AsyncIterator[aiohttp.ClientSession]:
        """With the token in every request: it must never follow a redirect."""
        maker = public_socket if guarded else None
        connector = aiohttp.TCPConnector(socket_factory=maker, use_dns_cache=False, force_close=True)
        async with aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=TIMEOUT,
            auto_decompress=False,
            headers={**HEADERS, "Authorization": f"Bearer {self._token}"},
        ) as http:
            yield http


async def beginning(stream: aiohttp.StreamReader, most: int) -> bytes:
    """Not more than that many bytes."""
    pieces: list[bytes] = []
    while most > 0 and (piece := await stream.read(most)):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def decoded(body: bytes) -> dict[str, Any]:
    """Empty for what is no JSON object: the status has said what counts."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def said(answer: dict[str, Any]) -> Said:
    try:
        return convert(answer.get("error", {}), Said, strict=False)
    except ValueError:
        return Said()
