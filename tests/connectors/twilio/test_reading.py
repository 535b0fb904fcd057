"""What Twilio's forms say, one recorded form per kind."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers.twilio import ACCOUNT, NUMBER
from servers.twilio_calls import kept

from connectors.contract import Address, Consent, Happening, Ignored, Incoming, Media, Raw, Receipt
from connectors.twilio.reading import LONGEST
from connectors.twilio_sms import TwilioSms
from connectors.twilio_whatsapp import TwilioWhatsApp

SMS = TwilioSms("account", TwilioSms.Settings(ACCOUNT, "", NUMBER))
WHATSAPP = TwilioWhatsApp("account", TwilioWhatsApp.Settings(ACCOUNT, "", NUMBER))
OURS = "SM000000000000000000000000000000aa"
MEDIA = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages"
HOW = "number, by Twilio"
ANA = Address("whatsapp", "+34600000001", "Ana García", "proven", HOW)
FIELDS = {"MessageSid": "SM" + "0" * 32, "SmsStatus": "received", "From": "+34600000001", "To": NUMBER, "Body": "Hola"}


def incoming(channel: TwilioSms | TwilioWhatsApp, name: str) -> Incoming:
    (found,) = channel.read(kept(name))
    assert isinstance(found, Incoming)
    return found


def read(**fields: str) -> list[Happening]:
    return SMS.read(Raw("key", urlencode(FIELDS | fields).encode()))


def message(**fields: str) -> Incoming:
    found = read(**fields)[0]
    assert isinstance(found, Incoming)
    return found


def test_an_sms_is_a_message_from_a_proven_number() -> None:
    assert incoming(SMS, "sms") == Incoming(
        remote_id="SM00000000000000000000000000000001",
        sender=Address("sms", "+34600000001", "", "proven", HOW),
        text="¿Dónde está mi pedido?\nEs el 12. 😡",
        said="¿Dónde está mi pedido?\nEs el 12. 😡",
        ref="SM00000000000000000000000000000001",
        same=(Address("whatsapp", "+34600000001", "", "proven", HOW),),
    )


def test_an_mms_brings_its_files_to_be_fetched() -> None:
    found = incoming(SMS, "mms")
    assert (found.text, found.said, found.stub) == ("", "", False)
    base = f"{MEDIA}/MM00000000000000000000000000000002/Media"
    assert found.media == (
        Media("image-1.jpg", "image/jpeg", f"{base}/ME{'0' * 32}"),
        Media("file-2.vcf", "text/x-vcard", f"{base}/ME{'0' * 31}1"),
    )


def test_what_calls_itself_by_a_short_code_or_a_name_has_proven_nothing() -> None:
    found = incoming(SMS, "short_code")
    assert (found.sender.address, found.sender.evidence, found.same) == ("72975", "claimed", ())


def test_twilio_says_that_the_customer_wants_no_more() -> None:
    said, consent = SMS.read(kept("stop"))
    assert isinstance(said, Incoming)
    assert said.text == "Basta ya"
    assert consent == Consent(said.sender, given=False)


def test_a_whatsapp_message_brings_a_name_and_the_same_number_on_sms() -> None:
    found = incoming(WHATSAPP, "whatsapp")
    assert found.sender == ANA
    assert found.text == "Hola, ¿hay alguien?"
    assert found.same == (Address("sms", "+34600000001", "Ana García", "proven", HOW),)
    assert found.also == (
        Address("whatsapp", "ES.4566546130240823", "Ana García", "proven", "WhatsApp user, by Twilio", scoped=True),
    )


def test_somebody_who_hides_their_number_is_known_by_whatsapps_id_within_this_account() -> None:
    found = incoming(WHATSAPP, "whatsapp_hidden_number")
    assert (found.sender.address, found.sender.evidence, found.sender.scoped) == ("ES.4566546130240823", "proven", True)
    assert (found.same, found.also) == ((), ())


def test_a_location_is_shown_with_its_name_and_a_map_but_is_not_what_the_customer_said() -> None:
    found = incoming(WHATSAPP, "whatsapp_location")
    map_link = "https://www.openstreetmap.org/?mlat=40.416775&mlon=-3.703790"
    assert found.text == f"📍 Café Sol, Calle Mayor 1, Madrid\n{map_link}"
    assert (found.said, found.stub) == ("", False)


def test_a_button_says_its_text_and_cites_the_message_that_had_it() -> None:
    found = incoming(WHATSAPP, "whatsapp_button")
    assert (found.text, found.cites) == ("Confirm", (OURS,))


def test_a_voice_message_has_a_name_and_a_plain_type() -> None:
    (voice,) = incoming(WHATSAPP, "whatsapp_voice").media
    assert (voice.name, voice.mime) == ("audio-1.ogg", "audio/ogg")


def test_what_hilo_cannot_show_is_a_stub_that_says_so() -> None:
    found = incoming(WHATSAPP, "whatsapp_unshowable")
    assert found.stub
    assert (found.said, found.media) == ("", ())
    assert "cannot show (order)" in found.text


@pytest.mark.parametrize(
    ("name", "receipt"),
    [
        ("delivered", Receipt("delivered", OURS)),
        ("whatsapp_read", Receipt("read", OURS)),
    ],
)
def test_news_of_ours_is_a_receipt(name: str, receipt: Receipt) -> None:
    assert SMS.read(kept(name)) == [receipt]


def test_a_receipt_names_our_own_id_so_that_an_unanswered_send_is_settled() -> None:
    assert SMS.read(kept("delivered", ref="0199-a")) == [Receipt("delivered", OURS, "0199-a")]


def test_a_closed_window_and_a_filtered_message_say_what_can_be_done() -> None:
    (closed,) = WHATSAPP.read(kept("whatsapp_window_closed"))
    assert isinstance(closed, Receipt)
    assert (closed.state, closed.code) == ("failed", "window_closed")
    assert "template" in closed.detail
    (filtered,) = SMS.read(kept("undelivered"))
    assert isinstance(filtered, Receipt)
    assert (filtered.state, filtered.code) == ("failed", "")
    assert "Reword" in filtered.detail


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("queued", "sent"),
        ("accepted", "sent"),
        ("scheduled", "sent"),
        ("sending", "sent"),
        ("sent", "sent"),
        ("partially_delivered", "sent"),
        ("delivered", "delivered"),
        ("read", "read"),
        ("undelivered", "failed"),
        ("failed", "failed"),
        ("canceled", "failed"),
    ],
)
def test_every_status_of_twilios_has_a_state(status: str, state: str) -> None:
    (found,) = read(MessageStatus=status)
    assert isinstance(found, Receipt)
    assert found.state == state
    assert bool(found.detail) == (state == "failed")


@pytest.mark.parametrize("status", ["paused", "Delivered", "\x00", "x" * 5000])
def test_a_status_that_nobody_knows_is_ignored_with_its_name(status: str) -> None:
    (found,) = read(MessageStatus=status)
    assert isinstance(found, Ignored)
    assert "Unknown status" in found.reason
    assert len(found.reason) < 200


def test_what_is_about_no_message_is_ignored() -> None:
    assert SMS.read(kept("call")) == [Ignored("It is about no message.")]
    assert SMS.read(Raw("key", b'{"type":"com.twilio.messaging"}')) == [Ignored("It is about no message.")]


def test_a_message_of_another_medium_is_unreadable_rather_than_a_stranger() -> None:
    """Somebody has pasted this hook at the wrong number; an answer would leave by the wrong one."""
    with pytest.raises(ValueError, match="not an address of sms"):
        SMS.read(kept("whatsapp"))
    with pytest.raises(ValueError, match="not an address of whatsapp"):
        WHATSAPP.read(kept("sms"))


def test_a_message_from_the_list_knows_when_it_was_sent() -> None:
    assert message(DateSent="Sun, 22 Nov 2026 10:00:00 +0000").sent_at == datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize("date", ["", "soon", "Sun, 99 Nov 2026 10:00:00 +0000"])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    assert message(DateSent=date).sent_at is None


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("91", "0"), ("nan", "0"), ("inf", "0"), ("1&x=<script>", "0"), ("1", ""), ("9" * 5000, "0"), ("٤", "x")],
)
def test_a_place_that_is_none_makes_no_link(latitude: str, longitude: str) -> None:
    assert "openstreetmap" not in message(Latitude=latitude, Longitude=longitude, Body="x").text


def test_a_long_text_is_cut_and_lines_end_alike() -> None:
    found = message(Body="a\r\nb\rc " + "x" * 5_000_000)
    assert found.text.startswith("a\nb\nc ")
    assert len(found.text) == LONGEST


def test_no_more_files_are_taken_than_twilio_sends() -> None:
    urls = {f"MediaUrl{number}": "https://api.twilio.com/x" for number in range(200)}
    assert len(message(**urls).media) == 10


@pytest.mark.parametrize("mime", ["", "x", "image/" + "y" * 5000, "\x00/\ud7ff", "../../etc", "a/b; c=d"])
def test_a_strange_type_still_makes_a_plain_file_name(mime: str) -> None:
    (found,) = message(MediaUrl0="https://api.twilio.com/x", MediaContentType0=mime).media
    assert found.name in ("file-1", "image-1")
    assert len(found.mime) <= 100


def test_nul_and_half_characters_break_nothing() -> None:
    raw = Raw("key", b"MessageSid=SM" + b"0" * 32 + b"&From=%2B34600000001&Body=a%00b%ED%A0%80c&ProfileName=%FF")
    (found,) = SMS.read(raw)
    assert isinstance(found, Incoming)
    assert found.text == "a\x00b���c"


@given(st.dictionaries(st.sampled_from([*FIELDS, "ErrorCode", "Latitude", "MediaUrl0", "OptOutType"]), st.text()))
def test_whatever_was_signed_is_read_or_unreadable(fields: dict[str, str]) -> None:
    try:
        found = SMS.read(Raw("key", urlencode(FIELDS | fields, errors="replace").encode()))
    except ValueError:
        return
    assert found
