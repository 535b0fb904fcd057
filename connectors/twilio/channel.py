"""What the two connectors of Twilio have in common: all but their medium and its limits."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

from connectors.contract import (
    Address,
    File,
    Happening,
    Keep,
    Limits,
    Media,
    Outgoing,
    Raw,
    Request,
    Sent,
    Taken,
)
from connectors.twilio import checks, fetching, hook, outbound, reading
from connectors.twilio.line import TWILIO, Cloud, client
from connectors.twilio.missed import Missed
from connectors.twilio.number import Medium, e164
from connectors.twilio.settings import SmsSettings, WhatsAppSettings


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Twilio:
    """https://www.twilio.com/docs/messaging. Twilio has no idempotency key: an unanswered send stays uncertain."""

    medium: ClassVar[Medium]
    limits: ClassVar[Limits]
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False

    def __init__(
        self,
        account_id: str,
        settings: SmsSettings | WhatsAppSettings,
        clock: Callable[[], datetime] = _utc_now,
        cloud: Cloud = TWILIO,
    ) -> None:
        self._settings, self._clock, self._cloud = settings, clock, cloud

    def verify(self, request: Request) -> Taken:
        return hook.take(self._settings.auth_token, request)

    def read(self, raw: Raw) -> list[Happening]:
        """Raises ValueError for what came by another medium, or has too many fields."""
        return reading.read(self.medium, raw)

    async def send(self, outgoing: Outgoing) -> Sent:
        return await outbound.post(self._client(), self.medium, self._settings.sender, self.limits, outgoing)

    async def fetch(self, media: Media) -> File:
        return await fetching.fetch(self._settings, self._cloud, media)

    async def listen(self, cursor: str, keep: Keep) -> None:
        """cursor: the time until which everything is kept, in ISO 8601."""
        missed = Missed(self._client(), self.medium, self._settings.sender, self._clock)
        await missed.watch(cursor, keep, self._cloud.pause)

    async def check(self) -> None:
        await checks.check(self._client(), self.medium, self._settings)

    def locate(self, typed: str) -> Address:
        return Address(self.medium.channel, e164(typed))

    def _client(self) -> Any:
        return client(self._settings, self._cloud)
