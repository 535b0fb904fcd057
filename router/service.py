"""Everything the router does by itself, as one thing that can be started and stopped."""

import asyncio
from collections import Counter
from collections.abc import Collection
from functools import partial
from types import TracebackType
from typing import Self

from connectors.registry import CONNECTORS
from inbox.door import Inbox
from inbox.journal import PARTS, Connectors
from router.alerting import tell_alerts
from router.assigning import assign_waiting, see_off
from router.deepening import Deepening
from router.deliverer import FINISH, Deliverer
from router.fetching import fetch_media
from router.forever import Loop, forever
from router.holding import Holding, holder
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
from router.turns import Turns, Work
from router.uploads import sweep
from router.waking import wake_snoozed
from router.watch import watch

BREATH = 0.05
"""Seconds between looks for mail when there was none: the bell rings for every word of a chat, too."""


class Router:
    """async with Router(inbox): runs until left.

    scorers: both tiers; without them, first impressions only. alone: no other process works on this database. Where
    others do, they share the work, each piece under a lease. url: where people and providers find the web part.
    broken: how often which loop failed, and was begun again.
    """

    def __init__(self, inbox: Inbox, scorers: Scorers | None = None, *, alone: bool = True, url: str = "") -> None:
        judging, listening, process = Judging(), Listening(inbox), holder()
        works = works_for_all(scorers, judging, url)
        self.broken: Counter[str] = Counter()
        self._deliverer = Deliverer(inbox, alone=alone, url=public(url))
        parts = None if alone else Holding(inbox, process, "journal", all_parts)
        self._readers = readers(inbox, scorers, judging, parts)
        self._loops: dict[str, Loop] = loops_for_each(inbox) | {"deliverer": self._deliverer.run}
        self._loops |= {name: reader.run for name, reader in self._readers.items()}
        if parts is None:
            self._loops |= {"listening": listening.run, **{name: partial(work, inbox) for name, work in works.items()}}
        else:
            self._loops |= {"parts": parts.run, "turns": Turns(inbox, process, works, self.broken).run}
            self._loops |= {"listening": Holding(inbox, process, "listen", listening.accounts, listening.heed).run}
        self.broken.update(dict.fromkeys([*self._loops, *works], 0))
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [
            asyncio.create_task(forever(name, loop, self.broken), name=name) for name, loop in self._loops.items()
        ]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        _, left = await asyncio.wait(self._tasks, timeout=FINISH)
        while left:  # a group of tasks may swallow the one cancellation when a member fails (python/cpython#116720)
            for task in left:
                task.cancel()
            _, left = await asyncio.wait(left, timeout=1)

    def stop(self) -> None:
        """Begin to stop; leaving waits until everything has."""
        for task in self._tasks:
            if not task.cancelling():  # a second time would cut off what it still finishes
                task.cancel()

    @property
    def read(self) -> int:
        """Payloads of the journal, since the start."""
        return sum(reader.read for reader in self._readers.values())

    @property
    def sending(self) -> int:
        """Messages that are on their way to their providers."""
        return self._deliverer.under_way


def loops_for_each(inbox: Inbox) -> dict[str, Loop]:
    """What every process does: each step is claimed, or decided anew, in the write that makes it."""
    return {
        "watch": lambda: watch(inbox),
        "promises": lambda: remind(inbox),
        "snoozes": lambda: wake_snoozed(inbox),
        "stalling": lambda: tell_stalled(inbox),
        "assigning": lambda: assign_waiting(inbox),
        "leaving": lambda: see_off(inbox),
    }


def works_for_all(scorers: Scorers | None, judging: Judging, url: str) -> dict[str, Work]:
    """What one process does for all."""
    works: dict[str, Work] = {
        "media": fetch_media,
        "strangers": introduce_strangers,
        "alerts": lambda inbox: tell_alerts(inbox, url),
        "retaining": retain,
        "uploads": sweep,
        "search": index_all,
        "patience": retable,
    }
    if scorers:
        works["deep moods"] = lambda inbox: Deepening(inbox, scorers.load, judging).run()
    return works


def readers(
    inbox: Inbox, scorers: Scorers | None, judging: Judging, holding: Holding | None = None
) -> dict[str, Reader]:
    """Two, so that a slow mail does not hold up a chat."""
    scorer = scorers.instant if scorers else Instant()
    hostile = tuple(name for name, connector in CONNECTORS.items() if connector.hostile)
    read = partial(Reader, inbox, scorer, judging=judging, holding=holding)
    return {
        "reader": read(Connectors(hostile, but=True)),
        "hostile reader": read(Connectors(hostile), breath=BREATH),
    }


async def all_parts() -> Collection[str]:
    return PARTS
