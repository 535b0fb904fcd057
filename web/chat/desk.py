"""What the chat's handlers share, one per server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aiohttp import hdrs, web

from inbox.door import Inbox
from inbox.errors import NotFound
from web import pages
from web.call import INBOX, Call
from web.chat.accounts import Sites
from web.chat.built import Built
from web.chat.visitor import Seal, Visitor, denied
from web.chat.windows import Windows
from web.connected import CONNECTIONS, Connections
from web.pace import Pace


@dataclass(frozen=True)
class Desk:
    sites: Sites
    seal: Seal
    windows: Windows
    writing: Pace
    hinting: Pace
    proving: Pace
    built: Built


DESK = web.AppKey("desk", Desk)


def setup(app: web.Application, agents_online: Callable[[], bool]) -> None:
    """Put the chat into the app, which must hold the inbox and the connections when it starts."""

    async def live(app: web.Application) -> AsyncIterator[None]:
        desk = app[DESK] = open_desk(app[INBOX], app[CONNECTIONS], agents_online)
        follow = [desk.windows.follow_events, desk.windows.follow_typing]
        follow += [pace.follow for pace in (desk.writing, desk.hinting, desk.proving)]
        tasks = [asyncio.create_task(one()) for one in follow]
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    app.cleanup_ctx.append(live)
    app.on_shutdown.append(close_windows)


def open_desk(inbox: Inbox, connections: Connections, agents_online: Callable[[], bool]) -> Desk:
    return Desk(
        sites=Sites(connections),
        seal=Seal(inbox.box.derive("chat visitors")),
        windows=Windows(inbox, agents_online),
        writing=Pace(inbox.bus, "pace.chat", 20, 10.0),
        hinting=Pace(inbox.bus, "pace.hints", 60, 10.0),
        proving=Pace(inbox.bus, "pace.codes", 10, 60.0),
        built=Built(pages.STATIC),
    )


async def close_windows(app: web.Application) -> None:
    """Open streams would hold the shutdown back."""
    app[DESK].windows.close()


def desk(call: Call[Any]) -> Desk:
    return call.request.app[DESK]


def account_id(call: Call[Any]) -> str:
    """The {account} of the path."""
    return chat_account(call.request.match_info["account"])


def chat_account(text: str) -> str:
    """Raises NotFound for what is no id at all, as some engines refuse to compare it."""
    try:
        return str(UUID(text))
    except ValueError:
        raise NotFound("There is no such chat. Check the account id in the page that embeds it.") from None


def visitor(call: Call[Any], token: str = "") -> Visitor:
    """Who calls, by the bearer token (RFC 6750). Raises Denied."""
    scheme, _, given = call.request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    token = given.strip() if scheme.lower() == "bearer" else token
    if not token:
        raise denied("Begin a session first: POST /chat/{account}/session.")
    return desk(call).seal.read(token, account_id(call), call.now)
