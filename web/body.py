"""Reading what was sent: any bytes in, a validated value or one clear sentence out."""

import asyncio
from typing import Any, TypeVar

import msgspec
from aiohttp import web

from web.answers import Denied
from web.pressure import PRESSURE

T = TypeVar("T")

LIMIT = 1 << 20  # bytes of JSON
LARGEST_CALL = 6 << 20
"""Bytes of a provider's call: Meta's batches may have 3 MB, and what is refused for its size is lost."""
PATIENCE = 30.0  # seconds that a sender may take over its body
LARGEST = 2**53  # what JavaScript and every engine's integer column hold exactly


def query(request: web.Request, type: type[T]) -> T:
    """The query string as `type`. Raises Denied."""
    given = {name: value for name, value in request.query.items() if value}
    if "\0" in "".join(given.values()):
        raise Denied(400, "bad_request", "The address holds a NUL character; leave it out.")
    return fit(given, type)


def fit(given: dict[str, Any], type: type[T]) -> T:
    try:
        return msgspec.convert(given, type, strict=False)
    except msgspec.ValidationError as wrong:
        raise Denied(422, "invalid", _sentence(wrong)) from None


async def json(request: web.Request, type: type[T], *, any_type: bool = False) -> T:
    """The body as `type`. any_type: do not insist on the JSON content type. Raises Denied."""
    if not any_type and request.can_read_body and request.content_type != "application/json":
        raise Denied(415, "not_json", "Send the body as JSON, with Content-Type: application/json.")
    return decode(await whole(request) or b"{}", type)


async def raw(request: web.Request) -> bytes:
    """A provider's call as it came. Raises as `whole` does."""
    return await whole(request, LARGEST_CALL)


async def whole(request: web.Request, most: int = LIMIT) -> bytes:
    """The body as it came. Raises Denied, and HTTPRequestEntityTooLarge above `most` bytes."""
    request.app[PRESSURE].hold(request, most)
    if request.content.is_eof() and (request.content_length or LIMIT) < LIMIT:
        return await request.read()  # all is there, as it nearly always is
    reading = request if most == LIMIT else request.clone(client_max_size=most)
    try:
        async with asyncio.timeout(PATIENCE):
            return await reading.read()
    except TimeoutError:
        raise Denied(408, "too_slow", "The body did not arrive in time. Try again.") from None


def decode(raw: bytes, type: type[T]) -> T:
    """JSON as `type`. Raises Denied: 400 for what no database could keep, 422 for what does not fit."""
    try:
        value = msgspec.json.decode(raw, type=type)
        if _suspicious(raw):
            _demand_storable(msgspec.json.decode(raw))
    except msgspec.ValidationError as wrong:
        raise Denied(422, "invalid", _sentence(wrong)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Denied(400, "malformed", "The body is not JSON in UTF-8. Check it and send it again.") from None
    except RecursionError:
        raise Denied(400, "malformed", "The body is nested too deeply. Send a flatter one.") from None
    return value


def _suspicious(raw: bytes) -> bool:
    """Only an escaped NUL or a very long run of digits can make a value unstorable; most bodies have neither."""
    return b"\\u0000" in raw or any(len(run) > 15 for run in raw.translate(DIGITS_ONLY).split())


DIGITS_ONLY = bytes(byte if 48 <= byte <= 57 else 32 for byte in range(256))


def _demand_storable(value: Any) -> None:
    if isinstance(value, str) and "\0" in value:
        raise Denied(400, "malformed", "The body holds a NUL character; leave it out.")
    if isinstance(value, int) and abs(value) > LARGEST:
        raise Denied(400, "malformed", "The body holds a number that is too large; send a smaller one.")
    if isinstance(value, dict):
        _demand_storable([*value, *value.values()])
    if isinstance(value, list):
        for item in value:
            _demand_storable(item)


def _sentence(wrong: msgspec.ValidationError) -> str:
    return f"This does not fit: {wrong}. See /api/v1/openapi.json for what is expected."
