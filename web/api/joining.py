"""Who is one with whom: what colleagues confirm, undo, or rule out."""

from types import NoneType
from uuid import UUID

import msgspec

from inbox import customers, merging, suggestions
from inbox.words import Customer, CustomerId, IdentityId, MergeId
from web.call import Call
from web.table import Nothing, Table

routes = Table()


class Other(msgspec.Struct, frozen=True):
    """Another customer."""

    other_id: UUID


class Shared(msgspec.Struct, frozen=True):
    """Whether several people use the address."""

    shared: bool


@routes.on("POST", "/api/v1/customers/{id}/merge", "agent", takes=Other, gives=Customer)
async def merge(call: Call[Other]) -> Customer:
    """Show the other's thread in this customer's, until somebody splits them."""
    pair = CustomerId(call.id), CustomerId(str(call.body.other_id))
    return await call.inbox.write(suggestions.confirm, *pair, call.user.id, call.now)


@routes.on("POST", "/api/v1/merges/{id}/split", "agent", takes=Nothing, gives=Customer)
async def split(call: Call[Nothing]) -> Customer:
    """Undo a merge: both threads stand as if it had never been. Returns the customer whose thread showed both."""
    head = await call.inbox.write(merging.split, MergeId(call.id), call.user.id, call.now)
    return await call.inbox.read(customers.get, head)


@routes.on("POST", "/api/v1/customers/{id}/apart", "agent", takes=Other, gives=NoneType)
async def keep_apart(call: Call[Other]) -> None:
    """They are two: they are not suggested to each other any more."""
    pair = CustomerId(call.id), CustomerId(str(call.body.other_id))
    await call.inbox.write(suggestions.keep_apart, *pair, call.user.id, call.now)


@routes.on("DELETE", "/api/v1/customers/{id}/apart/{other}", "agent", takes=Nothing, gives=NoneType)
async def forget_apart(call: Call[Nothing]) -> None:
    """Nobody knows whether they are two."""
    pair = CustomerId(call.id), CustomerId(call.named("other"))
    await call.inbox.write(suggestions.forget_apart, *pair, call.user.id, call.now)


@routes.on("PUT", "/api/v1/customers/{id}/identities/{identity}/shared", "agent", takes=Shared, gives=Customer)
async def share(call: Call[Shared]) -> Customer:
    """Say that several people use this address, so that it proves nobody; or that it is one person's."""
    owner, which = CustomerId(call.id), IdentityId(call.named("identity"))
    return await call.inbox.write(customers.share_address, owner, which, call.body.shared, call.user.id, call.now)
