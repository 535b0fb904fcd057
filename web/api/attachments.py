"""Attachments: bytes that strangers sent, handed out so that no browser runs them."""

from urllib.parse import quote

from aiohttp import web

from inbox import messages
from inbox.errors import NotFound
from inbox.words import Attachment, AttachmentId
from web.call import Call
from web.table import Nothing, Table

routes = Table()

SAFE_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})
"""Shown in the page; everything else, SVG too, may hold a script and is only saved."""


@routes.on("GET", "/api/v1/attachments/{id}", "agent", takes=Nothing, gives=web.StreamResponse)
async def show(call: Call[Nothing]) -> web.StreamResponse:
    """The bytes of an attachment."""
    attachment, path = await call.inbox.read(messages.get_attachment, AttachmentId(call.id))
    file = call.inbox.files / path
    if not file.is_file():
        raise NotFound("The file of this attachment is missing. Restore the data folder's files from your backup.")
    return web.FileResponse(file, headers=guarded(attachment))


def guarded(attachment: Attachment) -> dict[str, str]:
    """Headers by which a browser neither guesses nor runs. RFC 6266 for the name, in RFC 8187's coding."""
    image = attachment.mime.lower() in SAFE_IMAGES
    kind = "inline" if image else "attachment"
    name = quote(attachment.name or "attachment", safe="", errors="replace")
    return {
        "Content-Type": attachment.mime.lower() if image else "application/octet-stream",
        "Content-Disposition": f"{kind}; filename*=UTF-8''{name}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, max-age=31536000, immutable",
    }
