"""Signals over real messages, where the labelled files are there: how often, and whether the labels contradict them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from router.mood.signals import heard

DATA = Path(__file__).parents[5] / "shared" / "mood" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the labelled messages are not here")


def counted(name: str) -> tuple[int, Counter[tuple[str, str]]]:
    """How many messages, and how many show each signal, by their label."""
    rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return len(rows), Counter((code, row["label"]) for row in rows for code in heard(row["text"]))


@pytest.fixture(scope="module")
def airline() -> Counter[tuple[str, str]]:
    return counted("airline_us.en.train")[1]


def share(heard_by_label: Counter[tuple[str, str]], code: str, label: str) -> float:
    return heard_by_label[code, label] / sum(n for (one, _), n in heard_by_label.items() if one == code)


@pytest.mark.parametrize("code", ["asks_human", "threatens", "repeats"])
def test_who_asks_threatens_or_repeats_is_hardly_ever_pleased(code: str, airline: Counter[tuple[str, str]]) -> None:
    assert share(airline, code, "pos") <= 0.05


def test_who_says_thanks_is_hardly_ever_displeased(airline: Counter[tuple[str, str]]) -> None:
    assert share(airline, "solved", "neg") <= 0.1


def test_signals_are_found_at_all(airline: Counter[tuple[str, str]]) -> None:
    found = Counter(code for (code, _), n in airline.items() for _ in range(n))
    assert found["solved"] >= 100
    assert min(found[code] for code in ("asks_human", "threatens", "urgent", "repeats")) >= 20


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "hi", "ar", "it", "pt"])
def test_talk_that_is_no_customers_shows_next_to_nothing(language: str) -> None:
    """Thanks are thanks anywhere; the other signals belong to somebody who is served."""
    messages, found = counted(f"umsab.{language}.train")
    others = sum(n for (code, _), n in found.items() if code != "solved")
    assert others <= 0.01 * messages
