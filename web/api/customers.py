"""Customers: which addresses are theirs, as far as a colleague knows."""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from connectors.contract import Locates, Refused
from inbox import accounts, customers, profile
from inbox.errors import Conflict
from inbox.identities import Contact
from inbox.profile import Profile
from inbox.words import Account, Customer, CustomerId, IdentityId
from router.clocks import zone_of
from router.switchboard import reader_of
from router.translate import contact
from web import form
from web.answers import Denied
from web.call import Call
from web.table import Nothing, Table

routes = Table()


class NewAddress(msgspec.Struct, frozen=True):
    """connector: by which they would be written to. address: as a person writes it."""

    connector: Annotated[str, msgspec.Meta(max_length=50)]
    address: Annotated[str, msgspec.Meta(min_length=1, max_length=1000, pattern=r"\S")]


@routes.on("POST", "/api/v1/customers/{id}/identities", "agent", takes=NewAddress, gives=Customer)
async def add(call: Call[NewAddress]) -> Customer:
    """Say that an address is this customer's, too: what comes from there joins their thread."""
    theirs = located(await account_of(call), call.body.address)
    return await call.inbox.write(customers.add_address, CustomerId(call.id), theirs, call.user.id, call.now)


async def account_of(call: Call[NewAddress]) -> Account:
    """The first that could write there; it knows how its channel writes addresses."""
    kind = form.connector(call.body.connector)
    for one in await call.inbox.read(accounts.all):
        if one.connector == kind.name:
            return one
    raise Conflict(f"There is no {kind.title['en']} account to write from. An admin can add one in the settings.")


def located(account: Account, typed: str) -> Contact:
    connector = reader_of(account)
    if not isinstance(connector, Locates):
        raise Denied(422, "no_address", "On this channel nobody can be written to who has not written first.")
    try:
        return contact(account.id, connector.locate(typed))
    except Refused as wrong:
        raise Denied(422, "no_address", str(wrong), field="address") from wrong


@routes.on("DELETE", "/api/v1/customers/{id}/identities/{identity}", "agent", takes=Nothing, gives=Customer)
async def remove(call: Call[Nothing]) -> Customer:
    """Take back an address that a colleague added by mistake, before anybody wrote by it."""
    which = IdentityId(call.named("identity"))
    return await call.inbox.write(customers.remove_address, CustomerId(call.id), which, call.user.id, call.now)


FieldName = Annotated[str, msgspec.Meta(min_length=1, max_length=50, pattern=r"\S")]
FieldValue = Annotated[str, msgspec.Meta(max_length=500)]


class Details(msgspec.Struct, frozen=True):
    """What is left out stays as it is. language: ISO 639-1; zone: IANA name or "+02:00". A field's null removes it."""

    name: Annotated[str, msgspec.Meta(max_length=200)] | UnsetType = UNSET
    about: Annotated[str, msgspec.Meta(max_length=2000)] | UnsetType = UNSET
    language: Annotated[str, msgspec.Meta(pattern=r"^([a-z]{2})?$")] | UnsetType = UNSET
    zone: Annotated[str, msgspec.Meta(max_length=64)] | UnsetType = UNSET
    fields: Annotated[dict[FieldName, FieldValue | None], msgspec.Meta(max_length=100)] | UnsetType = UNSET


@routes.on("PATCH", "/api/v1/customers/{id}", "agent", takes=Details, gives=Customer)
async def change(call: Call[Details]) -> Customer:
    """Write down what colleagues should know of this customer."""
    body = call.body
    if body.zone and zone_of(body.zone) is None:
        raise Denied(422, "no_zone", "That is no time zone. Write one as Europe/Madrid or +02:00.", field="zone")
    details = Profile(body.name, body.about, body.language, body.zone, body.fields)
    return await call.inbox.write(profile.change, CustomerId(call.id), details, call.user.id, call.now)
