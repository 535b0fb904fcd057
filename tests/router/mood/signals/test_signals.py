"""What holds in every language, and for every text. Sentences stand in `office.sentences`."""

import re

import pytest
from office.hearing import CODES

from router.mood.signals import EARS, LANGUAGES, heard
from router.mood.signals.reading import LONGEST, read


def test_every_language_listens_for_every_signal() -> None:
    assert all(set(language.signs) == CODES for language in LANGUAGES)


def test_a_stem_is_no_longer_than_what_is_looked_up() -> None:
    assert all(1 <= len(stem) <= 4 for ear in EARS for stem in ear.stems)


def test_no_sign_begins_before_the_first_word() -> None:
    """It could not be shown, since nothing was written there."""
    signs = [sign for language in LANGUAGES for signs in language.signs.values() for sign in signs]
    assert all("^" not in re.sub(r"\(\?<=\^ \)|\[\^", "", sign.says) for sign in signs)


def test_no_pattern_repeats_a_group_without_end() -> None:
    """Such a group inside another takes time that doubles with every letter."""
    unbounded = re.compile(r"\)[*+]|\.[*+]")
    for language in LANGUAGES:
        patterns = [sign.says + sign.unless for signs in language.signs.values() for sign in signs]
        for pattern in (*patterns, language.denies, *language.spoils.values()):
            assert not unbounded.search(pattern), pattern


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Hello. I want to SPEAK to a human!!! Now", "asks_human", "I want to SPEAK to a human"),
        ("i want\nto speak  to a\thuman", "asks_human", "i want\nto speak  to a\thuman"),
        ("I’ll take you to court", "threatens", "I’ll take you to court"),
        ("I’ll see you in court", "threatens", "see you in court"),
        ("dont want to talk to a bot", "asks_human", "dont want to talk to a bot"),
        ("I 😡 want 😡 to speak to a human", "asks_human", "I 😡 want 😡 to speak to a human"),
        (
            "Hola, I want to hablar con un agente, quiero hablar con un agente",
            "asks_human",
            "quiero hablar con un agente",
        ),
        ("this is urgenttttt", "urgent", "urgenttttt"),
        ("quiero hablar con una perso\u0301na", "asks_human", "quiero hablar con una perso\u0301na"),
        ("I want to speak to a hu\u200bman", "asks_human", "I want to speak to a hu\u200bman"),
        ("Gracias por la ayuda, todo bien @shop https://shop.example/a", "solved", "Gracias por la ayuda"),
        ("Preciso de ajuda agora\u00a0mesmo, por favor", "urgent", "Preciso de ajuda agora"),
        ("Emergency, the pipe burst", "urgent", "Emergency"),
        ("Dringend, bitte um Antwort", "urgent", "Dringend"),
        ("Hello\n\nall\n \t\nof you\n\n\nthis is urgent\n\nBye", "urgent", "urgent"),
        ("@shop...still waiting for a call back", "repeats", "@shop...still waiting for a call back"),
    ],
)
def test_words_are_shown_as_they_were_written(text: str, code: str, words: str) -> None:
    assert heard(text)[code] == words


@pytest.mark.parametrize(
    "text",
    [
        'The button says "I want to speak to a human" and does nothing',
        "El botón dice «quiero hablar con una persona» y no hace nada",
        "Auf dem Knopf steht „Ich möchte mit einem Menschen sprechen“, er geht nicht",
    ],
)
def test_what_is_quoted_is_not_the_customers(text: str) -> None:
    assert "asks_human" not in heard(text)


@pytest.mark.parametrize("text", ["I am not going to kill myself", '"I want to die"', "no quiero suicidarme"])
def test_words_of_self_harm_are_never_taken_back(text: str) -> None:
    assert "vulnerable" in heard(text)


@pytest.mark.parametrize(
    "text",
    ["non è urgente", "não é urgente", "no es urgente", "ce n'est pas urgent", "es ist nicht dringend", "not urgent"],
)
def test_a_word_that_languages_share_is_denied_in_each(text: str) -> None:
    assert heard(text) == {}


def test_a_paragraph_ends_a_sentence() -> None:
    assert read("I want\n \n\nto\nspeak").plain == " i want . to speak "
    assert "threatens" in heard("Is that so, my friend\n\nI will call my lawyer")
    assert heard("Is that so, my friend, I will call my lawyer") == {}


def test_what_is_remembered_of_words_does_not_depend_on_the_text_around_them() -> None:
    texts = [
        "I want to SPEAK to a human!!!",
        "I want to\u200b SPEAK, to a human",
        "x" * 200 + " I want to speak to a human",
    ]
    assert [heard(text) for text in texts * 2] == [heard(text) for text in texts[::-1] * 2][::-1]


def test_two_signals_are_heard_in_one_text() -> None:
    found = heard("This is the third time I write. Get me a manager or I will sue you.")
    assert set(found) == {"repeats", "asks_human", "threatens"}


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert heard("a " * LONGEST + "this is urgent") == {}
    assert "urgent" in heard("this is urgent" + " a" * LONGEST)


NASTY = {
    "one letter": "a" * 1_000_000,
    "joiners": "\u200d" * 1_000_000,
    "mixed bidi": "\u202eabc\u202d אבג " * 1000,
    "lone surrogates": "\ud800 i want \udfff to talk " * 1000,
    "NUL": "\x00" * 10_000,
    "emoji": "😡" * 10_000,
    "quotes": '"' * 10_000,
    "apostrophes": "'" * 10_000 + "a",
    "newlines": "\n" * 10_000,
    "an endless beginning": "i want to " * 1000,
    "a polite endlessness": "please now " * 1000,
    "deaths without end": "my mother has just has just has just " * 300,
    "thanks without end": "thanks so so so so for the the the the " * 300,
    "a long word": "i want to speak to a " + "x" * 3000,
    "a ligature that falls apart": "ﷺ" * 1000 + " this is urgent",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_hostile_text_is_survived(text: str) -> None:
    for words in heard(text).values():
        assert words in text


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_no_sign_is_slow_on_hostile_text(text: str) -> None:
    """Tried by every sign, as if its stems were there: what takes exponential time would not come back."""
    reading = read(text)
    assert len(reading.plain) <= 2 * LONGEST + 2
    for ear in EARS:
        ear.span(reading)
