"""A channel that no room but the connectors' knows: in, threaded, answered and shut, with the router's own parts."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from office.office import Office
from office.routing import Until
from servers.telegram import TOKEN, BotApi, open_telegram

from connectors.registry import CONNECTORS
from connectors.telegram import Telegram
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.words import Account, Message, User
from router.deliverer import Deliverer
from router.fetching import fetch_media
from router.listening import Listening
from router.mood.instant import Instant
from router.reader import Reader

ANA = Contact("telegram", "", "5550100001")
PAYLOADS = Path(__file__).parents[1] / "connectors" / "payloads" / "telegram"


@pytest_asyncio.fixture
async def api(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BotApi]:
    """Telegram is on loopback for every account."""
    async with open_telegram() as api:

        class Nearby(Telegram):
            def __init__(self, account_id: str, settings: Any) -> None:
                super().__init__(account_id, settings, endpoint=api.url)

        monkeypatch.setitem(CONNECTORS, "telegram", Nearby)
        yield api


@pytest.fixture
def account(office: Office, api: BotApi) -> Account:
    return office.account("telegram", secrets={"bot_token": TOKEN})


@asynccontextmanager
async def running(inbox: Inbox) -> AsyncIterator[None]:
    parts = (
        Listening(inbox).run(),
        Reader(inbox, Instant()).run(),
        Deliverer(inbox, alone=True).run(),
        fetch_media(inbox),
    )
    tasks = [asyncio.create_task(one) for one in parts]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def update(name: str) -> Any:
    return json.loads((PAYLOADS / f"{name}.json").read_text())


def said(office: Office) -> list[Message]:
    """By her and to her; nothing while nobody knows her."""
    try:
        return office.messages(office.thread_of(ANA).id)
    except AssertionError:
        return []


@pytest.mark.asyncio
async def test_a_customer_writes_is_answered_and_blocks_us(
    api: BotApi, office: Office, inbox: Inbox, account: Account, ana: User, until: Until
) -> None:
    async with running(inbox):
        api.happens(update("text"))
        await until(lambda: said(office))
        thread = office.thread_of(ANA)
        assert (thread.status, thread.channel) == ("open", "telegram")
        office.reply(thread.id, ana, "Mañana llega.")
        inbox.bus.wake("outbox")
        await until(lambda: said(office)[-1].state == "sent")
        assert [one["text"] for one in api.sent] == ["Mañana llega."]
        api.happens(update("blocked"))
        await until(lambda: office.identity(ANA).shut == "opted_out")
        api.happens(update("reply"))  # she could not, had she not unblocked us
        await until(lambda: not office.identity(ANA).shut)
    assert [one.text for one in said(office)][-1].endswith("Azul")


@pytest.mark.asyncio
async def test_the_same_updates_again_are_the_same_messages(
    api: BotApi, office: Office, inbox: Inbox, account: Account, until: Until
) -> None:
    api.happens(update("text"), update("voice"))
    async with running(inbox):
        await until(lambda: len(said(office)) == 2)
        api.happens(update("text"), update("edited"), update("voice"), update("sticker"))
        await until(lambda: len(said(office)) >= 3)
    assert [one.text for one in said(office)] == ["¿Dónde está mi pedido 12?", "", "😡"]


@pytest.mark.asyncio
async def test_a_voice_message_is_fetched(
    api: BotApi, office: Office, inbox: Inbox, account: Account, until: Until
) -> None:
    api.paths["AwACAgQAAxkBAAIvoi"], api.files["voice/file_1.oga"] = "voice/file_1.oga", b"OggS"
    async with running(inbox):
        api.happens(update("voice"))
        await until(lambda: said(office) and said(office)[0].attachments[0].state == "kept")
    (one,) = said(office)[0].attachments
    assert (one.name, one.mime, one.size) == ("voice.ogg", "audio/ogg", 4)


@pytest.mark.asyncio
async def test_her_own_number_brings_her_to_the_thread_she_has(
    api: BotApi, office: Office, inbox: Inbox, account: Account, until: Until
) -> None:
    texts = office.account("sms", connector="twilio_sms")
    before = office.hears(texts, Contact("sms", "", "+34600000012", "Ana", "proven", "number, by Twilio"))
    async with running(inbox):
        api.happens(update("contact_own"))
        await until(lambda: said(office))
    assert office.thread_of(ANA).id == before.id
