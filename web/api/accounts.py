"""Accounts: the configured channels. Settings are tried before they are kept."""

from typing import Annotated, Any

import msgspec

from inbox import accounts
from inbox.accounts import NewAccount
from inbox.box import Box
from inbox.clock import Clock
from inbox.door import Conn
from inbox.errors import MissingKey
from inbox.words import Account, AccountId
from web import form
from web.answers import Denied
from web.api.users import Name
from web.call import Call
from web.form import Given
from web.table import Nothing, Table

routes = Table()


class NewChannelAccount(msgspec.Struct, frozen=True):
    """settings: the channel's form, secrets included. force: keep them though they do not work now."""

    channel: Annotated[str, msgspec.Meta(max_length=50)]
    name: Name
    settings: dict[str, Any] = {}
    force: bool = False


class Correction(msgspec.Struct, frozen=True):
    """What is not given stays; so does a secret that is given empty."""

    name: Name | None = None
    settings: dict[str, Any] | None = None
    paused: bool | None = None
    force: bool = False


class Verdict(msgspec.Struct, frozen=True):
    """message: what to do, when it is not ok."""

    ok: bool
    message: str


@routes.on("GET", "/api/v1/accounts", "admin", takes=Nothing, gives=list[Account])
async def show(call: Call[Nothing]) -> list[Account]:
    """All accounts, without their secrets."""
    return await call.inbox.read(accounts.all)


@routes.on("POST", "/api/v1/accounts", "admin", takes=NewChannelAccount, gives=Account)
async def add(call: Call[NewChannelAccount]) -> Account:
    """Try the settings and keep them if they work."""
    kind = form.channel(call.body.channel)
    settings = form.fill(kind, call.body.settings)
    if not call.body.force:
        demand_working(await form.trouble(kind, "", settings))
    shown, secrets = form.part(settings)
    new = NewAccount(kind.channel, call.body.name, shown, secrets)
    return await call.inbox.write(accounts.add, call.inbox.box, new, call.now)


def demand_working(trouble: str) -> None:
    if trouble:
        raise Denied(422, "check_failed", trouble)


@routes.on("PATCH", "/api/v1/accounts/{id}", "admin", takes=Correction, gives=Account)
async def change(call: Call[Correction]) -> Account:
    """Rename, correct or pause an account; changed settings are tried first."""
    account_id = AccountId(call.id)
    account = await call.inbox.read(accounts.get, account_id)
    shown, secrets = account.settings, dict[str, str]()
    if call.body.settings is not None:
        kind = form.channel(account.channel)
        settings = await refill(call, account, call.body.settings)
        if not call.body.force:
            demand_working(await form.trouble(kind, account_id, settings))
        shown, secrets = form.part(settings)
    box, clock = call.inbox.box, call.inbox.clock
    return await call.inbox.write(_change, box, account_id, call.body, shown, secrets, clock)


async def refill(call: Call[Any], account: Account, given: Given) -> Any:
    """The form over what is kept. Secrets are never sent back, so an empty one means "as it was"."""
    kind = form.channel(account.channel)
    hidden = form.secrets(kind.Settings)
    typed = {name: value for name, value in given.items() if value or name not in hidden}
    return form.fill(kind, {**await kept(call, account), **typed})


async def kept(call: Call[Any], account: Account) -> Given:
    """With the secrets if the key opens them; otherwise whatever is missing must be typed again."""
    try:
        return await call.inbox.read(accounts.full_settings, call.inbox.box, account.id)
    except MissingKey:
        return account.settings


def _change(
    conn: Conn,
    box: Box,
    account_id: AccountId,
    wanted: Correction,
    shown: Given,
    secrets: dict[str, str],
    clock: Clock,
) -> Account:
    account = accounts.get(conn, account_id)
    if wanted.name is not None or wanted.settings is not None:
        name = wanted.name or account.name
        account = accounts.update_settings(conn, box, account_id, name, shown, secrets, clock())
    if wanted.paused is not None and wanted.paused != account.paused:
        account = accounts.pause(conn, account_id, wanted.paused, clock())
    return account


@routes.on("POST", "/api/v1/accounts/{id}/check", "admin", takes=Nothing, gives=Verdict)
async def check(call: Call[Nothing]) -> Verdict:
    """Try an account's settings as they are kept."""
    account = await call.inbox.read(accounts.get, AccountId(call.id))
    try:
        settings = await refill(call, account, {})
    except Denied as wrong:
        return Verdict(False, wrong.sentence)
    sentence = await form.trouble(form.channel(account.channel), account.id, settings)
    return Verdict(not sentence, sentence)
