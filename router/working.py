"""Work that is rung for: done while there is any, then looked for again at the next hint, or after a while."""

import asyncio
from collections.abc import Awaitable, Callable

from inbox.door import Inbox

POLL = 2.0
"""Seconds between looks when no hint comes."""


async def work_on(inbox: Inbox, topic: str, some: Callable[[], Awaitable[object]], breath: float = 0.0) -> None:
    """Until cancelled. some: does a part of the work, and says whether there was any; topic: rung for more of it.

    breath: seconds between looks in vain, however often it rings.
    """
    async with inbox.bus.listen(topic) as bell:
        while True:
            if not await some():
                await asyncio.sleep(breath)
                await bell.wait(POLL)
