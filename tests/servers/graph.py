"""Meta's Graph API on loopback, as strict as Meta and, where a test wants it, as nasty.

Written from Meta's documentation alone, with nothing of ours:
https://developers.facebook.com/documentation/business-messaging/whatsapp/reference
"""

import hashlib
import hmac
import itertools
import json
import random
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

VERSION = "v25.0"
TOKEN, SECRET, VERIFY = "EAAJB-token", "0123456789abcdef0123456789abcdef", "words of our choice"
NUMBER_ID, BUSINESS_ID = "106540352242922", "102290129340398"
ENVELOPE = {"messaging_product", "recipient_type", "to", "recipient", "type", "biz_opaque_callback_data", "context"}
PARTS = {
    "text": {"body", "preview_url"},
    "image": {"id", "link", "caption"},
    "video": {"id", "link", "caption"},
    "audio": {"id", "link", "voice"},
    "sticker": {"id", "link"},
    "document": {"id", "link", "caption", "filename"},
    "template": {"name", "language", "components"},
}
MIMES = {
    "image": r"image/(jpeg|png)",
    "sticker": r"image/webp",
    "video": r"video/(mp4|3gpp)",
    "audio": r"audio/(aac|amr|mpeg|mp4|ogg)",
    "document": r"text/plain|application/(pdf|msword|vnd\.(ms-(excel|powerpoint)|openxmlformats-officedocument\..+))",
}
Call = dict[str, Any]


class Wrong(Exception):
    """What Meta answers to a call that is not as documented."""

    def __init__(self, code: int, details: str, status: int = 400, **more: Any) -> None:
        super().__init__(details)
        self.status = status
        data = {"messaging_product": "whatsapp", "details": details}
        self.body = {
            "error": {
                "message": f"(#{code}) {details}", "type": "OAuthException", "code": code, "error_data": data,
                "fbtrace_id": "A7YysJRhDLLwyNk-RXuVBTM", **more,
            }
        }  # fmt: skip


@dataclass
class Kept:
    """A file that a customer sent. What it says of itself may be wrong; url: where it says that it lies."""

    content: bytes
    mime: str = "image/jpeg"
    url: str = ""
    sha256: str = ""
    size: int = -1


@dataclass
class GraphApi:
    """taken: the messages that it accepted. nasty: what it does instead of answering, call by call, once each."""

    port: int = 0
    taken: list[Call] = field(default_factory=list)
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    templates: list[Call] = field(default_factory=list)
    requests: list[web.Request] = field(default_factory=list)
    downloads: int = 0
    nasty: list[Callable[[web.Request], web.StreamResponse]] = field(default_factory=list)
    page: int = 100
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def refuses(self, code: int, details: str = "because", status: int = 400, **more: Any) -> None:
        wrong = Wrong(code, details, status, **more)
        self.nasty.append(lambda _: web.json_response(wrong.body, status=status))

    def answers(self, status: int, text: str = "", **headers: str) -> None:
        self.nasty.append(lambda _: web.Response(status=status, text=text, headers=headers))

    def hangs_up(self, *, after_taking: bool = False) -> None:
        """It has read the request; whether it acts on it, the caller cannot know."""

        def vanish(request: web.Request) -> web.StreamResponse:
            if after_taking:
                self.taken.append({})
            assert request.transport
            request.transport.abort()
            return web.Response()

        self.nasty.append(vanish)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        await (request.post() if request.content_type.startswith("multipart/") else request.read())
        try:
            demand_token(request)
            return self.nasty.pop(0)(request) if self.nasty else await self.answer(request)
        except Wrong as wrong:
            return web.json_response(wrong.body, status=wrong.status)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        match request.method, request.path.strip("/").split("/"):
            case "POST", [version, number, "messages"] if (version, number) == (VERSION, NUMBER_ID):
                return web.json_response(self.take(await json_of(request)))
            case "POST", [version, number, "media"] if (version, number) == (VERSION, NUMBER_ID):
                return web.json_response(await self.upload(request))
            case "GET", [version, business, "message_templates"] if (version, business) == (VERSION, BUSINESS_ID):
                return web.json_response(self.listed(request))
            case "GET", [version, number] if (version, number) == (VERSION, NUMBER_ID):
                return web.json_response({"display_phone_number": "+1 555-555-0100", "verified_name": "Shop"})
            case "GET", [version, named] if version == VERSION and named in self.kept:
                return web.json_response(self.about(named))
            case "GET", ["lookaside", named] if named in self.kept:
                self.downloads += 1
                return web.Response(body=self.kept[named].content, content_type=self.kept[named].mime)
        raise Wrong(100, "Unsupported request. Object does not exist", error_subcode=33)

    def take(self, body: Call) -> Call:
        demand_message(body, self.uploads, self.templates)
        self.taken.append(body)
        named = f"wamid.{next(self._ids)}"
        return {"messaging_product": "whatsapp", "contacts": [{"wa_id": body.get("to")}], "messages": [{"id": named}]}

    async def upload(self, request: web.Request) -> Call:
        if request.content_type != "multipart/form-data":
            raise Wrong(100, "(#100) The parameter file is required.")
        form = await request.post()
        file, mime = form.get("file"), str(form.get("type"))
        if form.get("messaging_product") != "whatsapp" or not isinstance(file, web.FileField):
            raise Wrong(100, "The parameters messaging_product and file are required.")
        if file.content_type != mime or not any(re.fullmatch(one, mime) for one in MIMES.values()):
            raise Wrong(100, f"Param file must be a file with one of the following types, but not {mime}.")
        named = str(900_000_000_000_000 + next(self._ids))
        self.uploads[named] = (mime, file.file.read())
        return {"id": named}

    def about(self, named: str) -> Call:
        one = self.kept[named]
        size = one.size if one.size >= 0 else len(one.content)
        digest = one.sha256 or hashlib.sha256(one.content).hexdigest()
        url = one.url or f"{self.url}/lookaside/{named}"
        about = {"url": url, "mime_type": one.mime, "sha256": digest, "file_size": size, "id": named}
        return {"messaging_product": "whatsapp", **about}

    def listed(self, request: web.Request) -> Call:
        status, start = request.query.get("status"), int(request.query.get("after", 0))
        limit = min(int(request.query.get("limit", 25)), self.page)
        found = [one for one in self.templates if status in (None, one["status"])]
        fields = request.query.get("fields", "id,name").split(",")
        page = [{name: one[name] for name in fields if name in one} for one in found[start : start + limit]]
        cursors = {"before": str(start), "after": str(start + limit)}
        more = {"next": "http://169.254.169.254/next"} if start + limit < len(found) else {}
        return {"data": page, "paging": {"cursors": cursors, **more}}


def demand_token(request: web.Request) -> None:
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        raise Wrong(190, "Invalid OAuth access token - Cannot parse access token", 401)


async def json_of(request: web.Request) -> Call:
    if request.content_type != "application/json":
        raise Wrong(100, "The body is no JSON.")
    body: Call = await request.json()
    return body


def demand_message(body: Call, uploads: dict[str, tuple[str, bytes]], templates: list[Call]) -> None:
    kind = str(body.get("type"))
    if unknown := set(body) - ENVELOPE - {kind}:
        raise Wrong(100, f"Unexpected key {min(unknown)!r} on param")
    if body.get("messaging_product") != "whatsapp" or body.get("recipient_type") != "individual":
        raise Wrong(100, "The parameter messaging_product is required.")
    if len(body.get("biz_opaque_callback_data", "")) > 512:
        raise Wrong(131009, "Parameter value is not valid: biz_opaque_callback_data")
    demand_recipient(body)
    if kind not in PARTS or set(part := body.get(kind, {})) - PARTS[kind]:
        raise Wrong(100, f"Unexpected key on param {kind!r}")
    demand_part(kind, part, uploads)
    if kind == "template":
        demand_template(part, templates)


def demand_recipient(body: Call) -> None:
    if not re.fullmatch("[0-9]{7,15}", body.get("to", "0000000")):
        raise Wrong(131009, "Parameter value is not valid: to")
    if "to" not in body and not re.fullmatch(r"[A-Z]{2}\.[A-Za-z0-9]{1,128}", body.get("recipient", "")):
        raise Wrong(131008, "Required parameter is missing: to")


def demand_part(kind: str, part: Call, uploads: dict[str, tuple[str, bytes]]) -> None:
    if kind == "text" and not 1 <= len(part.get("body", "")) <= 4096:
        raise Wrong(100, "Param text['body'] must be at most 4096 characters long.")
    if len(part.get("caption", "")) > 1024:
        raise Wrong(100, "Param caption must be at most 1024 characters long.")
    if kind in MIMES and not re.fullmatch(MIMES[kind], uploads.get(part.get("id", ""), ("", b""))[0]):
        raise Wrong(131053, "Media upload error")


def demand_template(part: Call, templates: list[Call]) -> None:
    """As many texts for every part as it has variables, by name where the template has names."""
    same = [one for one in templates if (one["name"], one["language"]) == (part["name"], part["language"]["code"])]
    if not same or same[0]["status"] != "APPROVED":
        raise Wrong(132001, "Template name does not exist in the translation", 404)
    named = same[0].get("parameter_format") == "NAMED"
    given = {place(one): one["parameters"] for one in part["components"]}
    for where, text in wanted(same[0]["components"]):
        variables = re.findall(r"\{\{\s*(\w+)\s*\}\}", text)
        found = given.pop(where, [])
        if len(found) != len(variables):
            raise Wrong(132000, f"{where}: number of params does not match the expected number of params")
        if named and where[0] != "button" and {one.get("parameter_name") for one in found} != set(variables):
            raise Wrong(100, "Parameter name is missing or empty")
        if any(re.search(r"[\n\t]| {5}", one["text"]) or not one["text"] for one in found):
            raise Wrong(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
    if given:
        raise Wrong(132000, "There are params for a part that the template does not have")


def place(component: Call) -> tuple[str, str]:
    if component["type"] == "button" and component["sub_type"] != "url":
        raise Wrong(100, "Only URL buttons have variables")
    return component["type"], component.get("index", "")


def wanted(components: list[Call]) -> list[tuple[tuple[str, str], str]]:
    found = []
    for one in components:
        if one["type"] in ("HEADER", "BODY"):
            found.append(((one["type"].lower(), ""), one.get("text", "")))
        for index, button in enumerate(one.get("buttons", [])):
            found.append((("button", str(index)), button.get("url", "")))
    return found


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    """The headers of a call of Meta's to a hook."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"content-type": "application/json", "x-hub-signature-256": f"sha256={digest}"}


def call(field_: str = "messages", number_id: str = NUMBER_ID, **value: Any) -> Call:
    """What a hook is called with, of one change."""
    about = {"display_phone_number": "15555550100", "phone_number_id": number_id}
    change = {"value": {"messaging_product": "whatsapp", "metadata": about, **value}, "field": field_}
    return {"object": "whatsapp_business_account", "entry": [{"id": BUSINESS_ID, "changes": [change]}]}


def regrouped(calls: list[Call]) -> Call:
    """Several calls as one: Meta batches anew when it tries again."""
    return {"object": calls[0]["object"], "entry": [entry for one in calls for entry in one["entry"]]}


def troubled(calls: list[Call], seed: int) -> list[bytes]:
    """The same calls as a bad day brings them: some twice, some grouped anew, all late and out of order."""
    chance = random.Random(seed)
    again = [regrouped(chance.sample(calls, min(3, len(calls)))) for _ in range(len(calls) // 2)]
    bodies = [json.dumps(one).encode() for one in (*calls, *calls[::2], *again)]
    chance.shuffle(bodies)
    return bodies


async def notify(hook: str, body: bytes) -> int:
    """Call a hook as Meta does. Returns the status that it answers."""
    async with aiohttp.ClientSession() as http, http.post(hook, data=body, headers=signed(body)) as got:
        return got.status


@asynccontextmanager
async def open_graph() -> AsyncIterator[GraphApi]:
    graph = GraphApi()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", graph.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    graph.port = runner.addresses[0][1]
    try:
        yield graph
    finally:
        await runner.cleanup()
