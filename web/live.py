"""The live stream: one task follows the event log and hands every change to whoever watches.

Hints travel on the inbox's bus and are never stored. Two topics about typing, each with the thread's id as its note:
VISITOR_TYPES (a customer types in the chat; agents' screens show it) and AGENT_TYPES (an agent types; the customer's
chat window shows it). SESSION_ENDED has the digest of the cookie; where it is lost, a stream ends with its next
heartbeat.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import msgspec
import structlog

from inbox import desks, events, messages, threads
from inbox.door import Conn, Inbox
from inbox.words import Message, Thread, UserId
from web.sse import Feed, frame

log = structlog.get_logger()

VISITOR_TYPES: Final = "typing.visitor"
AGENT_TYPES: Final = "typing.agent"
SESSION_ENDED: Final = "session.ended"
BATCH = 200  # events that are read and sent at a time
FARTHEST = 5000  # events; further behind, loading the page anew is cheaper
POLL = 2.0  # seconds until the log is looked at though nobody rang
CROWD = 8  # events of a look; more than one act of an agent has
GATHER = 0.01  # seconds between looks while a crowd comes: each look costs a write to every client
LARGE = 64 * 1024  # bytes of a frame, a quarter of what may wait for one client


class Change(msgspec.Struct, frozen=True):
    """An event with the thread and the message as they are now.

    On the stream a large message comes shortened, to the first characters of its text.
    """

    seq: int
    kind: str
    at: datetime
    thread: Thread | None
    message: Message | None
    actor_id: UserId | None
    data: dict[str, str] = {}


class Typing(msgspec.Struct, frozen=True):
    thread_id: str


class Nudge(msgspec.Struct, frozen=True):
    """Nothing to say beyond the event's name."""


class Live:
    """seq: of the last event that was handed out. alone: every agent's screen is connected to this process."""

    def __init__(self, inbox: Inbox, *, alone: bool = True) -> None:
        self.seq = 0
        self._inbox = inbox
        self._alone = alone
        self._elsewhere = False
        self._feeds: set[Feed] = set()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        self.seq = await self._inbox.read(events.last_seq)
        hints = self._heed(VISITOR_TYPES, self._relay_typing), self._heed(SESSION_ENDED, self._end_streams)
        around = () if self._alone else (self._look_around(),)
        self._tasks = [asyncio.create_task(one) for one in (self._follow(), *hints, *around)]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _follow(self) -> None:
        async with self._inbox.bus.listen("events") as bell:
            while True:
                try:
                    if await self.catch_up() > CROWD:
                        await asyncio.sleep(GATHER)
                except Exception:
                    log.exception("the event log could not be read")  # screens fall behind, and catch up later
                await bell.wait(POLL)

    async def catch_up(self) -> int:
        """Hand out what has happened since. Returns how many events that were.

        Joining feeds see every event once: nothing is awaited between the last frame of a batch and the new seq.
        """
        count = 0
        while True:
            wanted = bool(self._feeds)
            batch = await self._inbox.read(enriched, self.seq, wanted)
            if self._feeds and not wanted:
                continue  # somebody joined meanwhile, and counts on these
            self._hand_out(batch.changes)
            self.seq = max(self.seq, batch.last)
            count += len(batch.changes)
            if not batch.full:
                return count

    def _hand_out(self, changes: list[Change]) -> None:
        """To each client as one piece, which for nearly all is the same."""
        frames = [(change.seq, encode(change)) for change in changes]
        whole = b"".join(piece for _, piece in frames)
        for feed in tuple(self._feeds):
            if frames and feed.after < frames[0][0]:
                feed.put(whole)
            elif fresh := b"".join(piece for seq, piece in frames if seq > feed.after):
                feed.put(fresh)

    async def _heed(self, topic: str, take: Callable[[str], None]) -> None:
        async with self._inbox.bus.listen(topic) as bell:
            while True:
                for note in dict.fromkeys(await bell.wait(3600)):
                    take(note.decode("ascii", "replace"))

    def _relay_typing(self, thread_id: str) -> None:
        self.hint(frame("typing", Typing(thread_id)))

    def hint(self, hint: bytes) -> None:
        """Hand out an event that has no number: whoever is not there now never hears it."""
        for feed in self._feeds:
            feed.put(hint)

    def end_session(self, digest: str) -> None:
        """End the streams of a session that has been closed, wherever they are."""
        self._end_streams(digest)
        self._inbox.bus.tell(SESSION_ENDED, digest.encode())

    def _end_streams(self, digest: str) -> None:
        for feed in self._feeds:
            if feed.owner == digest:
                feed.end()

    async def _look_around(self) -> None:
        while True:
            try:
                self._elsewhere = await self._inbox.read(desks.anybody, self._inbox.clock())
            except Exception:
                log.exception("whether agents are there could not be read")
            await asyncio.sleep(POLL)

    def agents_online(self) -> bool:
        """Whether any agent has the inbox open: here at this moment, or elsewhere at most a lease of a desk ago."""
        return bool(self._feeds) or self._elsewhere

    @contextmanager
    def watch(self, feed: Feed, last: int | None) -> Iterator[int]:
        """Hand out to this feed meanwhile. Gives the seq after which it misses nothing.

        last: what the client knows already; another process may have told it more than we have read.
        """
        feed.after = last or 0
        self._feeds.add(feed)
        try:
            yield self.seq
        finally:
            self._feeds.discard(feed)

    async def opening(self, feed: Feed, start: int, last: int | None) -> AsyncIterator[bytes]:
        """What a client must read first: what it missed since `last`, up to `start`, or the word to load anew."""
        if last is None:
            return
        if 0 <= last <= start and start - last <= FARTHEST:
            async for piece in self._missed(last, start):
                yield piece
        elif last < start or last > await self._inbox.read(events.last_seq):
            feed.after = 0
            yield frame("reset", Nudge(), start)

    async def _missed(self, last: int, start: int) -> AsyncIterator[bytes]:
        while last < start:
            batch = await self._inbox.read(enriched, last, True)
            if not batch.changes:
                return
            yield b"".join(encode(change) for change in batch.changes if change.seq <= start)
            last = batch.last


class Batch(msgspec.Struct, frozen=True):
    changes: list[Change]
    last: int
    full: bool


def enriched(conn: Conn, seq: int, wanted: bool) -> Batch:
    """The next events with the rows they speak of, in one snapshot; without the rows where nobody wants them."""
    found = events.since(conn, seq, BATCH)
    last = found[-1].seq if found else seq
    if not wanted:
        return Batch([], last, len(found) == BATCH)
    rows = threads.many(conn, {event.thread_id for event in found if event.thread_id})
    said = messages.many(conn, {event.message_id for event in found if event.message_id})
    changes = [
        Change(
            event.seq,
            event.kind,
            event.at,
            rows.get(event.thread_id) if event.thread_id else None,
            said.get(event.message_id) if event.message_id else None,
            event.actor_id,
            event.data,
        )
        for event in found
    ]
    return Batch(changes, last, len(found) == BATCH)


def encode(change: Change) -> bytes:
    whole = frame("change", change, change.seq)
    if len(whole) <= LARGE or change.message is None:
        return whole
    return frame("change", msgspec.structs.replace(change, message=shortened(change.message)), change.seq)


def shortened(message: Message) -> Message:
    """Small enough for every client's buffer."""
    return msgspec.structs.replace(message, text=message.text[:8000], said=message.said[:8000])
