"""The loops: a thread is handed out when somebody has room, and comes back when its agent has gone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from office.office import Office
from office.staffing import assigned, holder, sits, team

from inbox import answers, desks, leaving, teams, threads, users
from inbox.answers import Reply
from inbox.clock import utc_now
from inbox.door import Inbox
from inbox.events import last_seq
from inbox.receive import receive
from inbox.teams import Wanted
from inbox.users import Change
from inbox.words import Account, User
from router import assigning
from router.assigning import assign_waiting, see_off
from router.patience import judge

SOON = timedelta(milliseconds=200)
Until = Callable[[Callable[[], object]], Awaitable[None]]


@pytest_asyncio.fixture
async def handing(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Inbox]:
    """The polling is out of reach: what happens, happens because somebody rang."""
    monkeypatch.setattr(assigning, "POLL", 3600.0)
    running = asyncio.ensure_future(assign_waiting(inbox))
    yield inbox
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])


@pytest.fixture
def staffed(office: Office, email: Account, ana: User) -> Office:
    """Ana is there, and can do one thing at a time."""
    team(office, ana, accounts=(email,))
    sits(office, ana, capacity=1)
    return office


async def writes(inbox: Inbox, office: Office, account: Account, sender: str = "maria@example.com") -> None:
    """A customer, while the loops run."""
    read = office.payload(account, office.arrival(account, sender))
    await inbox.write(receive, [read], judge, office.clock())


@pytest.mark.asyncio
async def test_what_waited_before_we_began_is_handed_out_at_once(
    staffed: Office, email: Account, inbox: Inbox, until: Until
) -> None:
    waiting = staffed.hears(email)
    running = asyncio.ensure_future(assign_waiting(inbox))
    await until(lambda: holder(staffed, waiting) == "Ana")
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_whoever_writes_is_given_to_somebody_at_once(
    staffed: Office, email: Account, handing: Inbox, until: Until
) -> None:
    await writes(handing, staffed, email)
    await until(lambda: holder(staffed, staffed.thread_of("maria@example.com")) == "Ana")


ACTS: dict[str, Callable[[Any, Any, Any, Any], tuple[Any, ...]]] = {
    "answers": lambda first, ana, ben, now: (answers.reply, Reply(first.id, ana.id, "Dear A", "c"), now),
    "closes": lambda first, ana, ben, now: (threads.close, first.id, ana.id, now),
    "gives it back": lambda first, ana, ben, now: (threads.release, first.id, ana.id, now),
    "can do more": lambda first, ana, ben, now: (users.change, ana.id, Change(capacity=2), ana.id, now),
    "is back": lambda first, ana, ben, now: (desks.set_available, ben.id, True, now),
    "opens the inbox": lambda first, ana, ben, now: (desks.arrive, ben.id, now),
}


@pytest.mark.asyncio
@pytest.mark.parametrize("how", ACTS)
async def test_as_soon_as_somebody_has_room_the_next_one_is_handed_out(
    staffed: Office, email: Account, ana: User, ben: User, handing: Inbox, until: Until, how: str
) -> None:
    (own,) = staffed.read(teams.all)
    staffed.write(teams.change, own.id, Wanted(member_ids=[ana.id, ben.id]), ana.id, staffed.clock())
    if how == "is back":
        staffed.write(desks.set_available, ben.id, False, staffed.clock())
    for name in "ab":
        await writes(handing, staffed, email, f"{name}@example.com")
    first, second = (staffed.thread_of(f"{name}@example.com") for name in "ab")
    await until(lambda: holder(staffed, first) == "Ana")
    assert holder(staffed, second) is None
    await handing.write(*ACTS[how](first, ana, ben, staffed.clock.forward(seconds=1)))
    await until(lambda: holder(staffed, second) is not None)
    assert holder(staffed, second) == ("Ben" if how in ("is back", "opens the inbox") else "Ana")
    assert [one.thread_id for one in assigned(staffed)] == [first.id, second.id]


@pytest.mark.asyncio
async def test_several_processes_hand_out_each_thread_once(
    staffed: Office, email: Account, ana: User, inbox: Inbox, until: Until
) -> None:
    sits(staffed, ana, capacity=50)
    running = [asyncio.ensure_future(assign_waiting(inbox)) for _ in range(4)]
    for number in range(20):
        await writes(inbox, staffed, email, f"{number}@example.com")
    await until(lambda: len(assigned(staffed)) >= 20)
    assert len({one.thread_id for one in assigned(staffed)}) == len(assigned(staffed)) == 20
    for one in running:
        one.cancel()
    await asyncio.wait(running)


@pytest.mark.asyncio
async def test_whoever_writes_to_an_agent_that_has_left_is_given_to_another(
    staffed: Office, email: Account, ana: User, ben: User, handing: Inbox, until: Until
) -> None:
    await writes(handing, staffed, email)
    thread = staffed.thread_of("maria@example.com")
    await until(lambda: holder(staffed, thread) == "Ana")
    await handing.write(answers.reply, Reply(thread.id, ana.id, "Dear Maria", "c"), staffed.clock())
    await handing.write(leaving.leave, staffed.clock.forward(hours=1))
    (own,) = staffed.read(teams.all)
    await handing.write(teams.change, own.id, Wanted(member_ids=[ana.id, ben.id]), ana.id, staffed.clock())
    await handing.write(desks.arrive, ben.id, staffed.clock())
    assert holder(staffed, thread) == "Ana", "nobody waits in it"
    await writes(handing, staffed, email)
    await until(lambda: holder(staffed, thread) == "Ben")


@pytest.mark.asyncio
async def test_without_a_team_that_hands_out_nothing_is_ever_written(
    office: Office, email: Account, ana: User, handing: Inbox, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    sits(office, ana)
    looked: list[int] = []
    really = handing.read

    async def read(*args: Any) -> Any:
        looked.append(1)
        return await really(*args)

    async def write(*_: Any) -> Any:
        raise AssertionError("there is nothing to do")

    waiting, before = office.hears(email), len(office.events())
    monkeypatch.setattr(handing, "read", read)
    monkeypatch.setattr(handing, "write", write)
    handing.bus.wake("events")
    await until(lambda: len(looked) >= 2)
    assert (holder(office, waiting), len(office.events())) == (None, before)


@pytest.mark.asyncio
async def test_what_waits_with_an_agent_comes_back_at_the_moment_their_lease_ends(
    office: Office, email: Account, ana: User, inbox: Inbox, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "clock", utc_now)
    waiting = office.hears(email)
    running = asyncio.ensure_future(see_off(inbox))
    monkeypatch.setattr(desks, "LEASE", SOON)
    await inbox.write(desks.arrive, ana.id, utc_now())
    await inbox.write(threads.claim, waiting.id, ana.id, utc_now())
    left = office.read(leaving.next_leave)
    await until(lambda: holder(office, waiting) is None)
    back = next(one for one in office.events() if one.kind == "thread.returned")
    assert left is not None
    assert back.at >= left
    assert back.data["reason"] == "away"
    assert back.seq <= office.read(last_seq)
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_going_away_wakes_a_timer_that_waits_for_a_later_moment(
    office: Office, email: Account, ana: User, inbox: Inbox, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "clock", utc_now)
    monkeypatch.setattr(desks, "GRACE", SOON)
    waiting = office.hears(email)
    running = asyncio.ensure_future(see_off(inbox))
    await inbox.write(desks.arrive, ana.id, utc_now())
    await inbox.write(threads.claim, waiting.id, ana.id, utc_now())
    await inbox.write(desks.set_available, ana.id, False, utc_now())
    await until(lambda: holder(office, waiting) is None)
    running.cancel()
    await asyncio.wait([running])
