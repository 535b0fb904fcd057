"""Which pieces stay, in a vocabulary of a few."""

import pytest

from router.mood.pieces import UNKNOWN, Pieces, Scored
from router.mood.training import vocabulary
from router.mood.training.corpus import Example
from router.mood.training.vocabulary import kept

SCORED: list[Scored] = [
    ("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -3.0),
    ("▁maleta", -9.0), ("▁bagage", -9.5), ("▁walizka", -9.6), ("▁sách", -9.7),
    ("a", -5.0), ("ß", -9.0), ("语", -9.0), ("😡", -9.0),
]  # fmt: skip
NUMBER = {piece: number for number, (piece, _) in enumerate(SCORED)}


def example(text: str, language: str) -> Example:
    return Example(text, language, 0, -1, -1)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "KEPT", 10)


@pytest.mark.usefixtures("few")
def test_kept_is_what_the_corpus_says_and_what_more_languages_need() -> None:
    found = kept(SCORED, [example("maleta 😡", "es")], {"pl": {"walizka": 0.1}, "nl": {"bagage": 0.1}})
    assert found[: UNKNOWN + 1] == [0, 1, 2, 3]
    assert {NUMBER["▁maleta"], NUMBER["😡"], NUMBER["▁walizka"], NUMBER["▁bagage"]} <= set(found)
    assert NUMBER["▁sách"] not in found
    assert found == sorted(found)


@pytest.mark.usefixtures("few")
def test_signs_of_our_scripts_stay_before_those_of_others() -> None:
    found = kept(SCORED, [], {})
    assert {NUMBER["a"], NUMBER["ß"], NUMBER["😡"]} <= set(found)
    assert NUMBER["语"] not in found


@pytest.mark.usefixtures("few")
def test_what_is_left_is_still_a_vocabulary() -> None:
    found = kept(SCORED, [example("maleta", "es")], {})
    pieces = Pieces([SCORED[number] for number in found], 20)
    assert found[pieces.read("maleta")[1]] == NUMBER["▁maleta"]


def test_all_stays_where_all_fits() -> None:
    assert kept(SCORED, [example("maleta", "es")], {}) == [*range(len(SCORED))]


@pytest.mark.usefixtures("few")
def test_a_language_counts_the_same_however_much_of_it_there_is() -> None:
    much = [example("maleta", "es")] * 1000
    assert NUMBER["▁bagage"] in kept(SCORED, [*much, example("bagage", "fr")], {})
