"""Threads: the queue, one conversation, and who looks after it."""

from types import NoneType
from typing import Annotated

import msgspec

from inbox import accounts, customers, drafts, messages, queue, threads
from inbox.door import Conn
from inbox.drafts import Draft
from inbox.queue import Counts, ThreadPage
from inbox.words import AccountId, Customer, Message, MessageId, Thread, ThreadId, UserId
from router import triage
from web.api.messages import Uuid
from web.api.views import Narrowed, shows
from web.call import Call
from web.live import AGENT_TYPES
from web.reads import READS
from web.table import Nothing, Table

routes = Table()
PAGE, MOST = 50, 200


class Chosen(Narrowed, frozen=True):
    """after: the `next` of the page before."""

    after: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST)] = PAGE


class Reachable(msgspec.Struct, frozen=True):
    """An account by its name, as agents may see it."""

    id: AccountId
    channel: str
    name: str


class Conversation(msgspec.Struct, frozen=True):
    """One thread with its last messages. more: there are older ones. drafts: what one is writing there oneself."""

    thread: Thread
    customer: Customer
    messages: list[Message]
    more: bool
    accounts: list[Reachable]
    drafts: list[Draft]


class Before(msgspec.Struct, frozen=True):
    """before: the id of the first message that is there already."""

    before: Uuid | None = None


class MessagePage(msgspec.Struct, frozen=True):
    messages: list[Message]
    more: bool


@routes.on("GET", "/api/v1/threads", "agent", takes=Chosen, gives=ThreadPage)
async def page(call: Call[Chosen]) -> ThreadPage:
    """A page of one view of the inbox."""
    body = call.body
    return await call.inbox.read(queue.page, body.view, call.user.id, body.after, body.limit, shows(body))


@routes.on("GET", "/api/v1/counts", "agent", takes=Nothing, gives=Counts)
async def counts(call: Call[Nothing]) -> Counts:
    """How much is in each view."""
    return await call.inbox.read(queue.counts, call.user.id)


@routes.on("GET", "/api/v1/threads/{id}", "agent", takes=Nothing, gives=Conversation)
async def show(call: Call[Nothing]) -> Conversation:
    """One thread across all channels, with its customer."""
    conversation = await call.inbox.read(_conversation, ThreadId(call.id), call.user.id)
    call.request.app[READS].note(call.user.id, conversation.customer.id, call.now)
    return conversation


def _conversation(conn: Conn, thread_id: ThreadId, user_id: UserId) -> Conversation:
    thread = threads.get(conn, thread_id)
    last = _before(conn, thread.id, None)
    reachable = [Reachable(one.id, one.channel, one.name) for one in accounts.ever(conn)]
    customer, writing = customers.get(conn, thread.customer_id), drafts.of(conn, user_id, thread.id)
    return Conversation(thread, customer, last.messages, last.more, reachable, writing)


@routes.on("GET", "/api/v1/threads/{id}/messages", "agent", takes=Before, gives=MessagePage)
async def earlier(call: Call[Before]) -> MessagePage:
    """Messages before one of the thread's, in the order they came."""
    return await call.inbox.read(_before, ThreadId(call.id), MessageId(call.body.before) if call.body.before else None)


def _before(conn: Conn, thread_id: ThreadId, before: MessageId | None) -> MessagePage:
    found = messages.page(conn, thread_id, before, PAGE + 1)
    return MessagePage(found[-PAGE:], len(found) > PAGE)


@routes.on("POST", "/api/v1/threads/{id}/take", "agent", takes=Nothing, gives=Thread)
async def take(call: Call[Nothing]) -> Thread:
    """Take a thread that nobody has."""
    return await call.inbox.write(threads.claim, ThreadId(call.id), call.user.id, call.now)


@routes.on("POST", "/api/v1/threads/{id}/release", "agent", takes=Nothing, gives=Thread)
async def release(call: Call[Nothing]) -> Thread:
    """Give a thread back to the queue."""
    return await call.inbox.write(threads.release, ThreadId(call.id), call.user.id, call.now)


@routes.on("POST", "/api/v1/threads/{id}/close", "agent", takes=Nothing, gives=Thread)
async def close(call: Call[Nothing]) -> Thread:
    """End the episode; the customer's next message opens a new one."""
    return await call.inbox.write(threads.close, ThreadId(call.id), call.user.id, call.now)


class Reopening(msgspec.Struct, frozen=True):
    """undo: it stands as before it was closed, with whoever waited and whoever had it; else it is the caller's."""

    undo: bool = False


@routes.on("POST", "/api/v1/threads/{id}/reopen", "agent", takes=Reopening, gives=Thread)
async def reopen(call: Call[Reopening]) -> Thread:
    """Open a closed thread again."""
    act = triage.unclose if call.body.undo else threads.reopen
    return await call.inbox.write(act, ThreadId(call.id), call.user.id, call.now)


@routes.on("POST", "/api/v1/threads/{id}/typing", "agent", takes=Nothing, gives=NoneType)
async def typing(call: Call[Nothing]) -> None:
    """Hint to the customer's chat window that an agent types."""
    call.inbox.bus.wake(AGENT_TYPES, call.id.encode())
