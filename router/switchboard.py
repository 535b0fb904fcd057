"""Accounts become connectors here."""

from dataclasses import fields
from typing import Any

from msgspec import ValidationError, convert

from connectors.contract import Connector
from connectors.registry import CHANNELS
from inbox import accounts
from inbox.door import Inbox
from inbox.errors import NotFound
from inbox.words import Account, AccountId


def settings_of(connector: type[Connector], given: dict[str, Any]) -> Any:
    """The connector's Settings, from JSON. Fields it no longer has are dropped; secrets not given are empty.

    Raises NotFound, with what is wrong, for settings that an older version saved and this one cannot use.
    """
    secrets = {field.name: "" for field in fields(connector.Settings) if field.metadata.get("kind") == "secret"}
    try:
        return convert({**secrets, **given}, connector.Settings)
    except ValidationError as wrong:
        raise NotFound(
            f"The settings of this account cannot be used: {wrong}. Correct them in the settings."
        ) from wrong


def channel_of(account: Account) -> type[Connector]:
    """Raises NotFound for an account whose channel this version does not have."""
    if account.channel not in CHANNELS:
        raise NotFound(f"This version of Hilo has no {account.channel} channel. Remove the account {account.name}.")
    return CHANNELS[account.channel]


def reader_of(account: Account) -> Connector:
    """A connector that can read, but knows no secret."""
    connector = channel_of(account)
    return connector(account.id, settings_of(connector, account.settings))


async def connector_of(inbox: Inbox, account_id: AccountId) -> Connector:
    """A connector that can send and listen. Raises MissingKey if its secrets cannot be opened."""
    return await equipped(inbox, await inbox.read(accounts.get, account_id))


async def equipped(inbox: Inbox, account: Account) -> Connector:
    """The account's connector with its secrets. Raises NotFound or MissingKey where nobody can use it as it is."""
    connector = channel_of(account)
    settings = await inbox.read(accounts.full_settings, inbox.box, account.id)
    return connector(account.id, settings_of(connector, settings))
