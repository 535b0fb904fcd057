"""From a request to its handler: who asks, from where, and does the body fit?"""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from aiohttp import StreamReader, hdrs, web

from inbox import sessions
from inbox.sessions import Session
from web import answers, body, login
from web.answers import Denied, Handler
from web.call import INBOX, NEW_COOKIE, SETTINGS, Call
from web.pressure import PRESSURE
from web.table import PUBLIC, Route

SIGN_IN = "You are not signed in, or your session has ended. Sign in again."
FOREIGN = "This call came from another site's page. Open Hilo under its own address, which HILO_URL must name."


def serve(route: Route) -> Handler:
    """The aiohttp handler of a route; the only way in which a handler of ours is ever called."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if route.method != "GET" and not route.foreign:
            demand_own_page(request)
        if route.limited:
            request.app[PRESSURE].admit(writes=route.method != "GET")
        session = await admit(request, route)
        result = await route.handler(Call(request, await read(request, route), session))
        answer = _answer(route, result)
        login.bake(answer, request.get(NEW_COOKIE))
        return answer

    return handle


def demand_own_page(request: web.Request) -> None:
    """Refuse what another site's page sends. Browsers name the origin of every POST; who names none is no browser.

    https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get(hdrs.ORIGIN)
    if site in ("cross-site", "same-site") or (origin is not None and not _ours(request, origin)):
        raise Denied(403, "foreign_origin", FOREIGN)


def _ours(request: web.Request, origin: str) -> bool:
    """Under its public URL, or under the host it was called by if that is no name which a stranger could have pointed
    at this machine (DNS rebinding)."""
    parts = urlsplit(origin)
    if origin == request.app[SETTINGS].url:
        return True
    return parts.netloc == request.host and (parts.hostname == "localhost" or is_address(parts.hostname or ""))


def is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


async def admit(request: web.Request, route: Route) -> Session | None:
    """The caller's session, or None on a public route. Raises Denied."""
    if route.role == PUBLIC:
        return None
    session = await current(request)
    if session is None:
        raise Denied(401, "signed_out", SIGN_IN)
    if route.method != "GET" and not login.same(request.headers.get("X-CSRF-Token", ""), session.csrf):
        raise Denied(403, "csrf", "The page is out of date. Reload it and try again.")
    if not route.admits(session.user.role):
        raise Denied(403, "forbidden", f"Only {route.role}s may do this. Ask one of them.")
    return session


async def current(request: web.Request) -> Session | None:
    """The session that the cookie names, if it is still open."""
    cookie = request.cookies.get(login.COOKIE)
    if not cookie:
        return None
    inbox = request.app[INBOX]
    return await inbox.read(sessions.find, login.digest(cookie), inbox.clock())


async def read(request: web.Request, route: Route) -> Any:
    if route.takes is StreamReader:
        return request.content
    if route.method == "GET":
        return body.query(request, route.takes)
    return await body.json(request, route.takes, any_type=route.foreign)


def _answer(route: Route, result: Any) -> web.StreamResponse:
    if isinstance(result, web.StreamResponse):
        return result
    return web.Response(status=204) if route.status == 204 else answers.json(result)
