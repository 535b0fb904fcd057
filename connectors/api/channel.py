"""The API channel: any other medium, joined by whoever runs it, with signed HTTP requests in both directions."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

import msgspec

from connectors.api import inbound, outbound, settings
from connectors.api.signature import HEADER, SHORTEST, TOO_SHORT, demand_genuine
from connectors.api.webhook import Webhook
from connectors.contract import Happening, Ignored, Limits, Outgoing, Raw, Refused, Request, Sent, Taken


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Api:
    """idempotent: by the key that every attempt repeats, which the peer has promised to heed."""

    name: ClassVar[str] = inbound.CHANNEL
    channel: ClassVar[str] = inbound.CHANNEL
    title: ClassVar[dict[str, str]] = {"en": "API", "es": "API"}
    hook_help: ClassVar[dict[str, str]] = {
        "en": "Your own system sends what customers write here, signed with the secret.",
        "es": "Su propio sistema envía aquí lo que escriben los clientes, firmado con el secreto.",
    }
    Settings: ClassVar[type[Any]] = settings.Settings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = True
    limits: ClassVar[Limits] = Limits(biggest={"none/": 0})  # an OutboundMessage has no files

    def __init__(self, account_id: str, settings: settings.Settings, clock: Callable[[], datetime] = _utc_now) -> None:
        self._settings, self._clock = settings, clock
        self._webhook = Webhook(settings.webhook_url, settings.secret, settings.allow_private)

    def verify(self, request: Request) -> Taken:
        """A GET is somebody who looks at the address in a browser, and no reason for an alarm."""
        if request.method != "POST":
            return Taken(body=b"Messages for Hilo come here, by POST and signed.\n")
        header = request.headers.get(HEADER.lower(), "")
        demand_genuine(self._settings.secret, header, request.body, self._clock())
        answer = msgspec.json.encode(understood(request.body))
        return Taken((Raw(inbound.key_of(request.body), request.body),), body=answer, mime="application/json")

    def read(self, raw: Raw) -> list[Happening]:
        """Raises one of inbound.UNREADABLE."""
        return [inbound.read(raw.body)]

    async def send(self, outgoing: Outgoing) -> Sent:
        """Raises Refused or TryLater; the key makes Uncertain needless."""
        return await outbound.post(self._webhook, outgoing, self._clock())

    async def check(self) -> None:
        """Whether the settings can work; nothing is sent. Raises Refused."""
        if len(self._settings.secret) < SHORTEST:
            raise Refused(TOO_SHORT)
        if self._settings.webhook_url:
            await self._webhook.check()


class Understood(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to a genuine call, which is kept in any case. problem: why no message comes of it."""

    kept: bool
    problem: str = ""


def understood(body: bytes) -> Understood:
    try:
        found = inbound.read(body)
    except inbound.UNREADABLE as wrong:
        return Understood(True, str(wrong)[:300])
    return Understood(True, found.reason if isinstance(found, Ignored) else "")
