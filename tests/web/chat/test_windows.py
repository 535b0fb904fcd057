"""Who is told, and what it costs while nobody is there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

import pytest
import pytest_asyncio

from inbox import events, identities, messages
from inbox.door import Inbox
from inbox.ids import new_id
from inbox.words import IdentityId
from router.service import Router
from tests.web.chat.shop import Shop, Visitor
from web.chat import windows
from web.chat.visitor import Visitor as Reader
from web.chat.visitor import anonymous
from web.chat.windows import MOST, Windows

pytestmark = pytest.mark.asyncio


class Agents:
    online = False

    def __call__(self) -> bool:
        return self.online


@pytest.fixture
def agents() -> Agents:
    return Agents()


@pytest_asyncio.fixture
async def opened(inbox: Inbox, agents: Agents) -> AsyncIterator[Windows]:
    opened = Windows(inbox, agents)
    task = asyncio.create_task(opened.follow_events())
    yield opened
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def somebody(inbox: Inbox) -> Reader:
    return anonymous("account", inbox.clock())


async def shake(inbox: Inbox, **named: Any) -> None:
    await inbox.write(events.record, named.pop("kind", "message.received"), inbox.clock(), **named)


async def test_only_the_windows_concerned_are_told(inbox: Inbox, opened: Windows) -> None:
    with opened.open(somebody(inbox)) as hers, opened.open(somebody(inbox)) as his:
        hers.identity_id, his.identity_id = IdentityId(new_id()), IdentityId(new_id())
        await shake(inbox)
        await hers.wait(1.0)
        await his.wait(1.0)  # both looked once, since nobody knows what they missed
        await shake(inbox, identity_id=hers.identity_id)
        assert await hers.wait(30.0)
        assert not await his.wait(0.2)


async def test_the_windows_of_somebody_who_was_erased_begin_again(inbox: Inbox, opened: Windows) -> None:
    with opened.open(somebody(inbox)) as hers, opened.open(somebody(inbox)) as his:
        hers.identity_id, his.identity_id = IdentityId(new_id()), IdentityId(new_id())
        await shake(inbox)
        await hers.wait(1.0)
        await shake(inbox, kind="customer.erased", identity_id=hers.identity_id)
        assert await hers.wait(30.0)
        assert (hers.closed, his.closed) == (True, False)


async def test_a_window_is_told_of_the_addresses_that_were_proven_there_too(inbox: Inbox, opened: Windows) -> None:
    with opened.open(somebody(inbox)) as window:
        mine, proven = IdentityId(new_id()), IdentityId(new_id())
        window.identity_id, window.seen = mine, (mine, proven)
        await shake(inbox)
        await window.wait(1.0)
        await shake(inbox, identity_id=proven)
        assert await window.wait(30.0)
        for kind in ("visitor.proven", "visitor.asked"):
            await shake(inbox, kind=kind, identity_id=mine)
            assert await window.wait(30.0)
        await shake(inbox, identity_id=IdentityId(new_id()))
        assert not await window.wait(0.2)


async def test_changes_that_no_visitor_may_see_wake_nobody(inbox: Inbox, opened: Windows) -> None:
    with opened.open(somebody(inbox)) as window:
        window.identity_id = IdentityId(new_id())
        await shake(inbox)
        await window.wait(1.0)
        for kind in ("thread.taken", "thread.closed", "message.state", "customer.changed"):
            await shake(inbox, kind=kind, identity_id=window.identity_id)
        assert not await window.wait(0.2)


async def test_the_log_is_left_alone_while_no_window_is_open(
    inbox: Inbox, opened: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[object] = []
    real = inbox.read

    async def counted(work: Any, *args: Any) -> Any:
        reads.append(work)
        return await real(work, *args)

    monkeypatch.setattr(inbox, "read", counted)
    for _ in range(5):
        await shake(inbox)
    await asyncio.sleep(0.1)
    assert reads == []


async def test_a_log_that_cannot_be_read_is_read_again(
    inbox: Inbox, opened: Windows, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, failing = inbox.read, [True]

    async def broken(work: Any, *args: Any) -> Any:
        if failing:
            raise OSError("disk")
        return await real(work, *args)

    monkeypatch.setattr(inbox, "read", broken)
    with opened.open(somebody(inbox)) as window:
        await shake(inbox)
        assert not await window.wait(0.2)
        failing.clear()
        await shake(inbox)
        assert await window.wait(30.0)
    assert "could not read the events" in capsys.readouterr().out


async def test_a_lost_hint_costs_no_more_than_the_poll(
    inbox: Inbox, agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "POLL", 0.1)
    monkeypatch.setattr(inbox.bus, "wake", lambda topic, note=b"": None)
    opened = Windows(inbox, agents)
    task = asyncio.create_task(opened.follow_events())
    with opened.open(somebody(inbox)) as window:
        window.identity_id = IdentityId(new_id())
        await window.wait(1.0)
        await shake(inbox, identity_id=window.identity_id)
        assert await window.wait(30.0)
    task.cancel()


async def test_presence_rings_every_window_once_per_change(inbox: Inbox, opened: Windows, agents: Agents) -> None:
    with opened.open(somebody(inbox)) as window:
        await shake(inbox)
        await window.wait(1.0)
        agents.online = True
        await shake(inbox, kind="thread.taken")
        assert await window.wait(30.0)
        await shake(inbox, kind="thread.taken")
        assert not await window.wait(0.2)


async def test_closed_windows_are_forgotten(inbox: Inbox, opened: Windows) -> None:
    reader = somebody(inbox)
    with opened.open(reader), opened.open(reader):
        assert len(opened.of(reader)) == 2
    assert opened.of(reader) == []


async def test_one_window_too_many_closes_the_oldest_and_keeps_the_rest(inbox: Inbox, opened: Windows) -> None:
    reader = somebody(inbox)
    entered = [opened.open(reader) for _ in range(MOST + 1)]
    made = [one.__enter__() for one in entered]
    assert [window.closed for window in made] == [True] + [False] * MOST
    for one in entered:
        one.__exit__(None, None, None)


async def test_an_agents_answer_names_the_identity_that_it_is_for(
    visitor: Visitor, shop: Shop, router: Router, visitors: Callable[[], Visitor]
) -> None:
    """On which the windows depend to be told."""
    await visitor.write("Hello", "c1")
    await shop.settle(1)
    answer = await shop.answer("Hi", visitor.address)
    identity = await shop.inbox.read(identities.find, "chat", shop.account, visitor.address)
    assert identity is not None
    told = [one for one in await shop.inbox.read(events.since, 0) if one.message_id == answer.id]
    assert told[0].kind == "message.written"
    assert told[0].identity_id == identity.id
    assert (await shop.inbox.read(messages.get, answer.id)).identity_id == identity.id
