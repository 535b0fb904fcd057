"""Holds a listener for every account that polls or keeps a connection."""

import asyncio
from collections.abc import Collection, Sequence

import structlog

from connectors.contract import ConnectorError, Listens, Raw
from inbox import accounts
from inbox.door import Inbox
from inbox.errors import Fenced, InboxError
from inbox.intake import take_in
from inbox.journal import Entry
from inbox.leases import Lease
from inbox.words import AccountId
from router.holding import Held
from router.roster import Roster
from router.storable import storable
from router.switchboard import connector_of

POLL = 2.0
TRY_AGAIN = 300.0
"""Seconds until a listener that needs a person is tried again by itself."""

Terms = tuple[str, Lease | None]
"""The account's version, and the lease under which we listen."""

log = structlog.get_logger()


class Listening:
    """One listener per active account, begun anew when the account changes."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._roster: Roster[AccountId, Terms] = Roster(self._listen)

    async def run(self) -> None:
        """Until cancelled. For a process that is alone; among others, `heed` says what to do."""
        try:
            async with self._inbox.bus.listen("accounts") as bell:
                while True:
                    versions = await self._inbox.read(accounts.versions)
                    await self._roster.follow({one: (version, None) for one, version in versions.items()})
                    await bell.wait(POLL)
        finally:
            await self._roster.follow({})

    async def accounts(self) -> Collection[AccountId]:
        return await self._inbox.read(accounts.versions)

    async def heed(self, held: Held) -> None:
        """Listen for these accounts alone, each under its lease."""
        versions = await self._inbox.read(accounts.versions) if held else {}
        await self._roster.follow({one: (version, held[one]) for one, version in versions.items() if one in held})

    async def _listen(self, account_id: AccountId, terms: Terms) -> None:
        """Whatever happens to this account's listener, it is tried again, and a person is told."""
        inbox = self._inbox.under(terms[1]) if terms[1] else self._inbox
        while True:
            try:
                connector = await connector_of(inbox, account_id)
                if not isinstance(connector, Listens):
                    return
                cursor = await inbox.read(accounts.cursor, account_id)
                await connector.listen(cursor, lambda raws, to: keep(inbox, account_id, raws, to))
                await asyncio.sleep(POLL)  # a listener that merely returns must not spin
            except (ConnectorError, InboxError) as trouble:
                await inbox.write(accounts.alarm, account_id, str(trouble), inbox.clock())
                await inbox.write(accounts.note_error, account_id, str(trouble), inbox.clock())
                await asyncio.sleep(TRY_AGAIN)
            except Fenced:
                return  # another process listens by now
            except Exception:
                log.exception("listener failed", account=account_id)
                await asyncio.sleep(POLL)


async def keep(inbox: Inbox, account_id: AccountId, raws: Sequence[Raw], cursor: str) -> None:
    now = inbox.clock()
    named = [storable(raw) for raw in raws]  # a provider's id may hold what no database keeps
    entries = [Entry(account_id, raw.key, raw.body, raw.headers, now) for raw in named]
    await inbox.write(take_in, account_id, entries, cursor, now)
