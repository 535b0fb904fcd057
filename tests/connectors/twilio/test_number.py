"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers.twilio import ACCOUNT, NUMBER, SERVICE

from connectors.contract import Address, Refused
from connectors.twilio.number import E164, SMS, WHATSAPP, e164, own
from connectors.twilio_sms import TwilioSms
from connectors.twilio_whatsapp import TwilioWhatsApp


@pytest.mark.parametrize(
    "typed",
    [
        "+34600000001", "+34 600 00 00 01", "0034 600-000-001", "(+34) 600.000.001", " +34\u00a0600\u202f000\u2009001 ",
        "tel:+34600000001", "whatsapp:+34 600 000 001", "\u202a+34 600 000 001\u202c", "+34/600/000001",
        "+34 600‑000–001", "+٣٤٦٠٠٠٠٠٠٠١", "+３４ ６００ ０００ ００１",
    ],
)  # fmt: skip
def test_a_number_is_understood_however_it_is_written(typed: str) -> None:
    assert e164(typed) == "+34600000001"


def test_the_trunk_zero_in_brackets_is_left_out() -> None:
    assert e164("+44 (0)20 7946 0000") == "+442079460000"


@pytest.mark.parametrize(
    "typed", ["", "600 000 001", "34600000001", "+", "+0 600 000 001", "+34", "+1234567890123456", "+34 60O 000 001",
              "ana@example.com", "0", "00", "+34600000001;+34600000002", "\ud800", "+34\x00600000001"]
)  # fmt: skip
def test_what_has_no_country_is_refused_with_how_to_write_it(typed: str) -> None:
    with pytest.raises(Refused, match=r"country code, such as \+34"):
        e164(typed)


@given(st.text())
def test_what_is_understood_is_a_number_and_stays_itself(typed: str) -> None:
    try:
        number = e164(typed)
    except Refused:
        return
    assert E164.fullmatch(number)
    assert e164(number) == number


def test_both_channels_locate_on_their_own() -> None:
    sms = TwilioSms("account", TwilioSms.Settings(ACCOUNT, "", NUMBER))
    whatsapp = TwilioWhatsApp("account", TwilioWhatsApp.Settings(ACCOUNT, "", NUMBER))
    assert sms.locate("0034 600000001") == Address("sms", "+34600000001")
    assert whatsapp.locate("0034 600000001") == Address("whatsapp", "+34600000001")


@pytest.mark.parametrize(
    ("medium", "sender", "named"),
    [
        (SMS, "+1 (555) 01-00", {"from_": "+15550100"}),
        (SMS, f" {SERVICE} ", {"messaging_service_sid": SERVICE}),
        (SMS, "72975", {"from_": "72975"}),
        (SMS, "ACME", {"from_": "ACME"}),
        (WHATSAPP, "+1 555 0100", {"from_": "whatsapp:+15550100"}),
        (WHATSAPP, "whatsapp:+15550100", {"from_": "whatsapp:+15550100"}),
        (WHATSAPP, SERVICE, {"messaging_service_sid": SERVICE}),
    ],
)
def test_our_own_sender_is_named_as_twilio_wants(medium: object, sender: str, named: dict[str, str]) -> None:
    assert own(medium, sender) == named  # type: ignore[arg-type]  # the parameter list mixes types
