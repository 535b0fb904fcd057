"""A fair share of some work: this process takes leases on its pieces, keeps them, and lets go of them in good order."""

import asyncio
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from datetime import timedelta

import structlog

from inbox import leases
from inbox.door import Inbox
from inbox.leases import Lease

LASTS = timedelta(seconds=6)
"""So long nobody does the work of a process that died."""
EVERY = LASTS.total_seconds() / 3
"""Seconds between renewals."""

Held = Mapping[str, Lease]

log = structlog.get_logger()


def holder() -> str:
    """A name that no other process has, nor this one after its next start; a person can tell whose it is."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


async def nobody(held: Held) -> None:
    """Whoever looks at `held` need not be told."""


class Holding:
    """group: the leases' common name. pieces: all there are of this work. heed: told what of it is ours, again and
    again; it returns once nothing else is being done here. held: the same, for whoever would rather look.
    """

    def __init__(
        self,
        inbox: Inbox,
        holder: str,
        group: str,
        pieces: Callable[[], Awaitable[Collection[str]]],
        heed: Callable[[Held], Awaitable[None]] = nobody,
    ) -> None:
        self._inbox, self._holder, self._group = inbox, holder, group
        self._pieces, self._heed = pieces, heed
        self._ends = 0.0
        self.held: Held = {}

    async def run(self) -> None:
        """Until cancelled; then others go on at once."""
        try:
            async with self._inbox.bus.listen("leases") as bell:
                while True:
                    await self._attend()
                    await bell.wait(EVERY)
        finally:
            await self._change({})
            with suppress(Exception):  # then they end by themselves
                async with asyncio.timeout(EVERY):
                    await self._inbox.write(leases.leave, self._group, self._holder)

    async def _attend(self) -> None:
        """Without the database what is held is kept to its end, and not a moment longer: others may have it then."""
        asked = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(min(self._ends, asked + EVERY) if self.held else asked + EVERY):
                pieces, now = await self._pieces(), self._inbox.clock()
                held, spare = await self._inbox.write(leases.attend, self._group, pieces, self._holder, now, LASTS)
        except Exception as trouble:  # whatever it is, the time runs on
            if self.held and asyncio.get_running_loop().time() >= self._ends:
                log.warning("leases not renewed", group=self._group, why=type(trouble).__name__)
                await self._change({})
            return
        self._ends = asked + LASTS.total_seconds()
        await self._change(held)
        if spare:
            await self._inbox.write(leases.release, spare)

    async def _change(self, held: Held) -> None:
        self.held = held
        await self._heed(held)
