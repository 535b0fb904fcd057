"""Messages: answering, noting, trying again, and the look of an HTML mail."""

import asyncio
from typing import Annotated

import msgspec
from aiohttp import web

from inbox import answers, messages, outbox
from inbox.answers import Note, Reply
from inbox.door import Conn
from inbox.words import IdentityId, Message, MessageId, ThreadId
from web.call import Call
from web.mail import Mail, document, showable
from web.table import Nothing, Table

routes = Table()

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=100_000, pattern=r"\S")]
ClientId = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Uuid = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]


class NewReply(msgspec.Struct, frozen=True):
    """client_id: made by the sender; the same one again is the same message. identity_id: where to, if not the last."""

    text: Text
    client_id: ClientId
    identity_id: Uuid | None = None


class NewNote(msgspec.Struct, frozen=True):
    text: Text
    client_id: ClientId


@routes.on("POST", "/api/v1/threads/{id}/replies", "agent", takes=NewReply, gives=Message)
async def reply(call: Call[NewReply]) -> Message:
    """Answer the customer; the message is durable when this returns, and its state follows on the stream."""
    to = IdentityId(call.body.identity_id) if call.body.identity_id else None
    new = Reply(ThreadId(call.id), call.user.id, call.body.text, call.body.client_id, to, None)
    return await call.inbox.write(answers.reply, new, call.now)


@routes.on("POST", "/api/v1/threads/{id}/notes", "agent", takes=NewNote, gives=Message)
async def note(call: Call[NewNote]) -> Message:
    """Write a note that only colleagues see."""
    new = Note(ThreadId(call.id), call.user.id, call.body.text, call.body.client_id)
    return await call.inbox.write(answers.note, new, call.now)


@routes.on("POST", "/api/v1/messages/{id}/retry", "agent", takes=Nothing, gives=Message)
async def retry(call: Call[Nothing]) -> Message:
    """Send again what failed, or what may not have arrived; that it may arrive twice is the agent's decision."""
    return await call.inbox.write(outbox.retry, MessageId(call.id), call.user.id, call.now)


@routes.on("GET", "/api/v1/messages/{id}/html", "agent", takes=Nothing, gives=web.StreamResponse)
async def html(call: Call[Nothing]) -> web.StreamResponse:
    """The HTML of a mail as a document for a sandboxed frame; nothing in it is loaded from elsewhere."""
    mail = await call.inbox.read(_mail, MessageId(call.id))
    return await asyncio.to_thread(document, mail, call.inbox.files)


def _mail(conn: Conn, message_id: MessageId) -> Mail:
    html = messages.html(conn, message_id)
    shown = [one for one in messages.get(conn, message_id).attachments if showable(one)]
    return Mail(html, [(one, messages.get_attachment(conn, one.id)[1]) for one in shown])
