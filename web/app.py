"""The application: every route there is, and what stands around them."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from itertools import chain

import msgspec
import structlog
from aiohttp import web

from inbox.door import Inbox
from router.mood.scorers import Scorers
from router.service import Router
from router.templates import Templates
from web import answers, body, health, hooks, media, metrics, openapi, pages
from web.api import (
    accounts,
    asking,
    attachments,
    audit,
    bulk,
    cards,
    channels,
    colleagues,
    customers,
    desks,
    drafts,
    episodes,
    extent,
    files,
    images,
    joining,
    landing,
    macros,
    messages,
    moods,
    patience,
    presence,
    promises,
    rights,
    search,
    session,
    setup,
    snooze,
    steps,
    stream,
    teams,
    templates,
    threads,
    trials,
    users,
    views,
    ways,
)
from web.api.templates import TEMPLATES
from web.call import DEMO, INBOX, LIVE, LOGIN, PRESENCE, SCORERS, SETTINGS, Call
from web.chat import desk
from web.chat.routes import routes as chat_routes
from web.connected import CONNECTIONS, Connections
from web.dispatch import serve
from web.headers import protect
from web.health import TRIAL, Trial
from web.images import GALLERY, Gallery
from web.live import Live
from web.login import Login
from web.metrics import METRICS, Metrics
from web.presence import Presence
from web.pressure import PRESSURE, Pressure
from web.rate import RATE, Rate
from web.reads import READS, Reads, settle
from web.settings import Settings
from web.sse import FEEDS, Feeds, end_all
from web.table import PUBLIC, Nothing, Route, Table
from web.watch import LOG, identify, watch

document = Table()
TABLES = (
    setup.routes,
    session.routes,
    threads.routes,
    steps.routes,
    landing.routes,
    snooze.routes,
    bulk.routes,
    views.routes,
    ways.routes,
    messages.routes,
    drafts.routes,
    macros.routes,
    images.routes,
    moods.routes,
    files.routes,
    attachments.routes,
    customers.routes,
    cards.routes,
    promises.routes,
    episodes.routes,
    joining.routes,
    extent.routes,
    rights.routes,
    asking.routes,
    stream.routes,
    presence.routes,
    channels.routes,
    accounts.routes,
    trials.routes,
    search.routes,
    templates.routes,
    users.routes,
    teams.routes,
    desks.routes,
    colleagues.routes,
    patience.routes,
    audit.routes,
    hooks.routes,
    media.routes,
    document,
    health.routes,
    metrics.routes,
)


@document.on("GET", "/api/v1/openapi.json", PUBLIC, takes=Nothing, gives=web.StreamResponse)
async def describe(call: Call[Nothing]) -> web.StreamResponse:
    """This document."""
    return web.Response(body=DOCUMENT, content_type="application/json")


def all_routes() -> list[Route]:
    """In the order in which they are matched: the inbox's page takes what nothing else does, so it comes last."""
    ours = chain.from_iterable(table.routes for table in TABLES)
    return [*ours, *chat_routes(), *pages.routes.routes]


DOCUMENT = msgspec.json.encode(openapi.describe(all_routes()))


def make_app(
    inbox: Inbox,
    settings: Settings,
    scorers: Scorers | None = None,
    *,
    demo: bool = False,
    router: Router | None = None,
) -> web.Application:
    """The inbox stays the caller's to close, after the application has been cleaned up.

    router: that which runs in this process, if one does.
    """
    app = begun(inbox, settings, router)
    app[DEMO], app[FEEDS] = demo, Feeds()
    app[SCORERS] = scorers or Scorers()
    app[TEMPLATES], app[READS] = Templates(inbox), Reads(inbox)
    app[GALLERY] = Gallery(inbox.box)
    live = Live(inbox, alone=settings.embedded)
    app[LIVE], app[LOGIN], app[CONNECTIONS] = live, Login(inbox.bus), Connections(inbox)
    app[PRESENCE] = Presence(inbox.bus, inbox.clock, live.hint)
    app[RATE] = Rate(settings.account_rate, inbox.bus)
    app.on_shutdown.append(end_all)
    app.on_cleanup.append(settle)
    app.cleanup_ctx.append(run_live)
    desk.setup(app, live.agents_online)
    mount(app, all_routes())
    return app


def make_watched(inbox: Inbox, settings: Settings, router: Router) -> web.Application:
    """Of a router alone: what tells those who watch it how it is, and nothing else."""
    app = begun(inbox, settings, router)
    mount(app, [*health.routes.routes, *metrics.routes.routes])
    return app


def begun(inbox: Inbox, settings: Settings, router: Router | None) -> web.Application:
    """What stands around every call, and tells of it."""
    app = web.Application(middlewares=[watch, answers.explain], client_max_size=body.LIMIT)
    app[INBOX], app[SETTINGS] = inbox, settings
    app[PRESSURE], app[TRIAL] = Pressure(inbox, settings.data), Trial()
    app[METRICS] = Metrics(inbox, app[PRESSURE], router)
    app[LOG] = structlog.get_logger().bind()
    app.on_response_prepare.extend((protect, identify))
    app.cleanup_ctx.append(run_pressure)
    return app


async def run_pressure(app: web.Application) -> AsyncIterator[None]:
    task = asyncio.create_task(app[PRESSURE].follow())
    yield
    task.cancel()


async def run_live(app: web.Application) -> AsyncIterator[None]:
    await app[LIVE].start()
    await app[PRESENCE].start()
    limits = [asyncio.create_task(one) for one in (app[LOGIN].pace.follow(), app[RATE].follow())]
    yield
    for limit in limits:
        limit.cancel()
    await app[PRESENCE].stop()
    await app[LIVE].stop()
    app[LOGIN].close()


def mount(app: web.Application, routes: Iterable[Route]) -> None:
    for route in routes:
        app.router.add_route(route.method, route.path, serve(route))
