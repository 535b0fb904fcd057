"""Loops that one process runs for all, each under a lease."""

from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from inbox.door import Inbox
from inbox.leases import Lease
from router.forever import forever
from router.holding import Held, Holding
from router.roster import Roster

Work = Callable[[Inbox], Coroutine[Any, Any, None]]


class Turns:
    """works: by their names, each given an inbox that it writes through. broken: counts how often which one failed."""

    def __init__(
        self, inbox: Inbox, holder: str, works: Mapping[str, Work], broken: Counter[str] | None = None
    ) -> None:
        self._inbox, self._works, self._broken = inbox, works, broken
        self._roster = Roster(self._do)
        self.run = Holding(inbox, holder, "loop", self._names, self._heed).run

    async def _names(self) -> list[str]:
        return list(self._works)

    async def _heed(self, held: Held) -> None:
        await self._roster.follow(held)

    async def _do(self, name: str, lease: Lease) -> None:
        inbox = self._inbox.under(lease)
        await forever(name, lambda: self._works[name](inbox), self._broken)
