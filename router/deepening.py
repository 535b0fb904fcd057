"""Second opinions: the deep tier reads what came in right after it was stored, and its thread is judged anew."""

import asyncio
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import chain
from threading import get_native_id
from time import monotonic

from inbox import moods
from inbox.door import Conn, Inbox
from inbox.load import Busy
from inbox.words import MessageId, Mood
from router.mood import Scorer
from router.mood.text import felt
from router.patience import Judging
from router.working import work_on

GROUP = 64
"""Messages that are read together: more would keep the first of them waiting."""
ALONE = 8
"""So few are read by one thread; more of them by two, since the model lets others run meanwhile."""
COURTESY = 10
"""How much nicer those threads are than the others: first impressions and answers come before second opinions."""
PRESSED = 0.5
"""Share of the time that the database is written to. Above it, first impressions come before second ones."""
REST = 9.0
"""Times as long as it has worked a pressed process rests: the ingest loses a tenth of one processor to it."""


class Deepening:
    """load: brings the deep tier, or None where there is none; it may take a second.

    busy: which share of the time the database has been written to, since it was last asked.
    """

    def __init__(
        self,
        inbox: Inbox,
        load: Callable[[], Scorer | None],
        judging: Judging,
        busy: Callable[[], float] | None = None,
    ) -> None:
        self._inbox, self._load, self._judging = inbox, load, judging
        self._busy = busy or Busy(inbox.load).share
        self._threads = ThreadPoolExecutor(2, "deep", step_back)

    async def run(self) -> None:
        """Until cancelled. Where there is no deep tier, the first impressions stay."""
        scorer = await asyncio.to_thread(self._load)
        if scorer is None:
            await asyncio.Event().wait()
            return
        await work_on(self._inbox, "moods", lambda: self.deepen_some(scorer))

    async def deepen_some(self, scorer: Scorer) -> int:
        """Read the newest that have not been read. Returns how many there were."""
        began, pressed = monotonic(), self._busy() > PRESSED
        waiting = await self._inbox.read(moods.unweighed, self._inbox.clock(), ALONE if pressed else GROUP)
        if waiting:
            texts = [felt(one.said, one.subject) for one in waiting]
            half = len(texts) if len(texts) <= ALONE else len(texts) // 2
            parts = [part for part in (texts[:half], texts[half:]) if part]
            found = await asyncio.gather(*(self._aside(scorer, part) for part in parts))
            read = {one.id: mood for one, mood in zip(waiting, chain(*found), strict=True)}
            await self._inbox.write(weigh, read, self._judging, self._inbox.clock())
        if pressed:
            await asyncio.sleep(REST * (monotonic() - began))
        return len(waiting)

    def _aside(self, scorer: Scorer, texts: list[str]) -> asyncio.Future[list[Mood]]:
        return asyncio.get_running_loop().run_in_executor(self._threads, scorer.score, texts)


def step_back() -> None:
    """Let others have the processor first. Only Linux has a niceness for each thread (sched(7))."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), os.getpriority(os.PRIO_PROCESS, 0) + COURTESY)


def weigh(conn: Conn, read: dict[MessageId, Mood], judging: Judging, now: datetime) -> None:
    moods.weigh(conn, read, judging.within(conn), now)
