"""Brings attachments from their providers, after their messages: a photo must never hold up its words."""

import asyncio
from datetime import timedelta

import structlog

from connectors.contract import ConnectorError, Fetches, File, Media, TryLater
from inbox import media
from inbox.bus import Bell
from inbox.door import Inbox
from inbox.errors import InboxError, MissingKey
from inbox.media import GIVE_UP, LEASE, Due
from router.storable import storable
from router.switchboard import connector_of
from router.working import POLL

AT_ONCE = 4
"""Fetches under way together: each holds a whole file in memory."""
TIMEOUT = LEASE.total_seconds() - 30
"""Seconds; ends before the lease does."""
FAILED = "Hilo failed while fetching it."

log = structlog.get_logger()


async def fetch_media(inbox: Inbox) -> None:
    """Until cancelled. Each takes its work by itself, so that a provider which hangs holds up no other's files."""
    looking = asyncio.Lock()
    async with inbox.bus.listen("media") as bell, asyncio.TaskGroup() as fetching:
        for _ in range(AT_ONCE):
            fetching.create_task(fetch_on(inbox, bell, looking))


async def fetch_on(inbox: Inbox, bell: Bell, looking: asyncio.Lock) -> None:
    """Until cancelled. looking: of those who have nothing to do, one looks for more."""
    while True:
        async with looking:
            while not (due := await claim(inbox, 1)):
                await bell.wait(POLL)
        await fetch(inbox, due[0])


async def fetch_some(inbox: Inbox, most: int = AT_ONCE) -> int:
    """Fetch what is wanted now. Returns how many were tried."""
    due = await claim(inbox, most)
    await asyncio.gather(*(fetch(inbox, one) for one in due))
    return len(due)


async def claim(inbox: Inbox, most: int) -> list[Due]:
    if not await inbox.read(media.anything, inbox.clock()):
        return []
    return await inbox.write(media.claim, inbox.clock(), most)


async def fetch(inbox: Inbox, due: Due) -> None:
    if due.attempts > GIVE_UP:  # none of them ended but with the process
        await inbox.write(media.give_up, due.id, FAILED, inbox.clock())
        return
    try:
        async with asyncio.timeout(TIMEOUT):
            file = await brought(inbox, due)
        await keep(inbox, due, storable(file))
    except TryLater as later:
        await try_again(inbox, due, str(later), later.after)
    except TimeoutError:
        await try_again(inbox, due, "The provider took too long to hand it out.", timedelta(minutes=1))
    except MissingKey as locked:  # until an admin has restored it
        await try_again(inbox, due, str(locked), timedelta(minutes=5))
    except (ConnectorError, InboxError) as refused:
        await inbox.write(media.give_up, due.id, str(refused), inbox.clock())
    except Exception:
        log.exception("fetching failed", attachment=due.id, account=due.account_id)
        await try_again(inbox, due, FAILED, timedelta(minutes=5))


async def brought(inbox: Inbox, due: Due) -> File:
    connector = await connector_of(inbox, due.account_id)
    if not isinstance(connector, Fetches):
        raise InboxError("This version of Hilo cannot fetch files from this channel.")
    return await connector.fetch(Media(due.name, due.mime, due.place, due.size, due.sha256))


async def try_again(inbox: Inbox, due: Due, detail: str, after: timedelta) -> None:
    if due.attempts >= GIVE_UP:
        await inbox.write(media.give_up, due.id, detail, inbox.clock())
        return
    pause = max(after, min(timedelta(seconds=5 * 2**due.attempts), timedelta(hours=1)))
    await inbox.write(media.postpone, due.id, inbox.clock() + pause, detail, inbox.clock())


async def keep(inbox: Inbox, due: Due, file: File) -> None:
    """The file is durable before its row says so; one that came too late is thrown away."""
    stored = await asyncio.to_thread(inbox.files.keep, file.name or due.name, file.mime or due.mime, file.content)
    if not await inbox.write(media.keep, due.id, stored, inbox.clock()):
        await asyncio.to_thread(inbox.files.discard, stored.path)
