"""Accounts and their connectors, remembered, so that a call to a hook or a visitor's message costs no read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from aiohttp import web

from connectors.contract import Connector, Verifies
from inbox import accounts
from inbox.accounts import REFUSED
from inbox.door import Inbox
from inbox.errors import InboxError
from inbox.words import Account, AccountId
from router.switchboard import equipped
from web.answers import Denied

FRESH_FOR = timedelta(seconds=2)
"""How long another process's change of the settings may stay unseen."""
COME_BACK = {"Retry-After": "60"}


@dataclass(frozen=True)
class Connected:
    """made: the connector with its secrets, or why there is none."""

    account: Account
    made: Connector | InboxError
    known_at: datetime

    @property
    def connector(self) -> Connector:
        """Raises Denied: that nobody can use the account is ours to put right, so whoever calls should come back."""
        if isinstance(self.made, InboxError):
            raise Denied(503, "unusable", str(self.made), COME_BACK)
        return self.made

    @cached_property
    def called(self) -> Verifies | None:
        """The connector, where its provider calls us. Looked at once: to ask a Protocol takes long. Raises Denied."""
        return self.connector if isinstance(self.connector, Verifies) else None


class Connections:
    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._known: dict[AccountId, Connected] = {}
        self._alarmed: dict[AccountId, datetime] = {}

    async def find(self, account_id: AccountId) -> Connected:
        """Raises NotFound for an account that is not there."""
        now = self._inbox.clock()
        known = self._known.get(account_id)
        if known is None or now - known.known_at > FRESH_FOR:
            known = self._known[account_id] = await self._look_up(account_id, now)
        return known

    async def _look_up(self, account_id: AccountId, now: datetime) -> Connected:
        account = await self._inbox.read(accounts.get, account_id)
        try:
            return Connected(account, await equipped(self._inbox, account), now)
        except InboxError as unusable:
            return Connected(account, unusable, now)

    def forget(self, account_id: AccountId) -> None:
        """Somebody changed or removed it here, and expects that to hold at once."""
        self._known.pop(account_id, None)

    async def alarm(self, known: Connected, sentence: str) -> None:
        """Say on the settings screen why calls are refused; who guesses at secrets cannot keep the database busy."""
        which, now = known.account.id, self._inbox.clock()
        before = self._alarmed.get(which)
        if known.account.alarm != f"{REFUSED} {sentence}" and (before is None or now - before > FRESH_FOR):
            self._alarmed[which] = now
            await self._inbox.write(accounts.alarm, which, f"{REFUSED} {sentence}", now)
            self._known.pop(which, None)

    async def calm(self, known: Connected) -> None:
        """A genuine call came, so the secrets agree again; a listener's alarm is not ours to calm. Usually free."""
        if known.account.alarm.startswith(REFUSED):
            await self._inbox.write(accounts.calm, known.account.id, self._inbox.clock())
            self._known.pop(known.account.id, None)


CONNECTIONS = web.AppKey("connections", Connections)
