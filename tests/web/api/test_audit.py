"""The audit log over the API: what is noted, who may see it, and that nobody waits for it."""

from datetime import timedelta
from typing import Any

import pytest
from office.clock import HeldClock

from inbox import audit, merging
from web.reads import READS, Reads


async def noted(house: Any) -> list[Any]:
    """What was read is noted after the answer."""
    await house.app[READS].settle()
    return (await house.inbox.read(audit.page, None, None)).entries


async def acts(house: Any) -> list[tuple[str, str]]:
    return [(one.actor_name, one.action) for one in await noted(house) if one.action != "user.added"]


@pytest.mark.asyncio
async def test_reading_a_thread_is_noted_once_per_agent_and_ten_minutes(house: Any) -> None:
    thread = await house.thread()
    agent, other = await house.browser("agent"), await house.browser("supervisor")
    for _ in range(3):
        assert (await agent.get(f"/api/v1/threads/{thread.id}")).status == 200
    await other.get(f"/api/v1/threads/{thread.id}")
    assert sorted(await acts(house)) == [("Agent", "thread.read"), ("Supervisor", "thread.read")]


@pytest.mark.asyncio
async def test_a_thread_that_is_not_there_was_not_read(house: Any) -> None:
    agent = await house.browser("agent")
    assert (await agent.get("/api/v1/threads/00000000-0000-7000-8000-000000000000")).status == 404
    assert await acts(house) == []


@pytest.mark.asyncio
async def test_a_later_read_is_another_one_even_for_a_server_that_has_forgotten(house: Any) -> None:
    thread, agent = await house.thread(), await house.user("agent", "Agent")
    now, clock = house.inbox.clock(), HeldClock()
    clock.now = now
    for minutes in (0, 5, 11):
        fresh = Reads(house.inbox)
        fresh.note(agent.id, thread.customer_id, now + timedelta(minutes=minutes))
        await fresh.settle()
    assert await acts(house) == [("Agent", "thread.read"), ("Agent", "thread.read")]


@pytest.mark.asyncio
async def test_a_log_that_cannot_be_written_keeps_nobody_from_reading(house: Any, monkeypatch: Any) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("no room")

    thread, agent = await house.thread(), await house.browser("agent")
    monkeypatch.setattr(audit, "note_read", broken)
    assert (await agent.get(f"/api/v1/threads/{thread.id}")).status == 200
    assert await acts(house) == []
    monkeypatch.undo()
    await agent.get(f"/api/v1/threads/{thread.id}")
    assert await acts(house) == [("Agent", "thread.read")]


@pytest.mark.asyncio
@pytest.mark.parametrize("role", ["agent", "supervisor"])
async def test_only_admins_see_it(house: Any, role: Any) -> None:
    assert (await (await house.browser(role)).get("/api/v1/audit")).status == 403
    assert (await house.stranger().get("/api/v1/audit")).status == 401


@pytest.mark.asyncio
async def test_it_is_shown_newest_first_of_all_or_of_one_with_whom_they_are_merged(house: Any) -> None:
    maria, pedro = await house.thread(), await house.thread(address="pedro@example.org")
    admin = await house.browser("admin")
    for thread in (maria, pedro):
        await admin.get(f"/api/v1/threads/{thread.id}")
        await house.app[READS].settle()
    everything = (await admin.get("/api/v1/audit")).json
    assert [one["action"] for one in everything["entries"]] == ["thread.read", "thread.read", "user.added"]
    assert everything["next"] is None
    ours = (await admin.get(f"/api/v1/audit?customer={maria.customer_id}")).json["entries"]
    assert [(one["customer_id"], one["actor_name"]) for one in ours] == [(maria.customer_id, "Admin")]
    now = house.inbox.clock()
    await house.inbox.write(merging.merge, pedro.customer_id, maria.customer_id, "same", None, now)
    both = (await admin.get(f"/api/v1/audit?customer={maria.customer_id}")).json["entries"]
    assert [one["action"] for one in both] == ["customer.merged", "thread.read", "thread.read"]


@pytest.mark.asyncio
async def test_it_comes_in_pages(house: Any) -> None:
    admin = await house.browser("admin")
    for _ in range(audit.PAGE + 5):
        await house.inbox.write(audit.note, "x", house.inbox.clock())
    first = (await admin.get("/api/v1/audit")).json
    second = (await admin.get(f"/api/v1/audit?after={first['next']}")).json
    assert (len(first["entries"]), len(second["entries"]), second["next"]) == (audit.PAGE, 6, None)
    assert {one["seq"] for one in first["entries"]}.isdisjoint(one["seq"] for one in second["entries"])


@pytest.mark.asyncio
@pytest.mark.parametrize("query", ["customer=x", "after=0", "after=x", "after=99999999999999999999"])
async def test_nonsense_is_refused(house: Any, query: str) -> None:
    admin = await house.browser("admin")
    assert (await admin.get(f"/api/v1/audit?{query}")).status == 422
