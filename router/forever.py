"""A loop that is started again whenever it fails: a database that comes back finds us waiting."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from inbox.errors import Away, Fenced

Loop = Callable[[], Coroutine[Any, Any, None]]

AGAIN = 0.5
"""Seconds between looks whether the database is back."""

log = structlog.get_logger()


async def forever(name: str, loop: Loop, broken: Counter[str] | None = None) -> None:
    """Until cancelled, or until the lease under which it runs is another's. broken: how often which loop failed."""
    pause = 0.1
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await loop()
        except Fenced as lost:
            log.info("router loop goes on elsewhere", loop=name, why=str(lost))
            return
        except Away as gone:  # however long it is away, it must not find us asleep when it comes back
            if asyncio.get_running_loop().time() - started > AGAIN:  # else that has been told
                log.warning("router loop waits for the database", loop=name, why=str(gone))
            await asyncio.sleep(AGAIN)
            continue
        except Exception:
            log.exception("router loop failed", loop=name)
            if broken is not None:
                broken[name] += 1
        ran = asyncio.get_running_loop().time() - started
        pause = 0.1 if ran > 60 else min(pause * 2, 10)
        await asyncio.sleep(pause)
