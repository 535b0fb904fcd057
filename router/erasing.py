"""Erasing a customer from the database, its index, its log and the disk."""

import asyncio
from collections.abc import Sequence
from typing import Final

import structlog

from inbox import blanking, erasing, fulltext, mentions
from inbox.blanking import Left
from inbox.door import Inbox
from inbox.erasing import Busy, Erased
from inbox.mentions import Looked
from inbox.words import CustomerId, UserId

PATIENCE: Final = 10.0
"""Seconds in which what is on its way should have arrived."""
PAUSE = 0.25

log = structlog.get_logger()


async def erase(
    inbox: Inbox, customer_id: CustomerId, *, merged: bool, by: UserId | None = None, patience: float = PATIENCE
) -> tuple[Erased, bool]:
    """Forget them for good. merged: with all who are shown as one with them. patience: seconds to wait for `Busy`.

    The second is False where the database's file still has to be written anew; erasing anybody does that.
    Raises NotFound, and Busy.
    """
    looked = await inbox.read(erasing.begin, customer_id, merged)
    while looked.more:
        looked = await inbox.read(mentions.look, looked)
    done = await once_quiet(inbox, customer_id, merged, looked, by, patience)
    await remove(inbox, done.files)
    log.info("erased", customers=done.customers, messages=done.messages, files=len(done.files))
    return done, await wipe(inbox)


async def once_quiet(
    inbox: Inbox, customer_id: CustomerId, merged: bool, looked: Looked, by: UserId | None, patience: float
) -> Erased:
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    while True:
        try:
            return await inbox.write(erasing.erase, customer_id, merged, looked, by, inbox.clock())
        except Busy:
            if loop.time() >= until:
                raise
        await asyncio.sleep(PAUSE)


async def remove(inbox: Inbox, files: Sequence[Left]) -> None:
    """From the disk, and only then from the database: a crash in between leaves nothing that nobody knows of."""
    for one in files:
        await asyncio.to_thread(inbox.files.erase, one.path)
    if files:
        await inbox.write(blanking.removed, files)


async def wipe(inbox: Inbox) -> bool:
    """What was deleted leaves the index and the file. False where the file has to wait for another time."""
    await purge(inbox)
    return await inbox.compact()


async def purge(inbox: Inbox) -> None:
    """What was forgotten leaves the search index, in short steps."""
    while await inbox.write(fulltext.purge):
        pass
