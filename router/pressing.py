"""A colleague pressed "Take it" under an alert, outside: the thread becomes theirs, here.

A press that is lost with the process is pressed again; nothing else hangs on it.
"""

import asyncio

import structlog

from connectors.contract import Alerts, ConnectorError, Introduces, Pressed, Refused
from inbox import threads, users
from inbox.door import Inbox
from inbox.errors import Away, InboxError
from inbox.words import AccountId, ThreadId
from router.switchboard import connector_of

TIMEOUT = 30.0
UNKNOWN = "Nobody in Hilo has the e-mail address that you have here. Ask an admin to add you, with the same address."

log = structlog.get_logger()


async def heed(inbox: Inbox, account_id: AccountId, pressed: Pressed) -> None:
    """Assign the thread and say so where the button was. Never raises."""
    try:
        async with asyncio.timeout(TIMEOUT):
            connector = await connector_of(inbox, account_id)
            if isinstance(connector, Alerts) and isinstance(connector, Introduces):
                sentence = await taken(inbox, connector, pressed)
                await connector.answer(pressed.place, sentence)
    except (ConnectorError, InboxError, TimeoutError) as trouble:
        log.warning("button not answered", account=account_id, why=str(trouble))
    except Exception:
        log.exception("button not answered", account=account_id)


async def taken(inbox: Inbox, connector: Introduces, pressed: Pressed) -> str:
    """What came of it, as a sentence."""
    try:
        email = (await connector.introduce(pressed.by)).email
    except Refused:
        email = ""
    found = await inbox.read(users.find_by_email, email) if email else None
    if found is None:
        return UNKNOWN
    try:
        await inbox.write(threads.claim, ThreadId(pressed.thread_id), found[0].id, inbox.clock())
    except (InboxError, Away) as conflict:
        return str(conflict)
    return f"{found[0].name} has taken it."
