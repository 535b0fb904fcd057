"""`python -m router.mood.training`, as `hilo mood train` runs it."""

import importlib.util
from pathlib import Path

import pytest

from router.mood.training.__main__ import main


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="only where training's libraries are missing")
def test_what_training_needs_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--out", str(tmp_path / "model")]) == 1
    assert "not installed: pip install 'hilo[train]'" in capsys.readouterr().out
    assert not (tmp_path / "model").exists()


def test_no_data_makes_no_sense() -> None:
    with pytest.raises(SystemExit):
        main(["--out", "model"])
