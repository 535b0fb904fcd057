"""A Twilio on loopback: the part of its published API that a channel needs, as strict as the real one.

Every host of Twilio's is the first part of the path, so that a test's route leads all of them here and nothing of what
was asked is lost. https://www.twilio.com/docs/messaging/api/message-resource
"""

import asyncio
import base64
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "fedcba9876543210fedcba9876543210"
SERVICE = "MG" + "a" * 32
NUMBER = "+15550100"
ONE = {"To", "From", "MessagingServiceSid", "Body", "StatusCallback", "ContentSid", "ContentVariables"}
ADDRESS = re.compile(r"(whatsapp:)?(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9.]+)")
Answer = Callable[[web.Request], Any]


@dataclass
class Twilio:
    """sent: the forms of messages it took. inbound: messages it has for us. answers: made instead of its own, in order.

    drop: accepts, and breaks the connection instead of saying so. given_up: the error code with which it answers 201
    and "failed". asked: every path with its query.
    """

    port: int = 0
    sent: list[dict[str, list[str]]] = field(default_factory=list)
    sids: list[str] = field(default_factory=list)
    inbound: list[dict[str, Any]] = field(default_factory=list)
    contents: list[dict[str, Any]] = field(default_factory=list)
    numbers: dict[str, dict[str, bool]] = field(default_factory=lambda: {NUMBER: {"sms": True}})
    senders: list[str] = field(default_factory=lambda: [f"whatsapp:{NUMBER}"])
    status: str = "active"
    opted_out: set[str] = field(default_factory=set)
    media: dict[str, Answer] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    requests: list[web.Request] = field(default_factory=list)
    drop: bool = False
    given_up: int = 0

    def route(self, url: str) -> str:
        return url.replace("https://", f"http://127.0.0.1:{self.port}/", 1)

    @property
    def asked(self) -> list[str]:
        return [one.rel_url.raw_path_qs for one in self.requests]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        if self.answers:
            return await answered(self.answers.pop(0), request)
        if own := self.media.get(request.path):
            return await answered(own, request)
        if request.headers.get("Authorization") != basic(ACCOUNT, TOKEN):
            return refused(401, 20003, "Authenticate")
        return await self.resource(request)

    async def resource(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(f"/api.twilio.com/2010-04-01/Accounts/{ACCOUNT}")
        if (request.method, path) == ("POST", "/Messages.json"):
            return await self.create(request)
        if found := re.fullmatch(r"/Messages/(\w+)/Media\.json", path):
            return listed("media_list", self.media_of(found[1]))
        known: dict[str, Answer] = {
            "/Messages.json": self.messages,
            ".json": lambda _: web.json_response({"sid": ACCOUNT, "status": self.status}),
            "/IncomingPhoneNumbers.json": self.phone_numbers,
            "/SMS/ShortCodes.json": short_codes,
            "/content.twilio.com/v1/ContentAndApprovals": lambda _: meta("contents", self.contents),
            "/messaging.twilio.com/v2/Channels/Senders": self.whatsapp_senders,
            f"/messaging.twilio.com/v1/Services/{SERVICE}": lambda _: web.json_response({"sid": SERVICE}),
        }
        if request.method != "GET" or path not in known:
            return refused(404, 20404, f"The requested resource {path} was not found")
        return await answered(known[path], request)

    async def create(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/x-www-form-urlencoded":
            return refused(415, 20415, "Unsupported media type")
        form = parse_qs(await request.text(), keep_blank_values=True, strict_parsing=True)
        if wrong := self.wrong(form):
            return refused(400, *wrong)
        self.sent.append(form)
        self.sids.append(f"SM{len(self.sent):032x}")
        if self.drop and request.transport:
            request.transport.abort()
        return web.json_response(self.created(form), status=201)

    def wrong(self, form: dict[str, list[str]]) -> tuple[int, str] | None:
        """From the documentation alone, with nothing of ours."""
        strange = set(form) - ONE - {"MediaUrl"}
        if strange or any(len(values) > 1 for name, values in form.items() if name in ONE):
            return 20001, f"Invalid parameter {strange}"
        one = {name: values[0] for name, values in form.items()}
        return wrong_address(one) or wrong_content(one, form.get("MediaUrl", [])) or self.wrong_customer(one)

    def wrong_customer(self, one: dict[str, str]) -> tuple[int, str] | None:
        return (21610, "Attempt to send to unsubscribed recipient") if one["To"] in self.opted_out else None

    def created(self, form: dict[str, list[str]]) -> dict[str, Any]:
        now = format_datetime(datetime.now(UTC))
        known = {name: values[0] for name, values in form.items()}
        uri = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{self.sids[-1]}"
        return message(
            sid=self.sids[-1], to=known["To"], body=known.get("Body", ""), direction="outbound-api", date_created=now,
            status="failed" if self.given_up else "queued" if "From" in known else "accepted", date_sent=None,
            messaging_service_sid=known.get("MessagingServiceSid"), error_code=self.given_up or None,
            num_media=str(len(form.get("MediaUrl", []))), uri=f"{uri}.json", **{"from": known.get("From")},
        )  # fmt: skip

    def messages(self, request: web.Request) -> web.StreamResponse:
        """Newest first, in pages, as the real list."""
        asked = request.query
        found = [one for one in self.inbound if fits(one, asked)]
        found.sort(key=lambda one: parsedate_to_datetime(one["date_sent"]), reverse=True)
        size, page = int(asked.get("PageSize", 50)), int(asked.get("Page", 0))
        more: dict[str, str | None] = {"next_page_uri": None}
        if len(found) > size * (page + 1):
            here = request.rel_url.update_query(Page=str(page + 1)).raw_path_qs
            more["next_page_uri"] = here.removeprefix("/api.twilio.com")
        return listed("messages", found[size * page : size * (page + 1)], **more)

    def phone_numbers(self, request: web.Request) -> web.StreamResponse:
        number = request.query.get("PhoneNumber", "")
        known = {number: self.numbers[number]} if number in self.numbers else {}
        return listed(
            "incoming_phone_numbers", [{"phone_number": one, "capabilities": can} for one, can in known.items()]
        )

    def whatsapp_senders(self, request: web.Request) -> web.StreamResponse:
        return meta("senders", [{"sender_id": one} for one in self.senders])

    def media_of(self, sid: str) -> list[dict[str, Any]]:
        uri = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}/Media/ME{'0' * 32}.json"
        return [{"sid": "ME" + "0" * 32, "content_type": "image/jpeg", "parent_sid": sid, "uri": uri}]


def short_codes(request: web.Request) -> web.StreamResponse:
    return listed("short_codes", [{"short_code": "72975"}] if request.query["ShortCode"] == "72975" else [])


async def answered(answer: Answer, request: web.Request) -> web.StreamResponse:
    made = answer(request)
    response: web.StreamResponse = await made if asyncio.iscoroutine(made) else made
    return response


def wrong_address(one: dict[str, str]) -> tuple[int, str] | None:
    to, sender = one.get("To", ""), one.get("From", "")
    if not ADDRESS.fullmatch(to):
        return 21211, f"Invalid 'To' Phone Number: {to}"
    if bool(sender) == ("MessagingServiceSid" in one):
        return 21603, "Exactly one of 'From' and 'MessagingServiceSid' is required"
    if sender and sender.startswith("whatsapp:") != to.startswith("whatsapp:"):
        return 63007, "Twilio could not find a Channel with the specified From address"
    return None


def wrong_content(one: dict[str, str], media: list[str]) -> tuple[int, str] | None:
    callback = urlsplit(one.get("StatusCallback", "https://none.example"))
    if callback.scheme not in ("http", "https") or "." not in (callback.hostname or ""):
        return 21609, "Invalid 'StatusCallback' URL"
    if "ContentSid" in one:
        return wrong_template(one, media)
    if not one.get("Body") and not media:
        return 21619, "A text message body or media urls must be specified"
    if len(one.get("Body", "")) > 1600:
        return 21617, "The concatenated message body exceeds the 1600 character limit"
    if len(media) > 10 or any(not url.startswith(("http://", "https://")) for url in media):
        return 21620, "Invalid media URL(s)"
    return None


def wrong_template(one: dict[str, str], media: list[str]) -> tuple[int, str] | None:
    if "Body" in one or media or not re.fullmatch("HX[0-9a-f]{32}", one["ContentSid"]):
        return 21655, "The ContentSid is Invalid"
    try:
        values = json.loads(one.get("ContentVariables", "{}"))
    except ValueError:
        values = None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        return 21656, "The ContentVariables Parameter is invalid"
    return None


def fits(one: dict[str, Any], asked: Any) -> bool:
    sent = parsedate_to_datetime(one["date_sent"])
    return (
        asked.get("To") in (None, one["to"])
        and sent >= instant(asked.get("DateSent>", "2000-01-01T00:00:00Z"))
        and sent <= instant(asked.get("DateSent<", "2100-01-01T00:00:00Z"))
    )


def instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")


def message(**known: Any) -> dict[str, Any]:
    """A message in full, as the API shows it."""
    empty = dict.fromkeys(("price", "error_code", "error_message", "messaging_service_sid", "date_updated", "body"))
    usual = {"account_sid": ACCOUNT, "api_version": "2010-04-01", "num_segments": "1", "num_media": "0"}
    return {**empty, **usual, "price_unit": "USD", "subresource_uris": {}, **known}


def inbound(number: int, at: datetime, text: str, **more: Any) -> dict[str, Any]:
    """A message that came in."""
    told = {"from": "+34600000001", "to": NUMBER, "direction": "inbound", "status": "received", "body": text}
    return message(
        sid=f"SM{number:032x}", date_sent=format_datetime(at), date_created=format_datetime(at), **told | more
    )


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def refused(status: int, code: int, text: str, **headers: str) -> web.Response:
    """An error as Twilio says it."""
    about = {"code": code, "message": text, "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status}
    return web.json_response(about, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})


def listed(name: str, records: list[dict[str, Any]], **more: Any) -> web.Response:
    return web.json_response({name: records, "page": 0, "page_size": 50, "next_page_uri": None, **more})


def meta(name: str, records: list[dict[str, Any]]) -> web.Response:
    return web.json_response({name: records, "meta": {"key": name, "page": 0, "page_size": 50, "next_page_url": None}})


@asynccontextmanager
async def open_twilio() -> AsyncIterator[Twilio]:
    twilio = Twilio()
    app = web.Application(client_max_size=8 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", twilio.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    twilio.port = runner.addresses[0][1]
    try:
        yield twilio
    finally:
        await runner.cleanup()
