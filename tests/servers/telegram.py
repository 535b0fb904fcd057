"""Telegram's Bot API on loopback: as strict as Telegram and, where a test wants it, as nasty.

Written with nothing of ours, from https://core.telegram.org/bots/api and from Telegram's own server:
https://github.com/tdlib/telegram-bot-api
"""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "5550199999:AAF-example_example_example_example"
UPDATES = {"message", "edited_message", "message_reaction", "my_chat_member", "channel_post", "callback_query"}
SENDS = {"chat_id", "text", "caption", "photo", "document", "link_preview_options"}
CONTENDED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
BIGGEST = {"photo": 10_000_000, "document": 50_000_000}

Object = dict[str, Any]
Nasty = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Wrong(Exception):
    """What Telegram answers to a call that it does not take."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.body: Object = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


@dataclass
class BotApi:
    """nasty: what the next call of a method meets instead. polls: the offsets asked for, as they come.

    chats: who has started the bot; shut: what is answered to messages for somebody. files: content by path.
    """

    url: str = ""
    webhook: str = ""
    revoked: bool = False
    chats: set[int] = field(default_factory=lambda: {5550100001})
    shut: dict[int, Wrong] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    sent: list[Object] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    queue: list[Object] = field(default_factory=list)
    nasty: dict[str, list[Nasty]] = field(default_factory=dict)
    polls: "asyncio.Queue[int | None]" = field(default_factory=asyncio.Queue)
    allowed: list[str] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _poller: object = None
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1001))

    def happens(self, *updates: Object) -> None:
        self.queue += updates
        self._news.set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        found = re.fullmatch(r"/bot([^/]+)/(\w+)", request.path)
        if found is None or not re.fullmatch(r"\d+:[\w-]{35}", found[1]):
            return refusal(Wrong(404, "Not Found"))
        method = found[2]
        self.calls.append(method)
        if waiting := self.nasty.get(method):
            return await waiting.pop(0)(request)
        try:
            self.demand_known(found[1])
            return web.json_response({"ok": True, "result": await self.carry_out(method, request)})
        except Wrong as wrong:
            return refusal(wrong)

    def demand_known(self, token: str) -> None:
        if token != TOKEN or self.revoked:
            raise Wrong(401, "Unauthorized")

    async def carry_out(self, method: str, request: web.Request) -> Any:
        match method:
            case "getMe":
                return {"id": 5550199999, "is_bot": True, "first_name": "Acme", "username": "acme_example_bot"}
            case "getWebhookInfo":
                return {"url": self.webhook, "has_custom_certificate": False, "pending_update_count": len(self.queue)}
            case "getUpdates":
                return await self.updates(await request.json())
            case "getFile":
                return self.file((await request.json())["file_id"])
            case "sendMessage":
                return self.take(demand_text(await request.json()))
            case "sendPhoto" | "sendDocument":
                return self.take(await multipart(request, method.removeprefix("send").lower()))
        raise Wrong(404, "Not Found: method not found")

    async def updates(self, asked: Object) -> list[Object]:
        """An offset confirms all before it; one that is nowhere near the queue is taken for its beginning."""
        if self.webhook:
            raise Wrong(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
        if not set(asked) <= {"offset", "limit", "timeout", "allowed_updates"} or not 0 <= asked["timeout"] <= 50:
            raise Wrong(400, "Bad Request: unexpected parameters")
        if not set(asked["allowed_updates"]) <= UPDATES:
            raise Wrong(400, "Bad Request: unknown update type")
        self.allowed, offset, me = asked["allowed_updates"], asked.get("offset"), object()
        self._poller = me
        self._news.set()  # whoever waits already is told that somebody else has come
        if offset is not None and (not self.queue or offset <= self.queue[-1]["update_id"] + 10):
            self.queue = [one for one in self.queue if one["update_id"] >= offset]
        self.polls.put_nowait(offset)
        while not self.queue:
            self._news.clear()
            await self._news.wait()
            if self._poller is not me:
                raise Wrong(409, CONTENDED)
        return [one for one in self.queue[:100] if set(one) & {*self.allowed, "channel_post"}]

    def file(self, file_id: str) -> Object:
        if file_id not in self.paths:
            raise Wrong(400, "Bad Request: invalid file_id")
        path = self.paths[file_id]
        if len(self.files.get(path, b"")) > 20_000_000:
            raise Wrong(400, "Bad Request: file is too big")
        return {"file_id": file_id, "file_unique_id": "x", "file_path": path}

    def take(self, said: Object) -> Object:
        chat = int(said["chat_id"])
        if chat not in self.chats:
            raise Wrong(400, "Bad Request: chat not found")
        if chat in self.shut:
            raise self.shut[chat]
        self.sent.append(said)
        return {"message_id": next(self._numbers), "date": 1795342000, "chat": {"id": chat, "type": "private"}}

    async def hand_over(self, request: web.Request) -> web.StreamResponse:
        self.calls.append("file")
        if waiting := self.nasty.get("file"):
            return await waiting.pop(0)(request)
        content = self.files.get(request.match_info["path"])
        if request.match_info["token"] != TOKEN or content is None:
            return refusal(Wrong(404, "Not Found"))
        return web.Response(body=content, content_type="application/octet-stream")


def demand_text(said: Object) -> Object:
    if not set(said) <= SENDS or not isinstance(said.get("text"), str):
        raise Wrong(400, "Bad Request: unexpected parameters")
    if not said["text"].strip():
        raise Wrong(400, "Bad Request: message text is empty")
    if len(said["text"]) > 4096:
        raise Wrong(400, "Bad Request: message is too long")
    return said


async def multipart(request: web.Request, kind: str) -> Object:
    """The names of files are read as they stand, as Telegram does."""
    body, said = await request.read(), Object()
    boundary = re.fullmatch(r"multipart/form-data; boundary=(\S+)", request.headers.get("Content-Type", ""))
    if boundary is None:
        raise Wrong(400, f"Bad Request: there is no {kind} in the request")
    for part in body.split(b"--" + boundary[1].encode())[1:-1]:
        head, _, value = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        named = re.search(r'; name="(\w+)"(?:; filename="([^"]+)")?', head.decode())
        if named is None:
            raise Wrong(400, "Bad Request: a part without a name")
        content = value.removesuffix(b"\r\n")
        said[named[1]] = (named[2], content) if named[2] else content.decode()
    return demand_file(said, kind)


def demand_file(said: Object, kind: str) -> Object:
    if not set(said) <= SENDS or not isinstance(said.get(kind), tuple):
        raise Wrong(400, f"Bad Request: there is no {kind} in the request")
    if len(said[kind][1]) > BIGGEST[kind]:
        raise Wrong(413, "Request Entity Too Large")
    if len(said.get("caption", "")) > 1024:
        raise Wrong(400, "Bad Request: message caption is too long")
    if kind == "photo" and not said[kind][1].startswith((b"\xff\xd8\xff", b"\x89PNG")):
        raise Wrong(400, "Bad Request: IMAGE_PROCESS_FAILED")
    return said


def refusal(wrong: Wrong) -> web.Response:
    return web.json_response(wrong.body, status=wrong.status)


def answers(status: int, text: str = "", **headers: str) -> Nasty:
    """Whatever it was asked."""

    async def answer(request: web.Request) -> web.StreamResponse:
        await request.read()
        return web.Response(status=status, text=text, headers=headers)

    return answer


def refuses(status: int, description: str, **parameters: Any) -> Nasty:
    async def answer(request: web.Request) -> web.StreamResponse:
        await request.read()
        return refusal(Wrong(status, description, **parameters))

    return answer


async def hang_up(request: web.Request) -> web.StreamResponse:
    """Takes the call, and breaks off before it answers."""
    await request.read()
    assert request.transport is not None
    request.transport.close()
    return web.Response()


@asynccontextmanager
async def open_telegram() -> AsyncIterator[BotApi]:
    api = BotApi()
    app = web.Application(client_max_size=60_000_000)
    app.router.add_get("/file/bot{token}/{path:.+}", api.hand_over)
    app.router.add_post("/{path:.*}", api.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield api
    finally:
        await runner.cleanup()
