"""Every connector over a bad line: a message that may have arrived is never sent again without an agent's word.

The providers are those of `tests/servers`, strict as the real ones; what is bad is the network between.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

import pytest
import pytest_asyncio
from office.office import Office
from servers import receivers
from servers.dovecot import Dovecot
from servers.postfix import Postfix
from servers.receivers import Receiver

from connectors.registry import CONNECTORS
from connectors.twilio_sms import TwilioSms
from connectors.twilio_whatsapp import TwilioWhatsApp
from inbox import accounts, messages
from inbox.accounts import NewAccount
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.words import AccountId, Message, User
from router import deliverer as deliverer_module
from router.deliverer import Deliverer

WORD = b"Parcel"
ELSEWHERE = {"chat": "the database is the delivery: tests/connectors/test_chat.py"}
LINES: dict[str, Callable[..., AbstractAsyncContextManager[Receiver]]] = {
    "email": receivers.email,
    "twilio_sms": partial(receivers.twilio_line, TwilioSms),
    "twilio_whatsapp": partial(receivers.twilio_line, TwilioWhatsApp),
    "meta_whatsapp": receivers.meta_whatsapp,
    "slack": receivers.slack_room,
    "telegram": receivers.telegram_chat,
    "api": receivers.api,
}


def test_no_connector_is_left_out() -> None:
    assert set(LINES) | set(ELSEWHERE) == set(CONNECTORS)


@pytest_asyncio.fixture(params=LINES)
async def line(request: Any, dovecot: Dovecot, postfix: Postfix) -> AsyncIterator[Receiver]:
    servers = (dovecot, postfix) if request.param == "email" else ()
    async with LINES[request.param](WORD, *servers) as receiver:
        yield receiver


@pytest.fixture
def answer(office: Office, line: Receiver, ana: User) -> Message:
    kind = type(line.connector)
    new = NewAccount(kind.name, kind.name, {}, {}, kind.channel)
    account = office.write(accounts.add, office.box, new, office.clock())
    scope = account.id if kind.name in ("api", "telegram") else ""
    stands = office.hears(account, Contact(kind.channel, scope, line.address, evidence="proven"))
    return office.reply(stands.id, ana, f"{WORD.decode()}: on its way")


@pytest_asyncio.fixture
async def deliver(
    inbox: Inbox, office: Office, line: Receiver, answer: Message, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Any]:
    """Let an hour pass and deliver whatever may be. Returns how the answer stands."""

    async def connector_of(inbox: Inbox, account_id: AccountId) -> Any:
        return line.connector

    monkeypatch.setattr(deliverer_module, "connector_of", connector_of)
    deliverer = Deliverer(inbox, alone=True)

    async def once() -> Message:
        office.clock.forward(minutes=15)
        await deliverer.deliver_some()
        await asyncio.gather(*deliverer._under_way, return_exceptions=True)
        return office.read(messages.get, answer.id)

    return once


@pytest.mark.asyncio
async def test_over_a_good_line_it_arrives_once(line: Receiver, deliver: Callable[[], Any]) -> None:
    assert (await deliver()).state in ("sent", "delivered")
    await deliver()
    assert await asyncio.to_thread(line.hands) == 1


@pytest.mark.asyncio
async def test_where_nobody_listens_it_waits_and_arrives_once_later(line: Receiver, deliver: Callable[[], Any]) -> None:
    line.proxy.refuse()
    assert (await deliver()).state == "queued"
    line.proxy.accept()
    assert (await deliver()).state in ("sent", "delivered")
    assert await asyncio.to_thread(line.hands) == 1


@pytest.mark.asyncio
async def test_an_answer_that_is_lost_leaves_it_uncertain_and_it_is_not_sent_twice(
    line: Receiver, deliver: Callable[[], Any]
) -> None:
    line.proxy.eat_answer_to = line.written
    stood = await deliver()
    for _ in range(3):
        stood = await deliver()
    assert stood.state in ("uncertain", "sent"), stood.state_detail  # some providers can be asked whether they have it
    assert stood.state == "sent" or stood.state_detail.endswith(".")
    assert await asyncio.to_thread(line.hands) == 1


@pytest.mark.asyncio
async def test_a_line_that_breaks_while_it_speaks_never_doubles_it(line: Receiver, deliver: Callable[[], Any]) -> None:
    line.proxy.block = line.written
    stood = await deliver()
    for _ in range(3):
        stood = await deliver()
    hands = await asyncio.to_thread(line.hands)
    assert (stood.state, hands) in {("uncertain", 0), ("sent", 1)}, stood.state_detail
