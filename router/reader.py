"""Journal to thread: raw payloads become our words, get a mood, and are stored in journal order."""

import asyncio
from datetime import datetime

import structlog
from msgspec.structs import replace

from connectors.contract import Connector, Happening, Incoming, Pressed, Raw
from inbox import accounts, journal
from inbox.arrivals import Read
from inbox.door import Conn, Inbox
from inbox.errors import Fenced, InboxError
from inbox.journal import Connectors, Unread
from inbox.receive import receive
from inbox.words import Account, AccountId
from router import pressing
from router.holding import Holding
from router.mood import Scorer
from router.mood.text import felt
from router.patience import Judging
from router.sandbox import Sandbox, Unreadable
from router.storable import happenings_of
from router.stub import stub_of
from router.switchboard import reader_of
from router.translate import read_of
from router.working import work_on

GROUP = 50

log = structlog.get_logger()


class Reader:
    """connectors: those it reads; by default all. Each must be read by one reader alone, so that order holds.

    holding: which parts of the journal are this process's; without it, all.
    """

    def __init__(
        self,
        inbox: Inbox,
        scorer: Scorer,
        connectors: Connectors | None = None,
        *,
        judging: Judging | None = None,
        holding: Holding | None = None,
    ) -> None:
        self._inbox = inbox
        self._connectors = connectors
        self._scorer = scorer
        self._judging = judging or Judging()
        self._holding = holding
        self._sandbox = Sandbox()
        self._pressed: list[tuple[AccountId, Pressed]] = []
        self._heeding: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled."""
        try:
            await work_on(self._inbox, "journal", self.read_some)
        finally:
            for task in self._heeding:
                task.cancel()
            await asyncio.gather(*self._heeding, return_exceptions=True)
            await self._sandbox.close()

    async def read_some(self) -> int:
        """Thread the oldest unread rows that are ours to read. Returns how many there were."""
        held = self._holding.held if self._holding else None
        if held == {}:
            return 0
        rows = await self._inbox.read(journal.unread, GROUP, connectors=self._connectors, parts=held)
        if rows:
            self._pressed.clear()  # of rows that could not be settled, and come again
            known = {account.id: account for account in await self._inbox.read(accounts.ever)}
            reads = await asyncio.to_thread(self._scored, [await self._read(row, known) for row in rows])
            try:
                await self._store(self._inbox.under(*held.values()) if held else self._inbox, reads)
            except Fenced as lost:  # another process reads them by now
                log.info("nothing stored", rows=len(rows), why=str(lost))
                return 0
            self._heed_presses()
        return len(rows)

    async def _read(self, row: Unread, known: dict[AccountId, Account]) -> Read:
        raw = Raw(row.key, row.body, row.headers)
        account = known[row.account_id]
        try:
            happenings, stub = await self._happenings(account, raw), ""
        except Unreadable as why:
            log.warning("unreadable", seq=row.seq, account=row.account_id, why=str(why))
            happenings, stub = await self._salvage(account, raw, row.seq), str(why)
        self._pressed += [(row.account_id, one) for one in happenings if isinstance(one, Pressed)]
        if any(isinstance(one, Incoming) and one.files for one in happenings):  # to write them takes an fsync each
            return await asyncio.to_thread(read_of, row, happenings, self._inbox.files, stub=stub)
        return read_of(row, happenings, self._inbox.files, stub=stub)

    def _heed_presses(self) -> None:
        """Once their row is settled: what a provider must be asked for them may take long."""
        for account_id, pressed in self._pressed:
            task = asyncio.create_task(pressing.heed(self._inbox, account_id, pressed))
            self._heeding.add(task)
            task.add_done_callback(self._heeding.discard)
        self._pressed.clear()

    async def _happenings(self, account: Account, raw: Raw) -> list[Happening]:
        try:
            connector = reader_of(account)
        except InboxError as unusable:  # an account that nobody can use must not block the others
            raise Unreadable(str(unusable)) from unusable
        return await self._sandbox.read(account, raw) if connector.hostile else read_here(connector, raw)

    async def _salvage(self, account: Account, raw: Raw, seq: int) -> list[Happening]:
        """What stands in the thread for a payload that cannot be read: its head alone, or else a nameless stub."""
        try:
            head = await self._happenings(account, replace(raw, body=raw.body[:HEAD]))
        except Unreadable:
            head = []
        return [stub_of(account, seq, head)]

    def _scored(self, reads: list[Read]) -> list[Read]:
        """Moods for the customers' own words; what stands in a stub is ours."""
        arrivals = [arrival for read in reads for arrival in read.arrivals]
        texts = ["" if arrival.stub else felt(arrival.said, arrival.subject) for arrival in arrivals]
        moods = iter(self._scorer.score(texts))
        return [
            replace(read, arrivals=tuple(replace(arrival, mood=next(moods)) for arrival in read.arrivals))
            for read in reads
        ]

    async def _store(self, inbox: Inbox, reads: list[Read]) -> None:
        """All together; if that fails, one by one, so that a row which cannot be stored never blocks the next.

        Raises Fenced where another process reads them by now.
        """
        try:
            left_over = await inbox.write(receive_now, reads, self._judging, inbox.clock())
            await asyncio.to_thread(self._discard, left_over)
        except Fenced:
            await asyncio.to_thread(self._discard, [path for read in reads for path in read.paths])
            raise
        except Exception:
            if len(reads) == 1:
                log.exception("not stored", seq=reads[0].seq)
                await self._set_aside(inbox, reads[0])
                return
            for read in reads:
                await self._store(inbox, [read])

    async def _set_aside(self, inbox: Inbox, read: Read) -> None:
        """The raw payload stays in the journal, marked. If not even that can be written, `run` starts over later."""
        aside = Read(read.seq, outcome="stub", error="It could be read but not stored; the log says why.")
        await inbox.write(receive_now, [aside], self._judging, inbox.clock())
        await asyncio.to_thread(self._discard, read.paths)

    def _discard(self, paths: list[str]) -> None:
        for path in paths:
            self._inbox.files.discard(path)


def receive_now(conn: Conn, reads: list[Read], judging: Judging, now: datetime) -> list[str]:
    """By the patience table that holds in this transaction."""
    return receive(conn, reads, judging.within(conn), now)


HEAD = 16_384
"""Bytes of a payload that are tried again when the whole cannot be read."""


def read_here(connector: Connector, raw: Raw) -> list[Happening]:
    try:
        return happenings_of(connector, raw)
    except Exception as error:
        raise Unreadable(f"The parser failed ({type(error).__name__}).") from error
