"""That the scaled bench runs on real servers, which are gone afterwards; its figures mean nothing."""

import psutil
import pytest
from bench import scaled
from bench.rows import Row
from msgspec import json


@pytest.mark.timeout(300)
def test_a_short_run_prints_every_row_and_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = set(psutil.Process().children(recursive=True))
    given = ["--json", "--seconds", "0.3", "--steps", "1", "--agents", "2", "--backlog", "60"]
    assert scaled.main(given) == 0
    told = [json.decode(line, type=Row) for line in capsys.readouterr().out.splitlines()]
    assert [row.what for row in told if "half" not in row.what] == [
        "W0: psycopg, 50 rows a commit, synchronous_commit",
        "R0: form, HMAC, 200",
        "hook -> threaded -> scored -> stream, of R0",
        "stored of acknowledged; 0 refused",
        "one router, from the journal to the threads",
        told[-1].what,
    ]
    assert next(row for row in told if row.what.startswith("stored")).met
    assert told[-1].what.startswith("two routers, of one; ")
    assert set(psutil.Process().children(recursive=True)) <= before


def test_two_routers_are_shown_as_a_part_of_one() -> None:
    one, two = scaled.compared([(200.0, 0.1), (300.0, 0.2)])
    assert one == Row("one router, from the journal to the threads", "200 /s", foreign=0.1)
    assert (two.found, two.gate, two.foreign) == ("1.50 (300/s)", "", 0.2)
