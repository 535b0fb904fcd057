"""Tells the whole team what cannot wait, by every account that has a place for it."""

import asyncio
from datetime import timedelta
from typing import Any

import structlog

from connectors.contract import Alert, Alerts, ConnectorError, Uncertain
from inbox import accounts, alerts
from inbox.alerts import Due
from inbox.door import Inbox
from inbox.errors import InboxError
from inbox.words import Account, AccountId
from router.switchboard import equipped
from router.working import work_on

GIVE_UP = timedelta(hours=1)
"""Older news of somebody's anger helps nobody."""
TIMEOUT = 30.0
AT_ONCE = 3
"""Claimed together: all of them, each with its whole timeout, must end before their lease does."""

log = structlog.get_logger()


async def tell_alerts(inbox: Inbox, url: str) -> None:
    """Until cancelled. url: of the inbox, where the alerts' buttons lead."""
    await work_on(inbox, "alerts", lambda: tell_some(inbox, url))


async def tell_some(inbox: Inbox, url: str) -> int:
    """Tell what is due now. Returns how many alerts that were."""
    if not await inbox.read(alerts.anything, inbox.clock()):
        return 0
    ears = await listeners(inbox)
    if not ears:
        return await inbox.write(alerts.drop, inbox.clock())
    due = await inbox.write(alerts.claim, inbox.clock(), AT_ONCE)
    for one in due:
        await tell(inbox, one, ears, url)
    return len(due)


async def listeners(inbox: Inbox) -> dict[AccountId, Alerts]:
    """Accounts whose settings name a place for alerts."""
    found = {}
    for account in await inbox.read(accounts.all):
        if connector := await alerting(inbox, account):
            found[account.id] = connector
    return found


async def alerting(inbox: Inbox, account: Account) -> Alerts | None:
    try:
        connector: Any = None if account.paused else await equipped(inbox, account)
    except InboxError:  # its own alarm says so already
        return None
    return connector if isinstance(connector, Alerts) and connector.alerts else None


async def tell(inbox: Inbox, due: Due, ears: dict[AccountId, Alerts], url: str) -> None:
    """Those who have not heard of it yet, all at once; who failed is tried again until it is too late."""
    too_late = inbox.clock() - due.created_at > GIVE_UP
    deaf = [] if too_late else [account_id for account_id in ears if account_id not in due.told]
    heard = await asyncio.gather(*(told_by(inbox, one, ears[one], alert_of(due, url)) for one in deaf))
    told = (*due.told, *(one for one, done in zip(deaf, heard, strict=True) if done))
    again = None if all(heard) else inbox.clock() + timedelta(seconds=5 * 2 ** min(due.attempts, 8))
    await inbox.write(alerts.settle, due, told, again)


def alert_of(due: Due, url: str) -> Alert:
    return Alert(due.kind, due.thread_id, due.customer_name, due.preview, f"{url}/#/thread/{due.thread_id}")  # type: ignore[arg-type]  # written by alerts.raise_one


async def told_by(inbox: Inbox, account_id: AccountId, connector: Alerts, alert: Alert) -> bool:
    """Whether this one is done. What may have been posted is not posted again."""
    try:
        async with asyncio.timeout(TIMEOUT):
            await connector.alert(alert)
    except (Uncertain, TimeoutError):
        return True
    except ConnectorError as trouble:  # what was refused, too: the settings may be corrected within the hour
        await inbox.write(accounts.note_error, account_id, str(trouble), inbox.clock())
        return False
    except Exception:
        log.exception("alert failed", account=account_id, thread=alert.thread_id)
    return True
