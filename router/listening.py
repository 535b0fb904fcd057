"""Holds a listener for every account that polls or keeps a connection."""

import asyncio
from collections.abc import Sequence

import structlog

from connectors.contract import ConnectorError, Listens, Raw
from inbox import accounts
from inbox.door import Inbox
from inbox.errors import InboxError
from inbox.intake import take_in
from inbox.journal import Entry
from inbox.words import AccountId
from router.storable import storable
from router.switchboard import connector_of

POLL = 2.0
TRY_AGAIN = 300.0
"""Seconds until a listener that needs a person is tried again by itself."""

log = structlog.get_logger()


class Listening:
    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._listeners: dict[AccountId, tuple[str, asyncio.Task[None]]] = {}

    async def run(self) -> None:
        """Until cancelled: one listener per active account, restarted when the account changes."""
        try:
            async with self._inbox.bus.listen("accounts") as bell:
                while True:
                    await self._reconcile()
                    await bell.wait(POLL)
        finally:
            await self._stop(*self._listeners)

    async def _reconcile(self) -> None:
        wanted = await self._inbox.read(accounts.versions)
        stale = [one for one, (version, task) in self._listeners.items() if wanted.get(one) != version or broken(task)]
        await self._stop(*stale)
        for account_id, version in wanted.items():
            if account_id not in self._listeners:
                task = asyncio.create_task(self._listen(account_id), name=f"listen {account_id}")
                self._listeners[account_id] = version, task

    async def _stop(self, *account_ids: AccountId) -> None:
        tasks = [self._listeners.pop(account_id)[1] for account_id in account_ids]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self, account_id: AccountId) -> None:
        """Whatever happens to this account's listener, it is tried again, and a person is told."""
        while True:
            try:
                connector = await connector_of(self._inbox, account_id)
                if not isinstance(connector, Listens):
                    return
                cursor = await self._inbox.read(accounts.cursor, account_id)
                await connector.listen(cursor, lambda raws, to: self._keep(account_id, raws, to))
                await asyncio.sleep(POLL)  # a listener that merely returns must not spin
            except (ConnectorError, InboxError) as trouble:
                await self._inbox.write(accounts.alarm, account_id, str(trouble), self._inbox.clock())
                await self._inbox.write(accounts.note_error, account_id, str(trouble), self._inbox.clock())
                await asyncio.sleep(TRY_AGAIN)
            except Exception:
                log.exception("listener failed", account=account_id)
                await asyncio.sleep(POLL)

    async def _keep(self, account_id: AccountId, raws: Sequence[Raw], cursor: str) -> None:
        now = self._inbox.clock()
        named = [storable(raw) for raw in raws]  # a provider's id may hold what no database keeps
        entries = [Entry(account_id, raw.key, raw.body, raw.headers, now) for raw in named]
        await self._inbox.write(take_in, account_id, entries, cursor, now)


def broken(task: "asyncio.Task[None]") -> bool:
    """Whether it ended with an error; one that merely returned belongs to an account that does not listen."""
    return task.done() and (task.cancelled() or task.exception() is not None)
