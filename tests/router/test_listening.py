"""A listener per active account: started, stopped, restarted; entries and cursor kept together."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from office.office import Office
from office.routing import Until

from connectors.contract import Keep, Raw, Refused
from inbox import accounts, journal, leases
from inbox.door import Inbox
from inbox.errors import Fenced, NotFound
from inbox.leases import Lease
from inbox.words import Account, AccountId
from router import listening as listening_module
from router.listening import Listening


class Line:
    """One account's connector; keeps a record of what is done to it."""

    def __init__(self, lines: "Lines", account_id: AccountId) -> None:
        self.lines, self.account_id = lines, account_id

    async def listen(self, cursor: str, keep: Keep) -> None:
        self.lines.started[self.account_id].append(cursor)
        self.lines.keep[self.account_id] = keep
        for trouble in self.lines.troubles[self.account_id][:1]:
            self.lines.troubles[self.account_id].remove(trouble)
            if trouble is None:
                return
            raise trouble
        self.lines.open.add(self.account_id)
        try:
            await asyncio.Event().wait()
        finally:
            self.lines.open.discard(self.account_id)


class Lines:
    def __init__(self) -> None:
        self.started: defaultdict[str, list[str]] = defaultdict(list)
        self.keep: dict[str, Keep] = {}
        self.troubles: defaultdict[str, list[Exception | None]] = defaultdict(list)
        self.open: set[str] = set()
        self.deaf: set[str] = set()

    async def connector_of(self, inbox: Inbox, account_id: AccountId) -> object:
        return object() if account_id in self.deaf else Line(self, account_id)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    lines = Lines()
    monkeypatch.setattr(listening_module, "connector_of", lines.connector_of)
    monkeypatch.setattr(listening_module, "POLL", 0.05)
    return lines


@pytest_asyncio.fixture
async def listening(inbox: Inbox, lines: Lines) -> AsyncIterator[Listening]:
    listening = Listening(inbox)
    running = asyncio.ensure_future(listening.run())
    yield listening
    running.cancel()
    await asyncio.wait([running])
    assert lines.open == set(), "whoever stops hangs up"
    assert listening._roster.tasks == {}


async def alarm_of(inbox: Inbox, account: Account) -> str:
    return (await inbox.read(accounts.get, account.id)).alarm


@pytest.mark.asyncio
async def test_every_active_account_is_listened_to(
    office: Office, email: Account, lines: Lines, listening: Listening, until: Until
) -> None:
    await until(lambda: lines.open == {email.id})
    later = office.account("email", name="Sales")
    await until(lambda: lines.open == {email.id, later.id})
    assert lines.started == {email.id: [""], later.id: [""]}


@pytest.mark.asyncio
async def test_a_paused_account_is_hung_up_and_taken_up_again_where_it_was(
    email: Account, inbox: Inbox, lines: Lines, listening: Listening, until: Until
) -> None:
    await until(lambda: lines.open)
    await lines.keep[email.id]([], "cursor-7")
    await inbox.write(accounts.pause, email.id, True, inbox.clock())
    await until(lambda: not lines.open)
    await inbox.write(accounts.pause, email.id, False, inbox.clock())
    await until(lambda: lines.open)
    assert lines.started[email.id] == ["", "cursor-7"]


@pytest.mark.asyncio
async def test_changed_settings_mean_a_new_connection_and_nobody_elses(
    office: Office, email: Account, inbox: Inbox, lines: Lines, listening: Listening, until: Until
) -> None:
    other = office.account("email", name="Sales")
    await until(lambda: lines.open == {email.id, other.id})
    new = {"host": "new.example"}
    await inbox.write(accounts.update_settings, inbox.box, email.id, "Support", new, {}, inbox.clock())
    await until(lambda: len(lines.started[email.id]) == 2 and len(lines.open) == 2)
    assert len(lines.started[other.id]) == 1


@pytest.mark.asyncio
async def test_what_a_listener_brings_is_kept_with_its_cursor_before_it_is_told(
    email: Account, inbox: Inbox, lines: Lines, listening: Listening, until: Until
) -> None:
    await until(lambda: lines.open)
    async with inbox.bus.listen("journal") as bell:
        await lines.keep[email.id]([Raw("1:1", b"one", {"a": "b"}), Raw("1:2", b"two"), Raw("1:1", b"again")], "1:2")
        rows = await inbox.read(journal.unread, 10)
        assert [(row.key, row.body, row.received_at) for row in rows] == [
            ("1:1", b"one", inbox.clock()),
            ("1:2", b"two", inbox.clock()),
        ]
        assert await inbox.read(accounts.cursor, email.id) == "1:2"
        started = asyncio.get_running_loop().time()
        await bell.wait(30)
        assert asyncio.get_running_loop().time() - started < 1


@pytest.mark.asyncio
@pytest.mark.parametrize("trouble", [Refused("The password is wrong."), NotFound("The settings cannot be used.")])
async def test_what_needs_a_person_raises_the_alarm_and_is_tried_again(
    email: Account, inbox: Inbox, lines: Lines, until: Until, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    monkeypatch.setattr(listening_module, "TRY_AGAIN", 0.1)
    lines.troubles[email.id] = [trouble]
    running = asyncio.ensure_future(Listening(inbox).run())
    await until(lambda: lines.started[email.id])
    async with asyncio.timeout(5):
        while not await alarm_of(inbox, email):
            await asyncio.sleep(0.01)
    assert await alarm_of(inbox, email) == str(trouble)
    await until(lambda: lines.open)
    await lines.keep[email.id]([Raw("1", b"")], "1")
    assert await alarm_of(inbox, email) == "", "what comes in shows that all is well"
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_new_settings_are_tried_at_once_after_an_alarm(
    email: Account, inbox: Inbox, lines: Lines, listening: Listening, until: Until
) -> None:
    lines.troubles[email.id] = [Refused("The password is wrong.")]
    await inbox.write(accounts.pause, email.id, True, inbox.clock())
    await until(lambda: not lines.open)
    lines.started.clear()
    await inbox.write(accounts.pause, email.id, False, inbox.clock())
    await until(lambda: lines.started[email.id])
    right = {"password": "right"}
    await inbox.write(accounts.update_settings, inbox.box, email.id, "Support", {}, right, inbox.clock())
    await until(lambda: lines.open)


@pytest.mark.asyncio
@pytest.mark.parametrize("trouble", [RuntimeError("a bug"), None])
async def test_a_listener_that_breaks_or_returns_is_started_again_but_does_not_spin(
    email: Account, lines: Lines, listening: Listening, until: Until, trouble: Exception | None
) -> None:
    lines.troubles[email.id] = [trouble, trouble]
    started = asyncio.get_running_loop().time()
    await until(lambda: lines.open)
    assert asyncio.get_running_loop().time() - started >= 2 * listening_module.POLL
    assert len(lines.started[email.id]) == 3


@pytest.mark.asyncio
async def test_a_listener_that_could_not_even_raise_the_alarm_is_started_again(
    email: Account, inbox: Inbox, lines: Lines, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, fails = inbox.write, [True]

    async def write(work: Any, *args: Any) -> Any:
        if work is accounts.alarm and fails:
            fails.clear()
            raise OSError("the disk is full")
        return await really(work, *args)

    monkeypatch.setattr(inbox, "write", write)
    lines.troubles[email.id] = [Refused("The password is wrong.")]
    running = asyncio.ensure_future(Listening(inbox).run())
    await until(lambda: lines.open)
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_a_channel_that_does_not_listen_is_left_alone(
    email: Account, inbox: Inbox, lines: Lines, until: Until
) -> None:
    lines.deaf.add(email.id)
    listening = Listening(inbox)
    running = asyncio.ensure_future(listening.run())
    await until(lambda: listening._roster.tasks and all(task.done() for _, task in listening._roster.tasks.values()))
    (before,) = listening._roster.tasks.values()
    await asyncio.sleep(3 * listening_module.POLL)
    assert tuple(listening._roster.tasks.values()) == (before,)
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_stopping_hangs_up_all_lines_at_once(office: Office, inbox: Inbox, lines: Lines, until: Until) -> None:
    for number in range(10):
        office.account("email", name=str(number))
    running = asyncio.ensure_future(Listening(inbox).run())
    await until(lambda: len(lines.open) == 10)
    running.cancel()
    await asyncio.wait([running])
    assert lines.open == set()


@pytest.mark.asyncio
async def test_a_listener_that_fares_well_does_not_calm_the_alarm_of_the_hook(
    email: Account, inbox: Inbox, lines: Lines, listening: Listening, until: Until
) -> None:
    """Twilio is looked through every few minutes; that its calls are refused must stay to be seen."""
    await until(lambda: lines.open)
    refused = f"{accounts.REFUSED} The signature of a call did not fit."
    await inbox.write(accounts.alarm, email.id, refused, inbox.clock())
    await lines.keep[email.id]([], "1")
    assert await alarm_of(inbox, email) == refused
    await inbox.write(accounts.alarm, email.id, "The password is wrong.", inbox.clock())
    await lines.keep[email.id]([], "2")
    assert await alarm_of(inbox, email) == ""


def granted(office: Office, *chosen: Account, holder: str = "one") -> dict[str, Lease]:
    """Leases on listening for these."""
    names = {f"listen/{one.id}": one.id for one in chosen}
    office.write(leases.take, list(names), holder, office.clock())
    tokens = office.read(leases.tokens, "listen", holder)
    return {account_id: Lease(name, tokens[name]) for name, account_id in names.items()}


@pytest.mark.asyncio
async def test_among_several_each_listens_for_its_own_accounts_alone(
    office: Office, email: Account, inbox: Inbox, lines: Lines, until: Until
) -> None:
    office.account("email", name="Sales")
    listening = Listening(inbox)
    assert set(await listening.accounts()) == {one.id for one in office.read(accounts.all)}
    await listening.heed(granted(office, email))
    await until(lambda: lines.open == {email.id})
    await listening.heed({})
    assert lines.open == set()


@pytest.mark.asyncio
async def test_what_a_listener_brings_after_its_lease_was_lost_is_not_kept_and_its_cursor_stays(
    office: Office, email: Account, inbox: Inbox, lines: Lines, until: Until
) -> None:
    listening = Listening(inbox)
    await listening.heed(granted(office, email))
    await until(lambda: lines.open)
    theirs = granted(office, email, holder="two")
    with pytest.raises(Fenced):
        await lines.keep[email.id]([Raw("1", b"late")], "cursor-1")
    assert await inbox.read(journal.unread, 10) == []
    assert await inbox.read(accounts.cursor, email.id) == ""
    await listening.heed(theirs)
    await until(lambda: len(lines.started[email.id]) == 2)
    await lines.keep[email.id]([Raw("1", b"late")], "cursor-1")
    assert await inbox.read(accounts.cursor, email.id) == "cursor-1"
    await listening.heed({})


@pytest.mark.asyncio
async def test_an_account_that_changes_is_listened_to_anew_under_the_same_lease(
    office: Office, email: Account, inbox: Inbox, lines: Lines, until: Until
) -> None:
    listening, held = Listening(inbox), granted(office, email)
    await listening.heed(held)
    await until(lambda: lines.open)
    await inbox.write(accounts.update_settings, inbox.box, email.id, "Support", {"host": "new"}, {}, inbox.clock())
    await listening.heed(held)
    await until(lambda: len(lines.started[email.id]) == 2)
    await inbox.write(accounts.pause, email.id, True, inbox.clock())
    await listening.heed(held)
    assert lines.open == set()
