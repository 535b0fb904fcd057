"""Drafts: what one is writing, on whatever device one goes on."""

from datetime import datetime
from typing import Annotated

import msgspec

from inbox import drafts
from inbox.drafts import Draft, Mode, Words
from inbox.words import ThreadId
from web.api.messages import LONGEST
from web.call import Call
from web.table import Nothing, Table

routes = Table()


class Writing(msgspec.Struct, frozen=True):
    """channel: "" for a note. base: `at` of the draft that the writer goes on from; text "" throws it away."""

    mode: Mode
    channel: Annotated[str, msgspec.Meta(max_length=40)] = ""
    text: Annotated[str, msgspec.Meta(max_length=LONGEST)] = ""
    base: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


@routes.on("GET", "/api/v1/drafts", "agent", takes=Nothing, gives=list[ThreadId])
async def everywhere(call: Call[Nothing]) -> list[ThreadId]:
    """The threads in which one has begun a reply."""
    return await call.inbox.read(drafts.threads_of, call.user.id)


@routes.on("GET", "/api/v1/threads/{id}/drafts", "agent", takes=Nothing, gives=list[Draft])
async def show(call: Call[Nothing]) -> list[Draft]:
    """One's own in a thread, the last written last."""
    return await call.inbox.read(drafts.of, call.user.id, ThreadId(call.id))


@routes.on("PUT", "/api/v1/threads/{id}/draft", "agent", takes=Writing, gives=Draft)
async def save(call: Call[Writing]) -> Draft:
    """Keep what one is writing; refused where another device of one's own has saved something else meanwhile."""
    body = call.body
    words = Words(body.mode, body.channel, body.text, body.base)
    return await call.inbox.write(drafts.save, call.user.id, ThreadId(call.id), words, call.now)
