"""Slack, by Socket Mode or the Events API, for one installation of an app of our own. See docs/slack.md."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

from connectors.contract import (
    Address,
    Alert,
    File,
    Happening,
    Keep,
    Limits,
    Media,
    Outgoing,
    Person,
    Raw,
    Request,
    Sent,
    Taken,
)
from connectors.slack import alerts, checking, files, people, reading, sending, settings, socket_mode
from connectors.slack.payload import call_of, head_of, key_of
from connectors.slack.signature import demand_genuine
from connectors.slack.web import Provider, Web


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Slack:
    """https://docs.slack.dev/apis"""

    name: ClassVar[str] = reading.CHANNEL
    channel: ClassVar[str] = reading.CHANNEL
    title: ClassVar[dict[str, str]] = {"en": "Slack", "es": "Slack"}
    hook_help: ClassVar[dict[str, str]] = {
        "en": "Only without Socket Mode. On your app's page: Request URL of Event Subscriptions and of Interactivity.",
        "es": "Solo sin Socket Mode. En la página de su app: la Request URL de Event Subscriptions y de Interactivity.",
    }
    Settings: ClassVar[type[Any]] = settings.Settings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False
    limits: ClassVar[Limits] = sending.LIMITS

    def __init__(
        self,
        account_id: str,
        settings: settings.Settings,
        clock: Callable[[], datetime] = _utc_now,
        provider: Provider = Provider(),  # noqa: B008  # frozen
    ) -> None:
        self._settings, self._clock = settings, clock
        self._web = Web(provider, settings.bot_token.strip())
        self.alerts = bool(settings.alert_channel.strip())
        self.called = not settings.app_token.strip()

    def verify(self, request: Request) -> Taken:
        """Slack waits for 3 seconds, so nothing is read here but the name of what came.

        A GET is somebody who looks at the address in a browser, and no reason for an alarm.
        """
        if request.method != "POST":
            return Taken(body=b"Slack's calls for Hilo come here, by POST and signed.\n")
        demand_genuine(self._settings.signing_secret, request.headers, request.body, self._clock)
        head = head_of(request.body)
        if head.type == "url_verification":
            return Taken(body=head.challenge.encode("utf-8", "replace"))
        return Taken((Raw(key_of(request.body, head), request.body),))

    async def listen(self, cursor: str, keep: Keep) -> None:
        """Raises Refused. Without an app token Slack calls us, and there is nothing to listen to."""
        if not self._settings.app_token.strip():
            await asyncio.Event().wait()
        await socket_mode.attend(self._web, self._settings.app_token.strip(), keep)

    def read(self, raw: Raw) -> list[Happening]:
        """Raises ValueError or RecursionError for what makes no sense."""
        return [reading.read(call_of(raw.body), self._settings)]

    async def send(self, outgoing: Outgoing) -> Sent:
        """Raises Refused, TryLater or Uncertain."""
        return await sending.send(self._web, outgoing, self._clock())

    async def fetch(self, media: Media) -> File:
        """Raises Refused or TryLater."""
        return await files.fetch(self._web, media)

    async def introduce(self, address: str) -> Person:
        """Raises Refused or TryLater."""
        return await people.introduce(self._web, address)

    async def alert(self, alert: Alert) -> None:
        """Raises Refused, TryLater or Uncertain."""
        await alerts.alert(self._web, self._settings.alert_channel.strip(), alert)

    async def answer(self, place: str, sentence: str) -> None:
        """Raises Refused, TryLater or Uncertain."""
        await alerts.answer(self._web, place, sentence)

    def locate(self, typed: str) -> Address:
        """Raises Refused."""
        return checking.locate(self.channel, typed)

    async def check(self) -> None:
        """Raises Refused or TryLater."""
        await checking.check(self._web, self._settings)
