"""Attachments: bytes that strangers sent, handed out so that no browser runs them."""

import re
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from inbox import media, messages, uploads
from inbox.door import Conn, Inbox
from inbox.errors import Conflict, NotFound
from inbox.words import Attachment, AttachmentId, UserId
from web.call import Call
from web.table import Nothing, Table

routes = Table()

SAFE_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})
PLAYABLE = frozenset(
    (
        *("audio/mpeg", "audio/ogg", "audio/mp4", "audio/x-m4a", "audio/aac", "audio/wav", "audio/x-wav"),
        *("video/mp4", "video/webm"),
    )
)
"""Shown or played in the page. Everything else is only saved: SVG and HTML may hold a script, no browser plays AMR."""

TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")
"""RFC 6838, 4.2."""
ANY = "application/octet-stream"


@routes.on("GET", "/api/v1/attachments/{id}", "agent", takes=Nothing, gives=web.StreamResponse)
async def show(call: Call[Nothing]) -> web.StreamResponse:
    """The bytes of an attachment, or of a file of one's own that is still to be sent."""
    attachment, path = await call.inbox.read(_seen, AttachmentId(call.id), call.user.id)
    return web.FileResponse(file_of(call.inbox, attachment, path), headers=guarded(attachment))


def _seen(conn: Conn, attachment_id: AttachmentId, user_id: UserId) -> tuple[Attachment, str]:
    if not uploads.visible(conn, attachment_id, user_id):
        raise NotFound("There is no such attachment.")
    return messages.get_attachment(conn, attachment_id)


def file_of(inbox: Inbox, attachment: Attachment, path: str) -> Path:
    """Raises Conflict while it is being fetched, and NotFound where it is not to be had."""
    if attachment.state == "wanted":
        raise Conflict("This file is still being fetched from its provider. Try again in a minute.")
    if attachment.state == "failed":
        raise NotFound(attachment.detail or "This file could not be fetched from its provider.")
    file = inbox.files / path
    if not file.is_file():
        raise NotFound("The file of this attachment is missing. Restore the data folder's files from your backup.")
    return file


def type_of(mime: str) -> str:
    """Fit for a header."""
    return mime.lower() if TYPE.fullmatch(mime.lower()) else ANY


def guarded(attachment: Attachment) -> dict[str, str]:
    """Headers by which a browser neither guesses nor runs. RFC 6266 for the name, in RFC 8187's coding."""
    mime = attachment.mime.partition(";")[0].strip().lower()  # "audio/ogg; codecs=opus"
    safe = mime in SAFE_IMAGES | PLAYABLE
    kind = "inline" if safe else "attachment"
    name = quote(attachment.name or "attachment", safe="", errors="replace")
    return {
        "Content-Type": mime if safe else ANY,
        "Content-Disposition": f"{kind}; filename*=UTF-8''{name}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, max-age=31536000, immutable",
    }


@routes.on("POST", "/api/v1/attachments/{id}/retry", "agent", takes=Nothing, gives=Attachment)
async def retry(call: Call[Nothing]) -> Attachment:
    """Try once more to fetch from its provider what could not be fetched."""
    return await call.inbox.write(media.want_again, AttachmentId(call.id), call.now)
