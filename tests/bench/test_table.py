"""That the one table holds every row of every program, and that each program runs: their figures here mean nothing."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from bench import rows, table
from bench.rows import Row
from msgspec import json

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (rows.at_least("x", 0.714, 0.6, 0.031, " (1,234/s)"), ["x", "0.71 (1,234/s)", ">= 0.6", "met", "3%"]),
        (rows.at_least("x", 0.59, 0.6, 0.0), ["x", "0.59", ">= 0.6", "NOT MET", "0%"]),
        (rows.at_most("x", 4.96, 5, 0.5), ["x", "5.0 ms", "<= 5 ms", "met", "50%"]),
        (rows.at_most("x", float("inf"), 250, 0.5), ["x", "inf ms", "<= 250 ms", "NOT MET", "50%"]),
        (rows.at_most("x", 19, 25, 0.1, "KiB", "; 2 cut"), ["x", "19.0 KiB; 2 cut", "<= 25 KiB", "met", "10%"]),
        (rows.figure("x", 12345.6, "/s"), ["x", "12,346 /s"]),
        (rows.told("x", "installed from PyPI"), ["x", "installed from PyPI"]),
    ],
)
def test_a_row_shows_the_figure_its_gate_and_whose_time_it_took(row: Row, cells: list[str]) -> None:
    assert [cell.strip() for cell in rows.as_line(row).split("  ") if cell.strip()] == cells


def test_a_row_survives_the_way_to_the_table() -> None:
    row = rows.at_least("x", 0.714, 0.6, 0.031)
    assert list(table.rows(iter([json.encode(row).decode()]))) == [row]


def test_what_is_no_row_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(table.rows(iter(["Traceback\n", '{"other": 1}\n']))) == []
    assert capsys.readouterr().out == 'Traceback\n{"other": 1}\n'


def test_there_is_no_other_program(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        table.main(["ingest", "moon"])
    assert "there is no moon" in capsys.readouterr().err


def test_a_program_that_fails_is_named_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(table, "PROGRAMS", {"weight": ("--moon",), "sizes": ("--help",)})
    assert table.main(["--quick"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("--")][:2] == ["weight", "sizes"]
    assert "FAILED with status 2" in next(line for line in lines if line.startswith("weight"))
    assert not any(line.startswith("sizes ") for line in lines)


def test_every_program_of_the_table_is_there() -> None:
    assert all((HERE / f"{name}.py").exists() for name in table.PROGRAMS)


def ran(name: str, arguments: Sequence[str]) -> list[Row]:
    """By itself, as small as can be."""
    command = (sys.executable, str(HERE / f"{name}.py"), "--json", *arguments)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=110)
    assert done.returncode == 0, done.stderr
    return [json.decode(line, type=Row) for line in done.stdout.splitlines()]


def test_streams_are_kept_up_to_date() -> None:
    memory, middle, slowest = ran("streams", ("--streams", "20", "--rounds", "2"))
    assert "cut" not in memory.found
    assert "inf" not in middle.found
    assert "inf" not in slowest.found
    assert memory.what.startswith("20 live streams")


def test_sizes_are_compared_with_the_smallest() -> None:
    told = ran("sizes", ("--threads", "40", "80", "--rounds", "2"))
    assert [row.what.split(":")[0] for row in told[:2]] == ["40 threads", "80 threads"]
    assert [row.what for row in told[2::2]] == [
        f"{what}, 40 -> 80 threads: p50"
        for what in (
            "inbox page",
            "claim next, 50 agents each once a second",
            "thread view",
            "customer card",
            "search: a rare word",
            "search: a common word",
            "search: a phrase",
        )
    ]
    assert all(row.met is not None and row.foreign is not None for row in told[2:])


def test_weight_tells_memory_start_wheel_and_dependencies() -> None:
    told = {row.what: row.found for row in ran("weight", ("--rounds", "1", "--rest", "0.1"))}
    assert 20 < float(told["memory, idle (RSS)"].split()[0].replace(",", "")) < 2000
    assert float(told["cold start, p50 of 1"].removesuffix(" s")) > 0
    assert told["wheel"].endswith(" MB")
    count, size = told["dependencies"].removesuffix(" MB").split(", ")
    assert 20 < int(count) < 100
    assert float(size) > 50
