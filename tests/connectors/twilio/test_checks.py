"""What an admin learns before the settings are saved."""

from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from servers.twilio import NUMBER, SERVICE, Twilio, refused

from connectors.contract import Checks, Fetches, Limited, Listens, Locates, Refused, TryLater, Verifies

Make = Callable[..., Any]


@pytest.mark.asyncio
@pytest.mark.parametrize("sender", [NUMBER, "+1 555 0100", SERVICE, "72975"])
async def test_settings_that_work_are_right(sms: Make, twilio: Twilio, sender: str) -> None:
    await sms(sender=sender).check()
    assert not twilio.sent


@pytest.mark.asyncio
@pytest.mark.parametrize("sender", [NUMBER, "+1 415 523 8886", SERVICE])
async def test_a_registered_whatsapp_number_the_sandbox_and_a_service_are_right(whatsapp: Make, sender: str) -> None:
    await whatsapp(sender=sender).check()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"account_sid": ""}, "begins with AC"),
        ({"account_sid": "SK" + "0" * 32}, "begins with AC"),
        ({"account_sid": "../../x"}, "begins with AC"),
        ({"account_sid": "AC" + "0" * 32}, "account SID with this auth token"),
        ({"auth_token": "0" * 32}, "account SID with this auth token"),
        ({"auth_token": ""}, "account SID with this auth token"),
        ({"sender": "+15550199"}, "not among the account's active numbers"),
        ({"sender": "72976"}, "not among the account's active numbers"),
        ({"sender": "MG" + "b" * 32}, "no such messaging service"),
        ({"sender": "600 000 001"}, "country code"),
        ({"sender": ""}, "country code"),
        ({"sender": "ACME"}, "country code"),
    ],
)
async def test_what_is_wrong_is_named(sms: Make, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        await sms(**given).check()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("sender", "sentence"), [("+15550199", "WhatsApp senders"), ("72975", "country code"), ("x", "country code")]
)
async def test_a_number_that_whatsapp_does_not_know_is_named(whatsapp: Make, sender: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        await whatsapp(sender=sender).check()


@pytest.mark.asyncio
async def test_a_number_for_calls_alone_and_a_suspended_account_are_named(sms: Make, twilio: Twilio) -> None:
    twilio.numbers[NUMBER] = {"sms": False, "voice": True}
    with pytest.raises(Refused, match="takes no SMS"):
        await sms().check()
    twilio.status = "suspended"
    with pytest.raises(Refused, match="account is suspended"):
        await sms().check()


@pytest.mark.asyncio
async def test_a_bad_moment_of_twilios_is_not_the_settings_fault(sms: Make, twilio: Twilio) -> None:
    for answer in (lambda request: refused(503, 20503, "x"), lambda request: web.Response(text="<html>")):
        twilio.answers = [answer]
        with pytest.raises(TryLater):
            await sms().check()


@pytest.mark.asyncio
async def test_both_connectors_can_all_that_is_asked_of_them(sms: Make, whatsapp: Make) -> None:
    for channel in (sms(), whatsapp()):
        for ability in (Checks, Fetches, Limited, Listens, Locates, Verifies):
            assert isinstance(channel, ability)
    assert (sms().name, sms().channel, sms().limits.counted) == ("twilio_sms", "sms", "sms")
    assert (whatsapp().name, whatsapp().channel, whatsapp().limits.counted) == (
        "twilio_whatsapp", "whatsapp", "characters",
    )  # fmt: skip
