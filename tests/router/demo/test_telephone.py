"""The demo's WhatsApp and SMS: said as Meta and Twilio say it, and no provider is ever called."""

import asyncio
from datetime import UTC
from typing import Any

import pytest
from office.clock import START

from connectors.contract import (
    Address,
    Edited,
    Happening,
    Incoming,
    Media,
    Outgoing,
    Raw,
    Reacted,
    Receipt,
    Refused,
    TryLater,
)
from connectors.meta.graph import Places
from connectors.meta_whatsapp import MetaWhatsApp
from connectors.registry import CONNECTORS
from connectors.twilio.line import Cloud
from connectors.twilio_sms import TwilioSms
from router.demo import acts, meta, twilio
from router.demo.payload import body_of
from router.demo.people import person
from router.demo.photo import photo
from router.demo.rehearsal import REHEARSED, rehearsal
from router.switchboard import settings_of

KEY = "0190a6f4-0000-7000-8000-0000000000aa"
OURS = "0190a6f4-0000-7000-8000-0000000000bb"
EVA = person("Eva Prado", "correo.example", phone="+34600000015")
WHATSAPP = MetaWhatsApp("a", settings_of(MetaWhatsApp, meta.SETTINGS))
SMS = TwilioSms("b", settings_of(TwilioSms, twilio.SETTINGS))
REAL_WHATSAPP = {"phone_number_id": "106540352242922", "business_account_id": "102290129340398", "access_token": "t"}
REAL_SMS = {"account_sid": "AC" + "0" * 32, "auth_token": "t", "sender": "+34600000001"}
NOWHERE = "http://127.0.0.1:9"
"""Nobody listens at the port that discards (RFC 863)."""


def read(act: acts.Arriving) -> list[Happening]:
    """By the real connector, with the settings of the demo's account."""
    connector = WHATSAPP if act.channel == "whatsapp" else SMS
    return connector.read(Raw("k", body_of(act, KEY, START)))


def heard(act: acts.Arriving) -> Incoming:
    (found,) = read(act)
    assert isinstance(found, Incoming)
    return found


def test_a_text_on_whatsapp_names_its_writer_and_proves_the_number_for_sms_too() -> None:
    found = heard(acts.WhatsApp(0, EVA, "¿Enviáis a Canarias?"))
    assert found.sender == Address("whatsapp", EVA.phone, EVA.name, "proven", "whatsapp")
    assert [(one.channel, one.address) for one in found.same] == [("sms", EVA.phone)]
    assert (found.text, found.remote_id) == ("¿Enviáis a Canarias?", f"wamid.{KEY}")
    assert found.sent_at == START.astimezone(UTC).replace(microsecond=0)


def test_a_photo_comes_apart_from_its_words() -> None:
    found = heard(acts.WhatsApp(0, EVA, "¿Es vuestra?", photo=True))
    (wanted,) = found.media
    assert (found.text, wanted.mime, wanted.name) == ("¿Es vuestra?", "image/png", "image.png")
    assert len(wanted.sha256) == 64


def test_an_edit_names_the_message_that_the_story_named() -> None:
    first = heard(acts.WhatsApp(1, EVA, "el 61", name="address"))
    (changed,) = read(acts.Edit(0, EVA, "el 16", "address"))
    assert isinstance(changed, Edited)
    assert (changed.remote_id, changed.text) == (first.remote_id, "el 16")


@pytest.mark.asyncio
async def test_a_reaction_names_the_answer_as_it_was_sent() -> None:
    *_, reacted = read(acts.Reaction(0, EVA, OURS, "👍"))
    sent = await rehearsed("meta_whatsapp", meta.SETTINGS).send(answer("whatsapp"))
    assert isinstance(reacted, Reacted)
    assert (reacted.remote_id, reacted.emoji, reacted.sender.address) == (sent.remote_id, "👍", EVA.phone)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("channel", "connector", "settings"),
    [("whatsapp", "meta_whatsapp", meta.SETTINGS), ("sms", "twilio_sms", twilio.SETTINGS)],
)
async def test_a_receipt_names_the_answer_as_it_was_sent(channel: str, connector: str, settings: Any) -> None:
    (news,) = read(acts.Receipt(0, channel, OURS, "delivered"))
    sent = await rehearsed(connector, settings).send(answer(channel))
    assert isinstance(news, Receipt)
    assert (news.state, news.remote_id) == ("delivered", sent.remote_id)


def test_an_sms_comes_from_a_proven_number_without_a_name() -> None:
    found = heard(acts.Sms(0, EVA, "Hola & adiós + 1"))
    assert (found.sender.address, found.sender.evidence, found.sender.display) == (EVA.phone, "proven", "")
    assert found.text == "Hola & adiós + 1"


@pytest.mark.asyncio
async def test_the_rehearsed_accounts_pass_their_check_and_offer_what_there_is_to_see() -> None:
    whatsapp = rehearsed("meta_whatsapp", meta.SETTINGS)
    await whatsapp.check()
    await rehearsed("twilio_sms", twilio.SETTINGS).check()
    offered = await whatsapp.templates()
    assert {one.language for one in offered} == {"en", "es"}
    assert all(f"{{{{{name}}}}}" in one.text for one in offered for name in one.variables)
    fetched = await whatsapp.fetch(Media("image.png", "image/png", "lamp"))
    assert (fetched.name, fetched.content) == ("image.png", photo(cracked=False))


@pytest.mark.asyncio
async def test_the_rehearsed_sms_listens_for_ever() -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(rehearsed("twilio_sms", twilio.SETTINGS).listen("", None), 0.05)


@pytest.mark.asyncio
async def test_without_a_rehearsal_such_accounts_are_refused_before_anybody_is_called() -> None:
    with pytest.raises(Refused):
        await WHATSAPP.send(answer("whatsapp"))
    with pytest.raises(Refused):
        await WHATSAPP.check()
    with pytest.raises(Refused):
        await SMS.check()


@pytest.mark.asyncio
async def test_real_accounts_in_a_demo_inbox_are_really_used() -> None:
    whatsapp = rehearsed("meta_whatsapp", REAL_WHATSAPP, places=Places(graph=NOWHERE, guarded=False))
    sms = rehearsed("twilio_sms", REAL_SMS, cloud=Cloud(route=lambda _: NOWHERE, maker=None))
    for use in (
        whatsapp.send(answer("whatsapp")),
        whatsapp.fetch(Media("image.png", "image/png", "1")),
        whatsapp.templates(),
        sms.send(answer("sms")),
        sms.check(),
    ):
        with pytest.raises(TryLater):
            await use


def test_the_rehearsal_ends() -> None:
    before = dict(CONNECTORS)
    with rehearsal():
        assert {name: CONNECTORS[name] for name in REHEARSED} == REHEARSED
        assert {name for name in before if CONNECTORS[name] is not before[name]} == set(REHEARSED)
    assert before == CONNECTORS


def rehearsed(name: str, settings: dict[str, Any], **places: Any) -> Any:
    """As the switchboard would make it."""
    made: Any = REHEARSED[name]
    return made("a", settings_of(made, settings), **places)


def answer(channel: str) -> Outgoing:
    return Outgoing(OURS, Address(channel, EVA.phone), "Sí.", ref=OURS)
