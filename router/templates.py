"""Texts that providers have approved: fetched when they are needed, and filled here, never by whoever asks."""

import asyncio
import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from connectors.contract import Filled, Offers, Template
from inbox.door import Inbox
from inbox.errors import Closed
from inbox.words import AccountId
from router.switchboard import connector_of

FRESH_FOR = timedelta(seconds=60)
PATIENCE = 20.0
"""Seconds for a provider to say which there are."""
BLANK = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class Templates:
    """Of every account, remembered for a minute: an agent looks at them, and then sends one."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._known: dict[AccountId, tuple[datetime, list[Template]]] = {}

    async def of(self, account_id: AccountId) -> list[Template]:
        """Empty where the channel has no such thing. Raises InboxError, ConnectorError or TimeoutError."""
        now = self._inbox.clock()
        at, found = self._known.get(account_id, (None, []))
        if at is None or now - at >= FRESH_FOR:
            found = await self._ask(account_id)
            self._known[account_id] = now, found
        return found

    async def _ask(self, account_id: AccountId) -> list[Template]:
        connector = await connector_of(self._inbox, account_id)
        if not isinstance(connector, Offers):
            return []
        async with asyncio.timeout(PATIENCE):
            return await connector.templates()


def fill(offered: Iterable[Template], wanted: Filled) -> tuple[Filled, str]:
    """The template as it goes to its connector, and the text that the customer will read. Raises Closed."""
    found = next((one for one in offered if (one.id, one.language) == (wanted.id, wanted.language)), None)
    if found is None:
        raise Closed("unknown_template", "This template may not be sent any more. Choose another one.")
    values = {name: " ".join(wanted.values.get(name, "").split()) for name in found.variables}  # each is one line
    if missing := [name for name, value in values.items() if not value]:
        raise Closed("missing_values", f"Fill in {', '.join(missing)} first.")
    text = BLANK.sub(lambda blank: values.get(blank[1], blank[0]), found.text)
    return Filled(found.id, found.name, found.language, values), text
