"""That what a message costs is measured on both engines; on so few of them the figures mean little."""

from itertools import islice

import pytest
from bench.cost import EACH, Spent, entries, main
from bench.rows import Row
from msgspec import json

from connectors.chat import Said
from inbox.words import AccountId


def test_a_small_run_prints_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--messages", "100"]) == 0
    rows = [json.decode(line, type=Row) for line in capsys.readouterr().out.splitlines()]
    assert [row.what for row in rows] == [
        "events of a message",
        "SQLite: kept of a message",
        "SQLite: processor time of a message",
        "PostgreSQL: kept of a message",
        "PostgreSQL: write-ahead log of a message",
        "PostgreSQL: Hilo's processor time of a message",
        "PostgreSQL: its own processor time of a message",
        "PostgreSQL: the largest tables, KiB of a message",
    ]
    *figures, largest = (row.found for row in rows)
    assert all(float(one.split()[0]) > 0 for one in figures)
    assert {"message", "journal", "event"} <= set(largest.replace(",", "").split())


def test_what_was_spent_before_does_not_count() -> None:
    before, after = Spent(1000.0, 100.0, 3.0, 4.0, 1.0), Spent(3000.0, 500.0, 9.0, 8.0, 3.0)
    assert after.since(before, 2) == Spent(1000.0, 200.0, 3.0, 2.0, 1.0)


def test_a_customer_writes_several_messages_each_of_them_once() -> None:
    said = [json.decode(one.body, type=Said) for one in islice(entries(AccountId("a")), 2 * EACH)]
    assert [one.visitor for one in said] == ["visitor-0"] * EACH + ["visitor-1"] * EACH
    assert len({one.client_id for one in said}) == 2 * EACH
