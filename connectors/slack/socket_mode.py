"""Socket Mode: Slack's events over a socket that we open. https://docs.slack.dev/apis/events-api/using-socket-mode

Slack sends again what is not acknowledged, so an envelope is acknowledged only once it is durable, and in the order in
which they came. The SDK's own client cannot promise that: it handles each envelope in a task of its own, and merely
logs when the app token is refused. Its parts do the talking here.
"""

import asyncio
import json
from typing import Any

import aiohttp
import msgspec
import structlog
from aiohttp import ClientWebSocketResponse, WSMsgType
from msgspec import Struct
from slack_sdk.socket_mode.response import SocketModeResponse

from connectors.contract import Keep, Raw, Refused, TryLater
from connectors.slack.payload import head_of, key_of, plain
from connectors.slack.refusals import SWITCHED_OFF
from connectors.slack.web import BROKEN, SOON, Web, opened

HEARTBEAT = 30.0
"""Seconds between pings; a connection that answers none is given up."""
LARGEST = 16 << 20
"""Bytes of an envelope."""
FAREWELL = aiohttp.ClientWSTimeout(ws_close=1.0)
"""Slack does not wait with us for the end of a connection."""
LONGEST_PAUSE = 60.0

log = structlog.get_logger()


class Envelope(Struct, frozen=True):
    """reason: of type "disconnect": Slack renews its connections every few hours."""

    type: str = ""
    envelope_id: str = ""
    reason: str = ""
    payload: Any = None


async def attend(web: Web, token: str, keep: Keep) -> None:
    """Until cancelled. Raises Refused when Slack will not have us, and whatever `keep` raises.

    The next connection is open before the last is left, so that Slack always has one to send to.
    """
    vain, held = 0, list[ClientWebSocketResponse]()
    async with opened(web.provider) as http:
        try:
            while True:
                await asyncio.sleep(pause(vain))
                try:
                    held.append(await connect(web, token, http))
                except TryLater as later:
                    vain += 1
                    await asyncio.sleep(later.after.total_seconds())
                    continue
                while len(held) > 1:
                    await held.pop(0).close()
                vain = 0 if await hear(held[0], keep) else vain + 1
        finally:
            for socket in held:
                await socket.close()


def pause(vain: int) -> float:
    """Seconds before the next attempt; none after a connection that brought something."""
    return min(2.0 ** min(vain - 1, 10), LONGEST_PAUSE) if vain else 0.0


async def connect(web: Web, token: str, http: aiohttp.ClientSession) -> ClientWebSocketResponse:
    """Raises Refused or TryLater."""
    url = (await web.ask(lambda client: client.apps_connections_open(app_token=token))).get("url")
    try:
        return await http.ws_connect(str(url), heartbeat=HEARTBEAT, max_msg_size=LARGEST, timeout=FAREWELL)
    except (*BROKEN, ValueError) as error:
        raise TryLater("Slack's socket could not be opened. It is tried again.", SOON) from error


async def hear(socket: ClientWebSocketResponse, keep: Keep) -> bool:
    """Until Slack ends the connection. Returns whether it was good for anything."""
    heard = False
    async for frame in socket:
        if frame.type is not WSMsgType.TEXT:
            continue
        envelope, raw = unpacked(frame.data)
        if envelope.type == "disconnect":
            if envelope.reason == "link_disabled":
                raise Refused(SWITCHED_OFF)
            return heard or envelope.reason in ("warning", "refresh_requested")
        if envelope.envelope_id:
            await keep([raw], "")
            heard = True
            if not await acknowledge(socket, envelope):
                break
    return heard


def unpacked(text: str) -> tuple[Envelope, Raw]:
    """What is in it, as it would have come by HTTP, so that both ways give one key.

    Nothing is in what makes no sense; Slack will send it again, and we cannot even name it.
    """
    try:
        envelope = msgspec.convert(plain(text.encode("utf-8", "surrogatepass")), Envelope)
        body = json.dumps(envelope.payload).encode()
    except (ValueError, RecursionError):
        log.warning("unreadable envelope", size=len(text))
        return Envelope(), Raw("", b"")
    return envelope, Raw(key_of(body, head_of(body)), body)


async def acknowledge(socket: ClientWebSocketResponse, envelope: Envelope) -> bool:
    """Whether there was still somebody to tell. If not, Slack sends it again, and its key is known."""
    try:
        await socket.send_json(SocketModeResponse(envelope.envelope_id).to_dict())
    except BROKEN:
        return False
    return True
