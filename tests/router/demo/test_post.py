"""What the demo's customers send is read for real, and what they are sent goes nowhere."""

import asyncio
import socket
import uuid
from collections.abc import Iterator

import pytest
from office.clock import START

from connectors.chat import Chat
from connectors.contract import Address, Connector, Incoming, Outgoing, Raw, TryLater
from connectors.email.settings import Settings
from connectors.meta_whatsapp import MetaWhatsApp
from connectors.twilio_sms import TwilioSms
from router.demo import chatter, meta, twilio
from router.demo.acts import Mail
from router.demo.payload import body_of
from router.demo.post import RehearsedEmail
from router.switchboard import settings_of


def test_whatever_a_newcomer_writes_can_be_read_by_the_real_connectors() -> None:
    readers: dict[str, Connector] = {
        "chat": Chat("a", Chat.Settings(title="x")),
        "email": RehearsedEmail("b", settings("mail.shop.example")),
        "whatsapp": MetaWhatsApp("c", settings_of(MetaWhatsApp, meta.SETTINGS)),
        "sms": TwilioSms("d", settings_of(TwilioSms, twilio.SETTINGS)),
    }
    for _ in range(400):
        act, key = chatter.newcomer(), str(uuid.uuid4())
        raw = Raw(key, body_of(act, key, START))
        (found,) = readers[act.channel].read(raw)
        assert isinstance(found, Incoming)
        assert found.sender.evidence == "proven" or isinstance(act, Mail)
        assert "{" not in found.text
        assert not found.automatic


def settings(host: str, port: int = 993) -> Settings:
    return Settings(
        address="hola@casalumbre.example", imap_host=host, imap_port=port, imap_user="u", imap_password="p",
        imap_security="none", smtp_host=host, smtp_port=port, smtp_security="none",
    )  # fmt: skip


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.mark.asyncio
async def test_a_real_mail_account_in_a_demo_inbox_is_really_used(closed_port: int) -> None:
    real = RehearsedEmail("a", settings("127.0.0.1", closed_port))
    with pytest.raises(TryLater, match=r"127\.0\.0\.1"):
        await real.send(Outgoing("m", Address("email", "x@example.com"), "Hello", ref="m", author="Ana"))


@pytest.mark.asyncio
async def test_a_rehearsed_account_passes_its_check_and_listens_for_ever() -> None:
    quiet = RehearsedEmail("a", settings("mail.shop.example"))
    await quiet.check()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(quiet.listen("", None), 0.05)  # type: ignore[arg-type]  # never called
