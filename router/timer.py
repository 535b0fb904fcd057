"""What happens at a moment that the database knows: a timer on the next one, not a sweep."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from inbox.door import Conn, Inbox

POLL = 2.0
"""Seconds until the next moment is looked up anew though nobody rang: another process may have set an earlier one."""
BREATH = 0.1
"""Seconds between looks, however often it rings: what comes in goes first, and nobody minds so short a while."""


async def on_time(
    inbox: Inbox, topic: str, next_one: Callable[[Conn], datetime | None], act: Callable[[Conn, datetime], object]
) -> None:
    """Until cancelled: act when the next moment has come. topic: rung whenever that may have become another one."""
    async with inbox.bus.listen(topic) as bell:
        while True:
            moment = await inbox.read(next_one)
            now = inbox.clock()
            if moment is not None and moment <= now:
                await inbox.write(act, now)
                await asyncio.sleep(BREATH)
            else:
                left = POLL if moment is None else min(POLL, (moment - now).total_seconds())
                await asyncio.sleep(min(left, BREATH))
                await bell.wait(max(left - BREATH, 0))
