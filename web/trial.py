"""Trying an account: do its settings work, and does a message leave by it?"""

import asyncio
from collections.abc import Awaitable

import structlog

from connectors.contract import Checks, Connector, ConnectorError, Locates, Outgoing
from inbox.ids import new_id
from inbox.words import User
from web.answers import Denied

log = structlog.get_logger()
PATIENCE = 20.0  # seconds for a provider to answer somebody who sits before the screen

SILENCE = "Check the server's name and port, and any firewall between."
TEXTS = {
    "en": "This is a test from Hilo. The account “{name}” can send.",
    "es": "Esto es una prueba de Hilo. La cuenta «{name}» puede enviar.",
}
SUBJECTS = {"en": "A test from Hilo", "es": "Una prueba de Hilo"}


async def check(connector: Connector) -> str:
    """Why its settings do not work, as a sentence; "" if they do, or if it cannot tell."""
    return await refusal(connector, connector.check(), SILENCE) if isinstance(connector, Checks) else ""


async def send(connector: Connector, typed: str, name: str, admin: User) -> str:
    """Write to that address, in the admin's language. "" once the provider has taken it, else why it has not.

    Beside the outbox and without a thread: it is nobody's message. Raises Denied where nobody can be written to.
    """
    if not isinstance(connector, Locates):
        raise Denied(422, "no_test", "Nobody can be written to first on this channel. Write from the other side.")
    return await refusal(connector, _send(connector, connector, typed, name, admin), "It may have arrived.")


async def _send(connector: Connector, locating: Locates, typed: str, name: str, admin: User) -> None:
    ours = new_id()
    text = TEXTS.get(admin.language, TEXTS["en"]).format(name=name)
    subject = SUBJECTS.get(admin.language, SUBJECTS["en"])
    to = locating.locate(typed)
    await connector.send(Outgoing(ours, to, text, subject=subject, ref=ours, author=admin.name))


async def refusal(connector: Connector, work: Awaitable[object], silence: str) -> str:
    """What the provider has against it, as a sentence. silence: what to do if it says nothing at all."""
    try:
        async with asyncio.timeout(PATIENCE):
            await work
    except ConnectorError as wrong:
        return str(wrong)
    except TimeoutError:
        return f"No answer within {PATIENCE:.0f} seconds. {silence}"
    except Exception:
        log.exception("trial failed", connector=connector.name)
        return "Hilo itself failed while it tried. See the log."
    return ""
