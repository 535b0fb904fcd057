"""A message and its news, from Twilio's answer to the blue ticks: doubled, late and in any order."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from servers.twilio import NUMBER, Twilio
from servers.twilio_calls import news, told

from connectors.contract import Address, Outgoing, Receipt, Uncertain

Make = Callable[..., Any]
OUT = Outgoing(
    "0199-a", Address("sms", "+34600000001"), "Hola", ref="0199-a", hook="https://hilo.example/hooks/account"
)
LIFE = ["queued", "sending", "sent", "delivered", "read"]


def receipts(channel: Any, calls: list[Any]) -> list[Receipt]:
    """As they are read, each key once, as the journal keeps it."""
    raws = {raw.key: raw for call in calls for raw in channel.verify(call).raws}
    return [found for raw in raws.values() for found in channel.read(raw)]


@pytest.mark.asyncio
async def test_the_news_names_the_message_that_was_sent(sms: Make, twilio: Twilio) -> None:
    sent = await sms().send(OUT)
    ref = twilio.sent[0]["StatusCallback"][0].partition("?ref=")[2]
    found = receipts(sms(), news(sent.remote_id, LIFE, ref))
    assert {(one.remote_id, one.ref) for one in found} == {(sent.remote_id, "0199-a")}
    assert [one.state for one in found] == ["sent", "sent", "sent", "delivered", "read"]


@pytest.mark.asyncio
async def test_a_send_that_nobody_answered_is_settled_by_its_news(sms: Make, twilio: Twilio) -> None:
    twilio.drop = True
    with pytest.raises(Uncertain):
        await sms().send(OUT)
    ref = twilio.sent[0]["StatusCallback"][0].partition("?ref=")[2]
    (found,) = receipts(sms(), [told(twilio.sids[0], "delivered", ref=ref)])
    assert found == Receipt("delivered", twilio.sids[0], OUT.ref)


@pytest.mark.asyncio
@pytest.mark.parametrize("seed", range(5))
async def test_doubled_and_shuffled_news_is_the_same_news(sms: Make, seed: int) -> None:
    calls = news("SM" + "0" * 32, LIFE * 3, "0199-a")
    random.Random(seed).shuffle(calls)
    found = receipts(sms(), calls)
    assert sorted(one.state for one in found) == ["delivered", "read", "sent", "sent", "sent"]


@pytest.mark.asyncio
@pytest.mark.parametrize(("error", "code"), [(21610, "opted_out"), (30006, "unreachable"), (30008, ""), (0, "")])
async def test_bad_news_says_why_and_what_to_do(sms: Make, error: int, code: str) -> None:
    (found,) = receipts(sms(), [told("SM" + "0" * 32, "undelivered", error=error, sender=NUMBER)])
    assert (found.state, found.code) == ("failed", code)
    assert found.detail.endswith(".")
