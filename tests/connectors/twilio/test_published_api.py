"""All that is asked of Twilio is asked as its published API says, and our Twilio on loopback answers like it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import aiohttp
import pytest
from servers.twilio import ACCOUNT, NUMBER, SERVICE, TOKEN, Twilio, basic, inbound
from servers.twilio_published import published

from connectors.contract import Address, File, Filled, Outgoing, Raw
from connectors.twilio.line import Cloud

Make = Callable[..., Any]
HX = "HX" + "0" * 32
OUT = Outgoing("0199-a", Address("sms", "+34600000001"), "Hola 👍🏽", ref="0199-a", hook="https://hilo.example/hooks/a")
TEMPLATE = {
    "sid": HX, "friendly_name": "a", "language": "es", "variables": {},
    "types": {"twilio/text": {"body": "Hola"}}, "approval_requests": {"status": "approved"},
}  # fmt: skip
PHOTO = File("a.jpg", "image/jpeg", b"x", link="https://hilo.example/files/1?token=t")


def out(**changes: Any) -> Outgoing:
    known = {name: getattr(OUT, name) for name in OUT.__struct_fields__}
    return Outgoing(**{**known, **changes})


@pytest.mark.asyncio
@pytest.mark.timeout(300)
async def test_what_is_asked_and_answered_is_as_published(
    sms: Make, whatsapp: Make, twilio: Twilio, now: datetime
) -> None:
    async with published(twilio) as route:
        cloud = Cloud(route, None, 0.0)
        await refuses_what_is_not_published(route)
        await sends(sms(cloud), sms(cloud, sender=SERVICE), whatsapp(cloud))
        twilio.inbound = [inbound(1, now, "Hola", num_media="1")]
        await lists(sms(cloud))
        await sms(cloud).check()
        await sms(cloud, sender=SERVICE).check()
        await whatsapp(cloud).check()
        twilio.contents = [TEMPLATE]
        assert [one.id for one in await whatsapp(cloud).templates()] == [HX]
    assert len(twilio.sent) == 4


async def refuses_what_is_not_published(route: Callable[[str], str]) -> None:
    """Or its silence would say nothing."""
    url = route(f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    headers = {"Authorization": basic(ACCOUNT, TOKEN)}
    async with aiohttp.ClientSession() as http:
        async with http.post(url, data={"To": "+34600000001", "ContentSid": "7"}, headers=headers) as got:
            assert got.status == 422
        async with http.post(url, data={"To": "+34600000001", "From": NUMBER, "Body": "x"}) as got:
            assert got.status == 401


async def sends(by_number: Any, by_service: Any, by_whatsapp: Any) -> None:
    await by_number.send(out(files=(PHOTO,)))
    await by_service.send(out())
    to = Address("whatsapp", "+34600000001")
    await by_whatsapp.send(out(to=to))
    await by_whatsapp.send(out(to=to, template=Filled(HX, "a", "es", {"1": "Ana"})))


async def lists(channel: Any) -> None:
    kept: list[Raw] = []

    async def keep(raws: Sequence[Raw], cursor: str) -> None:
        kept.extend(raws)
        raise EOFError

    with pytest.raises(EOFError):
        async with asyncio.timeout(30):  # a list that cannot be read is asked for again and again
            await channel.listen("", keep)
    assert len(kept) == 1
