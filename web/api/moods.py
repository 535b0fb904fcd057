"""Moods: why a message was heard as it was, what an agent says of it, and how often agents agree."""

import asyncio

import msgspec

from inbox import agreement, corrections, messages, moods
from inbox.agreement import Cell
from inbox.door import Conn
from inbox.words import Message, MessageId
from router import correcting
from router.mood.scorers import Scorers
from router.mood.why import Why, why
from web.call import Call
from web.table import Nothing, Table

routes = Table()

WEEKS = 8
"""That are shown, this one included."""


class Opinion(msgspec.Struct, frozen=True):
    """angry: whether the writer is; null takes back what was said before."""

    angry: bool | None


class Deep(msgspec.Struct, frozen=True):
    """The tier that reads closely. why: a sentence where it is not ready. backlog: messages that wait for it."""

    ready: bool
    why: str
    backlog: int


class Hearing(msgspec.Struct, frozen=True):
    deep: Deep
    report: list[Cell]


@routes.on("POST", "/api/v1/messages/{id}/mood", "agent", takes=Opinion, gives=Message)
async def correct(call: Call[Opinion]) -> Message:
    """Say whether the writer of a message is angry; its thread moves at once."""
    return await call.inbox.write(correcting.correct, MessageId(call.id), call.body.angry, call.user.id, call.now)


@routes.on("GET", "/api/v1/messages/{id}/why", "agent", takes=Nothing, gives=Why)
async def explain(call: Call[Nothing]) -> Why:
    """The words that moved a message's score, and where they stand in its text."""
    said = await call.inbox.read(_heard, MessageId(call.id))
    return await asyncio.to_thread(_why, call.scorers, said)


def _heard(conn: Conn, message_id: MessageId) -> Message:
    said = messages.get(conn, message_id)
    corrections.demand_mood(said)
    return said


def _why(scorers: Scorers, said: Message) -> Why:
    return why(scorers.load() or scorers.instant, said)


@routes.on("GET", "/api/v1/mood", "supervisor", takes=Nothing, gives=Hearing)
async def show(call: Call[Nothing]) -> Hearing:
    """Whether the deep tier works, and how often agents agree with what is heard."""
    deep = await asyncio.to_thread(call.scorers.load)
    backlog = await call.inbox.read(moods.backlog, call.now)
    report = await call.inbox.read(agreement.report, WEEKS, call.now)
    return Hearing(Deep(deep is not None, call.scorers.trouble, backlog), report)
