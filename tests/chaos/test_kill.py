"""A short trial in the suite; `make chaos` is the long one."""

import asyncio
import random
import sqlite3
from pathlib import Path

import pytest
from chaos.server import Victim
from chaos.trial import main, open_chat, recovery, trial
from chaos.verdict import Verdict, threads, wait_until_threaded, weigh
from chaos.visitors import Crowd, Visitor
from servers.storage import opened


@pytest.mark.asyncio
async def test_three_kills_under_load_lose_double_and_reorder_nothing() -> None:
    random.seed(3)
    verdict, victim = await trial(3, visitors=40)
    assert verdict.clean, str(verdict)
    assert victim.kills >= 3
    assert verdict.offered == verdict.acknowledged > 40
    assert len(victim.recoveries) >= 2
    assert not victim.data.exists()


def test_a_server_that_answers_before_it_commits_is_found_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--kills", "2", "--visitors", "40", "--seed", "4", "--control"]) == 0
    assert "The control lost messages, as it must." in capsys.readouterr().out


@pytest.mark.asyncio
async def test_a_server_that_refuses_everybody_is_told_by_what_it_answered() -> None:
    victim = await asyncio.to_thread(Victim)
    crowd = Crowd(victim, await asyncio.to_thread(open_chat, victim), 2)
    try:
        await crowd.begin(0.1)
        victim.well.clear()
        for visitor in crowd.visitors:
            visitor._headers["Authorization"] = "Bearer somebody else's"
        await crowd.recovered(30)
        assert crowd.failed()
        with pytest.raises(RuntimeError, match="the server answered 401"):
            await crowd.end()
    finally:
        await crowd._http.close()
        await asyncio.to_thread(victim.remove)


class Told(Visitor):
    """A visitor who was told something, without any server."""

    def __init__(self, offered: int, acknowledged: int) -> None:
        self.offered, self.acknowledged = offered, acknowledged


def weighed(offered: int, acknowledged: int, said: list[tuple[int, int]]) -> Verdict:
    verdict = Verdict()
    weigh(verdict, Told(offered, acknowledged), said)
    return verdict


def test_what_was_offered_but_not_acknowledged_may_be_there_or_not() -> None:
    assert weighed(3, 2, [(1, 1), (2, 2)]).clean
    assert weighed(3, 2, [(1, 1), (2, 2), (3, 3)]).clean


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ([(1, 1), (2, 3)], "lost"),
        ([], "lost"),
        ([(1, 1), (2, 2), (3, 2), (4, 3)], "doubled"),
        ([(1, 2), (2, 1), (3, 3)], "reordered"),
        ([(1, 1), (2, 2), (4, 3)], "gaps"),
        ([(1, 1), (2, 2), (3, 3), (4, 9)], "strays"),
    ],
)
def test_each_fault_is_counted_by_its_name(said: list[tuple[int, int]], fault: str) -> None:
    verdict = weighed(3, 3, said)
    assert getattr(verdict, fault) > 0
    assert not verdict.clean


def test_the_report_names_every_number() -> None:
    assert [line.split()[0] for line in str(Verdict()).splitlines()] == [
        "offered", "acknowledged", "lost", "doubled", "reordered", "gaps", "strays",
    ]  # fmt: skip


def test_recovery_is_told_even_when_nothing_was_killed() -> None:
    assert recovery([]) == "recovery     none"
    assert "0.50 s median, 0.90 s at most; gate <= 5 s: met" in recovery([0.4, 0.5, 0.9])
    assert "5.10 s at most; gate <= 5 s: NOT MET" in recovery([0.4, 5.1])


def test_a_server_that_threads_nothing_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    database = tmp_path / "stuck.db"
    with sqlite3.connect(database) as conn:
        conn.execute("CREATE TABLE journal (seq INTEGER PRIMARY KEY, read_at INTEGER)")
        conn.execute("INSERT INTO journal VALUES (1, NULL)")
    conn.close()
    with pytest.raises(TimeoutError):
        wait_until_threaded(f"sqlite:///{database}", 0.1)


def test_a_start_that_is_killed_halfway_leaves_a_server_that_starts() -> None:
    victim = Victim()
    try:
        victim.kill()
        for seconds in (0.1, 0.4, 0.7):
            victim.stumble(seconds)
        victim.start()
        with opened(victim.database) as conn:
            assert threads(conn) == {}
    finally:
        victim.remove()
