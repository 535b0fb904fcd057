"""Journal to thread: raw payloads become our words, get a mood, and are stored in journal order."""

import asyncio
from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import structlog
from msgspec.structs import replace

from connectors.contract import Connector, Happening, Incoming, Pressed, Raw
from connectors.registry import CONNECTORS
from inbox import accounts, journal
from inbox.arrivals import Read
from inbox.door import Conn, Inbox
from inbox.errors import Away, Fenced, InboxError
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

GROUP = 200
"""Rows that are stored together, at most: what a transaction costs by itself, they share."""
HOSTILE = 50
"""Those of them that a cell reads, which takes milliseconds each or seconds: the first should not wait for them all."""

REST = 0.01
"""Seconds between two groups that are not full. A group costs 3 ms whatever its size, and what comes meanwhile shares
them: without it a lone sender was answered a third as often, and nobody was served sooner."""

log = structlog.get_logger()


class Reader:
    """connectors: those it reads; by default all. Each must be read by one reader alone, so that order holds.

    read: payloads, since the start.
    holding: which parts of the journal are this process's; without it, all.
    breath: seconds between looks in vain, of whom the bell rings for others most of the time.
    """

    def __init__(
        self,
        inbox: Inbox,
        scorer: Scorer,
        connectors: Connectors | None = None,
        *,
        judging: Judging | None = None,
        holding: Holding | None = None,
        breath: float = 0.0,
    ) -> None:
        self.read = 0
        self._inbox = inbox
        self._connectors = connectors
        self._scorer = scorer
        self._judging = judging or Judging()
        self._holding = holding
        self._breath = breath
        self._sandbox = Sandbox()
        self._pressed: list[tuple[AccountId, Pressed]] = []
        self._heeding: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled."""
        try:
            await work_on(self._inbox, "journal", self._read_and_rest, self._breath)
        finally:
            for task in self._heeding:
                task.cancel()
            await asyncio.gather(*self._heeding, return_exceptions=True)
            await self._sandbox.close()

    async def _read_and_rest(self) -> int:
        count = await self.read_some()
        if 0 < count < GROUP:
            await asyncio.sleep(REST)
        return count

    async def read_some(self) -> int:
        """Thread the oldest unread rows that are ours to read. Returns how many there were."""
        held = self._holding.held if self._holding else None
        if held == {}:
            return 0
        rows, ways = await self._inbox.read(unread, self._connectors, held)
        if not rows:
            return 0
        self._pressed.clear()  # of rows that could not be settled, and come again
        reads = await asyncio.to_thread(self._scored, await self._heard(rows, ways))
        try:
            await self._store(self._inbox.under(*held.values()) if held else self._inbox, reads)
        except Fenced as lost:  # another process reads them by now
            log.info("nothing stored", rows=len(reads), why=str(lost))
            return 0
        self._heed_presses()
        self.read += len(reads)
        return len(reads)

    async def _heard(self, rows: list[Unread], ways: dict[AccountId, "Way"]) -> list["Heard"]:
        """The first of them, up to HOSTILE that a cell reads."""
        heard: list[Heard] = []
        patience = HOSTILE
        for row in rows:
            heard.append(await self._hear(row, ways[row.account_id]))
            patience -= ways[row.account_id].hostile
            if not patience:
                break
        return heard

    async def _hear(self, row: Unread, way: "Way") -> "Heard":
        raw = Raw(row.key, row.body, row.headers)
        try:
            happenings, stub = await self._happenings(way, raw), ""
        except Unreadable as why:
            log.warning("unreadable", seq=row.seq, account=row.account_id, why=str(why))
            happenings, stub = await self._salvage(way, raw, row.seq), str(why)
        self._pressed += [(row.account_id, one) for one in happenings if isinstance(one, Pressed)]
        return Heard(row, happenings, stub)

    def _heed_presses(self) -> None:
        """Once their row is settled: what a provider must be asked for them may take long."""
        for account_id, pressed in self._pressed:
            task = asyncio.create_task(pressing.heed(self._inbox, account_id, pressed))
            self._heeding.add(task)
            task.add_done_callback(self._heeding.discard)
        self._pressed.clear()

    async def _happenings(self, way: "Way", raw: Raw) -> list[Happening]:
        connector = way.connector
        return await self._sandbox.read(way.account, raw) if way.hostile else read_here(connector, raw)

    async def _salvage(self, way: "Way", raw: Raw, seq: int) -> list[Happening]:
        """What stands in the thread for a payload that cannot be read: its head alone, or else a nameless stub."""
        try:
            head = await self._happenings(way, replace(raw, body=raw.body[:HEAD]))
        except Unreadable:
            head = []
        return [stub_of(way.account, seq, head)]

    def _scored(self, heard: list["Heard"]) -> list[Read]:
        """In the inbox's words, with moods for the customers' own words. In a thread: to keep a file takes an fsync."""
        moods = iter(self._scorer.score([text for one in heard for text in one.texts]))
        return [read_of(one.row, one.happenings, self._inbox.files, moods, stub=one.stub) for one in heard]

    async def _store(self, inbox: Inbox, reads: list[Read]) -> None:
        """All together; if that fails, one by one, so that a row which cannot be stored never blocks the next.

        Raises Fenced where another process reads them by now, and Away where there is no database to store them in.
        """
        try:
            left_over = await inbox.write(receive_now, reads, self._judging, inbox.clock())
            await self._discard(left_over)
        except Fenced:
            await self._discard([path for read in reads for path in read.paths])
            raise
        except Away:  # they may stand; whatever does not is read again, and none of them is to blame
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
        await self._discard(read.paths)

    async def _discard(self, paths: list[str]) -> None:
        for path in paths:
            await asyncio.to_thread(self._inbox.files.discard, path)


class Way:
    """An account while a group is read: its connector is made once, by the settings that hold now."""

    def __init__(self, account: Account) -> None:
        self.account = account
        kind = CONNECTORS.get(account.connector)
        self.hostile = kind is not None and kind.hostile

    @cached_property
    def connector(self) -> Connector:
        """Raises Unreadable: an account that nobody can use must not block the others."""
        try:
            return reader_of(self.account)
        except InboxError as unusable:
            raise Unreadable(str(unusable)) from unusable


class Heard(NamedTuple):
    """What a row says, in its connector's words. stub: why it could only be read in part."""

    row: Unread
    happenings: list[Happening]
    stub: str

    @property
    def texts(self) -> list[str]:
        """In which moods are heard, one per message; what stands in a stub is ours."""
        messages = (one for one in self.happenings if isinstance(one, Incoming))
        return ["" if self.stub or one.stub else felt(one.said, one.subject) for one in messages]


def unread(
    conn: Conn, connectors: Connectors | None, held: Collection[str] | None
) -> tuple[list[Unread], dict[AccountId, Way]]:
    """The next group, with the accounts that it may have come by."""
    rows = journal.unread(conn, GROUP, connectors=connectors, parts=held)
    return rows, {account.id: Way(account) for account in accounts.ever(conn)} if rows else {}


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
