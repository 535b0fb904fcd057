"""Trying an account that is there: as it is kept, and with a message to oneself."""

from typing import Annotated

import msgspec

from connectors.contract import Connector, ConnectorError, Locates
from inbox import accounts, identities
from inbox.errors import InboxError
from inbox.words import Account, AccountId
from router.switchboard import equipped
from router.translate import contact
from web import form, trial
from web.answers import Denied
from web.api.accounts import refill
from web.call import Call
from web.table import Nothing, Table

routes = Table()
OPTED_OUT = "Whoever has this address asked us to stop. Send the test to another one."


class Test(msgspec.Struct, frozen=True):
    """to: an address on the account's channel, as a person writes it."""

    to: Annotated[str, msgspec.Meta(min_length=1, max_length=320, pattern=r"\S")]


class Verdict(msgspec.Struct, frozen=True):
    """message: what to do, when it is not ok."""

    ok: bool
    message: str


@routes.on("POST", "/api/v1/accounts/{id}/check", "admin", takes=Nothing, gives=Verdict)
async def check(call: Call[Nothing]) -> Verdict:
    """Try an account's settings as they are kept."""
    account = await call.inbox.read(accounts.get, AccountId(call.id))
    kind = form.connector(account.connector)
    try:
        settings = await refill(call, account, {})
    except Denied as wrong:
        return Verdict(False, wrong.sentence)
    sentence = await trial.check(kind(account.id, settings))
    return Verdict(not sentence, sentence)


@routes.on("POST", "/api/v1/accounts/{id}/test", "admin", takes=Test, gives=Verdict)
async def test(call: Call[Test]) -> Verdict:
    """Send a short message by the account, to see it arrive. It stands in no thread."""
    account = await call.inbox.read(accounts.get, AccountId(call.id))
    try:
        connector = await equipped(call.inbox, account)
    except InboxError as unusable:
        return Verdict(False, str(unusable))
    sentence = await unwelcome(call, connector, account)
    sentence = sentence or await trial.send(connector, call.body.to.strip(), account.name, call.user)
    return Verdict(not sentence, sentence)


async def unwelcome(call: Call[Test], connector: Connector, account: Account) -> str:
    """Whoever asked us to stop gets no test either, and on some channels only we know that they did. "" for others."""
    if not isinstance(connector, Locates):
        return ""
    try:
        to = contact(account.id, connector.locate(call.body.to.strip()))
    except ConnectorError:  # said again, as a sentence, by whoever sends
        return ""
    known = await call.inbox.read(identities.find, *to.unique_name)
    return OPTED_OUT if known and known.shut == "opted_out" else ""
