"""STOP and START, in the customer's language; HELP is a message like any other."""

from urllib.parse import urlencode

import pytest
from servers.twilio import ACCOUNT, NUMBER

from connectors.contract import Consent, Incoming, Raw
from connectors.twilio_sms import TwilioSms
from connectors.twilio_whatsapp import TwilioWhatsApp

SMS = TwilioSms("account", TwilioSms.Settings(ACCOUNT, "", NUMBER))
WHATSAPP = TwilioWhatsApp("account", TwilioWhatsApp.Settings(ACCOUNT, "", NUMBER))
STOP = ["STOP", "stop", " Stop. ", "¡STOP!", "StopAll", "UNSUBSCRIBE", "opt-out", "BAJA", "Alto", "SAIR", "ARRÊT",
        "arret", "Désabonner", "STOPP", "abmelden", "Ferma", "disiscrivimi"]  # fmt: skip
START = ["START", "unstop", "Alta", "voltar", "reprendre", "anmelden", "riprendi"]
NEITHER = ["HELP", "ayuda", "ajuda", "aide", "Hilfe", "aiuto", "Please stop sending me the wrong shoes", "stop it!!!",
           "no", "", "bus stop", "stopped", "START over from the beginning", "st op"]  # fmt: skip


def verdict(channel: TwilioSms | TwilioWhatsApp, text: str, told: str = "") -> bool | None:
    sender = ("whatsapp:" if isinstance(channel, TwilioWhatsApp) else "") + "+34600000001"
    form = {"MessageSid": "SM" + "0" * 32, "From": sender, "OptOutType": told, "Body": text}
    said, *more = channel.read(Raw("key", urlencode(form).encode()))
    assert isinstance(said, Incoming)
    if not more:
        return None
    (consent,) = more
    assert isinstance(consent, Consent)
    assert consent.sender == said.sender
    return consent.given


@pytest.mark.parametrize("channel", [SMS, WHATSAPP], ids=["sms", "whatsapp"])
@pytest.mark.parametrize("text", STOP)
def test_stop_in_six_languages_is_a_refusal(channel: TwilioSms | TwilioWhatsApp, text: str) -> None:
    assert verdict(channel, text) is False


@pytest.mark.parametrize("channel", [SMS, WHATSAPP], ids=["sms", "whatsapp"])
@pytest.mark.parametrize("text", START)
def test_start_in_six_languages_is_a_leave(channel: TwilioSms | TwilioWhatsApp, text: str) -> None:
    assert verdict(channel, text) is True


@pytest.mark.parametrize("channel", [SMS, WHATSAPP], ids=["sms", "whatsapp"])
@pytest.mark.parametrize("text", NEITHER)
def test_whoever_says_more_or_asks_for_help_has_refused_nothing(channel: TwilioSms | TwilioWhatsApp, text: str) -> None:
    assert verdict(channel, text) is None


@pytest.mark.parametrize("text", ["cancel", "END", "quit"])
def test_on_sms_twilio_blocks_after_these_words_and_on_whatsapp_nobody_does(text: str) -> None:
    assert verdict(SMS, text) is False
    assert verdict(WHATSAPP, text) is None


def test_twilios_own_verdict_knows_the_accounts_own_words() -> None:
    assert verdict(SMS, "Basta", "STOP") is False
    assert verdict(SMS, "Vale", "START") is True
    assert verdict(SMS, "stop", "HELP") is None
    assert verdict(SMS, "stop", "SOMETHING") is False


@pytest.mark.parametrize(("text", "given"), [("BAJA", False), ("ALTA", True)])
def test_it_holds_for_all_their_names_on_whatsapp(text: str, given: bool) -> None:
    """Otherwise an answer could still go to the id of somebody who said stop from their number."""
    form = {"MessageSid": "SM" + "0" * 32, "From": "whatsapp:+34600000001", "Body": text}
    form["ExternalUserId"] = "whatsapp:ES.4566546130240823"
    said, *told = WHATSAPP.read(Raw("key", urlencode(form).encode()))
    assert isinstance(said, Incoming)
    assert told == [Consent(one, given) for one in (said.sender, *said.also)]
    assert [one.address for one in said.also] == ["ES.4566546130240823"]
