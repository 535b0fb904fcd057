"""The line to Twilio: its own client over HTTP of ours, with the limits that its own HTTP client does not keep."""

import base64
import os
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import aiohttp
from twilio.base.exceptions import TwilioException
from twilio.http.response import Response
from twilio.rest import Client

from connectors.contract import ConnectorError, Refused, TryLater, Uncertain
from connectors.reach import Private, public_socket
from connectors.twilio.reasons import problem_of, refusal
from connectors.twilio.settings import Credentials

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
LARGEST_ANSWER = 8 * 1024 * 1024  # bytes: more than a page of a thousand messages
FAILURES = (aiohttp.ClientError, OSError)  # a TimeoutError is an OSError
UNWRITTEN = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)
"""The request had not begun to leave."""
UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError, TwilioException)
"""What Twilio's client raises for an answer that it does not understand."""
ACCOUNT = re.compile(r"AC[0-9a-fA-F]{32}")
NO_ACCOUNT = "Twilio knows no such account SID. Copy it from the first page of Twilio's console; it begins with AC."
UNANSWERED = "Twilio did not say whether it took the message. Wait for news of it, or ask the customer."


def straight(url: str) -> str:
    return url


@dataclass(frozen=True)
class Cloud:
    """Where Twilio is. Tests route every address to a server of their own, after it was judged as Twilio's.

    maker: of sockets, so that no name leads into our own network. pause: seconds between two looks at the list.
    """

    route: Callable[[str], str] = straight
    maker: aiohttp.SocketFactoryType | None = public_socket
    pause: float = 300.0


TWILIO = Cloud()


def client(credentials: Credentials, cloud: Cloud) -> Any:
    """Twilio's own (it has no types). Raises a ConnectorError instead of an answer, and Refused for what is no SID."""
    if not ACCOUNT.fullmatch(credentials.account_sid):  # Twilio is not asked about what is no account of anybody's
        raise Refused(NO_ACCOUNT)
    nothing = {"": ""}  # an empty mapping would make it read the environment, where an edge may be meant for others
    return Client(credentials.account_sid, credentials.auth_token, http_client=Line(cloud), environment=nothing)


class Line:
    """What Twilio's client takes for its AsyncHttpClient; that one would log what it sends."""

    is_async = True

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    async def request(
        self,
        method: str,
        url: str,
        params: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Any:
        """A success, in the library's own type. Raises Refused, TryLater or, for what writes, Uncertain."""
        demand_twilio(url)
        told = {**(headers or {}), "Accept-Encoding": "identity", **(login(*auth) if auth else {})}
        question: dict[str, Any] = {"params": params, "data": data, "headers": told}
        try:
            async with opened(self._cloud) as http, self._asked(http, method, url, question) as got:
                body = await bounded(got, LARGEST_ANSWER)
        except FAILURES as error:
            raise explained(error, writing=method != "GET") from error
        if not 200 <= got.status < 300:
            pause = got.headers.get("Retry-After", "")
            raise refusal(got.status, problem_of(body), pause, writing=method != "GET")
        return Response(got.status, body.decode("utf-8", "replace"), got.headers)

    def _asked(
        self, http: aiohttp.ClientSession, method: str, url: str, question: dict[str, Any]
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        return http.request(method, self._cloud.route(url), allow_redirects=False, **question)


def login(user: str, password: str) -> dict[str, str]:
    """RFC 7617."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def demand_twilio(url: str) -> None:
    """The next page is where the last one says, and the credentials go with the question. Raises Refused."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not (parts.hostname or "").endswith(".twilio.com") or parts.netloc != parts.hostname:
        raise Refused("Twilio's answer leads elsewhere. An admin can tell Twilio's support.")


@asynccontextmanager
async def opened(cloud: Cloud) -> AsyncIterator[aiohttp.ClientSession]:
    """Through the proxy that the environment names, if any; then that decides what can be reached."""
    maker = None if getproxies().get("https") else cloud.maker
    connector = aiohttp.TCPConnector(socket_factory=maker, use_dns_cache=False, force_close=True)
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(
        connector=connector, cookie_jar=jar, timeout=TIMEOUT, auto_decompress=False, trust_env=True
    ) as http:
        yield http


async def bounded(got: aiohttp.ClientResponse, most: int) -> bytes:
    """Up to `most` bytes and one, by which to see that there were more."""
    body = bytearray()
    while len(body) <= most and (more := await got.content.read(most + 1 - len(body))):
        body += more
    return bytes(body)


def explained(error: Exception, *, writing: bool) -> ConnectorError:
    match error:
        case aiohttp.ClientSSLError():
            return TryLater("Twilio could not be reached safely: its certificate does not fit. It is tried again.")
        case aiohttp.ClientConnectorError(os_error=Private()):
            return TryLater("Twilio's name leads to a private address here. An admin can check this server's DNS.")
        case aiohttp.ClientConnectorError():
            return TryLater(f"Twilio could not be reached ({cause(error.os_error)}). It is tried again.")
        case _ if isinstance(error, UNWRITTEN):
            return TryLater("Twilio could not be reached in time. It is tried again.")
    return Uncertain(UNANSWERED) if writing else TryLater("Twilio did not answer. It is tried again.")


def cause(error: OSError) -> str:
    number = error.errno or 0
    return os.strerror(number) if number > 0 else error.strerror or "for several reasons"  # look-ups count below zero
