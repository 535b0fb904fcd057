"""Files that agents attached and never sent do not stay for ever."""

import asyncio
from datetime import timedelta

import structlog

from inbox import uploads
from inbox.door import Inbox

KEPT = timedelta(hours=24)
EVERY = 3600.0
"""Seconds between sweeps."""

log = structlog.get_logger()


async def sweep(inbox: Inbox) -> None:
    """Until cancelled."""
    while True:
        await sweep_once(inbox)
        await asyncio.sleep(EVERY)


async def sweep_once(inbox: Inbox) -> None:
    """The rows first: a file that outlives its row is litter, a row that outlives its file is a broken promise."""
    before = inbox.clock() - KEPT
    if await inbox.read(uploads.stale, before):
        paths = await inbox.write(uploads.discard, before)
        for path in paths:
            await asyncio.to_thread(inbox.files.discard, path)
        log.info("discarded uploads that were never sent", count=len(paths))
