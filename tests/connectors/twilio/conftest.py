"""Accounts of Twilio whose clock stands still, and a Twilio on loopback."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from servers.twilio import ACCOUNT, NUMBER, TOKEN, Twilio, open_twilio

from connectors.twilio.line import Cloud
from connectors.twilio_sms import TwilioSms
from connectors.twilio_whatsapp import TwilioWhatsApp

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine's own way out is."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest_asyncio.fixture
async def twilio() -> AsyncIterator[Twilio]:
    async with open_twilio() as twilio:
        yield twilio


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def sms(twilio: Twilio) -> Callable[..., TwilioSms]:
    """An SMS account; settings may be given."""

    def make(cloud: Cloud | None = None, **given: str) -> TwilioSms:
        settings = TwilioSms.Settings(**{"account_sid": ACCOUNT, "auth_token": TOKEN, "sender": NUMBER, **given})
        return TwilioSms("account", settings, lambda: NOW, cloud or Cloud(twilio.route, None, 0.0))

    return make


@pytest.fixture
def whatsapp(twilio: Twilio) -> Callable[..., TwilioWhatsApp]:
    """A WhatsApp account; settings may be given."""

    def make(cloud: Cloud | None = None, **given: str) -> TwilioWhatsApp:
        settings = TwilioWhatsApp.Settings(**{"account_sid": ACCOUNT, "auth_token": TOKEN, "sender": NUMBER, **given})
        return TwilioWhatsApp("account", settings, lambda: NOW, cloud or Cloud(twilio.route, None, 0.0))

    return make
