"""An agent asks a visitor to prove the address that they typed."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from sqlalchemy import Connection, update

from connectors.contract import Outgoing, Refused, Sent
from connectors.email.channel import Email
from connectors.registry import CONNECTORS
from inbox import accounts, challenges, events, identities, merging, proofs, schema
from inbox.accounts import NewAccount
from inbox.arrivals import Arrival, Read
from inbox.identities import Contact
from inbox.journal import Entry, append, unread
from inbox.receive import receive
from inbox.words import Account, Mood, Thread
from router.patience import judge

pytestmark = pytest.mark.asyncio

MAIL = {
    "address": "support@example.com",
    "name": "Acme",
    "imap_host": "mail.example.com",
    "imap_port": 993,
    "imap_user": "x",
    "imap_security": "tls",
    "smtp_host": "mail.example.com",
    "smtp_port": 465,
    "smtp_security": "tls",
}
ASKED = {"channel": "email", "address": "maria@example.org"}


class Postbox(Email):
    """Mail that goes no further than this list."""

    letters: ClassVar[list[Outgoing]] = []
    full: ClassVar[bool] = False

    async def send(self, outgoing: Outgoing) -> Sent:
        if self.full:
            raise Refused("452 4.2.2 The mailbox is full")
        self.letters.append(outgoing)
        return Sent(outgoing.message_id)


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Outgoing]]:
    monkeypatch.setitem(CONNECTORS, "email", Postbox)
    monkeypatch.setattr(Postbox, "letters", [])
    return Postbox.letters


@pytest.fixture
def open_chat(house: Any) -> Any:
    async def add() -> Account:
        new = NewAccount("chat", "Chat", {"title": "Acme"}, {})
        return await house.inbox.write(accounts.add, house.inbox.box, new, house.inbox.clock())

    return add


async def equip(house: Any) -> None:
    inbox = house.inbox
    await inbox.write(accounts.update_settings, inbox.box, house.account, "Support", MAIL, {}, inbox.clock())


async def visits(house: Any, chat: Account, name: str = "v1", email: str = "maria@example.org") -> Contact:
    """A visitor writes, and types an address."""
    now = house.inbox.clock()
    await house.inbox.batch(append, Entry(chat.id, f"chat-{name}", b"raw", {}, now))
    seq = (await house.inbox.read(unread, 100))[-1].seq
    who = Contact("chat", chat.id, name, "", "proven", "visitor token")
    claims = (Contact("email", "", email, how="typed in the chat"),) if email else ()
    arrival = Arrival(seq, chat.id, f"{name}:1", who, now, "Hi", "Hi", Mood(), claims=claims)
    await house.inbox.write(receive, [Read(seq, (arrival,))], judge, now)
    return who


async def customer_of(house: Any, who: Contact) -> str:
    found = await house.inbox.read(identities.find, *who.unique_name)
    return str(found.customer_id)


async def test_the_code_goes_to_the_address_and_the_visitors_window_offers_to_enter_it(
    house: Any, open_chat: Any, letters: list[Outgoing]
) -> None:
    await equip(house)
    visitor = await visits(house, await open_chat())
    agent, seq = await house.browser(), await house.inbox.read(events.last_seq)
    answer = await agent.post(f"/api/v1/customers/{await customer_of(house, visitor)}/ask", ASKED)
    assert answer.status == 204, answer.body
    (letter,) = letters
    assert letter.to.address == "maria@example.org"
    assert "chat of Acme" in letter.text
    assert await house.inbox.read(challenges.asked_of, visitor, house.inbox.clock()) == "maria@example.org"
    (told,) = await house.inbox.read(events.since, seq)
    found = await house.inbox.read(identities.find, *visitor.unique_name)
    assert (told.kind, told.identity_id, told.data) == ("visitor.asked", found.id, {})


async def test_an_open_window_is_told_at_once(house: Any, open_chat: Any) -> None:
    await equip(house)
    chat = await open_chat()
    base = f"{house.url}/chat/{chat.id}"
    async with house.http.post(f"{base}/session", json={}) as response:
        welcome = await response.json()
    visitor = await visits(house, chat, welcome["visitor"])
    async with house.http.get(f"{base}/stream", headers={"Authorization": f"Bearer {welcome['token']}"}) as stream:
        await stream.content.readuntil(b'{"asked":"","proven":[]}')
        agent = await house.browser()
        await agent.post(f"/api/v1/customers/{await customer_of(house, visitor)}/ask", ASKED)
        await stream.content.readuntil(b'{"asked":"maria@example.org","proven":[]}')


async def test_of_several_visitors_the_one_who_typed_it_is_asked_even_where_two_are_one_customer(
    house: Any, open_chat: Any
) -> None:
    await equip(house)
    chat = await open_chat()
    typed, other = await visits(house, chat, "v1"), await visits(house, chat, "v2", "")
    one, two = await customer_of(house, typed), await customer_of(house, other)
    agent = await house.browser()
    await house.inbox.write(merging.merge, two, one, "said so", None, house.inbox.clock())
    assert (await agent.post(f"/api/v1/customers/{two}/ask", ASKED)).status == 204
    assert await house.inbox.read(challenges.asked_of, typed, house.inbox.clock()) == "maria@example.org"
    assert await house.inbox.read(challenges.asked_of, other, house.inbox.clock()) == ""


async def test_an_address_of_a_customer_who_was_merged_in_can_be_asked_for(house: Any, open_chat: Any) -> None:
    """The agent is convinced, the visitor has still to prove it before they see anything."""
    await equip(house)
    known: Thread = await house.thread(address="maria@example.org")
    visitor = await visits(house, await open_chat())
    agent = await house.browser()
    theirs = await customer_of(house, visitor)
    await house.inbox.write(merging.merge, theirs, known.customer_id, "said so", None, house.inbox.clock())
    assert (await agent.post(f"/api/v1/customers/{known.customer_id}/ask", ASKED)).status == 204


async def test_nobody_is_asked_for_what_they_did_not_say(house: Any, open_chat: Any, letters: list[Outgoing]) -> None:
    await equip(house)
    visitor = await visits(house, await open_chat(), email="")
    answer = await (await house.browser()).post(f"/api/v1/customers/{await customer_of(house, visitor)}/ask", ASKED)
    assert (answer.status, letters) == (409, [])


async def test_who_never_wrote_in_a_chat_has_no_window(house: Any) -> None:
    await equip(house)
    known: Thread = await house.thread(address="maria@example.org")
    answer = await (await house.browser()).post(f"/api/v1/customers/{known.customer_id}/ask", ASKED)
    assert answer.status == 409
    assert "no window" in answer.json["error"]["message"]


async def test_what_is_proven_is_not_asked_again(house: Any, open_chat: Any) -> None:
    await equip(house)
    visitor = await visits(house, await open_chat())
    proven = Contact("email", "", "maria@example.org", "", "proven", "one-time code")
    await house.inbox.write(proofs.admit, visitor, proven, house.inbox.clock())
    answer = await (await house.browser()).post(f"/api/v1/customers/{await customer_of(house, visitor)}/ask", ASKED)
    assert answer.status == 409
    assert "already" in answer.json["error"]["message"]


async def test_asking_has_the_same_end_for_agents(house: Any, open_chat: Any) -> None:
    await equip(house)
    path = f"/api/v1/customers/{await customer_of(house, await visits(house, await open_chat()))}/ask"
    agent = await house.browser()
    assert [(await agent.post(path, ASKED)).status for _ in range(4)] == [204, 204, 204, 429]


async def test_a_mail_that_does_not_leave_asks_nobody(
    house: Any, open_chat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await equip(house)
    visitor = await visits(house, await open_chat())
    agent, seq = await house.browser(), await house.inbox.read(events.last_seq)
    monkeypatch.setattr(Postbox, "full", True)
    answer = await agent.post(f"/api/v1/customers/{await customer_of(house, visitor)}/ask", ASKED)
    assert answer.status == 503
    assert await house.inbox.read(events.since, seq) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"channel": "sms", "address": "+34600000001"}, 422),
        ({"channel": "email", "address": ""}, 422),
        ({"channel": "email", "address": "nonsense"}, 422),
        ({"channel": "email"}, 422),
    ],
)
async def test_only_an_email_address_can_be_asked_for(
    house: Any, open_chat: Any, body: dict[str, str], status: int
) -> None:
    await equip(house)
    visitor = await visits(house, await open_chat())
    answer = await (await house.browser()).post(f"/api/v1/customers/{await customer_of(house, visitor)}/ask", body)
    assert answer.status == status


async def test_strangers_ask_nobody_and_nobody_is_found_who_is_not_there(house: Any) -> None:
    await equip(house)
    path = "/api/v1/customers/01900000-0000-7000-8000-000000000000/ask"
    assert (await house.stranger().post(path, ASKED)).status == 401
    assert (await (await house.browser()).post(path, ASKED)).status == 404


async def test_without_an_account_that_could_send_it_says_so(house: Any, open_chat: Any) -> None:
    visitor = await visits(house, await open_chat())
    await house.inbox.write(accounts.pause, house.account, True, house.inbox.clock())
    answer = await (await house.browser()).post(f"/api/v1/customers/{await customer_of(house, visitor)}/ask", ASKED)
    assert (answer.status, answer.json["error"]["code"]) == (409, "no_sender")


@pytest.mark.parametrize(
    ("language", "subject"), [("es", "es tu código"), ("en", "is your code"), ("fr", "is your code")]
)
async def test_the_letter_speaks_the_customers_language(
    house: Any, open_chat: Any, letters: list[Outgoing], language: str, subject: str
) -> None:
    await equip(house)
    customer = await customer_of(house, await visits(house, await open_chat()))
    agent = await house.browser()
    await house.inbox.write(speak, customer, language)
    await agent.post(f"/api/v1/customers/{customer}/ask", ASKED)
    assert subject in letters[0].subject


def speak(conn: Connection, customer_id: str, language: str) -> None:
    conn.execute(update(schema.customer).where(schema.customer.c.id == customer_id).values(language=language))
