"""Slack's Web API by the SDK's client, under conditions of our own. https://docs.slack.dev/apis/web-api

The SDK tries again by itself after a lost connection, which could say a thing to a customer twice, and its
`AsyncRateLimitErrorRetryHandler` waits for the first digit of Retry-After, inside our lease. So neither is used: our
outbox does the waiting, and knows what was provably not accepted. Nor may it log what people write.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from connectors.contract import TryLater, Uncertain
from connectors.reach import public_socket
from connectors.slack.refusals import judged

TIMEOUT = aiohttp.ClientTimeout(total=60, connect=10)
SILENT = logging.getLogger("connectors.slack.sdk")
SILENT.setLevel(logging.CRITICAL)  # at lower ones the SDK logs whole messages, whatever level the root has
SOON = timedelta(seconds=5)
"""Our outbox waits longer each time; a listener should not be deaf for long."""
UNCONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Not a byte of ours has left. The first includes certificates that we do not trust."""
BROKEN = (aiohttp.ClientError, OSError)  # a TimeoutError is an OSError
NONSENSE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What the SDK raises for an answer that is no JSON object."""
LOST = "The connection to Slack broke off, so this may have arrived. Look there, or send it again."

Question = Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]


@dataclass(frozen=True)
class Provider:
    """Where Slack is. files: origins that keep files, and alone may see our token beside the API."""

    api: str = AsyncWebClient.BASE_URL
    files: tuple[str, ...] = ("https://files.slack.com", "https://slack-files.com")
    guarded: bool = True


@dataclass(frozen=True)
class Web:
    provider: Provider
    token: str = field(repr=False)

    async def ask(self, question: Question) -> AsyncSlackResponse:
        """For what may be asked twice. Raises Refused or TryLater."""
        try:
            return await self.tell(question)
        except Uncertain as lost:
            raise TryLater("Slack did not answer properly. It is tried again.", SOON) from lost

    async def tell(self, question: Question) -> AsyncSlackResponse:
        """For what must not happen twice. Raises Refused, TryLater or Uncertain."""
        try:
            async with opened(self.provider) as http:
                return await question(self._client(http))
        except SlackApiError as error:
            got = error.response
            status = int(getattr(got, "status_code", 0) or getattr(got, "status", 0) or 0)
            raise judged(status, getattr(got, "data", None), got.headers) from None  # the error quotes the message
        except UNCONNECTED as error:
            raise TryLater("Slack could not be reached. It is tried again.", SOON) from error
        except BROKEN as error:
            raise Uncertain(LOST) from error
        except NONSENSE:
            raise Uncertain("Slack's answer made no sense, so this may have arrived.") from None

    def _client(self, http: aiohttp.ClientSession) -> AsyncWebClient:
        client = AsyncWebClient(self.token, self.provider.api, session=http, logger=SILENT, retry_handlers=[])
        client.proxy = None  # it would take one from the environment, without heeding NO_PROXY
        return client


@asynccontextmanager
async def opened(provider: Provider) -> AsyncIterator[aiohttp.ClientSession]:
    """Knows no proxy, no cookies and no earlier look-up of a name, and reaches nothing inside our own network."""
    maker = public_socket if provider.guarded else None
    connector = aiohttp.TCPConnector(socket_factory=maker, use_dns_cache=False, force_close=True)
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(connector=connector, cookie_jar=jar, timeout=TIMEOUT) as http:
        yield http
