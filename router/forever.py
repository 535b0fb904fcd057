"""A loop that is started again whenever it fails: a database that comes back finds us waiting."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from inbox.errors import Fenced

Loop = Callable[[], Coroutine[Any, Any, None]]

log = structlog.get_logger()


async def forever(name: str, loop: Loop) -> None:
    """Until cancelled, or until the lease under which it runs is another's."""
    pause = 0.1
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await loop()
        except Fenced as lost:
            log.info("router loop goes on elsewhere", loop=name, why=str(lost))
            return
        except Exception:
            log.exception("router loop failed", loop=name)
        ran = asyncio.get_running_loop().time() - started
        pause = 0.1 if ran > 60 else min(pause * 2, 10)
        await asyncio.sleep(pause)
