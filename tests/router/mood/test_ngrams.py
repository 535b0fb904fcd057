"""Pieces of text, and the table that weighs them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from router.mood.instant import TABLE
from router.mood.ngrams import BITS, HEADS, Lines, Table
from router.mood.text import prepared

TEXTS = some.lists(some.text(some.characters(), max_size=60).map(prepared), min_size=1, max_size=6)


def rows_of(text: str) -> list[int]:
    """Of all pieces that start inside the text, sorted."""
    lines = Lines([text])
    inside = lines.codes != ord("\n")
    return sorted(int(row) for places, found in lines.pieces() for row in found[inside[places]])


def table(**rows: tuple[int, int, int, int]) -> Table:
    """Where only the given words weigh anything."""
    weights = np.zeros((2**BITS, HEADS), np.int8)
    for word, row in rows.items():
        lines = Lines([word])
        *_, (_, found) = (piece for piece in lines.pieces() if len(piece[1]) == 1)
        weights[found[0]] = row
    return Table(weights, np.ones(HEADS), np.zeros(HEADS))


@pytest.fixture(scope="module")
def shipped() -> Table:
    return Table.read(TABLE)


def test_the_same_text_has_the_same_pieces_whatever_its_case_and_another_has_others() -> None:
    assert rows_of("Late AGAIN") == rows_of("late again")
    assert rows_of("late again") != rows_of("again late")


def test_pieces_of_a_word_are_found_inside_longer_words_too() -> None:
    assert len(set(rows_of("late")) & set(rows_of("lately"))) >= len("late")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not good, really!", ["not", "good", ",", "really", "!"]),
        ("¿Dónde está?", ["¿", "dónde", "está", "?"]),
        ("😡😡 no", ["😡", "😡", "no"]),
        ("पैसा वापस नहीं", ["पैसा", "वापस", "नहीं"]),
        ("أين طلبي", ["أين", "طلبي"]),
        ("don't", ["don", "'", "t"]),
        ("a_b 12", ["a_b", "12"]),
        ("", []),
    ],
)
def test_words_are_letters_with_their_marks_and_every_sign_stands_alone(text: str, words: list[str]) -> None:
    assert Lines([text]).written() == words
    assert Lines(["one", text, "two"]).written() == ["one", *words, "two"]


def test_a_word_is_known_alone_with_the_next_one_and_with_the_next_but_one() -> None:
    lines = Lines(["never so good", "so"])
    counts = [len(found) for _, found in lines.pieces()][-3:]
    assert counts == [4, 2, 1]  # no pair reaches from one text into the next


def test_a_text_weighs_what_its_words_weigh_by_the_root_of_its_length() -> None:
    one, both, none = table(awful=(9, -3, 6, 0)).weigh(["awful", "awful awful", "fine"]).logits
    length = len(" awful \n\n\n\n")
    assert one == pytest.approx(np.array([9, -3, 6, 0]) / np.sqrt(length))
    assert both == pytest.approx(2 * np.array([9, -3, 6, 0]) / np.sqrt(length + 6))
    assert none == pytest.approx(np.zeros(HEADS))


def test_scales_and_biases_are_applied() -> None:
    plain = table(awful=(9, -3, 6, 0))
    scaled = Table(plain.weights, np.array([2.0, 1.0, 0.5, 1.0]), np.array([1.0, 2.0, 3.0, 4.0]))
    was, is_now = plain.weigh(["awful"]).logits[0], scaled.weigh(["awful"]).logits[0]
    assert is_now == pytest.approx(was * [2, 1, 0.5, 1] + [1, 2, 3, 4])


def test_pulls_tell_which_word_makes_it_worse() -> None:
    weighing = table(awful=(9, 0, 6, 0), lovely=(0, 8, 0, 0))
    pulls = weighing.weigh(["other", "an awful, lovely lamp"]).words(1)
    assert set(pulls) == {"an", "awful", ",", "lovely", "lamp"}
    assert pulls["awful"] > 0 > pulls["lovely"]
    assert pulls["lamp"] == pulls["an"] == 0
    assert weighing.weigh(["", "a", ""]).words(2) == weighing.weigh([""]).words(0) == {}


def test_a_table_is_read_as_it_was_saved(tmp_path: Path) -> None:
    saved = table(awful=(9, -3, 6, 0))
    saved.save(tmp_path / "table.npz")
    again = Table.read(tmp_path / "table.npz")
    assert np.array_equal(again.weights, saved.weights)
    assert again.weigh(["awful"]).logits == pytest.approx(saved.weigh(["awful"]).logits)


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        Table.read(tmp_path / "missing.npz")
    (tmp_path / "broken.npz").write_bytes(b"nothing of the kind")
    with pytest.raises(ValueError, match="allow_pickle"):
        Table.read(tmp_path / "broken.npz")


def test_the_shipped_table_is_small() -> None:
    assert TABLE.stat().st_size <= 800_000


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_what_a_text_weighs_does_not_depend_on_its_neighbours(shipped: Table, texts: list[str]) -> None:
    together = shipped.weigh(texts).logits
    alone = np.concatenate([shipped.weigh([text]).logits for text in texts])
    assert together == pytest.approx(alone)


@given(some.text(some.characters(), max_size=60).map(prepared))
@settings(max_examples=150, deadline=None)
def test_the_words_pulls_add_up_to_the_text(shipped: Table, text: str) -> None:
    weighed = shipped.weigh([text])
    pulls = weighed.words(0)
    bad, good, angry, _ = weighed.logits[0] - shipped.biases
    if pulls:
        assert sum(pulls.values()) == pytest.approx(bad - good + angry, abs=1e-6)
