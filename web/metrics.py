"""Figures for whoever watches the process, in Prometheus' words: https://prometheus.io/docs/instrumenting/exposition_formats/

Those of the process are counted as things happen, and add up over processes. Those of the inbox (`hilo_messages`,
`hilo_journal`, `hilo_outbox`, `hilo_queue`, `hilo_moods`) are read when somebody asks, and are the same in each.
"""

import asyncio
from collections import Counter
from datetime import datetime
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, ProcessCollector, generate_latest

from inbox import events, gauges, tally
from inbox.door import Conn, Inbox
from inbox.gauges import Gauges
from router.service import Router
from web import figures, login
from web.call import SETTINGS, Call
from web.dispatch import is_address
from web.figures import Figures
from web.pressure import Pressure
from web.table import PUBLIC, Nothing, Table

routes = Table()
BUCKETS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
FRESH = 1.0  # seconds for which what was read of the inbox is told again, so that nobody keeps it busy by asking
LOOPBACK: Final = ("127.0.0.1", "::1")
PROXIED: Final = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


class Metrics:
    """Of one process."""

    def __init__(self, inbox: Inbox, pressure: Pressure, router: Router | None = None) -> None:
        self._inbox = inbox
        self._pressure = pressure
        self._router = router
        self._registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Histogram(
            "hilo_request_seconds", "Answers, and how long they took", labels, buckets=BUCKETS, registry=self._registry
        )
        self._children: dict[tuple[str, str, int], Histogram] = {}
        self._shown = Figures()
        self._registry.register(self._shown)
        ProcessCollector(registry=self._registry)
        self._asking = asyncio.Lock()
        self._looked = -FRESH
        self._seq: int | None = None
        self._messages: Counter[tuple[str, str, str]] = Counter()

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Labels are few: methods and patterns are ours. Finding the child anew would cost more than counting."""
        key = method, route, status
        child = self._children.get(key)
        if child is None:
            child = self._children[key] = self._requests.labels(method, route, str(status))
        child.observe(seconds)

    async def text(self) -> bytes:
        async with self._asking:
            if monotonic() - self._looked >= FRESH:
                await self._look()
                self._looked = monotonic()
            return await asyncio.to_thread(generate_latest, self._registry)

    async def _look(self) -> None:
        now = self._inbox.clock()
        seen, tallied = await self._inbox.read(_read, self._seq, now)
        self._seq = tallied.seq
        self._messages.update(tallied.counts)
        whole = figures.of_inbox(seen, self._messages, now)
        ours = figures.of_process(self._inbox.load(), self._pressure)
        its = figures.of_router(self._router) if self._router else ()
        self._shown.families = [*whole, *ours, *its]


def _read(conn: Conn, seq: int | None, now: datetime) -> tuple[Gauges, tally.Tally]:
    """Messages are counted from the first time on that somebody asks."""
    counted = tally.Tally(events.last_seq(conn), {}) if seq is None else tally.since(conn, seq)
    return gauges.look(conn, now), counted


METRICS = web.AppKey("metrics", Metrics)


@routes.on("GET", "/metrics", PUBLIC, takes=Nothing, gives=web.StreamResponse)
async def show(call: Call[Nothing]) -> web.StreamResponse:
    """Figures for Prometheus, for who asks from this machine or shows HILO_METRICS_TOKEN."""
    if not may_see(call.request):
        raise web.HTTPNotFound
    text = await call.request.app[METRICS].text()
    return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})


def may_see(request: web.Request) -> bool:
    """A proxy on this machine brings strangers: whoever comes through one needs the token."""
    proxied = any(name in request.headers for name in PROXIED)
    if request.remote in LOOPBACK and not proxied and called_by_address(request):
        return True
    token = request.app[SETTINGS].metrics_token
    scheme, _, given = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    return bool(token) and scheme.lower() == "bearer" and login.same(given.strip(), token)


def called_by_address(request: web.Request) -> bool:
    """A name may be one that a stranger's page points at this machine, or that a proxy was called by."""
    host = urlsplit(f"//{request.host}").hostname or ""
    return host == "localhost" or is_address(host)
