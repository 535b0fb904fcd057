"""Following a mailbox: every mail is kept once it is there, in the order of its UIDs, and only then marked `\\Seen`.

The cursor is "UIDVALIDITY:UID" of the last mail kept; there is no date window. A new UIDVALIDITY (RFC 3501, 2.3.1.1)
means that UIDs say nothing any more, so the mailbox is read again from UID 1: the inbox knows mail it already has by
its content.
"""

import asyncio
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import structlog

from connectors.contract import Keep, Raw, Refused, TryLater
from connectors.email.line import Line, connect
from connectors.email.mailbox import BROKEN, Mailbox
from connectors.email.server import Server

log = structlog.get_logger()


@dataclass(frozen=True)
class Pace:
    """Seconds: to wait for one answer; to rest in one IDLE; between looks where there is no IDLE; the first and the
    longest pause after a failure; the pause before a refused login is tried once more. Bytes and mails at a time."""

    answer: float = 30.0
    idle: float = 240.0
    poll: float = 10.0
    pause: float = 1.0
    longest_pause: float = 60.0
    second_login: float = 5.0
    batch_mails: int = 50
    batch_bytes: int = 8_000_000
    largest_mail: int = 35_000_000


@dataclass(frozen=True)
class Place:
    """How far a mailbox has been read."""

    uidvalidity: int
    uid: int

    @classmethod
    def of(cls, cursor: str) -> "Place | None":
        validity, _, uid = cursor.partition(":")
        return cls(int(validity), int(uid)) if validity.isdecimal() and uid.isdecimal() else None

    def __str__(self) -> str:
        return f"{self.uidvalidity}:{self.uid}"


class NotKept(Exception):
    """`keep` failed: the mail must come again."""


class Follower:
    """history: what to take from a mailbox on the first connection, "none", "unseen" or "all"."""

    def __init__(self, server: Server, mailbox: str, history: str, pace: Pace = Pace()) -> None:
        self._server, self._mailbox, self._history, self._pace = server, mailbox, history, pace
        self._place: Place | None = None
        self._failures = self._refusals = 0

    async def listen(self, cursor: str, keep: Keep) -> None:
        """Run until cancelled, over as many connections as it takes. Raises `Refused` on the second refusal in a row:
        some servers refuse a good password while they are busy."""
        self._place, self._keep = Place.of(cursor), keep
        while True:
            try:
                await self._follow()
            except Refused:
                self._refusals += 1
                if self._refusals > 1:
                    raise
                await asyncio.sleep(self._pace.second_login)
            except (*BROKEN, TryLater, NotKept) as error:
                self._failures += 1
                log.warning("mailbox interrupted", server=str(self._server), error=type(error).__name__)
                await asyncio.sleep(self._pause())

    def _pause(self) -> float:
        longest = min(self._pace.longest_pause, self._pace.pause * 2.0 ** min(self._failures - 1, 20))
        return longest * random.uniform(0.5, 1.0)  # noqa: S311  # spreads reconnections, keeps no secret

    async def _follow(self) -> None:
        async with connect(self._server, self._mailbox, self._pace.answer) as line:
            self._refusals = 0
            while True:
                place = await self._settle(line)
                uids = await line.call(Mailbox.newer, place.uid)
                await self._take(line, uids)
                self._failures = 0
                if not uids:  # what came meanwhile was announced meanwhile, and IDLE would not say it again
                    await self._rest(line, place.uid)

    async def _settle(self, line: Line) -> Place:
        """Where to read on from, with this UIDVALIDITY."""
        validity, latest = line.box.uidvalidity, line.box.uidnext - 1
        if self._place is None and self._history != "all":
            await self._catch_up(line, latest)
            self._place = Place(validity, latest)
            await self._kept([], str(self._place))
        elif self._place is None or self._place.uidvalidity != validity:
            log.info("mailbox read from its start", server=str(self._server), uidvalidity=validity)
            self._place = Place(validity, 0)
        return self._place

    async def _catch_up(self, line: Line, latest: int) -> None:
        """On a first connection. The cursor stays empty until this is done, so that a restart looks for the rest."""
        if self._history == "unseen":
            await self._take(line, await line.call(Mailbox.search, f"UNSEEN UID 1:{max(latest, 1)}"))

    async def _take(self, line: Line, uids: Sequence[int]) -> None:
        for start in range(0, len(uids), self._pace.batch_mails):
            sizes = await line.call(Mailbox.sizes, uids[start : start + self._pace.batch_mails])
            for batch in _batches(sizes, self._pace):
                await self._hand_over(line, batch)

    async def _hand_over(self, line: Line, sizes: dict[int, int]) -> None:
        raws = await self._fetch(line, sizes)
        place = Place(line.box.uidvalidity, max(sizes))
        await self._kept(raws, str(place) if self._place else "")
        if self._place:
            self._place = place
        await line.call(Mailbox.mark_seen, list(sizes))

    async def _fetch(self, line: Line, sizes: dict[int, int]) -> list[Raw]:
        """Mails that vanished meanwhile are left out. Those too large, or that the server cannot give, lose their
        body."""
        small = [uid for uid, size in sizes.items() if size <= self._pace.largest_mail]
        bodies = await line.call(Mailbox.bodies, small)
        if lacking := [uid for uid in sizes if uid not in bodies]:
            present = await line.call(Mailbox.still_there, lacking)
            headers = await line.call(Mailbox.headers, present)
            bodies |= {uid: b"X-Hilo-Truncated: %d\r\n" % sizes[uid] + headers.get(uid, b"\r\n") for uid in present}
        prefix = f"{self._mailbox}:{line.box.uidvalidity}"
        return [Raw(f"{prefix}:{uid}", bodies[uid]) for uid in sizes if uid in bodies]

    async def _kept(self, raws: Sequence[Raw], cursor: str) -> None:
        try:
            await self._keep(raws, cursor)
        except Exception as error:
            raise NotKept from error

    async def _rest(self, line: Line, uid: int) -> None:
        if line.box.can_idle:
            heard = await line.call(Mailbox.wait, self._pace.idle)
        else:
            heard = await asyncio.sleep(self._pace.poll, False)
        if not heard or not await line.call(Mailbox.newer, uid):
            # Proves that the line is alive, as NOOP would, and shows a mailbox that was deleted and made anew: Dovecot
            # leaves a session in the deleted one and tells it nothing but, every two minutes, that it is still here.
            await line.call(Mailbox.reopen)


def _batches(sizes: dict[int, int], pace: Pace) -> Iterator[dict[int, int]]:
    """Cut where the bytes to fetch would become too many to hold at once."""
    batch: dict[int, int] = {}
    weight = 0
    for uid, size in sizes.items():
        cost = size if size <= pace.largest_mail else 0
        if batch and weight + cost > pace.batch_bytes:
            yield batch
            batch, weight = {}, 0
        batch[uid] = size
        weight += cost
    if batch:
        yield batch
