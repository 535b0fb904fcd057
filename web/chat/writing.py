"""What a visitor sends: messages, receipts, and the hint that they are typing."""

import msgspec
from aiohttp import web

from connectors.chat import LONGEST, Said, Seen, clean
from inbox import identities, journal, messages
from inbox.journal import Entry
from inbox.words import AccountId, MessageId, ThreadId
from web import answers
from web.answers import Denied
from web.call import Call
from web.chat.desk import account_id, desk, visitor
from web.chat.sight import view
from web.chat.talk import Accepted, Looked, Written
from web.chat.visitor import Visitor
from web.live import VISITOR_TYPES
from web.pressure import PRESSURE
from web.rate import RATE
from web.table import PUBLIC, Nothing, Table

routes = Table()

LARGEST = 64 * 1024  # bytes of a request


@routes.on("POST", "/chat/{account}/messages", PUBLIC, takes=Written, gives=web.StreamResponse)
async def write(call: Call[Written]) -> web.StreamResponse:
    """Say something. Answers 202 once it is durable; the same client_id again changes nothing."""
    writer = visitor(call)
    desk(call).writing.step(f"{writer.account} {writer.address}")
    await desk(call).sites.open(account_id(call))
    await demand_fitting(call)
    call.request.app[PRESSURE].admit_message()
    call.request.app[RATE].take(writer.account, 1)
    key = f"message:{writer.address}:{call.body.client_id}"
    await call.inbox.batch(journal.append, entry(call, key, said(writer, call.body)))
    return answers.json(Accepted(call.body.client_id), 202)


async def demand_fitting(call: Call[Written]) -> None:
    if len(await call.request.read()) > LARGEST:
        raise Denied(413, "too_large", "This is larger than 64 KiB. Send it in parts.")
    if len(call.body.text) > LONGEST:
        raise Denied(422, "too_long", f"This is longer than {LONGEST:,} characters. Send it in parts.")
    if not clean(call.body.text):
        raise Denied(422, "empty", "There is nothing in this message. Write something first.")


def said(writer: Visitor, written: Written) -> bytes:
    return msgspec.json.encode(
        Said(
            visitor=writer.address,
            client_id=written.client_id,
            text=written.text,
            page=written.page,
            sent_at=written.sent_at,
            name=written.name,
            email=written.email,
            verified=writer.verified,
        )
    )


def entry(call: Call[Written] | Call[Looked], key: str, body: bytes) -> Entry:
    return Entry(AccountId(account_id(call)), key, body, {}, call.now)


@routes.on("POST", "/chat/{account}/receipts", PUBLIC, takes=Looked, gives=Looked)
async def look(call: Call[Looked]) -> Looked:
    """Say that lines arrived or were read. Answers those that count: the ones sent to this visitor."""
    reader = visitor(call)
    desk(call).hinting.step(f"{reader.account} {reader.address}")
    counted = await theirs(call, reader)
    for message_id in counted:
        body = msgspec.json.encode(Seen(call.body.state, (message_id,)))
        await call.inbox.batch(journal.append, entry(call, f"receipt:{call.body.state}:{message_id}", body))
    return Looked(call.body.state, list(counted))


async def theirs(call: Call[Looked], reader: Visitor) -> list[MessageId]:
    """Nobody confirms what was not said to them."""
    identity = await call.inbox.read(identities.find, "chat", reader.account, reader.address)
    if identity is None:
        return []
    named = await call.inbox.read(messages.many, [MessageId(one) for one in call.body.message_ids])
    return [one.id for one in named.values() if one.identity_id == identity.id and one.direction == "out"]


@routes.on("POST", "/chat/{account}/typing", PUBLIC, takes=Nothing, gives=type(None))
async def typing(call: Call[Nothing]) -> None:
    """Say that the visitor is typing: a hint, never stored."""
    writer = visitor(call)
    desk(call).hinting.step(f"{writer.account} {writer.address}")
    for thread_id in await threads_of(call, writer):
        call.inbox.bus.wake(VISITOR_TYPES, thread_id.encode())


async def threads_of(call: Call[Nothing], writer: Visitor) -> set[ThreadId]:
    """As their windows here know it; where another process has them, it is looked up."""
    windows = desk(call).windows.of(writer)
    known = {window.thread_id for window in windows} if windows else {(await view(call.inbox, writer)).thread_id}
    return {one for one in known if one}
