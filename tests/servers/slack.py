"""Slack on loopback: its Web API, its file hosts and Socket Mode, from the documentation alone.

Strict: a call with a wrong token, the wrong kind of body or without what it needs gets Slack's own refusal. Nasty at a
test's wish: `fail` makes the next answers of a method go wrong, `push` sends anything over the socket.
"""

import asyncio
import json
import re
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1-good", "xapp-1-good", "8f742231b10e8888abcd99yyyzzz85a5"
TEAM, BOT, APP = "T0HILO001", "U0BOT0001", "A0APP0001"
SCOPES = (
    "chat:write,channels:history,groups:history,im:history,mpim:history,channels:read,groups:read,im:read,mpim:read,"
    "reactions:read,files:read,files:write,users:read,users:read.email,team:read"
)
NEEDS = {
    "auth.test": (),
    "apps.connections.open": (),
    "chat.postMessage": ("channel",),
    "conversations.info": ("channel",),
    "conversations.history": ("channel",),
    "conversations.replies": ("channel", "ts"),
    "users.conversations": (),
    "users.info": ("user",),
    "team.info": (),
    "files.info": ("file",),
    "files.getUploadURLExternal": ("filename", "length"),
    "files.completeUploadExternal": ("files",),
}
TAKES_JSON = {"chat.postMessage", "files.completeUploadExternal", "auth.test"}
"""The methods that only read take no JSON: https://docs.slack.dev/apis/web-api#post-bodies."""

Reaction = Callable[[web.Request], Awaitable[web.StreamResponse]]


def refusal(error: str, **more: Any) -> web.Response:
    return web.json_response({"ok": False, "error": error, **more})


def answers(status: int = 200, text: str = "", mime: str = "application/json", **headers: str) -> Reaction:
    """Whatever a proxy, or Slack on a bad day, says in place of an answer."""

    async def answer(request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, text=text, content_type=mime, headers=named)

    return answer


def refuses(error: str, **more: Any) -> Reaction:
    async def answer(request: web.Request) -> web.StreamResponse:
        return refusal(error, **more)

    return answer


async def drops(request: web.Request) -> web.StreamResponse:
    """Takes the whole request and hangs up."""
    await request.read()
    if request.transport is not None:
        request.transport.close()
    return web.Response()


@dataclass
class Slack:
    """What was asked of it, what stands in it, and what it shall do wrong: a reaction, and whether after the deed."""

    port: int = 0
    scopes: str = SCOPES
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    failures: dict[str, deque[tuple[Reaction, bool]]] = field(default_factory=lambda: defaultdict(deque))
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    messages: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    uploads: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Reaction] = field(default_factory=dict)
    about: dict[str, dict[str, Any]] = field(default_factory=dict)
    file_requests: list[web.Request] = field(default_factory=list)
    tickets: int = 0
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    unacknowledged: dict[str, dict[str, Any]] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    greeting: bool = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fail(self, method: str, reaction: Reaction, *, after: bool = False) -> None:
        """Spoil the next answer of a method."""
        self.failures[method].append((reaction, after))

    def asked(self, method: str) -> list[dict[str, Any]]:
        return [arguments for name, arguments in self.calls if name == method]

    async def api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        spoilt, after = self.failures[method].popleft() if self.failures[method] else (None, False)
        if spoilt and not after:
            return await spoilt(request)
        answer = await self.answer(method, request)
        return await spoilt(request) if spoilt else answer

    async def answer(self, method: str, request: web.Request) -> web.StreamResponse:
        if method not in NEEDS:
            return refusal("unknown_method", req_method=method)
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if request.headers.get("Authorization") != f"Bearer {wanted}":
            return refusal("invalid_auth" if "Authorization" in request.headers else "not_authed")
        if request.content_type == "application/json" and method not in TAKES_JSON:
            return refusal("invalid_arguments")
        given = await arguments_of(request)
        self.calls.append((method, given))
        if any(given.get(name) in (None, "") for name in NEEDS[method]):
            return refusal("invalid_arguments")
        said = getattr(self, method.replace(".", "_"))(given)
        said = said if isinstance(said, dict) else {"ok": False, "error": said}
        return web.json_response({"ok": True, **said}, headers={"x-oauth-scopes": self.scopes})

    def auth_test(self, given: dict[str, Any]) -> dict[str, Any]:
        return {
            "team_id": TEAM,
            "user_id": BOT,
            "bot_id": "B0BOT0001",
            "team": "Hilo",
            "url": "https://hilo.slack.com/",
        }

    def chat_postMessage(self, given: dict[str, Any]) -> dict[str, Any] | str:  # noqa: N802  # Slack's word
        if wrong := self.unwritable(given["channel"]) or ill_formed(given):
            return wrong
        return self.post(given["channel"], given)

    def unwritable(self, channel: str) -> str:
        about = self.channels.get(channel)
        if about is None:
            return "channel_not_found"
        return "is_archived" if about.get("is_archived") else "" if about.get("is_member", True) else "not_in_channel"

    def post(self, channel: str, given: dict[str, Any]) -> dict[str, Any]:
        ts = f"{1_800_000_000 + sum(map(len, self.messages.values()))}.000100"
        message = {**given, "ts": ts, "bot_id": "B0BOT0001", "app_id": APP, "user": BOT}
        self.messages[channel].append(message)
        return {"channel": channel, "ts": ts, "message": message}

    def conversations_info(self, given: dict[str, Any]) -> dict[str, Any] | str:
        about = self.channels.get(given["channel"])
        return {"channel": {"id": given["channel"], "is_member": True, **about}} if about else "channel_not_found"

    def conversations_history(self, given: dict[str, Any]) -> dict[str, Any]:
        top = [one for one in self.messages[given["channel"]] if not one.get("thread_ts")]
        return {"messages": [shown(one, given) for one in reversed(top)], "has_more": False}

    def conversations_replies(self, given: dict[str, Any]) -> dict[str, Any]:
        within = [one for one in self.messages[given["channel"]] if one.get("thread_ts") == given["ts"]]
        return {"messages": [shown(one, given) for one in within], "has_more": False}

    def users_conversations(self, given: dict[str, Any]) -> dict[str, Any]:
        """One channel a page, so that the pages must be turned."""
        ids = sorted(self.channels)
        at = int(given.get("cursor") or 0)
        following = str(at + 1) if at + 1 < len(ids) else ""
        page = [{"id": one, **self.channels[one]} for one in ids[at : at + 1]]
        return {"channels": page, "response_metadata": {"next_cursor": following}}

    def users_info(self, given: dict[str, Any]) -> dict[str, Any] | str:
        about = self.users.get(given["user"])
        return {"user": {"id": given["user"], **about}} if about else "user_not_found"

    def team_info(self, given: dict[str, Any]) -> dict[str, Any] | str:
        name = self.teams.get(given.get("team", TEAM))
        return {"team": {"id": given.get("team", TEAM), "name": name}} if name else "team_not_found"

    def files_info(self, given: dict[str, Any]) -> dict[str, Any] | str:
        about = self.about.get(given["file"])
        return {"file": {"id": given["file"], **about}} if about is not None else "file_not_found"

    def files_getUploadURLExternal(self, given: dict[str, Any]) -> dict[str, Any]:  # noqa: N802  # Slack's word
        name = f"F0UP{len(self.asked('files.getUploadURLExternal')):04}"
        return {"upload_url": f"{self.url}/upload/v1/{name}", "file_id": name}

    def files_completeUploadExternal(self, given: dict[str, Any]) -> dict[str, Any] | str:  # noqa: N802  # Slack's word
        files = json.loads(given["files"])
        if any(one["id"] not in self.uploads for one in files):
            return "file_not_found"
        if wrong := self.unwritable(given["channel_id"]):
            return wrong
        self.post(given["channel_id"], {**given, "text": given.get("initial_comment", "")})
        return {"files": files}

    def apps_connections_open(self, given: dict[str, Any]) -> dict[str, Any]:
        self.tickets += 1
        return {"url": f"ws://127.0.0.1:{self.port}/link/{self.tickets}"}

    async def take_upload(self, request: web.Request) -> web.StreamResponse:
        if self.failures["upload"]:
            return await self.failures["upload"].popleft()[0](request)
        self.uploads[request.match_info["file"]] = body = await request.read()
        return web.Response(text=f"OK - {len(body)}")

    async def give_file(self, request: web.Request) -> web.StreamResponse:
        self.file_requests.append(request)
        return await self.files[request.match_info["file"]](request)

    async def link(self, request: web.Request) -> web.StreamResponse:
        """A connection of Socket Mode. What nobody has acknowledged comes again on the next one."""
        socket = web.WebSocketResponse(timeout=1.0)
        await socket.prepare(request)
        if self.greeting:
            await socket.send_json({"type": "hello", "num_connections": len(self.sockets) + 1})
        self.sockets.append(socket)
        self.ring()
        for envelope in tuple(self.unacknowledged.values()):
            await socket.send_json(envelope)
        async for frame in socket:
            envelope_id = json.loads(frame.data)["envelope_id"]
            self.unacknowledged.pop(envelope_id, None)
            self.acknowledged.append(envelope_id)
            self.ring()
        self.ring()
        return socket

    async def push(self, payload: Any, kind: str = "events_api", *, envelope_id: str = "") -> str:
        """Send an envelope over the newest connection."""
        named = envelope_id or f"env-{len(self.unacknowledged) + len(self.acknowledged)}-{id(payload)}"
        envelope = {"type": kind, "envelope_id": named, "payload": payload, "accepts_response_payload": False}
        self.unacknowledged[named] = envelope
        await self.sockets[-1].send_json(envelope)
        return named

    async def say(self, text: str) -> None:
        """Anything at all over the newest connection."""
        await self.sockets[-1].send_str(text)

    async def disconnect(self, reason: str) -> None:
        await self.sockets[-1].send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "wss"}})

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not true():
                await self.changed.wait()
                self.changed.clear()

    def ring(self) -> None:
        self.changed.set()


async def arguments_of(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        body = json.loads(await request.read())
        return {name: value for name, value in body.items() if value is not None}
    return {**dict(request.query), **{name: str(value) for name, value in (await request.post()).items()}}


def ill_formed(given: dict[str, Any]) -> str:
    text, metadata = given.get("text", ""), given.get("metadata")
    if not text and not given.get("blocks"):
        return "no_text"
    if len(text) > 40_000:
        return "msg_too_long"
    if "thread_ts" in given and not re.fullmatch(r"\d{10}\.\d{6}", given["thread_ts"]):
        return "invalid_thread_ts"
    if metadata is not None and set(metadata) != {"event_type", "event_payload"}:
        return "invalid_metadata_format"
    return "" if all(well_formed(block) for block in given.get("blocks", [])) else "invalid_blocks"


def well_formed(block: dict[str, Any]) -> bool:
    """As far as we use them: https://docs.slack.dev/reference/block-kit."""
    if block["type"] == "section":
        return block["text"]["type"] in ("mrkdwn", "plain_text") and 0 < len(block["text"]["text"]) <= 3000
    return block["type"] == "actions" and all(
        one["type"] == "button"
        and one["text"]["type"] == "plain_text"
        and 0 < len(one["text"]["text"]) <= 75
        and len(one["value"]) <= 2000
        and len(one["url"]) <= 3000
        for one in block["elements"]
    )


def shown(message: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Metadata are shown to those who ask for them."""
    hidden = () if str(given.get("include_all_metadata")) in ("1", "true", "True") else ("metadata",)
    return {name: value for name, value in message.items() if name not in hidden}


@asynccontextmanager
async def open_slack() -> AsyncIterator[Slack]:
    slack = Slack()
    app = web.Application(client_max_size=64 << 20)
    app.router.add_route("*", "/api/{method}", slack.api)
    app.router.add_post("/upload/v1/{file}", slack.take_upload)
    app.router.add_get("/files-pri/{file}", slack.give_file)
    app.router.add_get("/link/{ticket}", slack.link)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.port = runner.addresses[0][1]
    try:
        yield slack
    finally:
        for socket in slack.sockets:
            await socket.close()
        await runner.cleanup()
