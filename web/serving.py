"""Running: web and router in one process, or one of them, until somebody asks us to stop."""

import asyncio
import errno
import gc
import signal
import socket
import sys
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import structlog
from aiohttp import web

from inbox import users
from inbox.door import Inbox
from router.demo import Demo
from router.mood.scorers import Scorers
from router.service import Router
from web import folder
from web.app import make_app, make_watched
from web.gate import BACKLOG, open_gate
from web.key import open_inbox, unopenable
from web.login import Login
from web.pressure import PRESSURE
from web.settings import Settings, WrongSetting

log = structlog.get_logger()
IDLE = 90.0  # seconds that a connection may be silent: longer than proxies keep theirs for us
DRAIN = 8.0  # seconds that requests may take to finish once we are asked to stop
MODEL = "mood.model"
COLLECT = 10_000  # objects
SWITCH = 0.0005
"""Seconds that a thread may go on while another waits for the interpreter. Each statement gives it away and asks for
it again: with Python's own 5 ms a busy web part made a transaction of thirty last 150 ms."""


async def serve(
    settings: Settings, parts: Collection[str], *, demo: bool = False, metrics_port: int | None = None
) -> None:
    """Run until SIGTERM or SIGINT. parts: "web", "router" or both. metrics_port: where a router alone is watched.
    Raises WrongSetting."""
    sys.setswitchinterval(SWITCH)
    stop, scorers = asyncio.Event(), Scorers(trained(settings))
    folder.make(settings)
    async with AsyncExitStack() as running:
        listening = bind(settings) if "web" in parts else None
        watched = bind(replace(settings, port=metrics_port)) if metrics_port is not None else None
        if settings.embedded:  # of the others any number may run
            running.enter_context(folder.locked(settings.data, parts))
        inbox = await running.enter_async_context(opened(settings))
        played = await running.enter_async_context(performing(inbox)) if demo else None
        settings = at(settings, listening) if listening else settings
        router = Router(inbox, scorers, alone=settings.embedded, url=settings.url)
        if "router" in parts:
            await running.enter_async_context(router)
        if listening is not None:
            app = make_app(inbox, settings, scorers, demo=demo, router=router if "router" in parts else None)
            await running.enter_async_context(website(app, listening))
        elif watched is not None:
            await running.enter_async_context(website(make_watched(inbox, settings, router), watched))
        running.callback(router.stop)  # before the website is waited for: both end what they have begun
        heed_signals(stop)
        await announce(inbox, settings, parts, played)
        settle()
        if watched is not None:
            print(f"It tells /metrics on port {watched.getsockname()[1]}.", flush=True)  # noqa: T201  # as below
        await stop.wait()
        log.info("stopping")


def settle() -> None:
    """What is there now stays: the collector need not go through it again and again, with everybody waiting.

    Nor after every 700 new objects, for a group of messages is thousands: a sixth of the ingest was spent on it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT)


def trained(settings: Settings) -> Path | None:
    """The model of this company's own, where `hilo mood train` has put one beside the data."""
    own = settings.data / MODEL
    return own if own.exists() else None


def bind(settings: Settings) -> socket.socket:
    """Take the port before anything else is begun. Raises WrongSetting."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)
    except OSError as wrong:
        raise WrongSetting(unbindable(settings, wrong)) from None


def unbindable(settings: Settings, wrong: OSError) -> str:
    if wrong.errno == errno.EADDRINUSE:
        return (
            f"Port {settings.port} is in use by another program. "
            "Stop that program, or choose another port with --port, --metrics-port or HILO_LISTEN."
        )
    if wrong.errno == errno.EACCES:
        return f"This user may not listen on port {settings.port}. Choose one above 1023 with --port or HILO_LISTEN."
    return (
        f"{settings.host} is no address of this machine. "
        "Set HILO_LISTEN to one that is, such as 127.0.0.1:8080, or 0.0.0.0:8080 for all."
    )


def at(settings: Settings, listening: socket.socket) -> Settings:
    """Port 0 lets the system choose: what it chose is what browsers must be told."""
    port = listening.getsockname()[1]
    return settings if settings.port == port else replace(settings, port=port, url=f"http://localhost:{port}")


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Inbox]:
    with folder.alone(settings):
        folder.upgrade(settings)
        inbox = await open_inbox(settings)
    try:
        for name in await inbox.read(unopenable, inbox):
            log.warning("the key does not open this account's passwords; enter them again", account=name)
        yield inbox
    finally:
        await inbox.close()


@asynccontextmanager
async def performing(inbox: Inbox) -> AsyncIterator[Demo]:
    login = Login()
    try:
        async with Demo(inbox, login.hash) as demo:
            yield demo
    finally:
        login.close()


@asynccontextmanager
async def website(app: web.Application, listening: socket.socket) -> AsyncIterator[None]:
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=DRAIN, handler_cancellation=False, keepalive_timeout=IDLE
    )
    await runner.setup()
    try:
        async with open_gate(runner, listening, app[PRESSURE]):
            yield
    finally:
        await runner.cleanup()


def heed_signals(stop: asyncio.Event) -> None:
    """The first signal asks, the second ends at once."""
    loop = asyncio.get_running_loop()

    def ask() -> None:
        stop.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask)


async def announce(inbox: Inbox, settings: Settings, parts: Collection[str], demo: Demo | None) -> None:
    """Say where we are, on standard output: whoever started us waits for the first line."""
    lines = [f"Hilo is at {settings.url}" if "web" in parts else "Hilo's router runs"]
    if demo is not None:
        lines.append(demo.welcome)
    elif not await inbox.read(users.count):
        lines.append("Open it to create the first admin." if "web" in parts else "It has no users yet.")
    print("\n".join(lines), flush=True)  # noqa: T201  # part of the command line
