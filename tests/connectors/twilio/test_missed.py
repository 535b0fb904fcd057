"""What Twilio took while it could not call us is found in its list, and stands in the thread once."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web
from servers.twilio import NUMBER, SERVICE, Twilio, inbound, refused
from servers.twilio_calls import signed

from connectors.contract import Incoming, Raw, Refused
from connectors.twilio.missed import time_of

Make = Callable[..., Any]
AGO = timedelta(minutes=30)


class Journal:
    """What was kept, and until when. full: passes after which the listener is stopped."""

    def __init__(self, full: int = 1) -> None:
        self.raws: list[Raw] = []
        self.cursors: list[str] = []
        self.full = full

    async def keep(self, raws: Sequence[Raw], cursor: str) -> None:
        self.raws += raws
        self.cursors.append(cursor)
        if len(self.cursors) >= self.full:
            raise asyncio.CancelledError

    async def listen(self, channel: Any, cursor: str = "") -> None:
        with pytest.raises(asyncio.CancelledError):
            await channel.listen(cursor, self.keep)

    @property
    def keys(self) -> list[str]:
        return [raw.key for raw in self.raws]


def texts(channel: Any, raws: Sequence[Raw]) -> list[str]:
    return [one.text for raw in raws for one in channel.read(raw) if isinstance(one, Incoming)]


@pytest.mark.asyncio
async def test_after_an_outage_the_missed_messages_come_in_their_order(
    sms: Make, twilio: Twilio, now: datetime
) -> None:
    twilio.inbound = [
        inbound(2, now - timedelta(minutes=5), "second"),
        inbound(1, now - timedelta(minutes=9), "first"),
        inbound(3, now - timedelta(minutes=1), "third"),
    ]
    journal = Journal()
    await journal.listen(sms(), (now - AGO).isoformat())
    assert texts(sms(), journal.raws) == ["first", "second", "third"]
    assert journal.cursors == [now.isoformat()]


@pytest.mark.asyncio
async def test_what_the_hook_has_brought_has_the_same_key(sms: Make, twilio: Twilio, now: datetime) -> None:
    twilio.inbound = [inbound(1, now, "Hola")]
    journal = Journal()
    await journal.listen(sms())
    called = signed(
        urlencode({"MessageSid": twilio.inbound[0]["sid"], "SmsStatus": "received", "Body": "Hola"}).encode()
    )
    assert journal.keys == [sms().verify(called).raws[0].key]
    (found,) = sms().read(journal.raws[0])
    assert (found.remote_id, found.sender.address, found.sent_at) == (
        twilio.inbound[0]["sid"], "+34600000001", now,
    )  # fmt: skip


@pytest.mark.asyncio
async def test_without_a_cursor_it_begins_now(sms: Make, twilio: Twilio, now: datetime) -> None:
    twilio.inbound = [inbound(1, now - timedelta(days=300), "old"), inbound(2, now, "new")]
    journal = Journal()
    await journal.listen(sms())
    assert texts(sms(), journal.raws) == ["new"]


@pytest.mark.asyncio
@pytest.mark.parametrize("cursor", ["", "x", "2026-11-22", "2026-11-22T10:00:00", "9999-12-31T23:59:59+00:00", "\x00"])
async def test_a_cursor_that_is_none_or_lies_ahead_is_now(sms: Make, now: datetime, cursor: str) -> None:
    journal = Journal()
    await journal.listen(sms(), cursor)
    assert journal.cursors == [now.isoformat()]


@pytest.mark.asyncio
async def test_a_message_that_was_listed_late_is_not_lost(sms: Make, twilio: Twilio, now: datetime) -> None:
    """Its time lies before the cursor."""
    twilio.inbound = [inbound(1, now - timedelta(minutes=8), "late")]
    journal = Journal()
    await journal.listen(sms(), now.isoformat())
    assert texts(sms(), journal.raws) == ["late"]


@pytest.mark.asyncio
async def test_the_next_look_brings_only_what_is_new(sms: Make, twilio: Twilio, now: datetime) -> None:
    twilio.inbound = [inbound(1, now, "Hola", num_media="1")]
    journal = Journal(full=3)
    await journal.listen(sms())
    assert len(journal.keys) == 1
    assert len([path for path in twilio.asked if "/Media.json" in path]) == 1


@pytest.mark.asyncio
async def test_a_long_absence_is_made_up_in_steps_that_are_kept_one_by_one(
    sms: Make, twilio: Twilio, now: datetime
) -> None:
    twilio.inbound = [inbound(day, now - timedelta(days=day), f"day {day}") for day in (1, 2, 3)]
    journal = Journal(full=12)
    await journal.listen(sms(), (now - timedelta(days=3)).isoformat())
    assert texts(sms(), journal.raws) == ["day 3", "day 2", "day 1"]
    assert journal.cursors == sorted(journal.cursors)
    assert journal.cursors[-1] == now.isoformat()


@pytest.mark.asyncio
async def test_many_pages_are_read_to_their_end(sms: Make, twilio: Twilio, now: datetime) -> None:
    twilio.inbound = [inbound(one, now - timedelta(seconds=one % 500), f"{one}") for one in range(1, 451)]
    journal = Journal()
    await journal.listen(sms())
    assert len(set(journal.keys)) == 450
    assert len(twilio.requests) == 3


@pytest.mark.asyncio
async def test_only_what_came_in_for_this_number_is_taken(sms: Make, twilio: Twilio, now: datetime) -> None:
    twilio.inbound = [
        inbound(1, now, "to us"),
        inbound(2, now, "to others", to="+15550199"),
        inbound(3, now, "from us", direction="outbound-api"),
    ]
    journal = Journal()
    await journal.listen(sms())
    assert texts(sms(), journal.raws) == ["to us"]


@pytest.mark.asyncio
async def test_a_messaging_services_messages_are_told_from_the_accounts_others(
    sms: Make, twilio: Twilio, now: datetime
) -> None:
    twilio.inbound = [
        inbound(1, now, "to the service", to="+15550199", messaging_service_sid=SERVICE),
        inbound(2, now, "to another", messaging_service_sid="MG" + "b" * 32),
        inbound(3, now, "to none"),
    ]
    journal = Journal()
    await journal.listen(sms(sender=SERVICE))
    assert texts(sms(), journal.raws) == ["to the service"]


@pytest.mark.asyncio
async def test_whatsapp_asks_for_its_own_and_brings_the_files(whatsapp: Make, twilio: Twilio, now: datetime) -> None:
    told = {"from": "whatsapp:+34600000001", "to": f"whatsapp:{NUMBER}", "num_media": "1"}
    twilio.inbound = [inbound(1, now, "", **told), inbound(2, now, "an SMS")]
    journal = Journal()
    await journal.listen(whatsapp())
    ((found,),) = [whatsapp().read(raw) for raw in journal.raws]
    assert (found.sender.address, found.media[0].mime) == ("+34600000001", "image/jpeg")
    assert found.media[0].place.startswith("https://api.twilio.com/2010-04-01/Accounts/AC")
    assert found.media[0].place.endswith("/Media/ME" + "0" * 32)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "answer",
    [
        lambda request: refused(503, 20503, "Service unavailable"),
        lambda request: refused(429, 20429, "Too many requests"),
        lambda request: web.Response(text="<html>"),
        lambda request: web.Response(text="[" * 60_000),
        lambda request: web.json_response([]),
    ],
)
async def test_a_bad_moment_of_twilios_costs_a_pass_and_no_message(
    sms: Make, twilio: Twilio, now: datetime, answer: Any
) -> None:
    twilio.answers = [answer]
    twilio.inbound = [inbound(1, now - timedelta(minutes=20), "Hola")]
    journal = Journal()
    await journal.listen(sms(), (now - AGO).isoformat())
    assert texts(sms(), journal.raws) == ["Hola"]


@pytest.mark.asyncio
async def test_a_wrong_login_needs_a_person(sms: Make) -> None:
    with pytest.raises(Refused, match="auth token"):
        await sms(auth_token="0" * 32).listen("", Journal().keep)


@pytest.mark.asyncio
async def test_what_could_not_be_kept_is_listed_again(sms: Make, twilio: Twilio, now: datetime) -> None:
    class Full(Journal):
        async def keep(self, raws: Sequence[Raw], cursor: str) -> None:
            if not self.cursors:
                self.cursors.append("full")
                raise OSError("no space left on device")
            await super().keep(raws, cursor)

    twilio.inbound = [inbound(1, now, "Hola")]
    journal = Full(full=2)
    channel = sms()
    with pytest.raises(OSError, match="no space"):
        await channel.listen("", journal.keep)
    await journal.listen(channel)
    assert texts(sms(), journal.raws) == ["Hola"]


def test_a_cursor_is_a_time_with_its_zone() -> None:
    assert time_of("2026-11-22T11:00:00+01:00") == datetime(2026, 11, 22, 10, tzinfo=UTC)
