"""Everything the router does by itself, as one thing that can be started and stopped."""

import asyncio
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self

import structlog

from connectors.registry import CONNECTORS
from inbox.door import Inbox
from inbox.journal import Connectors
from router.alerting import tell_alerts
from router.assigning import assign_waiting, see_off
from router.deepening import Deepening
from router.deliverer import Deliverer
from router.fetching import fetch_media
from router.indexing import index_all
from router.introducing import introduce_strangers
from router.link import public
from router.listening import Listening
from router.mood.instant import Instant
from router.mood.scorers import Scorers
from router.patience import Judging
from router.reader import Reader
from router.reminding import remind
from router.retabling import retable
from router.retaining import retain
from router.stalling import tell_stalled
from router.uploads import sweep
from router.waking import wake_snoozed
from router.watch import watch

log = structlog.get_logger()
Loop = Callable[[], Coroutine[Any, Any, None]]


class Router:
    """async with Router(inbox): runs until left.

    scorers: both tiers; without them, first impressions only. alone: no other process works on this database. url:
    where people and providers find the web part.
    """

    def __init__(self, inbox: Inbox, scorers: Scorers | None = None, *, alone: bool = True, url: str = "") -> None:
        instant, judging = scorers.instant if scorers else Instant(), Judging()
        hostile = tuple(name for name, connector in CONNECTORS.items() if connector.hostile)
        self._loops: dict[str, Loop] = {
            "reader": Reader(inbox, instant, Connectors(hostile, but=True), judging=judging).run,
            # a slow mail must not hold up a chat
            "hostile reader": Reader(inbox, instant, Connectors(hostile), judging=judging).run,
            "deliverer": Deliverer(inbox, alone=alone, url=public(url)).run,
            "listening": Listening(inbox).run,
            "media": lambda: fetch_media(inbox),
            "strangers": lambda: introduce_strangers(inbox),
            "alerts": lambda: tell_alerts(inbox, url),
            "retaining": lambda: retain(inbox),
            "uploads": lambda: sweep(inbox),
            "search": lambda: index_all(inbox),
            "watch": lambda: watch(inbox),
            "promises": lambda: remind(inbox),
            "snoozes": lambda: wake_snoozed(inbox),
            "patience": lambda: retable(inbox),
            "stalling": lambda: tell_stalled(inbox),
            "assigning": lambda: assign_waiting(inbox),
            "leaving": lambda: see_off(inbox),
        }
        if scorers:
            self._loops["deep moods"] = Deepening(inbox, scorers.load, judging).run
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(forever(name, loop), name=name) for name, loop in self._loops.items()]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)


async def forever(name: str, loop: Loop) -> None:
    """Start the loop again whenever it fails: a database that comes back finds us waiting."""
    pause = 0.1
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await loop()
        except Exception:
            log.exception("router loop failed", loop=name)
        ran = asyncio.get_running_loop().time() - started
        pause = 0.1 if ran > 60 else min(pause * 2, 10)
        await asyncio.sleep(pause)
