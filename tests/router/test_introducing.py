"""Names that did not come with their messages: asked for, kept, and asked for again where it helps."""

import asyncio

import pytest
from office.office import Office
from office.routing import Until
from office.spy import FOREVER, Script

from connectors.contract import Person, Refused, TryLater, Uncertain
from inbox import accounts, removal
from inbox.door import Inbox
from inbox.errors import MissingKey
from inbox.identities import Contact
from inbox.words import Account, AccountId, Thread
from router import introducing
from router.introducing import introduce_some, introduce_strangers

pytestmark = pytest.mark.asyncio

MARIA = Contact("spy", "", "1", "", "proven")


@pytest.fixture
def stranger(office: Office, spy: Account) -> Thread:
    return office.hears(spy, MARIA)


async def test_a_stranger_is_introduced_once(office: Office, inbox: Inbox, script: Script, stranger: Thread) -> None:
    script.then("introduce", Person("Maria Ruiz", "maria@example.com"))
    assert await introduce_some(inbox) == 1
    assert script.what("introduce") == ["1"]
    assert office.thread(stranger.id).customer_name == "Maria Ruiz"
    office.clock.forward(days=1)
    assert await introduce_some(inbox) == 0


async def test_an_address_that_the_provider_tells_proves_nothing_here(
    office: Office, inbox: Inbox, script: Script, email: Account, stranger: Thread
) -> None:
    script.then("introduce", Person("Maria Ruiz", "maria@example.com"))
    await introduce_some(inbox)
    assert office.hears(email, "maria@example.com").id != stranger.id


async def test_a_name_that_no_database_keeps_is_mended(
    office: Office, inbox: Inbox, script: Script, stranger: Thread
) -> None:
    script.then("introduce", Person("M\x00\udfff"))
    await introduce_some(inbox)
    assert office.thread(stranger.id).customer_name == "M\ufffd\ufffd"


@pytest.mark.parametrize("answer", [Person(""), Refused("Nobody."), KeyError("a bug")])
async def test_whom_nobody_knows_is_not_asked_for_again(
    office: Office, inbox: Inbox, script: Script, stranger: Thread, answer: object
) -> None:
    script.then("introduce", answer)
    assert await introduce_some(inbox) == 1
    office.clock.forward(days=1)
    assert await introduce_some(inbox) == 0
    assert office.thread(stranger.id).customer_name == "1"


@pytest.mark.parametrize("trouble", [TryLater("Busy."), Uncertain("The line broke."), FOREVER])
async def test_a_provider_in_trouble_is_asked_again_later(
    office: Office, inbox: Inbox, script: Script, spy: Account, stranger: Thread, trouble: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if trouble is FOREVER:
        monkeypatch.setattr(introducing, "TIMEOUT", 0.01)
    script.then("introduce", trouble)
    assert await introduce_some(inbox) == 1
    assert office.read(accounts.get, spy.id).last_error == ("" if trouble is FOREVER else str(trouble))
    office.clock.forward(minutes=9)
    assert await introduce_some(inbox) == 0
    office.clock.forward(minutes=1)
    assert await introduce_some(inbox) == 1


async def test_a_lost_key_costs_nobody_their_name(
    office: Office, inbox: Inbox, script: Script, stranger: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(inbox: Inbox, account_id: AccountId) -> None:
        raise MissingKey("Restore the key.")

    with monkeypatch.context() as lost:
        lost.setattr(introducing, "connector_of", locked)
        await introduce_some(inbox)
    script.then("introduce", Person("Maria Ruiz"))
    assert await introduce_some(inbox) == 0
    office.clock.forward(minutes=10)
    await introduce_some(inbox)
    assert office.thread(stranger.id).customer_name == "Maria Ruiz"


async def test_of_a_removed_account_nobody_is_asked_for(
    office: Office, inbox: Inbox, script: Script, spy: Account, stranger: Thread
) -> None:
    office.write(removal.remove, spy.id, office.clock())
    await introduce_some(inbox)
    assert (script.asked, await introduce_some(inbox)) == ([], 0)


async def test_channels_without_names_are_left_alone(
    office: Office, inbox: Inbox, script: Script, email: Account, trap: Account
) -> None:
    office.hears(email)
    office.hears(trap, Contact("trap", "", "maria@example.com"))
    assert await introduce_some(inbox) == 0


async def test_strangers_are_introduced_as_they_come_until_it_is_cancelled(
    office: Office, inbox: Inbox, script: Script, stranger: Thread, until: Until
) -> None:
    script.then("introduce", Person("Maria Ruiz"))
    running = asyncio.ensure_future(introduce_strangers(inbox))
    await until(lambda: office.thread(stranger.id).customer_name == "Maria Ruiz")
    running.cancel()
    await asyncio.wait([running])
    assert running.cancelled()
