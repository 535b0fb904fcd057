"""Asks providers for the names of people whose messages came without one."""

import asyncio

import structlog

from connectors.contract import ConnectorError, Introduces, Refused
from connectors.registry import CONNECTORS
from inbox import accounts, strangers
from inbox.door import Inbox
from inbox.errors import Away, InboxError, MissingKey
from inbox.strangers import Stranger
from router.storable import storable
from router.switchboard import connector_of
from router.working import work_on

TIMEOUT = 20.0
AT_ONCE = 20
BREATH = 0.5
"""Seconds: most new people are nobody's to introduce, and many may come at a time."""

log = structlog.get_logger()


async def introduce_strangers(inbox: Inbox) -> None:
    """Until cancelled."""
    await work_on(inbox, "strangers", lambda: introduce_some(inbox), BREATH)


async def introduce_some(inbox: Inbox) -> int:
    """Returns how many were asked about."""
    able = [one.channel for one in CONNECTORS.values() if issubclass(one, Introduces)]
    found = await inbox.read(strangers.find, able, inbox.clock(), AT_ONCE)
    for stranger in found:
        await introduce(inbox, stranger)
    return len(found)


async def introduce(inbox: Inbox, stranger: Stranger) -> None:
    """Asked once; when that failed for now, again after a while."""
    name = ""
    try:
        async with asyncio.timeout(TIMEOUT):
            connector = await connector_of(inbox, stranger.account_id)
            if isinstance(connector, Introduces):
                name = storable((await connector.introduce(stranger.address)).name)
    except MissingKey:  # until an admin has restored it; who is forgotten now is never asked for again
        await inbox.write(strangers.ask_later, stranger.id, inbox.clock())
        return
    except (Refused, InboxError):
        pass
    except (ConnectorError, TimeoutError) as trouble:
        await inbox.write(accounts.note_error, stranger.account_id, str(trouble), inbox.clock())
        await inbox.write(strangers.ask_later, stranger.id, inbox.clock())
        return
    except Away:  # whoever cannot be asked about now is asked about again
        raise
    except Exception:
        log.exception("not introduced", identity=stranger.id)
    await inbox.write(strangers.name, stranger.id, name, inbox.clock())
