"""A button under an alert: the thread is whose it says, and the answer stands where the button was."""

import pytest
from office.office import Office
from office.spy import FOREVER, Script

from connectors.contract import Person, Pressed, Refused, TryLater
from inbox import threads, users
from inbox.door import Inbox
from inbox.ids import new_id
from inbox.schema import user
from inbox.words import Account, AccountId, Thread, User
from router import pressing
from router.pressing import UNKNOWN, heed

pytestmark = pytest.mark.asyncio


@pytest.fixture
def waiting(office: Office, email: Account) -> Thread:
    return office.hears(email)


async def press(inbox: Inbox, account: Account, thread_id: str) -> None:
    await heed(inbox, account.id, Pressed(thread_id, "U1", "C1:17.0"))


def answered(script: Script) -> list[str]:
    for place, _ in script.what("answer"):
        assert place == "C1:17.0"
    return [sentence for _, sentence in script.what("answer")]


async def test_whoever_presses_has_the_thread(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread, ana: User
) -> None:
    script.then("introduce", Person("Ana on Slack", "ana@hilo.example"))
    await press(inbox, spy, waiting.id)
    assert script.what("introduce") == ["U1"]
    assert office.thread(waiting.id).assignee_id == ana.id
    assert answered(script) == ["Ana has taken it."]
    assert office.events()[-1].actor_id == ana.id


async def test_an_address_is_the_same_in_whatever_case(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread, ana: User
) -> None:
    script.then("introduce", Person("Ana", " Ana@Hilo.example "))
    await press(inbox, spy, waiting.id)
    assert office.thread(waiting.id).assignee_id == ana.id


async def test_pressing_twice_is_taking_it_once(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread, ana: User
) -> None:
    script.then("introduce", *[Person("Ana", "ana@hilo.example")] * 2)
    for _ in range(2):
        await press(inbox, spy, waiting.id)
    assert office.kinds().count("thread.taken") == 1
    assert answered(script) == ["Ana has taken it."] * 2


async def test_the_second_learns_who_was_first(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread, ana: User, ben: User
) -> None:
    office.write(threads.claim, waiting.id, ben.id, office.clock())
    script.then("introduce", Person("Ana", "ana@hilo.example"))
    await press(inbox, spy, waiting.id)
    assert office.thread(waiting.id).assignee_id == ben.id
    assert answered(script) == ["Ben has already taken this thread."]


async def test_a_closed_thread_stays_closed(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread, ana: User
) -> None:
    office.write(threads.close, waiting.id, ana.id, office.clock())
    script.then("introduce", Person("Ana", "ana@hilo.example"))
    await press(inbox, spy, waiting.id)
    assert office.thread(waiting.id).status == "closed"
    assert answered(script) == ["This thread is closed. Reopen it first."]


@pytest.mark.parametrize("thread_id", [new_id(), "nonsense", ""], ids=len)
async def test_a_thread_that_does_not_exist_is_nobodys(
    inbox: Inbox, script: Script, spy: Account, ana: User, thread_id: str
) -> None:
    script.then("introduce", Person("Ana", "ana@hilo.example"))
    await press(inbox, spy, thread_id)
    assert answered(script) == ["There is no such thread."]


@pytest.mark.parametrize("known_as", ["", "stranger@hilo.example"])
async def test_whom_nobody_here_knows_takes_nothing(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread, ana: User, known_as: str
) -> None:
    script.then("introduce", Person("Ana", known_as))
    await press(inbox, spy, waiting.id)
    assert office.thread(waiting.id).assignee_id is None
    assert answered(script) == [UNKNOWN]


async def test_who_may_not_log_in_may_not_press(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread, ana: User
) -> None:
    with office.engine.begin() as conn:
        conn.execute(user.update().where(user.c.id == ana.id).values(disabled_at=office.clock()))
    assert office.read(users.find_by_email, ana.email) is None
    script.then("introduce", Person("Ana", "ana@hilo.example"))
    await press(inbox, spy, waiting.id)
    assert office.thread(waiting.id).assignee_id is None


@pytest.mark.parametrize("trouble", [Refused("Nobody."), TryLater("Busy."), KeyError("a bug"), ConnectionError()])
@pytest.mark.parametrize("ability", ["introduce", "answer"])
async def test_whatever_goes_wrong_ends_here(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread, ana: User, trouble: Exception,
    ability: str,
) -> None:  # fmt: skip
    script.then("introduce", *([trouble] if ability == "introduce" else [Person("Ana", "ana@hilo.example")]))
    script.then("answer", trouble)
    await press(inbox, spy, waiting.id)
    assert (office.thread(waiting.id).assignee_id == ana.id) == (ability == "answer")


async def test_who_never_answers_is_not_waited_for(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pressing, "TIMEOUT", 0.01)
    script.then("introduce", FOREVER)
    await press(inbox, spy, waiting.id)
    assert office.thread(waiting.id).assignee_id is None


async def test_a_channel_without_buttons_presses_nothing(
    office: Office, inbox: Inbox, script: Script, trap: Account, waiting: Thread
) -> None:
    await press(inbox, trap, waiting.id)
    await heed(inbox, AccountId(new_id()), Pressed(waiting.id, "U1", "C1"))
    assert script.asked == []
    assert office.thread(waiting.id).assignee_id is None


async def test_whom_their_provider_does_not_know_is_told_to_ask_an_admin(
    office: Office, inbox: Inbox, script: Script, spy: Account, waiting: Thread
) -> None:
    script.then("introduce", Refused("Slack knows nobody of that id."))
    await press(inbox, spy, waiting.id)
    assert office.thread(waiting.id).assignee_id is None
    assert answered(script) == [UNKNOWN]
