"""`hilo export` and `hilo erase` as commands: what is written, what is asked, what is said."""

import argparse
import io
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from web import cli, rights
from web.settings import Settings, WrongSetting


def asked(*arguments: str) -> argparse.Namespace:
    return cli.parser().parse_args(arguments)


def test_an_export_appears_whole_under_its_name_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    to = tmp_path / "hers.zip"
    with rights.place(to) as file:
        file.write(b"all")
        assert not to.exists()
    assert to.read_bytes() == b"all"
    assert stat.S_IMODE(to.stat().st_mode) == 0o600


def test_an_export_that_breaks_off_leaves_nothing_and_harms_nothing(tmp_path: Path) -> None:
    to = tmp_path / "hers.zip"
    to.write_bytes(b"older")
    with pytest.raises(KeyboardInterrupt):
        break_off(to)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("hers.zip", b"older")]


def break_off(to: Path) -> None:
    with rights.place(to) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(WrongSetting, match=r"hers\.zip cannot be written .* --to"),
        rights.place(tmp_path / "x" / "hers.zip"),
    ):
        pass


@pytest.mark.parametrize(("typed", "goes_on"), [("erase\n", True), ("yes\n", False), ("\n", False)])
def test_a_person_is_asked_before_anything_is_erased(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, goes_on: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    done: list[tuple[str, bool]] = []

    async def forget(settings: Settings, named: str, *, merged: bool) -> int:
        done.append((named, merged))
        return 0

    monkeypatch.setattr(rights, "forget", forget)
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    status = rights.run_erase(Settings(data=tmp_path), asked("erase", "maria@example.com"))
    assert (status, done) == ((0, [("maria@example.com", True)]) if goes_on else (1, []))


def test_a_script_is_not_asked_and_may_spare_the_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done: list[bool] = []

    async def forget(*_: Any, merged: bool) -> int:
        done.append(merged)
        return 0

    monkeypatch.setattr(rights, "forget", forget)
    assert rights.run_erase(Settings(data=tmp_path), asked("erase", "x", "--yes", "--alone")) == 0
    assert done == [False]


def test_an_export_must_say_where_to() -> None:
    with pytest.raises(SystemExit):
        asked("export", "x")
