"""Pictures that mails show from elsewhere: how many there are, and each of them, fetched by us."""

import msgspec
import structlog
from aiohttp import web

from connectors.pictures import NoPicture
from inbox import messages
from inbox.errors import NotFound
from inbox.words import MessageId
from web.call import Call
from web.images import GALLERY, host_of, sources
from web.table import PUBLIC, Nothing, Table

log = structlog.get_logger()
routes = Table()

MOST_HOSTS = 5
GUARDED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Content-Disposition": "inline",
    "Cross-Origin-Resource-Policy": "cross-origin",  # the mail's frame has no origin
}
UNAVAILABLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="#777" '
    'stroke-width="1.75"><path d="M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.500-2.500 5 5M3 3l18 18"/></svg>'
)


class Images(msgspec.Struct, frozen=True):
    """What a mail would load from elsewhere. hosts: where the first ones lie."""

    count: int
    hosts: list[str]


@routes.on("GET", "/api/v1/messages/{id}/images", "agent", takes=Nothing, gives=Images)
async def count(call: Call[Nothing]) -> Images:
    """How many pictures an HTML mail would load from elsewhere, and from whom; none is loaded by asking."""
    found = sources(await call.inbox.read(messages.html, MessageId(call.id)))
    hosts = dict.fromkeys(filter(None, map(host_of, found)))
    return Images(len(found), list(hosts)[:MOST_HOSTS])


@routes.on("GET", "/images/{token}", PUBLIC, takes=Nothing, gives=web.StreamResponse)
async def show(call: Call[Nothing]) -> web.StreamResponse:
    """A picture from elsewhere, fetched in the agent's place; or a small sign that there is none."""
    gallery = call.request.app[GALLERY]
    url = gallery.opened(call.request.match_info["token"], call.now)
    if url is None:
        raise NotFound("This image's address has expired, or is none of ours. Show the mail again.")
    try:
        picture = await gallery.fetch(url)
    except NoPicture as why:
        log.info("a mail's image is not shown", why=str(why))
        return web.Response(
            status=404,
            text=UNAVAILABLE,
            content_type="image/svg+xml",
            headers={**GUARDED, "Cache-Control": "private, max-age=60"},
        )
    headers = {**GUARDED, "Cache-Control": "private, max-age=3600"}
    return web.Response(body=picture.content, content_type=picture.mime, headers=headers)
