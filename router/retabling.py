"""When a patience table was saved, whoever waits already is judged by it, too: in small steps, behind the mail."""

import asyncio
from datetime import datetime

import structlog

from inbox import tables
from inbox.door import Conn, Inbox
from inbox.rejudging import rejudge
from inbox.words import ThreadId
from router.patience import Judging

POLL = 2.0
"""Seconds between looks when no hint comes."""
STEP = 50
"""Threads per write, so that whoever waits for the writer waits some 50 ms at most."""
BREATH = 0.02
"""Seconds between writes: messages that arrive go first."""

log = structlog.get_logger()


async def retable(inbox: Inbox) -> None:
    """Until cancelled. Where a crash cut it off it begins again: to judge somebody twice changes nothing."""
    async with inbox.bus.listen("patience") as bell:
        while True:
            table_id = await inbox.read(tables.unapplied)
            if table_id is None:
                await bell.wait(POLL)
            else:
                await apply(inbox, table_id)


async def apply(inbox: Inbox, table_id: int) -> None:
    """Judge all who wait by the table that holds. If another is saved meanwhile, they will be judged once more."""
    judging, after, count = Judging(), None, 0
    while step := await inbox.write(judge_some, judging, after, inbox.clock()):
        after, count = step[-1], count + len(step)
        await asyncio.sleep(BREATH)
    await inbox.write(tables.mark_applied, table_id, inbox.clock())
    log.info("the patience table holds for all who wait", table=table_id, threads=count)


def judge_some(conn: Conn, judging: Judging, after: ThreadId | None, now: datetime) -> list[ThreadId]:
    """The next ones after this thread; returns them."""
    found = tables.waiting(conn, after, STEP)
    if found:
        rejudge(conn, dict.fromkeys(found), judging.within(conn), now)
    return found
