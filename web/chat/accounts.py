"""The chat accounts among all that we are connected to."""

from dataclasses import dataclass
from typing import cast

from connectors.chat import Chat, Settings
from inbox.errors import NotFound
from inbox.words import AccountId
from web.answers import Denied
from web.connected import Connections


@dataclass(frozen=True)
class Site:
    """One chat account."""

    settings: Settings
    paused: bool


class Sites:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def open(self, account_id: str) -> Site:
        """Raises NotFound for what is no chat account, Denied for one that is paused."""
        site = await self.find(account_id)
        if site.paused:
            raise Denied(409, "paused", "This chat is switched off for now. Please write to us another way.")
        return site

    async def find(self, account_id: str) -> Site:
        known = await self._connections.find(AccountId(account_id))
        if known.account.connector != Chat.name:
            raise NotFound("There is no such chat.")
        return Site(cast(Chat, known.connector).settings, known.account.paused)
