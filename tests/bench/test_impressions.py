"""That the cost of first impressions is measured as it says, on so little that its rates mean nothing."""

import pytest
from bench import impressions
from bench.impressions import compared
from bench.peers import Rate
from msgspec import json

from inbox.words import Mood
from router.mood.instant import Instant
from tests.bench import unmoved

FURY = "This is outrageous! I am furious, you are the worst company, I hate this!"


def test_the_control_is_moved_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    instant = Instant()
    assert instant.score([FURY])[0].anger > 0.5
    monkeypatch.setattr(Instant, "score", Instant.score)  # so that it is what it was afterwards
    unmoved.take_all_for_neutral()
    assert instant.score([FURY, ""]) == [Mood(), Mood()]


def test_the_quickest_rounds_are_compared() -> None:
    took = {"with": [Rate(90.0, 0, 0.0), Rate(95.0, 0, 0.1)], "without": [Rate(100.0, 0, 0.0), Rate(10.0, 0, 0.2)]}
    *figures, cost = compared(took)
    assert [one.found for one in figures] == ["95.0 /s", "100 /s"]
    assert (cost.found, cost.gate, cost.met) == ("5.0 %", "<= 10 %", True)


def test_what_costs_too_much_is_told() -> None:
    *_, cost = compared({"with": [Rate(80.0, 0, 0.0)], "without": [Rate(100.0, 0, 0.0)]})
    assert (cost.found, cost.met) == ("20.0 %", False)


def test_the_whole_of_it_prints_three_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert impressions.main(["--seconds", "0.2", "--rounds", "1", "--json"]) == 0
    lines = [json.decode(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["what"].partition(",")[0] for line in lines] == [
        "from the hook to the thread",
        "from the hook to the thread",
        "the instant tier costs of that",
    ]
