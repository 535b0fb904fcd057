"""`hilo migrate --to`: what it asks for, what it refuses, and what it says."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from office import everything
from servers.postgresql import PostgreSQL

from inbox.copying import Copied, Tell
from inbox.engine import open_writer
from inbox.migrate import upgrade
from web import cli, folder, relocate
from web.settings import Settings, WrongSetting

PLACE = "postgresql://hilo:secret@localhost:1/hilo"


@pytest.fixture(autouse=True)
def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HILO_TEST_DATABASE", "HILO_TEST_REDIS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of an embedded inbox."""
    settings = Settings(data=tmp_path, database=f"sqlite:///{tmp_path}/hilo.db")
    upgrade(settings.database)
    return settings


@pytest.fixture
def place(postgresql: PostgreSQL) -> Iterator[str]:
    name = postgresql.new_database()
    yield postgresql.url(name)
    postgresql.drop(name)


class Copying:
    """Takes the place of the copying itself, and finds what it is given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, found: Copied) -> None:
        self.found = found
        self.asked: list[tuple[str, str, bool]] = []
        self.locked: list[bool] = []
        monkeypatch.setattr(relocate, "copy", self)
        monkeypatch.setattr(relocate, "postgresql", lambda *_: ())

    def __call__(self, origin: str, target: str, now: datetime, tell: Tell, *, last: bool) -> Copied:
        self.asked.append((origin, target, last))
        self.locked = [folder.is_locked(Path(origin.removeprefix("sqlite:///")).parent, part) for part in cli.PARTS]
        return self.found


def test_all_of_it_moves_and_the_next_run_only_compares(
    settings: Settings, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = open_writer(settings.database)
    everything.fill(engine, 1, 2)
    engine.dispose()
    for _ in range(2):
        assert relocate.run(settings, place, cli.PARTS) == 0
        assert re.match(r"Both are the same: [1-9]\d+ rows\.", capsys.readouterr().out)


def test_while_the_last_is_copied_no_hilo_starts(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    copying = Copying(monkeypatch, Copied(3, 2, whole=True))
    assert relocate.run(settings, PLACE, cli.PARTS) == 0
    assert copying.asked == [(settings.database, PLACE.replace("postgresql:", "postgresql+psycopg:"), True)]
    assert copying.locked == [True, True]
    with folder.locked(settings.data, cli.PARTS):
        pass


@pytest.mark.parametrize("part", cli.PARTS)
def test_beside_a_hilo_that_runs_it_is_not_the_last(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    copying = Copying(monkeypatch, Copied(1234, 56, whole=False))
    with folder.locked(settings.data, [part]):
        assert relocate.run(settings, PLACE, cli.PARTS) == 0
    assert [last for _, _, last in copying.asked] == [False]
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Copied: 1,234 rows as of ")
    assert f"56 of them in parts that were written now. Hilo still runs on {settings.data}: stop it" in said


def test_where_somebody_wrote_meanwhile_it_asks_for_one_more_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Copying(monkeypatch, Copied(3, 2, whole=False))
    assert relocate.run(settings, PLACE, cli.PARTS) == 1
    assert "Somebody wrote" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("sqlite:////tmp/other.db", "moves into PostgreSQL only"),
        ("mysql://localhost/hilo", "write postgresql://user"),
        ("postgresql://hilo:secret@127.0.0.1:1/hilo", "cannot be reached"),
        ("postgresql://hilo:secret@127.0.0.1:nine/hilo", "names no database, or has a port"),
    ],
)
def test_what_makes_no_sense_is_refused_without_showing_the_password(
    settings: Settings, to: str, sentence: str
) -> None:
    with pytest.raises(WrongSetting, match=sentence) as refused:
        relocate.run(settings, to, cli.PARTS)
    assert "secret" not in str(refused.value)


def test_a_folder_without_an_inbox_is_refused(tmp_path: Path, place: str) -> None:
    nothing = Settings(data=tmp_path, database=f"sqlite:///{tmp_path}/hilo.db")
    with pytest.raises(WrongSetting, match=r"There is no inbox in .* Set HILO_DATA"):
        relocate.run(nothing, place, cli.PARTS)
    assert not list(tmp_path.iterdir())


def test_an_inbox_that_lies_in_postgresql_already_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(WrongSetting, match="DATABASE_URL is set already"):
        relocate.run(Settings(data=tmp_path, database=PLACE), place, cli.PARTS)


def test_what_the_doctor_says_of_the_server_is_told(
    settings: Settings, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    relocate.run(settings, place, cli.PARTS)
    assert "problem  PostgreSQL: durability: A power cut loses messages" in capsys.readouterr().err


def test_migrate_alone_still_brings_the_database_to_this_version(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copying = Copying(monkeypatch, Copied(0, 0, whole=True))
    monkeypatch.setenv("HILO_DATA", str(settings.data))
    assert cli.main(["migrate"]) == 0
    assert capsys.readouterr().out == "The database is at this version.\n"
    assert cli.main(["migrate", "--to", PLACE]) == 0
    assert len(copying.asked) == 1
