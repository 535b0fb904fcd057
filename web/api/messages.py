"""Messages: answering, taking back, noting, trying again, earlier versions, and the look of an HTML mail."""

import asyncio
from datetime import datetime
from functools import partial
from typing import Annotated, Literal

import msgspec
from aiohttp import web

from connectors.contract import Filled
from inbox import answers, changes, messages, outbox
from inbox.answers import Note, Reply
from inbox.door import Conn
from inbox.undoing import Undone
from inbox.words import AccountId, AttachmentId, IdentityId, Message, MessageId, ThreadId, UserId, Version
from router import policy, undoing
from router.tone import harsh
from web.answers import Denied
from web.api.templates import filled
from web.call import Call
from web.images import GALLERY
from web.mail import Mail, document, showable
from web.table import Nothing, Table

routes = Table()

LONGEST = 100_000  # characters
MOST_FILES = 10
MOST_MENTIONS = 20
LONGEST_HOLD = 30  # seconds
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST, pattern=r"\S")]
ClientId = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Uuid = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]


class NewReply(msgspec.Struct, frozen=True):
    """client_id: made by the sender; the same one again is the same message. identity_id: where to, if not the last.

    account_id: from where, if not from where they wrote. files: uploads, in their order; text may then be empty.
    template: sent instead of the text. hold: seconds in which it can be taken back; in a chat there are none.
    seen: `threaded_at` of the last message on the sender's screen; what is newer stops it ("crossed", 409), and so do
    harsh words ("tone", 422). despite: what they were asked about already.
    """

    client_id: ClientId
    text: Annotated[str, msgspec.Meta(max_length=LONGEST)] = ""
    identity_id: Uuid | None = None
    account_id: Uuid | None = None
    files: Annotated[tuple[Uuid, ...], msgspec.Meta(max_length=MOST_FILES)] = ()
    template: Filled | None = None
    hold: Annotated[int, msgspec.Meta(ge=0, le=LONGEST_HOLD)] = 0
    seen: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    despite: Annotated[tuple[Literal["crossed", "tone"], ...], msgspec.Meta(max_length=2)] = ()


class NewNote(msgspec.Struct, frozen=True):
    """mentions: colleagues who are told of it."""

    text: Text
    client_id: ClientId
    mentions: Annotated[tuple[Uuid, ...], msgspec.Meta(max_length=MOST_MENTIONS)] = ()


@routes.on("POST", "/api/v1/threads/{id}/replies", "agent", takes=NewReply, gives=Message)
async def reply(call: Call[NewReply]) -> Message:
    """Answer the customer; the message is durable when this returns, and its state follows on the stream."""
    new, template = asked(call), call.body.template
    if template is not None:
        new = await filled(call, new, template)
    elif not new.text.strip() and not new.files:
        raise Denied(422, "empty", "There is nothing to send. Write something, or attach a file.")
    elif "tone" not in call.body.despite:
        await demand_kind(call, new.text)
    seen = None if "crossed" in call.body.despite else call.body.seen
    return await call.inbox.write(policy.send, new, call.now, seen)


def asked(call: Call[NewReply]) -> Reply:
    body = call.body
    to = IdentityId(body.identity_id) if body.identity_id else None
    by = AccountId(body.account_id) if body.account_id else None
    files = tuple(AttachmentId(one) for one in body.files)
    return Reply(ThreadId(call.id), call.user.id, body.text, body.client_id, to, by, files, hold=body.hold)


async def demand_kind(call: Call[NewReply], text: str) -> None:
    """Raises Denied, with the words that hurt."""
    if words := await asyncio.to_thread(harsh, call.scorers.instant, text):
        raise Denied(422, "tone", "This may read as harsh. Change it, or send it all the same.", words=words)


@routes.on("POST", "/api/v1/messages/{id}/undo", "agent", takes=Nothing, gives=Undone)
async def undo(call: Call[Nothing]) -> Undone:
    """Take back an answer of one's own while it is held; it has never been, and its thread stands as before."""
    return await call.inbox.write(undoing.undo, MessageId(call.id), call.user.id, call.now)


@routes.on("POST", "/api/v1/threads/{id}/notes", "agent", takes=NewNote, gives=Message)
async def note(call: Call[NewNote]) -> Message:
    """Write a note that only colleagues see."""
    named = tuple(UserId(one.lower()) for one in call.body.mentions)
    new = Note(ThreadId(call.id), call.user.id, call.body.text, call.body.client_id, named)
    return await call.inbox.write(answers.note, new, call.now)


@routes.on("POST", "/api/v1/messages/{id}/retry", "agent", takes=Nothing, gives=Message)
async def retry(call: Call[Nothing]) -> Message:
    """Send again what failed, or what may not have arrived; that it may arrive twice is the agent's decision."""
    return await call.inbox.write(outbox.retry, MessageId(call.id), call.user.id, call.now)


@routes.on("GET", "/api/v1/messages/{id}/versions", "agent", takes=Nothing, gives=list[Version])
async def versions(call: Call[Nothing]) -> list[Version]:
    """What a message said before its writer changed it or took it back, oldest first."""
    return await call.inbox.read(_versions, MessageId(call.id))


def _versions(conn: Conn, message_id: MessageId) -> list[Version]:
    return changes.versions(conn, messages.get(conn, message_id).id)


class Look(msgspec.Struct, frozen=True):
    """images: those that lie elsewhere, too."""

    images: bool = False


@routes.on("GET", "/api/v1/messages/{id}/html", "agent", takes=Look, gives=web.StreamResponse)
async def html(call: Call[Look]) -> web.StreamResponse:
    """The HTML of a mail as a document for a sandboxed frame; nothing in it is loaded but through us."""
    mail, gallery = await call.inbox.read(_mail, MessageId(call.id)), call.request.app[GALLERY]
    address = partial(gallery.address, now=call.now) if call.body.images else None
    return await asyncio.to_thread(document, mail, call.inbox.files, address)


def _mail(conn: Conn, message_id: MessageId) -> Mail:
    html = messages.html(conn, message_id)
    shown = [one for one in messages.get(conn, message_id).attachments if showable(one)]
    return Mail(html, [(one, messages.get_attachment(conn, one.id)[1]) for one in shown])
