"""Handing a message to the peer's webhook: one signed POST, and what its answer means (RFC 9110, 15).

Every attempt carries the same body and the same `Idempotency-Key`, and a peer that has accepted a key does not act on
it again. So it is safe to try again even where nobody knows whether the peer had accepted it.
"""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import msgspec
from msgspec import Struct

from connectors.api.inbound import Party, outgoing_id
from connectors.api.signature import HEADER, sign
from connectors.api.webhook import INSIDE, Webhook
from connectors.contract import ConnectorError, Outgoing, Refused, Sent, TryLater
from connectors.reach import Private, public_socket

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
LARGEST_ANSWER = 64 * 1024  # bytes; what follows is not read
LONGEST_PAUSE = timedelta(hours=1)
USUAL_PAUSE = timedelta(minutes=1)
NOT_NOW = (408, 409, 425, 429)
"""409: still busy with the same key (draft-ietf-httpapi-idempotency-key-header-07, 2.6)."""
FAILURES = (aiohttp.ClientError, OSError)  # a TimeoutError is an OSError


class OutboundMessage(Struct, frozen=True):
    """Nothing in it changes from one attempt to the next. in_reply_to: the id of the message that it answers, or ""."""

    id: str
    to: Party
    text: str
    subject: str
    author: str
    in_reply_to: str


class Reply(Struct, frozen=True):
    """What a peer may answer. id: its own for the message. error: why it refuses, for the agent."""

    id: str = ""
    error: str = ""


async def post(hook: Webhook, outgoing: Outgoing, now: datetime) -> Sent:
    """Raises Refused or TryLater."""
    hook.demand_usable()
    body = written(outgoing)
    headers = {
        "Content-Type": "application/json",
        "Accept-Encoding": "identity",  # so that a small answer stays small
        "User-Agent": "Hilo",
        "Idempotency-Key": outgoing.message_id,
        HEADER: sign(hook.secret, body, now),
    }
    try:
        async with opened(hook) as http, http.post(hook.url, data=body, headers=headers, allow_redirects=False) as got:
            return judged(hook, outgoing, got, await reply(got), now)
    except FAILURES as error:
        raise explained(hook, error) from error


def written(outgoing: Outgoing) -> bytes:
    to = Party(outgoing.to.address, outgoing.to.display)
    answers = next(iter(outgoing.cites), "")
    return msgspec.json.encode(
        OutboundMessage(outgoing.message_id, to, outgoing.text, outgoing.subject, outgoing.author, answers)
    )


@asynccontextmanager
async def opened(hook: Webhook) -> AsyncIterator[aiohttp.ClientSession]:
    """Knows no proxy, no cookies and no earlier look-up of the name."""
    maker = None if hook.allow_private else public_socket
    connector = aiohttp.TCPConnector(socket_factory=maker, use_dns_cache=False, force_close=True)
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(
        connector=connector, cookie_jar=jar, timeout=TIMEOUT, auto_decompress=False
    ) as http:
        yield http


async def reply(got: aiohttp.ClientResponse) -> Reply:
    """The beginning of the answer, if it is one that we understand: the status alone has said what counts."""
    body = b""
    with suppress(*FAILURES):
        while len(body) < LARGEST_ANSWER and (more := await got.content.read(LARGEST_ANSWER - len(body))):
            body += more
    with suppress(ValueError, RecursionError):
        return msgspec.json.decode(body, type=Reply)
    return Reply()


def judged(hook: Webhook, outgoing: Outgoing, got: aiohttp.ClientResponse, said: Reply, now: datetime) -> Sent:
    if 200 <= got.status < 300:
        named = said.id if re.fullmatch(r"[!-~]{1,200}", said.id) else outgoing.message_id
        return Sent(outgoing_id(named))
    if got.status in NOT_NOW or got.status >= 500:
        pause = pause_of(got.headers.get("Retry-After", ""), now)
        raise TryLater(f"{hook.host} answered {got.status}. It is tried again.", pause)
    if got.status < 400:
        raise Refused(f"{hook.host} answered {got.status}, which leads elsewhere. Correct the webhook in the settings.")
    why = "".join(one for one in said.error if one.isprintable())[:200]
    raise Refused(f"{hook.host} refused this with {got.status}: {why or 'ask whoever runs it for the reason.'}")


def pause_of(retry_after: str, now: datetime) -> timedelta:
    """Seconds or a date (RFC 9110, 10.2.3), within reason."""
    if re.fullmatch("[0-9]{1,9}", retry_after):
        return min(timedelta(seconds=int(retry_after)), LONGEST_PAUSE)
    try:
        date = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return USUAL_PAUSE
    return min(max(date.replace(tzinfo=date.tzinfo or UTC) - now, timedelta()), LONGEST_PAUSE)


def explained(hook: Webhook, error: Exception) -> ConnectorError:
    match error:
        case aiohttp.ClientSSLError():
            return TryLater(f"{hook.host} has no valid certificate for its name. It is tried again.")
        case aiohttp.ClientConnectorError(os_error=Private()):
            return Refused(INSIDE.format(host=hook.host))
        case aiohttp.ClientConnectorError():
            return TryLater(f"{hook.host} could not be reached ({cause(error.os_error)}). It is tried again.")
        case aiohttp.InvalidURL():
            return Refused("The webhook is not an address that can be called. Correct it in the settings.")
        case TimeoutError():
            return TryLater(f"{hook.host} did not answer in time. It is tried again.")
    return TryLater(f"{hook.host} broke off before it answered. It is tried again.")


def cause(error: OSError) -> str:
    """In a few words, even where several addresses failed alike."""
    number = error.errno or 0
    return os.strerror(number) if number > 0 else error.strerror or "for several reasons"  # look-ups count below zero
