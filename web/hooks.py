"""Where providers call. What is signed rightly is journalled as it came, and answered once that is durable."""

import asyncio
from typing import Final

from aiohttp import StreamReader, web

from connectors.api.inbound import Inbound
from connectors.contract import Forged, Raw, Request, Taken, Verifies
from inbox import journal
from inbox.errors import NotFound
from inbox.journal import Entry
from inbox.words import AccountId
from router.storable import storable
from web import body
from web.answers import Denied
from web.call import Call
from web.connected import COME_BACK, CONNECTIONS, Connected
from web.pressure import PRESSURE
from web.rate import RATE
from web.table import PUBLIC, Table

routes = Table()
ANSWER: Final = web.StreamResponse
BODY: Final = StreamReader


@routes.on("GET", "/hooks/{id}", PUBLIC, takes=BODY, gives=ANSWER, foreign=True)
@routes.on("POST", "/hooks/{id}", PUBLIC, takes=BODY, gives=ANSWER, foreign=True)
@routes.on("POST", "/api/v1/accounts/{id}/inbound", PUBLIC, takes=BODY, gives=ANSWER, foreign=True, means=Inbound)
async def take(call: Call[StreamReader]) -> web.StreamResponse:
    """Bring what happened on a channel, signed as its provider signs (X-Hilo-Signature for "api").

    Nothing is read of a body before its account is known: for strangers we hold no megabytes in memory.
    """
    known, connector = await listening(call)
    taken = await genuine(call, known, connector, await body.raw(call.request))
    await keep(call, known, taken.raws)
    if taken.raws:  # a mere answer may have asked for no proof
        await call.request.app[CONNECTIONS].calm(known)
    headers = {"Cache-Control": "no-store"}
    return web.Response(status=taken.status, body=taken.body, content_type=taken.mime, headers=headers)


async def listening(call: Call[StreamReader]) -> tuple[Connected, Verifies]:
    """The account that is called. Raises NotFound, or Denied in such a way that the provider calls again."""
    known = await call.request.app[CONNECTIONS].find(AccountId(call.id))
    if known.called is None:
        raise NotFound(f"An account of the channel {known.account.channel} takes no calls. Check the account's id.")
    if known.account.paused:
        raise Denied(503, "paused", "This account is paused. Keep the message and send it again later.", COME_BACK)
    return known, known.called


async def genuine(call: Call[StreamReader], known: Connected, connector: Verifies, said: bytes) -> Taken:
    """Raises Denied, and an alarm: a wrong secret must not silently cost customers' messages."""
    try:
        return connector.verify(seen(call, said))
    except Forged as forged:
        await call.request.app[CONNECTIONS].alarm(known, str(forged))
        raise Denied(403, "forged", str(forged)) from forged


def seen(call: Call[StreamReader], said: bytes) -> Request:
    """The request as its sender saw it: behind a proxy that ends TLS, only the settings know the public address."""
    request, headers = call.request, dict[str, str]()
    for name, value in request.headers.items():
        known = name.lower()
        headers[known] = f"{headers[known]}, {value}" if known in headers else value
    return Request(request.method, call.settings.url + request.rel_url.raw_path_qs, headers, said)


async def keep(call: Call[StreamReader], known: Connected, raws: tuple[Raw, ...]) -> None:
    """In one batch with other callers', in their order; returns after the commit."""
    if not raws:
        return
    call.request.app[PRESSURE].admit_message()
    call.request.app[RATE].take(known.account.id, len(raws))
    named = [storable(raw) for raw in raws]  # a provider's id may hold what no database keeps
    first, *more = [Entry(known.account.id, raw.key, raw.body, raw.headers, call.now) for raw in named]
    if more:
        await asyncio.gather(*(call.inbox.batch(journal.append, entry) for entry in (first, *more)))
    else:  # nearly always, and a task would cost a fifth of the call
        await call.inbox.batch(journal.append, first)
