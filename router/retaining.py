"""Once a day, what each account keeps no longer is forgotten; in small steps, so that nobody waits for it."""

import asyncio
from datetime import timedelta

import structlog

from inbox import blanking, retention
from inbox.door import Inbox
from inbox.retention import Rule
from router.erasing import purge, remove

EVERY = timedelta(days=1)
LOOK = 600.0
"""Seconds between looks at the clock: a machine that slept, or was off, catches up soon."""

log = structlog.get_logger()


async def retain(inbox: Inbox) -> None:
    """Until cancelled. Begins at once: who starts Hilo only now and then must not be left with everything."""
    next_at = inbox.clock()
    while True:
        if inbox.clock() >= next_at:
            next_at = inbox.clock() + EVERY
            await retain_once(inbox)
        await asyncio.sleep(LOOK)


async def retain_once(inbox: Inbox) -> None:
    await remove(inbox, await inbox.read(blanking.left))
    forgot = [await forget(inbox, rule) for rule in await inbox.read(retention.rules, inbox.clock())]
    if any(forgot):
        await purge(inbox)


async def forget(inbox: Inbox, rule: Rule) -> bool:
    """Whether there was anything."""
    messages = files = 0
    while await inbox.read(retention.due, rule, 1):
        count, left = await inbox.write(retention.forget, rule, inbox.clock())
        await remove(inbox, left)
        messages, files = messages + count, files + len(left)
    await forget_payloads(inbox, rule)
    if messages:
        await inbox.write(retention.note, rule, messages, files, inbox.clock())
        log.info("forgot what an account keeps no longer", account=rule.account_id, messages=messages, files=files)
    return bool(messages)


async def forget_payloads(inbox: Inbox, rule: Rule) -> None:
    at = await inbox.read(retention.stands_at, rule)
    while True:
        to, seqs = await inbox.read(retention.stale, rule, at)
        if to == at:
            return
        await inbox.write(retention.forget_payloads, rule, seqs, to)
        at = to
