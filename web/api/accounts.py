"""Accounts: the configured channels. Settings are tried before they are kept."""

from datetime import datetime
from types import NoneType
from typing import Annotated, Any

import msgspec

from connectors.contract import Verifies
from connectors.registry import CONNECTORS
from inbox import accounts, audit, health, removal
from inbox.accounts import NewAccount
from inbox.box import Box
from inbox.clock import Clock
from inbox.door import Conn
from inbox.errors import MissingKey
from inbox.words import Account, AccountId, UserId
from web import form, trial
from web.answers import Denied
from web.api.users import Name
from web.call import Call
from web.connected import CONNECTIONS
from web.form import Given
from web.table import Nothing, Table

routes = Table()


Days = Annotated[int, msgspec.Meta(ge=1, le=36_500)]


class NewChannelAccount(msgspec.Struct, frozen=True):
    """settings: the connector's form, secrets included. force: keep them though they do not work now."""

    connector: Annotated[str, msgspec.Meta(max_length=50)]
    name: Name
    settings: dict[str, Any] = {}
    force: bool = False


class Correction(msgspec.Struct, frozen=True):
    """What is not given stays; so does a secret that is given empty.

    keep_days: how long messages are kept once their episode is closed; null for ever.
    """

    name: Name | None = None
    settings: dict[str, Any] | None = None
    paused: bool | None = None
    keep_days: Days | msgspec.UnsetType | None = msgspec.UNSET
    force: bool = False


class Hooked(health.Health, frozen=True, kw_only=True):
    """hook_url: where its provider is to call us; "" for one that does not call."""

    hook_url: str


@routes.on("GET", "/api/v1/accounts", "admin", takes=Nothing, gives=list[Account])
async def show(call: Call[Nothing]) -> list[Account]:
    """All accounts, without their secrets."""
    return await call.inbox.read(accounts.all)


class Called(msgspec.Struct, frozen=True):
    """What an account is called where it is chosen."""

    id: AccountId
    channel: str
    name: str


@routes.on("GET", "/api/v1/accounts/names", "supervisor", takes=Nothing, gives=list[Called])
async def names(call: Call[Nothing]) -> list[Called]:
    """All accounts by name, for those who give them to teams and make rules for them."""
    return [Called(one.id, one.channel, one.name) for one in await call.inbox.read(accounts.all)]


@routes.on("GET", "/api/v1/accounts/health", "admin", takes=Nothing, gives=list[Hooked])
async def fare(call: Call[Nothing]) -> list[Hooked]:
    """What lags behind in each account, what failed lately, and where its provider is to call."""
    return await call.inbox.read(_fare, call.settings.url, call.now)


def _fare(conn: Conn, url: str, now: datetime) -> list[Hooked]:
    kinds = {one.id: CONNECTORS.get(one.connector) for one in accounts.all(conn)}
    hooks = {name: f"{url}/hooks/{name}" for name, kind in kinds.items() if kind and issubclass(kind, Verifies)}
    figures = health.all(conn, now)
    return [Hooked(**msgspec.structs.asdict(one), hook_url=hooks.get(one.account_id, "")) for one in figures]


@routes.on("POST", "/api/v1/accounts", "admin", takes=NewChannelAccount, gives=Account)
async def add(call: Call[NewChannelAccount]) -> Account:
    """Try the settings and keep them if they work."""
    kind = form.connector(call.body.connector)
    settings = form.fill(kind, call.body.settings)
    if not call.body.force:
        demand_working(await trial.check(kind("", settings)))
    shown, secrets = form.part(settings)
    new = NewAccount(kind.name, call.body.name, shown, secrets, kind.channel)
    return await call.inbox.write(_add, call.inbox.box, new, call.user.id, call.now)


def _add(conn: Conn, box: Box, new: NewAccount, by: UserId, now: datetime) -> Account:
    added = accounts.add(conn, box, new, now)
    audit.note(conn, "account.added", now, actor_id=by, data=named(added))
    return added


def named(account: Account) -> dict[str, str]:
    """For the audit log."""
    return {"account_id": account.id, "account": account.name, "channel": account.channel}


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
        kind = form.connector(account.connector)
        settings = await refill(call, account, call.body.settings)
        if not call.body.force:
            demand_working(await trial.check(kind(account_id, settings)))
        shown, secrets = form.part(settings)
    box, clock = call.inbox.box, call.inbox.clock
    changed = await call.inbox.write(_change, box, account_id, call.body, shown, secrets, call.user.id, clock)
    call.request.app[CONNECTIONS].forget(account_id)
    return changed


async def refill(call: Call[Any], account: Account, given: Given) -> Any:
    """The form over what is kept. Secrets are never sent back, so an empty one means "as it was"."""
    kind = form.connector(account.connector)
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
    by: UserId,
    clock: Clock,
) -> Account:
    account = before = accounts.get(conn, account_id)
    if wanted.name is not None or wanted.settings is not None:
        name = wanted.name or account.name
        account = accounts.update_settings(conn, box, account_id, name, shown, secrets, clock())
    if wanted.paused is not None and wanted.paused != account.paused:
        account = accounts.pause(conn, account_id, wanted.paused, clock())
    if wanted.keep_days is not msgspec.UNSET and wanted.keep_days != account.keep_days:
        account = accounts.keep(conn, account_id, wanted.keep_days, clock())
    if told := difference(before, account, wanted):
        audit.note(conn, "account.changed", clock(), actor_id=by, data={**named(account), **told})
    return account


def difference(before: Account, after: Account, wanted: Correction) -> dict[str, str]:
    """Settings only by the fact that they were saved: some are secret."""
    told = {"changed": "settings"} if wanted.settings is not None else {}
    if before.name != after.name:
        told["name_before"] = before.name
    if before.paused != after.paused:
        told["paused"] = "yes" if after.paused else "no"
    if before.keep_days != after.keep_days:
        told |= {"keep_days_before": str(before.keep_days or ""), "keep_days": str(after.keep_days or "")}
    return told


@routes.on("DELETE", "/api/v1/accounts/{id}", "admin", takes=Nothing, gives=NoneType)
async def remove(call: Call[Nothing]) -> None:
    """Remove an account. Its messages stay; those that it has not sent yet fail."""
    account_id = AccountId(call.id)
    await call.inbox.write(_remove, account_id, call.user.id, call.now)
    call.request.app[CONNECTIONS].forget(account_id)


def _remove(conn: Conn, account_id: AccountId, by: UserId, now: datetime) -> None:
    account = accounts.get(conn, account_id)
    removal.remove(conn, account_id, now)
    audit.note(conn, "account.removed", now, actor_id=by, data=named(account))
