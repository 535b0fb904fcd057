"""What of a text is scored, and in what shape."""

import time
import unicodedata
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from router.mood import text as preparing
from router.mood.text import LONGEST, PASSAGE, RAW, bounded, lowered, own_words, passages, prepared, shouting
from tests.router.mood.hostile import HOSTILE

ANYTHING = some.text(some.characters(), max_size=600)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Thanks!", "Thanks!"),
        ("> I am furious\nSo was I.", "So was I."),
        (">> This is terrible\n> Sorry\nAll is well\n> Bye\nBye", "All is well\nBye"),
        ("2 > 1, and so it stays", "2 > 1, and so it stays"),
        ("> nothing else", ""),
        ("", ""),
        ("It works.\n-- \nAna\nHappy to hate Mondays", "It works."),
        ("It works.\n-- ", "It works.\n--"),
        ("Two things\n--\nand another", "Two things\n--\nand another"),
        ("-- \nAna", "-- \nAna"),
    ],
)
def test_quotes_and_signatures_are_somebody_elses_mood(text: str, own: str) -> None:
    assert own_words(text) == own


def test_the_answer_below_a_very_long_quote_is_kept() -> None:
    assert own_words("> sorry to hear that\n" * 100_000 + "I am furious").endswith("I am furious")


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("See https://example.test/a?b=c&d and www.example.test.", "See http and http"),
        ("@iberia_es why? Ask ana.b@example.test", "@user why? Ask @user"),
        ("nooooo, otra vezzzz", "noo, otra vezz"),
        ("WHYYYY!!!!!!!", "WHYY!!!"),
        ("wait......", "wait..."),
        ("I paid 1000000 and 5000", "I paid 1000000 and 5000"),
        ("Tom &amp; Jerry &lt;3", "Tom & Jerry <3"),
        ("b\u200ba\u00add\u0000 \ufefflamp", "bad lamp"),
        ("\u202eover\u202c \u2066there\u2069", "over there"),
        ("half \ud83d of it", "half of it"),
        ("👏🏽👏🏽👏🏽👏🏽👏🏽", "👏👏👏"),
        ("I ❤️ it", "I ❤ it"),
        ("\U0001d5d4\U0001d5e1\U0001d5da\U0001d5e5\U0001d5ec ｗｉｄｅ", "ANGRY wide"),
        ("مـــرحبا", "مرحبا"),
        ("  one\n\n two\tthree \r\n", "one two three"),
        ("", ""),
        ("\u200d\u200d", ""),
    ],
)
def test_what_is_only_decoration_is_taken_away(text: str, shape: str) -> None:
    assert prepared(text) == shape


@pytest.mark.parametrize(
    "text",
    [
        "yaar service bilkul bekaar hai, refund kab milega?",
        "El parking was full y nadie nos ayudó, qué desastre",
        "3alach hakda, wallah mabghitch",
        "Ich habe das gestern gecancelt, aber it was charged again",
        "अभी तक पैसा वापस नहीं आया",
        "où est ma commande ? ça fait 3 semaines…".replace("…", "..."),
    ],
)
def test_romanised_and_mixed_languages_stay_as_they_are(text: str) -> None:
    assert prepared(text) == text
    assert lowered(text) == text


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("WHERE IS MY ORDER", "where is my order"),
        ("I HATE this", "I hate this"),
        ("The USB and the VIP lounge", "The USB and the VIP lounge"),
        ("NOTHING works", "nothing works"),
        ("ÑOÑO PÉSIMO", "ñoño pésimo"),
        ("ok", "ok"),
        ("123 456", "123 456"),
        ("", ""),
    ],
)
def test_shouting_is_lowered_and_acronyms_are_not(text: str, quiet: str) -> None:
    assert lowered(text) == quiet


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("WHERE IS MY ORDER", 1.0),
        ("I HATE this", 0.5),
        ("my USB is OK", 0.0),
        ("", 0.0),
        ("😡 NO 😡", 0.0),
        ("أين طلبي", 0.0),
    ],
)
def test_shouting_is_counted_in_words(text: str, share: float) -> None:
    assert shouting(text) == pytest.approx(share)


def test_a_usual_message_is_one_passage() -> None:
    assert passages("Where is my order?") == ["Where is my order?"]
    assert passages("") == [""]


def test_a_long_mail_is_cut_after_its_sentences() -> None:
    mail = " ".join(f"This is the sentence with number {number}." for number in range(40))
    parts = passages(mail)
    assert " ".join(parts) == mail
    assert all(part.endswith(".") and part.startswith("This") for part in parts)
    assert len(parts) <= 2 * len(mail) / PASSAGE


def test_without_sentences_a_text_is_cut_between_words_and_a_word_only_if_it_must() -> None:
    words = " ".join(["word"] * 200)
    assert " ".join(passages(words)) == words
    assert set(" ".join(passages(words)).split()) == {"word"}
    assert "".join(passages("x" * 1000)) == "x" * 1000


def test_of_a_long_text_the_start_and_the_end_are_read() -> None:
    text = prepared("Dear all. " + "and so on " * 5000 + "I will sue.")
    assert text.startswith("Dear all.")
    assert text.endswith("I will sue.")
    assert len(text) <= LONGEST + 1


def test_what_is_cut_off_leaves_no_half_words() -> None:
    assert set(bounded("word " * 100, 42).split()) == {"word"}
    assert bounded("short", 42) == "short"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_cut_before_anything_costly(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def normalize(form: str, piece: str) -> str:
        seen.append(len(piece))
        return unicodedata.normalize("NFKC", piece)

    monkeypatch.setattr(preparing, "unicodedata", SimpleNamespace(normalize=normalize))
    said = prepared(own_words(text))
    assert sum(seen) <= 2 * LONGEST + 1
    assert all(length <= 200 for length in seen)
    assert len(said) <= LONGEST + 1


@given(ANYTHING)
@example("&amp;amp;")
@example("-- \n-- \n-- ")
@settings(max_examples=300, deadline=None)
def test_any_text_at_all_becomes_one_bounded_line(text: str) -> None:
    said = prepared(own_words(text))
    assert len(said) <= LONGEST + 1
    assert "\n" not in said
    assert "\0" not in said
    assert said.encode().decode() == said  # no half characters
    assert said == " ".join(said.split())


@given(some.text(some.characters(), max_size=3 * PASSAGE))
@settings(max_examples=300, deadline=None)
def test_passages_lose_nothing_and_none_is_too_long(text: str) -> None:
    said = prepared(text)
    parts = passages(said)
    assert "".join(parts).replace(" ", "") == said.replace(" ", "")
    assert all(0 < len(part) <= PASSAGE for part in parts) or parts == [""]


@given(ANYTHING)
@settings(max_examples=200, deadline=None)
def test_loudness_is_a_share_and_lowering_keeps_the_words(text: str) -> None:
    said = prepared(text)
    assert 0 <= shouting(said) <= 1
    assert lowered(said).lower() == said.lower()


def test_the_costliest_text_costs_about_as_much_as_the_raw_bound() -> None:
    """Processor time, and generously: what is held is that cost does not grow with the text."""
    began = time.process_time()
    prepared(own_words("😡 " * RAW * 50))
    assert time.process_time() - began < 0.5
