"""The other side of an API account: a real server that checks what it is sent, and answers what a test wants."""

import asyncio
import hashlib
import hmac
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

SECRET = "0123456789abcdef0123456789abcdef"
REQUIRED = {"id", "to", "text", "subject", "author", "in_reply_to"}


@dataclass
class Peer:
    """Strict: what is not signed, typed and keyed as documented is answered 400. `answer` makes every other answer."""

    port: int = 0
    answer: Callable[[web.Request], Any] = lambda request: web.json_response({"id": "peer-1"})  # a field
    taken: list[dict[str, Any]] = field(default_factory=list)
    requests: list[web.Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.requests.append(request)
        self.bodies.append(body)
        if wrong := self.wrong(request, body):
            return web.json_response({"error": wrong}, status=400)
        self.taken.append(json.loads(body))
        made = self.answer(request)
        return await made if asyncio.iscoroutine(made) else made

    def wrong(self, request: web.Request, body: bytes) -> str:
        """Checked from the documentation alone, with nothing of ours."""
        found = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", request.headers.get("X-Hilo-Signature", ""))
        if request.method != "POST" or request.content_type != "application/json" or not found:
            return "no signed JSON"
        expected = hmac.new(SECRET.encode(), found[1].encode() + b"." + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, found[2]):
            return "wrong signature"
        said = json.loads(body)
        if set(said) != REQUIRED or request.headers.get("Idempotency-Key") != said["id"]:
            return "unexpected shape"
        return ""


@asynccontextmanager
async def open_peer() -> AsyncIterator[Peer]:
    peer = Peer()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", peer.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    peer.port = runner.addresses[0][1]
    try:
        yield peer
    finally:
        await runner.cleanup()
