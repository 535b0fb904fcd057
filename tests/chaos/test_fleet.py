"""The siege in small; `make chaos` is the long one. And that it sees what it looks for."""

import asyncio
from collections.abc import Iterator

import pytest
from bench.rows import Row
from chaos import fleet
from chaos.blows import BLOWS
from chaos.kept import compare
from chaos.provider import Told
from chaos.siege import Siege, Struck, besieged
from chaos.town import Servers, servers
from chaos.verdict import Verdict
from servers.fleet import Customer

from inbox.words import AccountId

pytestmark = pytest.mark.timeout(500)  # many processes are started one after the other
SLOW = 15.0
"""Messages a second."""
CRASH = "PostgreSQL stopped (immediate)"


@pytest.fixture(scope="module")
def on() -> Iterator[Servers]:
    with servers() as started:
        yield started


def test_whatever_is_struck_nothing_is_lost_doubled_or_out_of_order(on: Servers) -> None:
    blows = "kill -9 of a web process", "Redis FLUSHALL", CRASH
    siege = asyncio.run(besieged(on, SLOW, blows))
    assert siege.clean, siege
    assert siege.verdict.offered == siege.verdict.acknowledged > 50
    assert [one.blow for one in siege.struck] == list(blows)


def test_what_is_acknowledged_before_the_commit_is_found_missing(on: Servers) -> None:
    siege = asyncio.run(besieged(on, SLOW, [CRASH], fleet.EARLY))
    assert siege.verdict.lost > 0
    assert siege.unseen >= siege.verdict.lost
    assert fleet.control(siege).met


MARIA = Customer(1, AccountId("a"))
TOLD = [Told(MARIA, 0, 0.0, 1.0), Told(MARIA, 1, 2.0, 9.0), Told(MARIA, 2, 3.0, 4.0), Told(MARIA, 3, 8.0)]
"""The second was called again about, and accepted after the third; the last was never accepted."""


def compared(*numbers: int) -> Verdict:
    return compare(TOLD, {MARIA.address: list(enumerate(numbers, 1))})


@pytest.mark.parametrize("numbers", [(0, 1, 2), (0, 2, 1), (0, 1, 2, 3), (0, 2, 3, 1)])
def test_who_was_under_way_together_may_stand_in_either_order_and_what_was_not_accepted_may_be_missing(
    numbers: tuple[int, ...],
) -> None:
    verdict = compared(*numbers)
    assert verdict.clean
    assert (verdict.offered, verdict.acknowledged) == (4, 3)


@pytest.mark.parametrize(
    ("numbers", "fault"),
    [
        ((0, 1), "lost"),
        ((), "lost"),
        ((0, 1, 2, 2), "doubled"),
        ((1, 0, 2), "reordered"),
        ((0, 1, 3, 2), "reordered"),
        ((0, 1, 2, 7), "strays"),
    ],
)
def test_each_fault_is_counted_by_its_name(numbers: tuple[int, ...], fault: str) -> None:
    verdict = compared(*numbers)
    assert getattr(verdict, fault) > 0
    assert not verdict.clean


def test_a_missing_position_and_a_thread_of_nobody_are_seen() -> None:
    assert compare(TOLD, {MARIA.address: [(1, 0), (3, 1), (4, 2)]}).gaps == 2
    assert compare([], {"customer-9": [(1, 0)]}).strays == 1


def rows_of(**fault: int) -> list[Row]:
    siege = Siege([Struck("Redis FLUSHALL", 0.0, 1.0, 2.0)], Verdict(offered=9, acknowledged=8))
    for name, count in fault.items():
        setattr(siege if hasattr(siege, name) else siege.verdict, name, count)
    assert siege.clean == (not any(fault.values()))
    return list(fleet.table(siege))


@pytest.mark.parametrize("fault", ["lost", "doubled", "reordered", "gaps", "strays", "strange", "unseen", "back"])
def test_every_fault_has_its_row_and_misses_its_gate(fault: str) -> None:
    assert all(row.met in (None, True) for row in rows_of())
    assert [row.met for row in rows_of(**{fault: 3})].count(False) == 1


def test_who_takes_too_long_to_work_again_misses_the_gate() -> None:
    soon, late = (fleet.recovery(Struck("Redis stopped", 3.0, seconds, 12.0)) for seconds in (9.9, 10.1))
    assert (soon.found, soon.met) == ("9.9 s (waits <= 12.0 s)", True)
    assert late.met is False


def test_a_control_that_loses_nothing_is_distrusted() -> None:
    assert fleet.control(Siege()).met is False


def test_a_gate_that_is_missed_fails_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    for met, status in ((True, 0), (None, 0), (False, 1)):
        monkeypatch.setattr(fleet, "measure", lambda given, met=met: [Row("lost", "0", "0", met)])
        assert fleet.main([]) == status


def test_an_unknown_blow_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        fleet.main(["Earthquake"])
    told = capsys.readouterr().err
    assert all(blow in told for blow in ("Earthquake", *BLOWS))
