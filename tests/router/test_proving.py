"""The mail with the code: who sends it, what it says, and what becomes of it where it does not leave."""

import asyncio
from datetime import timedelta

import pytest
from office.office import Office
from office.spy import FOREVER, Spy

from connectors.contract import Outgoing, Refused, TryLater, Uncertain
from connectors.registry import CONNECTORS
from inbox import accounts
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.words import Account
from router import proving
from router.proving import Letter, UnsentError

ACME = Letter("Acme", "en")
MARIA = Contact("email", "", "maria@example.com")


@pytest.fixture
def spy(office: Office, monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setitem(CONNECTORS, "spy", Spy)
    monkeypatch.setattr(Spy, "script", type(Spy.script)())
    return office.account("email", connector="spy")


async def send(inbox: Inbox, account: Account, letter: Letter = ACME) -> Outgoing:
    await proving.send_code(inbox, account, MARIA, "012345", letter)
    sent: Outgoing = Spy.script.what("send")[-1]
    return sent


def test_a_code_has_six_digits_and_is_seldom_the_same() -> None:
    codes = [proving.new_code() for _ in range(200)]
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(set(codes)) > 190


@pytest.mark.asyncio
async def test_the_letter_carries_the_code_to_the_address_and_names_the_chat(inbox: Inbox, spy: Account) -> None:
    sent = await send(inbox, spy)
    assert (sent.to.channel, sent.to.address) == ("email", "maria@example.com")
    assert sent.subject == "012345 is your code"
    assert "for the chat of Acme is:\n\n012345\n" in sent.text
    assert sent.ref == sent.message_id
    assert (sent.token, sent.cites, sent.answers) == ("", (), ""), "it answers nothing, and belongs to no thread"


@pytest.mark.asyncio
async def test_each_letter_is_a_mail_of_its_own(inbox: Inbox, spy: Account) -> None:
    assert (await send(inbox, spy)).ref != (await send(inbox, spy)).ref


@pytest.mark.parametrize(
    ("letter", "place"),
    [
        (Letter("Acme", "es"), "para el chat de Acme es:"),
        (Letter(" ", "en"), "for the chat is:"),
        (Letter("Two\r\nlines {code}", "en"), "for the chat of Two lines {code} is:"),
    ],
)
@pytest.mark.asyncio
async def test_it_speaks_the_readers_language_and_takes_any_title(
    inbox: Inbox, spy: Account, letter: Letter, place: str
) -> None:
    assert place in (await send(inbox, spy, letter)).text


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (Refused("550 5.1.1 maria@example.com unknown"), "Check how it is written"),
        (TryLater("greylisted", timedelta(minutes=5)), "Try again"),
        (Uncertain("cut off"), "Try again"),
    ],
)
@pytest.mark.asyncio
async def test_what_does_not_leave_is_told_in_our_words_and_not_the_servers(
    inbox: Inbox, spy: Account, trouble: Exception, says: str
) -> None:
    Spy.script.then("send", trouble)
    with pytest.raises(UnsentError, match=says) as told:
        await send(inbox, spy)
    assert str(trouble) not in str(told.value)


@pytest.mark.asyncio
async def test_nobody_waits_for_ever(inbox: Inbox, spy: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "SECONDS", 0.01)
    Spy.script.then("send", FOREVER)
    with pytest.raises(UnsentError, match="Try again"):
        await asyncio.wait_for(send(inbox, spy), 30)


@pytest.mark.asyncio
async def test_the_sender_is_an_email_account_that_works(office: Office, inbox: Inbox, spy: Account) -> None:
    office.account("chat")
    paused, troubled = spy, office.account("email")
    office.write(accounts.pause, paused.id, True, office.clock())
    office.write(accounts.alarm, troubled.id, "The password was changed.", office.clock())
    assert (await found(inbox)).id == troubled.id, "better one that may fail than none"
    well = office.account("email")
    assert (await found(inbox)).id == well.id


async def found(inbox: Inbox) -> Account:
    account = await proving.sender(inbox)
    assert account is not None
    return account


@pytest.mark.asyncio
async def test_without_one_there_is_none(office: Office, inbox: Inbox) -> None:
    office.account("chat")
    office.account("email", connector="gone with an older version")
    assert await proving.sender(inbox) is None


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Maria@Example.COM ", "maria@example.com"),
        ("maria@exämple.com", "maria@xn--exmple-cua.com"),
        ("Support@example.com", None),
        ("maria", None),
        ("", None),
    ],
)
def test_an_address_is_known_by_the_name_that_its_mail_comes_under(
    office: Office, typed: str, address: str | None
) -> None:
    imap = {"imap_host": "mail.example.com", "imap_port": 993, "imap_user": "x", "imap_security": "tls"}
    smtp = {"smtp_host": "mail.example.com", "smtp_port": 465, "smtp_security": "tls"}
    account = office.account("email", settings={"address": "support@example.com", **imap, **smtp})
    who = proving.located(account, typed)
    assert (who and who.unique_name) == (("email", "", address) if address else None)


def test_a_channel_that_reaches_nobody_by_a_typed_address_locates_none(office: Office) -> None:
    chat = office.account("chat", settings={"title": "Acme"})
    assert proving.located(chat, "maria@example.com") is None
