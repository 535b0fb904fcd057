"""Group commit: few transactions, nobody answered before the commit, nobody failed for another."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy import event as hook

from inbox import events, journal, users
from inbox.door import Inbox
from inbox.errors import Busy, Conflict
from inbox.users import NewUser


def add_user(conn: Connection, name: str, inbox: Inbox) -> str:
    return users.add(conn, NewUser(f"{name}@hilo.example", name, "agent", "hash"), inbox.clock()).name


def fail(conn: Connection) -> None:
    conn.execute(text("DELETE FROM user"))
    raise Conflict("Not like this.")


def names(database: Path) -> set[str]:
    """As another process sees it."""
    with sqlite3.connect(database) as other:
        found = {row[0] for row in other.execute("SELECT name FROM user")}
    other.close()
    return found


@contextmanager
def held_up(inbox: Inbox) -> Iterator[None]:
    """Keeps the writer busy, so that jobs gather behind it."""
    go = threading.Event()
    running = asyncio.ensure_future(inbox.write(lambda conn: go.wait(10)))
    try:
        yield
    finally:
        go.set()
        running.add_done_callback(lambda task: task.result())


def count_commits(inbox: Inbox) -> list[int]:
    commits: list[int] = []
    hook.listen(inbox._writer._engine, "commit", lambda conn: commits.append(1))
    return commits


@pytest.mark.asyncio
async def test_many_writes_share_few_commits(inbox: Inbox, database: Path) -> None:
    commits = count_commits(inbox)
    with held_up(inbox):
        waiting = [asyncio.ensure_future(inbox.write(add_user, f"user{number}", inbox)) for number in range(150)]
        await asyncio.sleep(0)
    assert await asyncio.gather(*waiting) == [f"user{number}" for number in range(150)]
    assert len(commits) <= 3
    assert len(names(database)) == 150


@pytest.mark.asyncio
async def test_a_result_comes_after_its_commit(inbox: Inbox, database: Path) -> None:
    for number in range(20):
        name = await inbox.write(add_user, f"user{number}", inbox)
        assert name in names(database)


@pytest.mark.asyncio
async def test_one_callers_failure_is_its_own(inbox: Inbox, database: Path) -> None:
    with held_up(inbox):
        before = asyncio.ensure_future(inbox.write(add_user, "before", inbox))
        wrong = asyncio.ensure_future(inbox.write(fail))
        after = asyncio.ensure_future(inbox.write(add_user, "after", inbox))
        await asyncio.sleep(0)
    with pytest.raises(Conflict, match="Not like this"):
        await wrong
    assert (await before, await after) == ("before", "after")
    assert names(database) == {"before", "after"}


@pytest.mark.asyncio
async def test_one_failure_among_many_costs_few_commits(inbox: Inbox, database: Path) -> None:
    commits = count_commits(inbox)
    with held_up(inbox):
        waiting = [asyncio.ensure_future(inbox.write(add_user, f"user{number}", inbox)) for number in range(120)]
        waiting.insert(70, asyncio.ensure_future(inbox.write(fail)))
        await asyncio.sleep(0)
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert [place for place, one in enumerate(found) if isinstance(one, Exception)] == [70]
    assert len(names(database)) == 120
    assert len(commits) <= 12


@pytest.mark.asyncio
async def test_even_an_error_that_no_future_takes_reaches_its_caller(inbox: Inbox) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(inbox.write(lambda conn: next(iter(()))), 30)


@pytest.mark.asyncio
async def test_two_in_one_group_who_want_the_same_cannot_both_have_it(inbox: Inbox) -> None:
    with held_up(inbox):
        twice = [asyncio.ensure_future(inbox.write(add_user, "ana", inbox)) for _ in range(2)]
        await asyncio.sleep(0)
    first, second = await asyncio.gather(*twice, return_exceptions=True)
    assert first == "ana"
    assert isinstance(second, Conflict)


@pytest.mark.asyncio
async def test_batched_callers_share_one_call_and_get_their_own_results(inbox: Inbox) -> None:
    calls: list[int] = []

    def double(conn: Connection, items: list[int]) -> list[int]:
        calls.append(len(items))
        return [2 * item for item in items]

    with held_up(inbox):
        alone = asyncio.ensure_future(inbox.write(add_user, "ana", inbox))
        asked = [asyncio.ensure_future(inbox.batch(double, number)) for number in range(40)]
        await asyncio.sleep(0)
    assert await asyncio.gather(*asked) == [2 * number for number in range(40)]
    assert await alone == "ana"
    assert calls == [40]


@pytest.mark.asyncio
async def test_a_bad_item_fails_only_its_own_caller(inbox: Inbox) -> None:
    def invert(conn: Connection, items: list[int]) -> list[float]:
        return [1 / item for item in items]

    with held_up(inbox):
        asked = [asyncio.ensure_future(inbox.batch(invert, number)) for number in (2, 0, 4)]
        await asyncio.sleep(0)
    good, bad, also_good = await asyncio.gather(*asked, return_exceptions=True)
    assert (good, also_good) == (0.5, 0.25)
    assert isinstance(bad, ZeroDivisionError)


@pytest.mark.asyncio
async def test_a_batch_with_too_few_results_is_an_error_and_not_a_mix_up(inbox: Inbox) -> None:
    def lose(conn: Connection, items: list[int]) -> list[int]:
        return []

    with pytest.raises(ValueError, match="shorter"):
        await inbox.batch(lose, 1)


@pytest.mark.asyncio
async def test_a_group_longer_than_the_longest_loses_nobody(inbox: Inbox, database: Path) -> None:
    with held_up(inbox):
        waiting = [asyncio.ensure_future(inbox.write(add_user, f"user{number}", inbox)) for number in range(450)]
        await asyncio.sleep(0)
    assert len(await asyncio.gather(*waiting)) == len(names(database)) == 450


@pytest.mark.asyncio
async def test_a_caller_who_left_does_not_disturb_the_others(inbox: Inbox) -> None:
    with held_up(inbox):
        gone = asyncio.ensure_future(inbox.write(add_user, "gone", inbox))
        stays = asyncio.ensure_future(inbox.write(add_user, "stays", inbox))
        await asyncio.sleep(0)
        gone.cancel()
    assert await stays == "stays"
    assert gone.cancelled()


@pytest.mark.asyncio
async def test_closing_finishes_what_was_submitted(inbox: Inbox, database: Path) -> None:
    with held_up(inbox):
        waiting = [asyncio.ensure_future(inbox.write(add_user, f"user{number}", inbox)) for number in range(300)]
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(inbox.close())
        await asyncio.sleep(0.01)
    await closing
    assert len(await asyncio.gather(*waiting)) == len(names(database)) == 300


@pytest.mark.asyncio
async def test_a_closed_inbox_refuses_instead_of_keeping_its_caller_waiting(inbox: Inbox) -> None:
    await inbox.close()
    with pytest.raises(RuntimeError, match="closed"):
        await asyncio.wait_for(inbox.write(add_user, "late", inbox), 30)


def test_the_writer_survives_a_loop_that_closed_on_it(url: str, tmp_path: Path, database: Path) -> None:
    async def open_it() -> Inbox:
        return Inbox.open(url, files=tmp_path, key=b"0" * 43 + b"=")

    async def leave(inbox: Inbox) -> None:
        go.clear()
        blocked = asyncio.ensure_future(inbox.write(lambda conn: go.wait(10)))
        left = asyncio.ensure_future(inbox.write(add_user, "left", inbox))
        await asyncio.sleep(0.01)
        blocked.cancel()
        left.cancel()

    go = threading.Event()
    inbox = asyncio.run(open_it())
    asyncio.run(leave(inbox))
    go.set()
    assert asyncio.run(inbox.write(add_user, "next", inbox)) == "next"
    asyncio.run(inbox.close())
    assert names(database) == {"left", "next"}


@pytest.mark.asyncio
async def test_listeners_are_woken_after_the_commit_and_only_for_what_was_announced(inbox: Inbox) -> None:
    def read_back(conn: Connection) -> int:
        return len(journal.unread(conn, 10))

    async with inbox.bus.listen("events") as changed, inbox.bus.listen("journal") as journalled:
        rung = asyncio.ensure_future(changed.wait(30))
        await inbox.write(events.record, "account.changed", inbox.clock())
        await asyncio.wait_for(rung, 30)
        started = asyncio.get_running_loop().time()
        await journalled.wait(0.05)
        assert asyncio.get_running_loop().time() - started >= 0.04
        assert await inbox.read(read_back) == 0


@pytest.mark.asyncio
async def test_what_was_rolled_back_is_not_announced(inbox: Inbox) -> None:
    def announce_and_fail(conn: Connection) -> None:
        events.record(conn, "account.changed", inbox.clock())
        raise Conflict("No.")

    async with inbox.bus.listen("events") as bell:
        with pytest.raises(Conflict):
            await inbox.write(announce_and_fail)
        await inbox.write(add_user, "quiet", inbox)
        started = asyncio.get_running_loop().time()
        await bell.wait(0.05)
        assert asyncio.get_running_loop().time() - started >= 0.04


@pytest.mark.asyncio
async def test_what_stands_outside_runs_between_transactions_and_in_its_turn(inbox: Inbox, database: Path) -> None:
    seen: list[set[str]] = []

    def look(conn: Connection) -> bool:
        seen.append(names(database))
        return conn.in_transaction()

    with held_up(inbox):
        first = asyncio.ensure_future(inbox.write(add_user, "first", inbox))
        await asyncio.sleep(0)
        outside = asyncio.ensure_future(inbox._writer.submit_outside(look))
        await asyncio.sleep(0)
        last = asyncio.ensure_future(inbox.write(add_user, "last", inbox))
        await asyncio.sleep(0)
    assert await asyncio.gather(first, outside, last) == ["first", False, "last"]
    assert seen == [{"first"}]


@pytest.mark.asyncio
async def test_what_fails_outside_fails_nobody_else(inbox: Inbox) -> None:
    def fail_outside(conn: Connection) -> None:
        raise Conflict("Not now.")

    failing = asyncio.ensure_future(inbox._writer.submit_outside(fail_outside))
    assert await inbox.write(add_user, "ana", inbox) == "ana"
    with pytest.raises(Conflict, match="Not now"):
        await failing


@pytest.mark.asyncio
async def test_a_queue_that_is_full_takes_no_more_until_it_is_shorter(inbox: Inbox) -> None:
    inbox._writer._longest = 2
    with held_up(inbox):
        await until_taken(inbox)
        waiting = [asyncio.ensure_future(inbox.write(lambda conn: "kept")) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy, match="try again in a moment"):
            await inbox.write(lambda conn: "refused")
        assert inbox.load().writes_waiting == 2
    assert await asyncio.gather(*waiting) == ["kept", "kept"]
    assert await inbox.write(lambda conn: "later") == "later"


@pytest.mark.asyncio
async def test_what_was_committed_is_counted_with_its_time(inbox: Inbox) -> None:
    before = inbox.load()
    with held_up(inbox):
        waiting = [asyncio.ensure_future(inbox.write(lambda conn: None)) for _ in range(20)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    await inbox.write(lambda conn: None)  # a group is counted once it is over
    after = inbox.load()
    assert 21 <= after.writes - before.writes <= 22
    assert 1 <= after.groups - before.groups <= 4
    assert after.seconds > before.seconds


async def until_taken(inbox: Inbox) -> None:
    """The writer is at work on what holds it up."""
    await asyncio.sleep(0)  # it is submitted
    async with asyncio.timeout(20):
        while inbox.load().writes_waiting:
            await asyncio.sleep(0.001)
