"""The data folder and its locks."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from inbox.errors import InboxError
from inbox.migrate import is_current
from web import folder
from web.settings import Settings, WrongSetting


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    data = tmp_path / "deep" / "data"
    return Settings(data=data, database=f"sqlite:///{data}/hilo.db")


def test_it_is_made_for_this_user_alone(settings: Settings) -> None:
    folder.make(settings)
    assert settings.data.stat().st_mode & 0o077 == 0
    assert settings.files.is_dir()
    folder.make(settings)


def test_where_it_cannot_be_made_it_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WrongSetting, match="Set HILO_DATA to a folder that this user may write"):
        folder.make(Settings(data=tmp_path / "file" / "data"))


def test_a_part_runs_once_per_folder(settings: Settings) -> None:
    folder.make(settings)
    with folder.locked(settings.data, ["web", "router"]):
        assert folder.is_locked(settings.data, "web")
        with (
            pytest.raises(WrongSetting, match=r"Another Hilo \(router\) already runs on .*Stop it"),
            folder.locked(settings.data, ["router"]),
        ):
            pass
    assert not folder.is_locked(settings.data, "web")


def test_web_and_router_may_run_side_by_side(settings: Settings) -> None:
    folder.make(settings)
    with folder.locked(settings.data, ["web"]), folder.locked(settings.data, ["router"]):
        assert folder.is_locked(settings.data, "router")


def test_what_was_taken_is_given_back_when_the_rest_cannot_be_had(settings: Settings) -> None:
    folder.make(settings)
    with folder.locked(settings.data, ["router"]):
        with pytest.raises(WrongSetting), folder.locked(settings.data, ["web", "router"]):
            pass
        assert not folder.is_locked(settings.data, "web")


def test_a_lock_ends_with_its_process(settings: Settings) -> None:
    folder.make(settings)
    hold = (
        "import sys, time; from pathlib import Path; from web import folder\n"
        "with folder.locked(Path(sys.argv[1]), ['web']): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", hold, str(settings.data)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        assert folder.is_locked(settings.data, "web")
        child.kill()
    assert not folder.is_locked(settings.data, "web")


def test_the_database_is_brought_up_to_date_more_than_once(settings: Settings) -> None:
    folder.make(settings)
    folder.upgrade(settings)
    folder.upgrade(settings)
    assert is_current(settings.database)


def test_a_file_that_is_no_database_is_explained_and_left_alone(settings: Settings) -> None:
    folder.make(settings)
    file = settings.data / "hilo.db"
    file.write_bytes(b"this is not a database, but somebody's only copy" * 100)
    before = file.read_bytes()
    with pytest.raises(WrongSetting, match=r"cannot be opened or upgraded: .*not a database.*Check it, or restore"):
        folder.upgrade(settings)
    assert file.read_bytes() == before


def test_a_database_that_holds_half_an_inbox_is_explained_in_its_own_words(settings: Settings) -> None:
    folder.make(settings)
    folder.upgrade(settings)
    with closing(sqlite3.connect(settings.data / "hilo.db")) as file:
        file.execute("UPDATE alembic_version SET version_num = 'copying ' || version_num")
        file.commit()
    with pytest.raises(InboxError, match=r"^An inbox is being copied into this database, and is not whole yet"):
        folder.upgrade(settings)


def test_what_goes_wrong_while_it_is_locked_is_not_mistaken_for_the_lock(settings: Settings) -> None:
    folder.make(settings)
    with pytest.raises(BlockingIOError), folder.locked(settings.data, ["web"]):
        raise BlockingIOError("of somebody else")


def test_a_folder_that_cannot_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "web.lock").mkdir()
    with (
        pytest.raises(WrongSetting, match=r"web.lock cannot be written \(Is a directory\)"),
        folder.locked(tmp_path, ["web"]),
    ):
        pass
    assert not folder.is_locked(tmp_path, "web")


def test_looking_for_a_lock_makes_none(tmp_path: Path) -> None:
    assert not folder.is_locked(tmp_path, "web")
    assert list(tmp_path.iterdir()) == []
