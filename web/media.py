"""Files of ours for a provider to fetch: public, but only under a link that we signed within the last hour."""

from aiohttp import web

from inbox import messages
from inbox.errors import NotFound
from router.link import opened
from web.api.attachments import file_of, guarded, type_of
from web.call import Call
from web.table import PUBLIC, Nothing, Table

routes = Table()


@routes.on("GET", "/media/{token}", PUBLIC, takes=Nothing, gives=web.StreamResponse)
async def show(call: Call[Nothing]) -> web.StreamResponse:
    """The bytes of an attachment, with its real type: providers judge a file by that."""
    attachment_id = opened(call.inbox.box, call.request.match_info["token"], call.now)
    if attachment_id is None:
        raise NotFound("This link has expired, or is none of ours.")
    attachment, path = await call.inbox.read(messages.get_attachment, attachment_id)
    headers = {"Content-Type": type_of(attachment.mime), "Cache-Control": "private, max-age=3600"}
    return web.FileResponse(file_of(call.inbox, attachment, path), headers={**guarded(attachment), **headers})
