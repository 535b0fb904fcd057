"""What an admin enters, and what an agent types: is it usable, and what is wrong with it?"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers.graph import BUSINESS_ID, NUMBER_ID, TOKEN, GraphApi

from connectors.contract import Address, ConnectorError, Media, Outgoing, Refused, TryLater
from connectors.meta.number import E164, locate
from connectors.meta_whatsapp import MetaWhatsApp

Make = Callable[..., MetaWhatsApp]


@pytest.mark.asyncio
async def test_settings_that_work_are_tried_without_sending_anything(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    await whatsapp.check()
    assert [(one.method, one.path) for one in graph.requests] == [
        ("GET", f"/v25.0/{NUMBER_ID}"),
        ("GET", f"/v25.0/{BUSINESS_ID}/message_templates"),
    ]


@pytest.mark.asyncio
async def test_blanks_around_what_was_pasted_do_no_harm(account: Make) -> None:
    await account(
        phone_number_id=f" {NUMBER_ID}\n", business_account_id=f"{BUSINESS_ID} ", access_token=f"{TOKEN}\n"
    ).check()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"access_token": "old"}, "must enter a new one"),
        ({"phone_number_id": "99999999"}, "no such phone number ID"),
        ({"business_account_id": "99999999"}, "WhatsApp Business Account ID"),
        ({"phone_number_id": "+1 555-555-0100"}, "phone number ID is made of digits alone"),
        ({"phone_number_id": "../me"}, "phone number ID is made of digits alone"),
        ({"phone_number_id": "٣٤٦٠٠٠٠"}, "phone number ID is made of digits alone"),
        ({"business_account_id": "1/2"}, "Business Account ID is made of digits alone"),
        ({"access_token": ""}, "access token holds characters"),
        ({"access_token": "a\r\nHost: b"}, "access token holds characters"),
        ({"access_token": "tokén"}, "access token holds characters"),
        ({"app_secret": " "}, "app secret and verify token"),
        ({"verify_token": ""}, "app secret and verify token"),
    ],
    ids=str,
)
async def test_what_does_not_work_is_said_in_a_sentence(account: Make, wrong: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        await account(**wrong).check()


@pytest.mark.asyncio
async def test_a_token_that_may_not_read_templates_is_told_which_permissions_it_needs(
    whatsapp: MetaWhatsApp, graph: GraphApi
) -> None:
    graph.answers(200, "{}")
    graph.refuses(10, status=403)
    with pytest.raises(Refused, match="whatsapp_business_management"):
        await whatsapp.check()


@pytest.mark.asyncio
async def test_a_meta_in_trouble_says_nothing_of_the_settings(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    graph.answers(503)
    with pytest.raises(TryLater):
        await whatsapp.check()


@pytest.mark.asyncio
async def test_settings_that_cannot_work_call_nobody(account: Make, graph: GraphApi) -> None:
    one = account(phone_number_id="1/../2")
    to = Address("whatsapp", "+34600000001")
    for call in (one.send(Outgoing("m", to, "Hola")), one.fetch(Media("a", "", "1")), one.templates(), one.check()):
        with pytest.raises(ConnectorError):
            await call
    assert graph.requests == []


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("+34600000001", "+34600000001"),
        (" +34 600 000 001 ", "+34600000001"),
        ("0034 600-000-001", "+34600000001"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("+1 (555) 555-0101", "+15555550101"),
        ("+1.555.555.0101", "+15555550101"),
        ("＋34 ６００ ０００ ００１", "+34600000001"),
        ("+34\u00a0600\u2011000\u2011001", "+34600000001"),
        ("ES.13491208655302741918", "ES.13491208655302741918"),
    ],
)
def test_a_number_is_understood_as_people_write_it(offline: Make, typed: str, address: str) -> None:
    assert offline().locate(typed) == Address("whatsapp", address)


@pytest.mark.parametrize("typed", ["600 000 001", "600000001", "020 7946 0000", "4155550101"])
def test_a_number_without_its_country_is_refused_with_an_example(offline: Make, typed: str) -> None:
    with pytest.raises(Refused, match=r"with its country code, such as \+34 600 000 001"):
        offline().locate(typed)


@pytest.mark.parametrize(
    "typed", ["", "ana@example.com", "+", "+0600", "+12345", "+1234567890123456", "call me", "+34 600 ext 1", "\ud800"]
)
def test_what_is_no_number_is_refused(offline: Make, typed: str) -> None:
    with pytest.raises(Refused, match="phone number"):
        offline().locate(typed)


@given(typed=st.text(max_size=40) | st.text("+0123456789 ().-", max_size=20))
def test_what_is_taken_for_an_address_is_one_and_stays_as_it_is(typed: str) -> None:
    try:
        found = locate(typed).address
    except Refused:
        return
    assert E164.fullmatch(found) or found[2] == "."
    assert locate(found).address == found
