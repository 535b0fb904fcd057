"""Words compare alike, however they were written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.fulltext.fold import LONGEST_WORD, fold, words
from inbox.fulltext.match import fact


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Avería", "averia"), ("AVERÍA", "averia"), ("averi\u0301a", "averia"), ("Straße", "strasse"),
        ("STRASSE", "strasse"), ("Ñandú", "nandu"), ("Łódź", "lodz"), ("Ærø", "aero"), ("plain", "plain"),
        ("İstanbul", "istanbul"), ("ﬁn", "fin"), ("１２", "12"), ("", ""),
    ],
)  # fmt: skip
def test_case_and_accents_make_no_difference(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_punctuation_parts_words_and_is_none() -> None:
    assert words("¡Hola, Ana! It's ana_b@example.com: 3-4.") == [
        "hola", "ana", "it", "s", "ana", "b", "example", "com", "3", "4",
    ]  # fmt: skip


def test_what_is_longer_than_any_word_is_kept_by_its_beginning() -> None:
    assert words("x" * 5000) == ["x" * LONGEST_WORD]


@given(st.text())
def test_words_hold_letters_and_digits_only_so_no_engine_reads_anything_into_them(text: str) -> None:
    for word in words(text):
        assert word.isalnum() or all(unicodedata.category(one)[0] in "LN" for one in word)
        assert "_" not in word


@given(st.text())
def test_folding_twice_is_folding_once_for_words(text: str) -> None:
    assert all(words(word) == [word] for word in words(text) if word.isascii())


@given(st.text())
def test_a_fact_is_one_word_that_no_text_holds(text: str) -> None:
    made = fact("c", text)
    assert made[0] == "_"
    assert made not in words(text)
    assert not set(made) & set("\"'*() ")
