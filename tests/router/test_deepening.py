"""The deep tier reads what came in a moment after it was stored."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from threading import get_native_id

import pytest
import pytest_asyncio
from office.office import Office

from inbox import moods, threads
from inbox.door import Inbox
from inbox.words import Account, Mood
from router.deepening import ALONE, COURTESY, GROUP, Deepening
from router.patience import Judging


class Ear:
    """Hears anger in every capital letter, and remembers what it was given."""

    def __init__(self) -> None:
        self.heard: list[list[str]] = []

    def score(self, texts: Sequence[str]) -> list[Mood]:
        self.heard.append(list(texts))
        return [Mood(anger=0.9 if text.isupper() else 0.0, valence=-0.8, tier="deep") for text in texts]


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest_asyncio.fixture
async def deepening(inbox: Inbox, ear: Ear) -> AsyncIterator[Deepening]:
    made = Deepening(inbox, lambda: ear, Judging())
    running = asyncio.ensure_future(made.run())
    yield made
    running.cancel()
    await asyncio.wait([running])


async def until_read(inbox: Inbox) -> None:
    async with asyncio.timeout(30):
        while await inbox.read(moods.backlog, inbox.clock()):
            await asyncio.sleep(0.01)


@pytest.mark.asyncio
@pytest.mark.usefixtures("deepening")
async def test_what_came_is_read_and_its_thread_judged_anew(inbox: Inbox, office: Office, email: Account) -> None:
    calm = office.hears(email, text="Where is it?")
    angry = office.hears(email, "omar@example.com", text="WHERE IS IT")
    await until_read(inbox)
    assert [one.mood.tier for one in office.messages(calm.id) if one.mood] == ["deep"]
    stands = await inbox.read(threads.get, angry.id)
    assert stands.due is not None
    assert angry.due is not None
    assert stands.due < angry.due
    assert "angry" in [one.code for one in stands.reasons]


@pytest.mark.asyncio
async def test_what_waits_from_before_is_caught_up_with_the_newest_first(
    inbox: Inbox, office: Office, email: Account, ear: Ear
) -> None:
    count = GROUP * 2 + 3
    said = [office.arrival(email, f"{number}@example.com", text=f"No {number}") for number in range(count)]
    office.receive(*said[:3])
    office.clock.forward(seconds=1)
    office.receive(*said[3:])
    deepening = Deepening(inbox, lambda: ear, Judging(), lambda: 0.0)
    while await deepening.deepen_some(ear):
        pass
    assert sorted(text for group in ear.heard for text in group) == sorted(f"No {number}" for number in range(count))
    assert [len(group) for group in ear.heard] == [GROUP // 2] * 4 + [3]
    assert sorted(ear.heard[-1]) == ["No 0", "No 1", "No 2"]


@pytest.mark.asyncio
@pytest.mark.usefixtures("deepening")
async def test_what_is_quoted_is_not_read_and_a_bare_subject_is(
    inbox: Inbox, office: Office, email: Account, ear: Ear
) -> None:
    office.hears(email, text="Thanks\n> I AM FURIOUS")
    office.hears(email, text="", subject="LATE AGAIN")
    await until_read(inbox)
    assert sorted(text for group in ear.heard for text in group) == ["LATE AGAIN", "Thanks"]


@pytest.mark.asyncio
async def test_without_a_model_first_impressions_stay(inbox: Inbox, office: Office, email: Account) -> None:
    running = asyncio.ensure_future(Deepening(inbox, lambda: None, Judging()).run())
    office.hears(email)
    await asyncio.sleep(0.1)
    assert not running.done()
    assert await inbox.read(moods.backlog, inbox.clock()) == 1
    running.cancel()
    await asyncio.wait([running])


class Courteous(Ear):
    """Notes how nice the threads are that it is asked by."""

    def __init__(self) -> None:
        super().__init__()
        self.nice: list[int] = []

    def score(self, texts: Sequence[str]) -> list[Mood]:
        self.nice.append(os.getpriority(os.PRIO_PROCESS, get_native_id()))
        return super().score(texts)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a niceness for each thread")
@pytest.mark.asyncio
async def test_second_opinions_let_all_others_have_the_processor_first(
    inbox: Inbox, office: Office, email: Account
) -> None:
    own, ear = os.getpriority(os.PRIO_PROCESS, get_native_id()), Courteous()
    running = asyncio.ensure_future(Deepening(inbox, lambda: ear, Judging()).run())
    for number in range(ALONE + 1):
        office.hears(email, f"{number}@example.com", text="WHERE IS IT")
    await until_read(inbox)
    running.cancel()
    assert set(ear.nice) == {min(19, own + COURTESY)}
    assert os.getpriority(os.PRIO_PROCESS, get_native_id()) == own


@pytest.mark.asyncio
async def test_while_much_comes_in_a_few_are_read_at_a_time_and_it_rests_in_between(
    inbox: Inbox, office: Office, email: Account, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    office.receive(*(office.arrival(email, f"{number}@example.com", text=f"No {number}") for number in range(20)))
    deepening = Deepening(inbox, lambda: ear, Judging(), lambda: 0.9)
    monkeypatch.setattr("router.deepening.asyncio.sleep", rest)
    assert await deepening.deepen_some(ear) == ALONE
    assert [len(group) for group in ear.heard] == [ALONE]
    assert len(rests) == 1
    assert rests[0] > 0
