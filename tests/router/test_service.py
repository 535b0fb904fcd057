"""Everything together: started, stopped, and started again by itself when a part fails."""

import asyncio
from collections import Counter
from collections.abc import Collection
from typing import Any

import pytest
from office.office import Office
from office.routing import Until
from sqlalchemy import select

from inbox import answers, journal, leases, messages, queue
from inbox.answers import Reply
from inbox.door import Conn, Inbox
from inbox.errors import Away
from inbox.journal import Connectors, Entry
from inbox.schema import lease
from inbox.words import Account, User
from router import reader, service
from router.deliverer import Deliverer
from router.forever import forever
from router.service import Router


@pytest.mark.asyncio
async def test_a_loop_that_fails_is_started_again(until: Until) -> None:
    runs: list[int] = []

    async def loop() -> None:
        runs.append(1)
        if len(runs) < 3:
            raise RuntimeError("not yet")
        await asyncio.Event().wait()

    broken = Counter[str]()
    running = asyncio.ensure_future(forever("test", loop, broken))
    await until(lambda: len(runs) == 3)
    assert broken == {"test": 2}
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])
    assert running.cancelled()


@pytest.mark.asyncio
async def test_a_database_that_was_away_for_long_is_found_as_soon_as_it_is_back(
    until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the pauses grew as after other failures, the twentieth look would come after minutes."""
    monkeypatch.setattr("router.forever.AGAIN", 0.001)
    runs: list[int] = []

    async def loop() -> None:
        runs.append(1)
        if len(runs) < 20:
            raise Away("not yet")
        await asyncio.Event().wait()

    broken: Counter[str] = Counter()
    running = asyncio.ensure_future(forever("test", loop, broken))
    await until(lambda: len(runs) == 20)
    running.cancel()
    await asyncio.wait([running])
    assert not broken, "the loop itself is sound"


@pytest.mark.asyncio
async def test_a_loop_that_always_fails_does_not_spin() -> None:
    runs: list[float] = []

    async def loop() -> None:
        runs.append(asyncio.get_running_loop().time())
        raise RuntimeError("never")

    running = asyncio.ensure_future(forever("test", loop))
    await asyncio.sleep(0.7)
    running.cancel()
    await asyncio.wait([running])
    assert 2 <= len(runs) <= 3


@pytest.mark.parametrize(
    ("named", "reached"), [("http://localhost:8080", ""), ("https://hilo.example", "https://hilo.example")]
)
def test_providers_are_given_no_address_that_they_cannot_reach(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, named: str, reached: str
) -> None:
    """Otherwise Twilio would take a message, and then fail to fetch its file from its own localhost."""
    given: list[str] = []

    class Spy(Deliverer):
        def __init__(self, inbox: Inbox, *, alone: bool, url: str = "") -> None:
            super().__init__(inbox, alone=alone, url=url)
            given.append(url)

    monkeypatch.setattr(service, "Deliverer", Spy)
    Router(inbox, url=named)
    assert given == [reached]


@pytest.mark.asyncio
async def test_one_failing_part_does_not_stop_the_others(
    trapped: None, office: Office, inbox: Inbox, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("broken for good")

    monkeypatch.setattr(service, "watch", broken)
    trap = office.account("trap")
    async with Router(inbox):
        await inbox.batch(journal.append, Entry(trap.id, "1", b"say", {}, inbox.clock()))
        await until(lambda: not office.read(journal.unread, 1))


@pytest.mark.asyncio
async def test_from_the_journal_to_the_screen_and_from_the_composer_to_the_provider(
    trapped: None, trap: Account, office: Office, inbox: Inbox, ana: User, until: Until
) -> None:
    async with Router(inbox):
        fury = b"say maria@example.com\nThis is unacceptable, I am furious!"
        await inbox.batch(journal.append, Entry(trap.id, "1", b"say omar@example.com\nHello", {}, inbox.clock()))
        await inbox.batch(journal.append, Entry(trap.id, "2", fury, {}, inbox.clock()))
        await until(lambda: len(office.read(queue.page, "queue", ana.id).threads) == 2)
        first = office.read(queue.page, "queue", ana.id).threads[0]
        assert "furious" in first.preview
        assert [reason.code for reason in first.reasons] == ["angry", "channel"]
        said = await inbox.write(answers.reply, Reply(first.id, ana.id, "I am sorry", "c"), inbox.clock())
        await until(lambda: office.read(messages.get, said.id).state == "sent")
    assert [one.get_name() for one in asyncio.all_tasks() if one is not asyncio.current_task()] == []


@pytest.mark.asyncio
async def test_mail_is_not_looked_for_at_every_word_of_a_chat(
    office: Office, inbox: Inbox, chat: Account, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BREATH", 3600.0)
    looks: Counter[Connectors | None] = Counter()
    really = reader.unread

    def counted(conn: Conn, connectors: Connectors | None, held: Collection[str] | None) -> Any:
        looks[connectors] += 1
        return really(conn, connectors, held)

    monkeypatch.setattr(reader, "unread", counted)
    async with Router(inbox):
        for number in range(10):
            body = b'{"kind":"message","visitor":"kX9-3Jd_word","client_id":"c%d","text":"Word"}' % number
            await inbox.batch(journal.append, Entry(chat.id, str(number), body, {}, inbox.clock()))
            await until(lambda: not office.read(journal.unread, 1))
        await until(lambda: max(looks.values()) > 10)  # once more after the last word, when it has rested
    at_chats, at_mail = (looks[one] for one in sorted(filter(None, looks), key=lambda one: one.but, reverse=True))
    assert at_mail == 1
    assert at_chats > 10


@pytest.mark.asyncio
async def test_two_routers_share_the_work_and_leave_nothing_held(
    trapped: None, office: Office, inbox: Inbox, ana: User, until: Until
) -> None:
    traps = [office.account("trap", name=str(number)) for number in range(6)]
    async with Router(inbox, alone=False), Router(inbox, alone=False):
        await until(lambda: sorted(Counter(held(office, "journal").values()).values()) == [2, 2])
        await until(lambda: len(set(held(office, "loop").values())) == 2)
        for number, trap in enumerate(traps):
            say = f"say customer{number}@example.com\nHello".encode()
            await inbox.batch(journal.append, Entry(trap.id, "1", say, {}, inbox.clock()))
        await until(lambda: len(office.read(queue.page, "queue", ana.id).threads) == len(traps))
        first = office.read(queue.page, "queue", ana.id).threads[0]
        said = await inbox.write(answers.reply, Reply(first.id, ana.id, "I am sorry", "c"), inbox.clock())
        await until(lambda: office.read(messages.get, said.id).state == "sent")
    assert {*held(office, "journal").values(), *held(office, "loop").values()} == {""}
    assert held(office, leases.PROCESS) == {}
    assert [one.get_name() for one in asyncio.all_tasks() if one is not asyncio.current_task()] == []


def held(office: Office, group: str) -> dict[str, str]:
    """Who holds what; the clock stands still, so no lease ends."""
    return {row.name: row.holder for row in office.rows(select(lease).where(leases.within(group)))}


@pytest.mark.asyncio
async def test_asked_to_stop_twice_it_still_finishes_what_it_had_begun(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    async def careful(*_: object) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.05)
            ended.append("in order")

    monkeypatch.setattr(service, "watch", careful)
    async with Router(inbox) as router:
        await asyncio.sleep(0)
        router.stop()
        await asyncio.sleep(0)
        router.stop()
    assert ended == ["in order"]
