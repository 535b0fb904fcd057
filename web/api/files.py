"""Files that agents attach: brought before the reply with which they go."""

import asyncio
import re
from types import NoneType
from urllib.parse import unquote

from aiohttp import StreamReader

from inbox import uploads
from inbox.files import Growing, Stored
from inbox.words import Attachment, AttachmentId
from web.answers import Denied
from web.api.attachments import type_of
from web.call import Call
from web.table import Nothing, Table

routes = Table()

LARGEST = 25 << 20  # bytes
PATIENCE = 300.0  # seconds that a sender may take: 25 MB over a slow line
PIECE = 1 << 20  # bytes in memory at a time
LONGEST_NAME = 200
UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, halves of others, and those that turn the direction of writing and so a name's end."""
TOO_LARGE = "This file is larger than 25 MB. Send a smaller one, or a link to it."


@routes.on("POST", "/api/v1/files", "agent", takes=StreamReader, gives=Attachment)
async def add(call: Call[StreamReader]) -> Attachment:
    """Keep a file for a reply to come. Its name comes in X-File-Name, percent-encoded, and its type in Content-Type."""
    if (call.request.content_length or 0) > LARGEST:
        raise Denied(413, "too_large", TOO_LARGE)
    named = name_of(call.request.headers.get("X-File-Name", "")), type_of(call.request.content_type)
    growing = await asyncio.to_thread(call.inbox.files.grow, *named)
    try:
        stored = await whole(call.body, growing)
        return await call.inbox.write(uploads.keep, stored, call.user.id, call.now)
    except BaseException:  # whoever goes away half-way leaves nothing behind
        growing.drop()
        raise


def name_of(header: str) -> str:
    """What a person may call it, without folders."""
    name = unquote(header, errors="replace").replace("\\", "/").rpartition("/")[2]
    return UNSHOWABLE.sub("", name).strip()[-LONGEST_NAME:] or "file"


async def whole(body: StreamReader, growing: Growing) -> Stored:
    """Raises Denied."""
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in body.iter_chunked(PIECE):
                await asyncio.to_thread(growing.add, piece)
                if growing.size > LARGEST:
                    raise Denied(413, "too_large", TOO_LARGE)
    except TimeoutError:
        raise Denied(408, "too_slow", "The file did not arrive in time. Try again.") from None
    if not growing.size:
        raise Denied(422, "empty", "This file is empty. Choose another one.")
    return await asyncio.to_thread(growing.stored)


@routes.on("DELETE", "/api/v1/files/{id}", "agent", takes=Nothing, gives=NoneType)
async def remove(call: Call[Nothing]) -> None:
    """Throw away a file of one's own that was not sent."""
    path = await call.inbox.write(uploads.remove, AttachmentId(call.id), call.user.id)
    await asyncio.to_thread(call.inbox.files.discard, path)
