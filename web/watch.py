"""What is noted of every request: an id that joins its answer to the log, and how long it took."""

import random
import re
from time import perf_counter
from typing import Final

from aiohttp import web
from structlog.contextvars import bind_contextvars
from structlog.typing import FilteringBoundLogger

from web.answers import Handler
from web.metrics import METRICS
from web.pressure import PRESSURE

LOG = web.AppKey("log", FilteringBoundLogger)
"""Bound once for all requests: each call on a logger that is not costs 12 µs, though nothing be written."""
ID = web.RequestKey("id", str)
HEADER: Final = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")
"""What a proxy in front may give: nothing that could forge a line of the log, or that is long enough to hold a text."""
STREAM: Final = "text/event-stream"


@web.middleware
async def watch(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Stands outermost. A stream's time is its reader's, so it is not measured."""
    request[ID] = name_of(request)
    bind_contextvars(request=request[ID])
    begun = perf_counter()
    try:
        answer = await handler(request)
    finally:
        request.app[PRESSURE].let_go(request)
    if answer.content_type != STREAM:
        seconds, route = perf_counter() - begun, route_of(request)
        request.app[METRICS].answered(*route, answer.status, seconds)
        told = {"method": route[0], "route": route[1], "status": answer.status, "seconds": seconds}
        request.app[LOG].debug("answered", **told)
    return answer


def name_of(request: web.Request) -> str:
    """Not secret, so it need not be the system's own randomness, which every request would wait for."""
    given = request.headers.get(HEADER, "")
    return given if WELL_FORMED.match(given) else f"{random.getrandbits(64):016x}"


def route_of(request: web.Request) -> tuple[str, str]:
    """Method and pattern, which are ours; what was asked for in vain may be anything, and is told by no name."""
    resource = request.match_info.route.resource
    return ("", "unknown") if resource is None else (request.method, resource.canonical)


async def identify(request: web.Request, answer: web.StreamResponse) -> None:
    """An `on_response_prepare` signal: streams begin before their handler has ended."""
    answer.headers[HEADER] = request.get(ID, "")
