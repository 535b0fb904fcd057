"""Keeps the search up to date, behind everything else: new messages are found a moment after they came."""

import asyncio

import structlog

from inbox import events, moods
from inbox.door import Inbox
from inbox.fulltext import following
from inbox.words import Mood

POLL = 2.0
BATCH = 200
"""Events per write, so that whoever waits for the writer waits some 50 ms at most."""
BREATH = 0.1
"""Seconds between writes while there is more to do: ingest goes first."""
GATHER = 0.25
"""Seconds between writes else: little batches cost the index more."""
TOLD_EVERY = 10_000

log = structlog.get_logger()


async def index_all(inbox: Inbox) -> None:
    """Until cancelled. An index that was just made is filled from the beginning of the log."""
    seq = told = await inbox.read(following.stands_at)
    async with inbox.bus.listen("events") as bell:
        while True:
            reached = await index_some(inbox, seq)
            if reached - told >= TOLD_EVERY:
                log.info("search is catching up", at=reached, of=await inbox.read(events.last_seq))
                told = reached
            if reached - seq >= BATCH:
                await asyncio.sleep(BREATH)
            else:
                await asyncio.sleep(GATHER)
                await bell.wait(POLL)
            seq = reached


async def index_some(inbox: Inbox, seq: int) -> int:
    """Index what the next events after seq speak of; return the seq of the last of them.

    Where nothing is to be indexed, nothing is written: a crash then makes us read those events again.
    """
    found = await inbox.read(events.since, seq, BATCH)
    if not found:
        return seq
    if any(map(following.relevant, found)):
        await inbox.write(following.follow, found, level)
    return found[-1].seq


def level(mood: Mood) -> str:
    """What people search by; who is merely uneasy they do not."""
    found = moods.level(mood)
    return "" if found == "uneasy" else found
