"""What customers write, language by language, against the signals that are heard in it."""

import pytest
from office.hearing import Said, enough, misheard, missed, plain, shouted, unshown
from office.sentences import english, french, german, italian, portuguese, spanish

LANGUAGES = [
    pytest.param(one.SAID, id=one.__name__.rpartition(".")[2])
    for one in (english, french, german, italian, portuguese, spanish)
]
in_each_language = pytest.mark.parametrize("said", LANGUAGES)


@in_each_language
def test_every_sentence_shows_its_signals_and_no_others(said: Said) -> None:
    assert misheard(said) == []


@in_each_language
def test_shouting_says_the_same(said: Said) -> None:
    assert misheard(said, shouted) == []


@in_each_language
def test_letters_without_accents_say_the_same(said: Said) -> None:
    assert misheard(said, plain) == []


@in_each_language
def test_what_is_shown_stands_in_the_sentence(said: Said) -> None:
    assert unshown(said) == []


@in_each_language
def test_every_sign_names_the_stems_that_it_needs(said: Said) -> None:
    assert missed(said) == []


@in_each_language
def test_the_sentences_cover_every_signal_and_tempt_often(said: Said) -> None:
    assert enough(said)
