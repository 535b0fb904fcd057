"""Nothing that is not ours, or that went its own way, is ever written over."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from office import everything
from office.databases import Files
from office.moving import Cut, PowerCut, address, do, move, rows, travelling
from sqlalchemy import Engine, insert

from inbox.clock import utc_now
from inbox.copying import copy
from inbox.copying.target import opened
from inbox.engine import open_writer
from inbox.errors import Conflict
from inbox.schema import lease


@pytest.fixture
def stranger(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Another inbox, with other people."""
    engine = open_writer(files.new(tmp_path_factory.mktemp("stranger")))
    everything.fill(engine, 21, 22)
    yield engine
    engine.dispose()


def test_tables_of_another_program_are_left_alone(origin: Engine, empty: Engine) -> None:
    do(empty, 'CREATE TABLE "user" (id int)', 'INSERT INTO "user" VALUES (1)')
    with pytest.raises(Conflict, match="tables that are not Hilo's"):
        move(origin, empty)
    assert rows(empty, 'SELECT * FROM "user"') == [(1,)]


@pytest.mark.parametrize("last", [True, False])
def test_another_inbox_is_left_alone(origin: Engine, stranger: Engine, target: Engine, last: bool) -> None:
    move(stranger, target, last=last)
    before = travelling(target)
    with pytest.raises(Conflict, match="holds another inbox"):
        move(origin, target)
    assert travelling(target) == before


def test_the_first_piece_of_another_inbox_is_left_alone(origin: Engine, stranger: Engine, target: Engine) -> None:
    with pytest.raises(PowerCut):
        move(stranger, target, Cut(0))
    with pytest.raises(Conflict, match="holds another inbox"):
        move(origin, target)
    assert move(stranger, target).whole


@pytest.mark.parametrize("side", ["origin", "target"])
def test_what_became_whole_and_went_on_is_left_alone(origin: Engine, target: Engine, side: str) -> None:
    move(origin, target)
    engine = {"origin": origin, "target": target}[side]
    do(engine, "UPDATE customer SET name = 'wrote again'")
    before = travelling(target)
    with pytest.raises(Conflict, match=r"differs by now .*table customer"):
        move(origin, target)
    assert travelling(target) == before


@pytest.mark.parametrize("revision", ["0001", "copying 0001", "9999"])
def test_another_version_s_database_is_left_alone(origin: Engine, target: Engine, revision: str) -> None:
    do(target, f"UPDATE alembic_version SET version_num = '{revision}'")
    with pytest.raises(Conflict, match="of another version"):
        move(origin, target)
    assert rows(target, "SELECT * FROM customer") == []


def test_an_empty_inbox_in_which_a_hilo_runs_is_left_alone(origin: Engine, target: Engine) -> None:
    held = {"name": "read 0", "holder": "somebody", "token": 3, "until": utc_now() + timedelta(seconds=30)}
    with target.begin() as conn:
        conn.execute(insert(lease).values(held))
    with pytest.raises(Conflict, match="A Hilo runs on this database"):
        move(origin, target)
    later = utc_now() + timedelta(seconds=31)
    assert copy(address(origin), address(target), later, lambda *_: None, last=True).whole
    assert rows(target, "SELECT name, token FROM lease") == [("read 0", 3)], "a token is never given twice"


def test_two_do_not_copy_at_once(origin: Engine, target: Engine) -> None:
    with opened(address(target)), pytest.raises(Conflict, match="copies into this database now"):
        move(origin, target)
    assert move(origin, target).whole
