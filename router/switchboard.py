"""Accounts become connectors here."""

from dataclasses import fields
from typing import Any

from msgspec import ValidationError, convert

from connectors.contract import Connector
from connectors.registry import CONNECTORS
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


def kind_of(account: Account) -> type[Connector]:
    """Raises NotFound for an account whose connector this version does not have."""
    if account.connector not in CONNECTORS:
        raise NotFound(f"This version of Hilo has no {account.connector} channel. Remove the account {account.name}.")
    return CONNECTORS[account.connector]


def reader_of(account: Account) -> Connector:
    """A connector that can read, but knows no secret."""
    connector = kind_of(account)
    return connector(account.id, settings_of(connector, account.settings))


async def connector_of(inbox: Inbox, account_id: AccountId) -> Connector:
    """A connector that can send and listen. Raises MissingKey if its secrets cannot be opened."""
    return await equipped(inbox, await inbox.read(accounts.get, account_id))


async def equipped(inbox: Inbox, account: Account) -> Connector:
    """The account's connector with its secrets. Raises NotFound or MissingKey where nobody can use it as it is."""
    connector = kind_of(account)
    settings = await inbox.read(accounts.full_settings, inbox.box, account.id)
    return connector(account.id, settings_of(connector, settings))
