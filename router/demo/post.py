"""The demo's e-mail: read by the real connector, but with no mail server at either end.

An account whose servers are at *.example is one of the demo's. No such host can ever exist (RFC 2606), so nothing that
somebody wanted delivered is kept back, not even from a real account that is added to a demo inbox.
"""

import asyncio

from connectors.contract import Keep, Outgoing, Sent
from connectors.email.channel import Email

SERVER = "mail.casalumbre.example"
SETTINGS: dict[str, object] = {
    "address": "hola@casalumbre.example",
    "name": "Casa Lumbre",
    "imap_host": SERVER,
    "imap_user": "hola@casalumbre.example",
    "smtp_host": SERVER,
    "trusted_authserv_id": "mx.casalumbre.example",
}


class RehearsedEmail(Email):
    """E-mail whose *.example accounts are always quiet, and accept whatever is sent."""

    @property
    def _rehearses(self) -> bool:
        return self._settings.imap_host.endswith(".example")

    async def listen(self, cursor: str, keep: Keep) -> None:
        if self._rehearses:
            await asyncio.Event().wait()
        await super().listen(cursor, keep)

    async def check(self) -> None:
        if not self._rehearses:
            await super().check()

    async def send(self, outgoing: Outgoing) -> Sent:
        return Sent(f"demo:{outgoing.message_id}") if self._rehearses else await super().send(outgoing)
