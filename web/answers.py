"""What goes back: JSON, and every error as `{"error": {"code", "message"}}` with a sentence for a person."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import uuid4

import msgspec
import structlog
from aiohttp import web

from inbox.errors import Away, Busy, Closed, Conflict, InboxError, MissingKey, NotFound

log = structlog.get_logger()
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PACKET = 1_400
"""Bytes that travel at once, compressed or not."""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """field: of the form that was sent, where one alone is wrong. words: of what was written, what it is about."""

    code: str
    message: str
    field: str = ""
    words: tuple[str, ...] = ()


class Failure(msgspec.Struct, frozen=True):
    """How every error looks."""

    error: Problem


class Denied(Exception):
    """An answer other than success. `sentence` tells a person what to do next; field, words: what is wrong."""

    def __init__(
        self,
        status: int,
        code: str,
        sentence: str,
        headers: Mapping[str, str] | None = None,
        field: str = "",
        words: tuple[str, ...] = (),
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.sentence = sentence
        self.headers = headers
        self.field = field
        self.words = words


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every exception into an answer that a person can act on; details stay in the log."""
    try:
        return await handler(request)
    except web.HTTPException as answer:
        return _plain(answer)
    except (Denied, InboxError, Away) as expected:
        return _expected(expected)
    except Exception as wrong:
        if request.transport is None or request.transport.is_closing():
            raise  # nobody is there to read an answer
        return _unknown(request, wrong)


def failure(
    status: int,
    code: str,
    sentence: str,
    headers: Mapping[str, str] | None = None,
    field: str = "",
    words: tuple[str, ...] = (),
) -> web.Response:
    answer = json(Failure(Problem(code, sentence, field, words)), status)
    answer.headers.update(headers or {})
    return answer


def json(value: object, status: int = 200) -> web.Response:
    answer = web.Response(body=msgspec.json.encode(value), status=status, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    if (answer.content_length or 0) > PACKET:
        answer.enable_compression()
    return answer


STATUS = {NotFound: (404, "not_found"), Conflict: (409, "conflict"), MissingKey: (409, "missing_key")}
SENTENCES = {
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not know this method; see /api/v1/openapi.json."),
    413: ("too_large", "This is larger than 1 MiB; send less."),
}


def _plain(answer: web.HTTPException) -> web.StreamResponse:
    if answer.status < 400:
        return answer
    code, sentence = SENTENCES.get(answer.status, ("refused", f"{answer.reason}."))
    headers = {"Allow": answer.headers["Allow"]} if "Allow" in answer.headers else None
    return failure(answer.status, code, sentence, headers)


def _expected(error: Denied | InboxError | Away) -> web.Response:
    if isinstance(error, Denied):
        return failure(error.status, error.code, error.sentence, error.headers, error.field, error.words)
    if isinstance(error, Away | Busy):
        return failure(503, type(error).__name__.lower(), str(error), {"Retry-After": "5"})
    if isinstance(error, Closed):
        return failure(409, error.code, str(error))
    status, code = next((STATUS[kind] for kind in type(error).mro() if kind in STATUS), (500, "unavailable"))
    return failure(status, code, str(error))


def _unknown(request: web.Request, wrong: Exception) -> web.Response:
    """The id joins the person's report to the log; what went wrong may hold secrets, so it stays there."""
    incident = uuid4().hex[:12]
    log.error("request failed", incident=incident, method=request.method, route=_route(request), exc_info=wrong)
    return failure(500, "internal", f"Something went wrong here. Try again, and report number {incident} if it stays.")


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"
