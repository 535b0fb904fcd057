"""A provider that does as it is told, and the deliverer that sends by it."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from office.office import Office

from connectors.contract import Outgoing, Sent
from inbox import messages
from inbox.door import Inbox
from inbox.words import Account, AccountId, Message, User
from router import deliverer as deliverer_module
from router.deliverer import Deliverer

Script = list[Any]
ENDLESS = object()


class Provider:
    """Answers each message by the script of its thread's text, or accepts it."""

    def __init__(self) -> None:
        self.scripts: defaultdict[str, Script] = defaultdict(list)
        self.sent: list[Outgoing] = []
        self.under_way = 0
        self.most_under_way = 0
        self.go = asyncio.Event()

    async def send(self, outgoing: Outgoing) -> Sent:
        self.sent.append(outgoing)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            answer = self.scripts[outgoing.text].pop(0) if self.scripts[outgoing.text] else Sent(outgoing.message_id)
            if answer is ENDLESS:
                await self.go.wait()
                answer = Sent(outgoing.message_id)
            if isinstance(answer, BaseException):
                raise answer
            return answer
        finally:
            self.under_way -= 1

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.sent]


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    provider = Provider()

    async def connector_of(inbox: Inbox, account_id: AccountId) -> Provider:
        return provider

    monkeypatch.setattr(deliverer_module, "connector_of", connector_of)
    return provider


@pytest_asyncio.fixture
async def deliverer(inbox: Inbox, provider: Provider) -> AsyncIterator[Deliverer]:
    deliverer = Deliverer(inbox, alone=True)
    yield deliverer
    provider.go.set()
    await asyncio.gather(*deliverer._under_way, return_exceptions=True)


@pytest.fixture
def answer(office: Office, email: Account, ana: User) -> Message:
    return office.reply(office.hears(email, subject="Parcel").id, ana, "On its way")


def now(office: Office, said: Message) -> Message:
    return office.read(messages.get, said.id)


async def deliver(deliverer: Deliverer) -> None:
    await deliverer.deliver_some()
    await asyncio.gather(*deliverer._under_way, return_exceptions=True)
