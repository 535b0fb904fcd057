"""The whole team is told: by every account that has a place for it, once, and not for ever."""

import asyncio
from datetime import timedelta

import pytest
from office.office import Office
from office.routing import Until
from office.spy import FOREVER, Script

from connectors.contract import Alert, ConnectorError, Refused, TryLater, Uncertain
from inbox import accounts, alerts, threads
from inbox.alerts import LEASE
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.words import Account, Mood, Thread, User
from router import alerting
from router.alerting import AT_ONCE, GIVE_UP, TIMEOUT, tell_alerts, tell_some

pytestmark = pytest.mark.asyncio

MARIA = Contact("email", "", "maria@example.com", "Maria")
FURY = Mood(anger=0.9)
URL = "https://hilo.example"


def ear(office: Office, name: str = "Team", *, alerts: bool = True) -> Account:
    return office.account("spy", name=name, settings={"alerts": alerts})


@pytest.fixture
def furious(office: Office, email: Account) -> Thread:
    return office.hears(email, MARIA, "I am furious!", mood=FURY)


async def test_an_alert_says_who_what_and_where(office: Office, inbox: Inbox, script: Script, furious: Thread) -> None:
    ear(office)
    assert await tell_some(inbox, URL) == 1
    link = f"{URL}/#/thread/{furious.id}"
    assert script.what("alert") == [Alert("furious", furious.id, "Maria", "I am furious!", link)]
    office.clock.forward(hours=2)
    assert await tell_some(inbox, URL) == 0


async def test_only_accounts_with_a_place_for_alerts_are_told(
    office: Office, inbox: Inbox, script: Script, trap: Account, chat: Account, furious: Thread
) -> None:
    ears = [ear(office, "One"), ear(office, "Two")]
    ear(office, "None", alerts=False)
    resting = ear(office, "Resting")
    office.write(accounts.pause, resting.id, True, office.clock())
    await tell_some(inbox, URL)
    assert {account_id for _, account_id, _ in script.asked} == {one.id for one in ears}


async def test_without_anybody_to_tell_it_is_over(
    office: Office, inbox: Inbox, script: Script, furious: Thread
) -> None:
    assert await tell_some(inbox, URL) == 1
    ear(office)
    office.clock.forward(minutes=5)
    assert await tell_some(inbox, URL) == 0
    assert script.asked == []


async def test_an_account_that_nobody_can_use_holds_up_no_other(
    office: Office, inbox: Inbox, script: Script, furious: Thread
) -> None:
    office.account("pigeon")
    office.account("spy", settings={"alerts": "no switch"})
    ear(office)
    await tell_some(inbox, URL)
    assert len(script.what("alert")) == 1


@pytest.mark.parametrize("trouble", [Refused("No such channel."), TryLater("Busy.")])
async def test_who_failed_is_told_again_and_who_heard_is_not(
    office: Office, inbox: Inbox, script: Script, furious: Thread, trouble: ConnectorError
) -> None:
    deaf = ear(office, "Deaf")
    office.clock.forward(seconds=1)
    fine = ear(office, "Fine")
    script.then("alert", trouble)
    await tell_some(inbox, URL)
    assert office.read(accounts.get, deaf.id).last_error == str(trouble)
    assert office.read(accounts.get, fine.id).last_error == ""
    office.clock.forward(seconds=9)
    assert await tell_some(inbox, URL) == 0
    office.clock.forward(seconds=1)
    assert await tell_some(inbox, URL) == 1
    assert [account_id for _, account_id, _ in script.asked] == [deaf.id, fine.id, deaf.id]
    office.clock.forward(hours=1)
    assert await tell_some(inbox, URL) == 0


@pytest.mark.parametrize("trouble", [Uncertain("The line broke."), KeyError("a bug")])
async def test_what_may_have_been_told_is_not_told_again(
    office: Office, inbox: Inbox, script: Script, furious: Thread, trouble: Exception
) -> None:
    ear(office)
    script.then("alert", trouble)
    assert await tell_some(inbox, URL) == 1
    office.clock.forward(minutes=30)
    assert await tell_some(inbox, URL) == 0


async def test_who_never_answers_may_have_heard(
    office: Office, inbox: Inbox, script: Script, furious: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerting, "TIMEOUT", 0.01)
    ear(office)
    script.then("alert", FOREVER)
    await tell_some(inbox, URL)
    office.clock.forward(minutes=30)
    assert await tell_some(inbox, URL) == 0


async def test_after_an_hour_it_is_no_news_any_more(
    office: Office, inbox: Inbox, script: Script, furious: Thread
) -> None:
    ear(office)
    script.then("alert", *[TryLater("Busy.")] * 1000)
    for _ in range(300):
        await tell_some(inbox, URL)
        office.clock.forward(minutes=1)
    assert 5 < len(script.asked) < 20
    assert not office.read(alerts.anything, office.clock())


async def test_what_is_old_when_we_come_back_is_told_to_nobody(
    office: Office, inbox: Inbox, script: Script, furious: Thread
) -> None:
    ear(office)
    office.clock.forward(seconds=GIVE_UP.total_seconds() + 1)
    assert await tell_some(inbox, URL) == 1
    assert (script.asked, await tell_some(inbox, URL)) == ([], 0)


async def test_two_episodes_are_told_twice(
    office: Office, inbox: Inbox, script: Script, email: Account, furious: Thread, ana: User
) -> None:
    ear(office)
    await tell_some(inbox, URL)
    office.hears(email, MARIA, mood=FURY)
    assert await tell_some(inbox, URL) == 0
    office.write(threads.close, furious.id, ana.id, office.clock())
    office.hears(email, MARIA, mood=FURY)
    assert await tell_some(inbox, URL) == 1
    assert len(script.what("alert")) == 2


async def test_what_another_teller_is_telling_is_left_to_it(
    office: Office, inbox: Inbox, script: Script, furious: Thread
) -> None:
    ear(office)
    office.write(alerts.claim, office.clock())
    assert await tell_some(inbox, URL) == 0
    office.clock.forward(seconds=LEASE.total_seconds())
    assert await tell_some(inbox, URL) == 1


async def test_what_is_claimed_together_is_told_within_its_lease() -> None:
    assert timedelta(seconds=TIMEOUT) * AT_ONCE < LEASE


async def test_many_are_told_one_after_the_other_oldest_first(
    office: Office, inbox: Inbox, script: Script, email: Account, until: Until
) -> None:
    ear(office)
    for number in range(AT_ONCE + 2):
        office.hears(email, f"{number}@example.com", mood=FURY)
        office.clock.forward(seconds=1)
    running = asyncio.ensure_future(tell_alerts(inbox, URL))
    await until(lambda: len(script.asked) == AT_ONCE + 2)
    assert [one.customer[0] for one in script.what("alert")] == list("01234")
    running.cancel()
    await asyncio.wait([running])
    assert running.cancelled()
