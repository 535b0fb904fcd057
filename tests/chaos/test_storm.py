"""The storm in small, and that its surveyors see what they look for."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from chaos.calm import Line, seed
from chaos.forecast import Forecast, Said, forecast
from chaos.ruins import Ruins, survey
from chaos.weather import storm
from office.databases import Databases

FEW = 8
"""Customers of each account: what each is answered beforehand takes long."""
REF = "01900000-0000-7000-8000-000000000001"
SCHEMA = """
CREATE TABLE message (
    id, thread_id, position, direction, account_id, remote_id, text, deleted_at, reactions, state, journal_seq
);
CREATE TABLE event (seq INTEGER PRIMARY KEY, kind, message_id, data);
CREATE TABLE journal (seq INTEGER PRIMARY KEY, outcome);
"""


def test_hooks_of_every_kind_shuffled_and_doubled_leave_everything_once_and_in_order() -> None:
    ruins = asyncio.run(storm(400, 7, FEW))
    assert ruins.clean, str(ruins)
    assert ruins.called == 400
    assert ruins.stored == ruins.offered > 100
    assert ruins.receipts > 20
    assert ruins.changes > 10


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    """Two messages in one thread, and one of ours that was delivered."""
    file = tmp_path / "hilo.db"
    with closing(sqlite3.connect(file)) as conn, conn:
        conn.executescript(SCHEMA)
        said = "INSERT INTO message VALUES (?, 't', ?, ?, 'a', ?, ?, NULL, '[]', ?, ?)"
        conn.execute(said, ("m1", 1, "in", "r1", "one", None, 1))
        conn.execute(said, ("m2", 2, "in", "r2", "two", None, 2))
        conn.execute(said, (REF, 3, "out", "r3", "Yes.", "delivered", None))
        for state in ("sent", "delivered"):
            told = json.dumps({"state": state})
            conn.execute("INSERT INTO event (kind, message_id, data) VALUES ('message.state', ?, ?)", (REF, told))
    return file


def expected() -> Forecast:
    return Forecast(said={("a", "r1"): Said("one"), ("a", "r2"): Said("two")}, states={REF: "delivered"})


def surveyed(database: Path, *statements: str) -> Ruins:
    with closing(sqlite3.connect(database)) as conn, conn:
        for statement in statements:
            conn.execute(statement)
    return survey(f"sqlite:///{database}", expected(), 0)


def test_what_stands_as_foreseen_is_clean(database: Path) -> None:
    assert surveyed(database).clean


@pytest.mark.parametrize(
    ("fault", "statement"),
    [
        ("lost", "DELETE FROM message WHERE id = 'm2'"),
        ("doubled", "UPDATE message SET remote_id = 'r1' WHERE id = 'm2'"),
        ("disordered", "UPDATE message SET journal_seq = 3 - position WHERE direction = 'in'"),
        ("gaps", "UPDATE message SET position = 7 WHERE id = 'm2'"),
        ("back", 'UPDATE event SET data = \'{"state": "queued"}\' WHERE seq = 2'),
        ("behind", "UPDATE message SET state = 'sent' WHERE direction = 'out'"),
        ("wrong", "UPDATE message SET text = 'three' WHERE id = 'm2'"),
        ("wrong", "UPDATE message SET deleted_at = 5 WHERE id = 'm2'"),
        ("wrong", "UPDATE message SET reactions = '[{\"emoji\": \"x\"}]' WHERE id = 'm2'"),
        ("strays", "UPDATE message SET remote_id = 'r9' WHERE id = 'm2'"),
        ("stubs", "INSERT INTO journal VALUES (1, 'stub')"),
    ],
)
def test_every_fault_is_seen(database: Path, fault: str, statement: str) -> None:
    ruins = surveyed(database, statement)
    assert getattr(ruins, fault) > 0
    assert not ruins.clean


def test_a_refused_call_is_a_fault_too(database: Path) -> None:
    assert not survey(f"sqlite:///{database}", expected(), 1).clean


@pytest.mark.parametrize(
    ("said", "final"),
    [
        (Said("one"), "one"),
        (Said("one", {20: "later", 10: "sooner"}), "later"),
        (Said("one", {20: "later"}, deleted_at=10), ""),
    ],
)
def test_the_latest_by_the_writers_clock_holds(said: Said, final: str) -> None:
    assert said.final == final


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> list[Line]:
    folder = tmp_path_factory.mktemp("calm")
    return asyncio.run(seed(folder, databases.new(folder), "http://localhost:1", FEW))


def test_a_forecast_holds_calls_of_every_kind_as_many_as_were_asked_for(lines: list[Line]) -> None:
    foreseen = forecast(lines, 1000, Random(1))
    assert len(foreseen.posted) == 1000
    assert len({(one.account_id, one.call.body) for one in foreseen.posted}) < 850
    assert set(foreseen.kinds) == {"message", "receipt", "edit", "deletion", "reaction", "unknown"}
    assert {one.account_id for one in foreseen.posted} == {line.account_id for line in lines}


def test_nobody_stands_in_the_storm_under_two_names(lines: list[Line]) -> None:
    """One number on two channels would be one thread, whose order nobody could foretell."""
    found = [line.caller.address(number) for line in lines for number in line.numbers]
    assert len(found) == len(set(found))
