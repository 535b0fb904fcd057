"""Promises: what we said we would do, and by when."""

import asyncio
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from inbox import promises
from inbox.promises import NewPromise, Promise, Revision
from inbox.words import MessageId, PromiseId, ThreadId
from router import promising
from router.promising import Guess
from web.answers import Denied
from web.api.messages import LONGEST, Uuid
from web.call import Call
from web.table import Nothing, Table

routes = Table()

LATE = timedelta(days=1)
"""Who takes long to write may promise something for a moment that has just passed: it is then due at once."""
FARTHEST = timedelta(days=5 * 366)
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=promising.LONGEST, pattern=r"\S")]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Made(msgspec.Struct, frozen=True):
    """message_id: in which it was promised."""

    text: Text
    due_at: Moment
    message_id: Uuid | None = None


class Changed(msgspec.Struct, frozen=True):
    """What is left out stays as it is."""

    text: Text | UnsetType = UNSET
    due_at: Moment | UnsetType = UNSET


class Begun(msgspec.Struct, frozen=True):
    """A reply as far as it is written. zone: its writer's, as IANA names it."""

    text: Annotated[str, msgspec.Meta(max_length=LONGEST)]
    zone: Annotated[str, msgspec.Meta(max_length=64)] = "UTC"


@routes.on("POST", "/api/v1/threads/{id}/promises", "agent", takes=Made, gives=Promise)
async def make(call: Call[Made]) -> Promise:
    """Remember a promise: when it is due, its thread comes back in front of somebody."""
    body = call.body
    demand_sensible(body.due_at, call.now)
    message_id = None if body.message_id is None else MessageId(body.message_id.lower())
    new = NewPromise(ThreadId(call.id), body.text, body.due_at, message_id)
    return await call.inbox.write(promises.make, new, call.user.id, call.now)


def demand_sensible(due_at: datetime, now: datetime) -> None:
    if not now - LATE < due_at < now + FARTHEST:
        raise Denied(422, "bad_moment", "Choose a moment from now on, within the next five years.", field="due_at")


@routes.on("POST", "/api/v1/promises/{id}/keep", "agent", takes=Nothing, gives=Promise)
async def keep(call: Call[Nothing]) -> Promise:
    """It was done."""
    return await call.inbox.write(promises.keep, PromiseId(call.id), call.user.id, call.now)


@routes.on("POST", "/api/v1/promises/{id}/drop", "agent", takes=Nothing, gives=Promise)
async def drop(call: Call[Nothing]) -> Promise:
    """It need not be done any more."""
    return await call.inbox.write(promises.drop, PromiseId(call.id), call.user.id, call.now)


@routes.on("POST", "/api/v1/promises/{id}/reopen", "agent", takes=Nothing, gives=Promise)
async def reopen(call: Call[Nothing]) -> Promise:
    """It is still to be done."""
    return await call.inbox.write(promises.reopen, PromiseId(call.id), call.user.id, call.now)


@routes.on("PATCH", "/api/v1/promises/{id}", "agent", takes=Changed, gives=Promise)
async def change(call: Call[Changed]) -> Promise:
    """Say it otherwise, or by another time."""
    if call.body.due_at is not UNSET:
        demand_sensible(call.body.due_at, call.now)
    revision = Revision(call.body.text, call.body.due_at)
    return await call.inbox.write(promises.change, PromiseId(call.id), revision, call.user.id, call.now)


@routes.on("POST", "/api/v1/promises/guess", "agent", takes=Begun, gives=Guess | None)  # type: ignore[arg-type]  # a union is no type to mypy
async def guess(call: Call[Begun]) -> Guess | None:
    """What a reply promises, if anything: the sentence, and by when."""
    return await asyncio.to_thread(promising.guess, call.body.text, call.body.zone, call.now)
