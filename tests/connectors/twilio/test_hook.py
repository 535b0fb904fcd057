"""What a call leaves behind, and what Twilio is told."""

from xml.etree import ElementTree as ET

import pytest
from servers.twilio import ACCOUNT, NUMBER, TOKEN
from servers.twilio_calls import HOOK, news, payload, signed, told

from connectors.contract import Forged, Request
from connectors.twilio_sms import TwilioSms
from connectors.twilio_whatsapp import TwilioWhatsApp

SMS = TwilioSms("account", TwilioSms.Settings(ACCOUNT, TOKEN, NUMBER))
WHATSAPP = TwilioWhatsApp("account", TwilioWhatsApp.Settings(ACCOUNT, TOKEN, NUMBER))
SID = "SM000000000000000000000000000000aa"


def key(body: bytes) -> str:
    (raw,) = SMS.verify(signed(body)).raws
    return raw.key


def test_twilio_gets_an_empty_answer_and_the_bytes_are_kept_as_they_came() -> None:
    taken = SMS.verify(signed(payload("sms")))
    assert (taken.status, taken.mime) == (200, "text/xml")
    answer = ET.fromstring(taken.body)
    assert (answer.tag, list(answer), answer.text) == ("Response", [], None)
    assert [raw.body for raw in taken.raws] == [payload("sms")]


def test_a_message_is_known_by_its_sid_however_often_it_comes() -> None:
    assert key(payload("sms")) == "message:SM00000000000000000000000000000001"
    assert key(payload("mms")) == "message:MM00000000000000000000000000000002"
    again = payload("sms").replace(b"ToState=", b"ToState=TX")
    assert key(again) == key(payload("sms"))


def test_each_state_of_a_message_of_ours_is_news_once() -> None:
    keys = [SMS.verify(call).raws[0].key for call in news(SID, ["queued", "sent", "delivered", "delivered"])]
    assert keys == [f"status:{SID}:queued", f"status:{SID}:sent", f"status:{SID}:delivered", f"status:{SID}:delivered"]


def test_our_own_name_for_the_message_is_kept_beside_it() -> None:
    assert SMS.verify(told(SID, "sent", ref="0199-a")).raws[0].headers == {"ref": "0199-a"}
    assert SMS.verify(told(SID, "sent")).raws[0].headers == {}


@pytest.mark.parametrize("ref", ["%00", "a%20b", "%ED%A0%80", "x" * 201])
def test_a_reference_that_is_none_of_ours_is_not_kept(ref: str) -> None:
    assert SMS.verify(told(SID, "sent", ref=ref)).raws[0].headers == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        payload("call"),
        b"MessageSid=1&Body=x",
        b"MessageSid=SM" + b"%00" * 32,
        f"MessageSid={SID}&MessageStatus=a%00b".encode(),
        f"MessageSid={SID}&MessageStatus={'x' * 5000}".encode(),
        b"[" * 100_000,
        b"Body=" + b"x" * 5_000_000,
    ],
    ids=lambda body: body[:20].decode(),
)
def test_what_is_about_no_message_is_kept_under_the_name_of_its_bytes(body: bytes) -> None:
    found = key(body)
    assert found.startswith("body:")
    assert len(found) == len("body:") + 64
    assert found == key(body)


def test_who_looks_at_the_address_in_a_browser_is_told_what_it_is_and_no_forger() -> None:
    taken = WHATSAPP.verify(Request("GET", HOOK))
    assert (taken.status, taken.raws, taken.mime) == (200, (), "text/plain")
    assert b"Twilio" in taken.body


def test_a_number_that_is_set_to_get_is_heard_too() -> None:
    url = f"{HOOK}?{payload('sms').decode()}"
    signature = signed(b"", url).headers["x-twilio-signature"]
    (raw,) = SMS.verify(Request("GET", url, {"x-twilio-signature": signature})).raws
    assert (raw.key, raw.body) == ("message:SM00000000000000000000000000000001", payload("sms"))


def test_a_post_without_a_signature_is_forged_by_either_connector() -> None:
    for channel in (SMS, WHATSAPP):
        with pytest.raises(Forged):
            channel.verify(Request("POST", HOOK, {}, payload("sms")))
