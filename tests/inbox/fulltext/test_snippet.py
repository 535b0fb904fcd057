"""What a hit shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.fulltext.digits import forms
from inbox.fulltext.fold import words
from inbox.fulltext.match import Phrase
from inbox.fulltext.snippet import LENGTH, Piece, snippet


def of(text: str, *phrases: str, typing: bool = False) -> tuple[Piece, ...]:
    return snippet(text, [Phrase(tuple(words(one)), typing) for one in phrases])


def hits(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.hit]


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def test_the_words_are_marked_as_they_were_written() -> None:
    assert of("La Avería sigue aquí", "averia") == (Piece("La "), Piece("Avería", hit=True), Piece(" sigue aquí"))


def test_a_text_whose_accents_stand_apart_is_marked_too() -> None:
    assert hits(of("La averi\u0301a sigue", "avería")) == ["avería"]


def test_a_phrase_is_marked_only_where_its_words_stand_in_a_row() -> None:
    assert hits(of("order my food, my order", "my order")) == ["my", "order"]
    assert shown(of("order my food, my order", "my order")) == "order my food, my order"


def test_a_word_that_is_being_typed_marks_those_that_begin_so() -> None:
    assert hits(of("refund, refunds, unrefunded", "refu", typing=True)) == ["refund", "refunds"]
    assert hits(of("to ana@example.com", "ana exam", typing=True)) == ["ana", "example"]
    assert hits(of("refunds", "refund")) == []


def test_a_number_is_marked_whole_however_it_is_written() -> None:
    sought = [Phrase((one,)) for one in forms("612345678")]
    assert hits(snippet("Call +34 612-345-678 now", sought)) == ["+34 612-345-678"]


def test_a_long_text_is_shown_around_its_first_hit() -> None:
    found = of("before " * 500 + "needle" + " after" * 500, "needle")
    assert hits(found) == ["needle"]
    assert found[0] == found[-1] == Piece("…")
    assert shown(found).startswith("…before")
    assert shown(found).endswith("after…")
    assert len(shown(found)) <= LENGTH


def test_a_text_without_hits_shows_its_beginning() -> None:
    assert shown(of("first " * 100, "nothing")).startswith("first first")
    assert of("", "nothing") == ()
    assert of("nothing sought") == (Piece("nothing sought"),)


def test_white_space_is_shown_as_one_blank() -> None:
    assert shown(of("a\n\n\tb  c")) == "a b c"


@pytest.mark.parametrize("text", ["x" * 1000, "ab" * 300 + " needle"])
def test_words_without_end_do_not_make_it_longer(text: str) -> None:
    assert len(shown(of(text, "needle", "x", typing=True))) <= LENGTH


@given(st.text(), st.lists(st.text(min_size=1), max_size=4), st.booleans())
def test_it_is_always_a_part_of_the_text_and_short(text: str, sought: list[str], typing: bool) -> None:
    phrases = [Phrase(found, typing) for one in sought if (found := tuple(words(one)))]
    found = snippet(text, phrases)
    assert len(shown(found)) <= LENGTH
    assert all(piece.text for piece in found)
