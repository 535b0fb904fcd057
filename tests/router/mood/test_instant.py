"""First impressions: bad is told from good in several languages, words are named, and no text can stop it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from inbox.words import Mood
from router.mood.instant import Instant
from router.mood.vader import Vader
from router.mood.whole import BAD
from tests.router.mood.hostile import HOSTILE

ANGRY = "This is unacceptable! I am furious, you are liars and the service is the worst I have ever seen."
CALM = "Hello, thank you for the lovely lamp. Could you tell me which bulb fits?"
FURIOSO = "Estoy harta de esto, sois unos mentirosos y unos sinvergüenzas, voy a poner una denuncia."


@pytest.fixture(scope="module")
def instant() -> Instant:
    return Instant()


def test_an_angry_text_is_angrier_and_worse_than_a_calm_one(instant: Instant) -> None:
    angry, calm = instant.score([ANGRY, CALM])
    assert angry.anger > 0.5 > calm.anger
    assert angry.valence < -0.5 < 0.25 < calm.valence
    assert angry.words
    assert set(angry.words) <= {"unacceptable", "furious", "liars", "worst"}
    assert calm.words == ()


def test_anger_is_heard_in_spanish_too(instant: Instant) -> None:
    (mood,) = instant.score([FURIOSO])
    assert mood.anger > 0.5
    assert mood.valence < -0.5
    assert {"sinvergüenzas", "mentirosos"} <= set(mood.words) <= {"sinvergüenzas", "mentirosos", "harta", "denuncia"}


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("The flight was cancelled again and nobody helps us", "The flight was great and everybody helped us"),
        ("Otra vez cancelado y nadie responde, qué asco", "Todo perfecto, muchas gracias por la ayuda"),
        ("Que péssimo, vocês são horríveis, odeio isso", "Adorei, muito obrigada, ficou lindo"),
        ("C'est nul, je déteste ce service de merde", "Merci beaucoup, c'est super, j'adore"),
        ("So ein Scheiß, das nervt total, ihr lügt", "Vielen Dank für die schnelle Hilfe!"),
        ("Che schifo, mi fate vergogna", "Grazie mille, bellissimo lavoro"),
        ("😡😡😡", "😍😍😍"),
    ],
)
def test_bad_is_worse_than_good_in_every_language_of_the_team(instant: Instant, bad: str, good: str) -> None:
    worse, better = instant.score([bad, good])
    assert worse.valence < better.valence
    assert worse.anger > better.anger
    assert better.valence > BAD


def test_a_german_article_is_not_death(instant: Instant) -> None:
    (mood,) = instant.score(["Vielen Dank für die schnelle Hilfe!"])
    assert Vader().compound("Vielen Dank für die schnelle Hilfe!") < -0.5
    assert mood.valence > BAD


def test_the_signals_come_with_the_words_that_show_them(instant: Instant) -> None:
    (mood,) = instant.score(["Let me speak to a human or I will sue you"])
    assert set(mood.signals) == set(mood.shown) >= {"asks_human", "threatens"}
    assert all(shown in "Let me speak to a human or I will sue you" for shown in mood.shown.values())


def test_little_words_never_explain_anything(instant: Instant) -> None:
    (mood,) = instant.score(["You have not done it and this is not what I want and you are the worst"])
    assert "worst" in mood.words
    assert not set(mood.words) & {"you", "have", "not", "and", "the", "this", "is"}


def test_at_most_three_words_are_named(instant: Instant) -> None:
    (mood,) = instant.score(["The lamp arrived broken, it is a terrible, horrible, awful, disgusting disappointment."])
    assert len(mood.words) == 3


def test_the_worst_paragraph_of_a_polite_page_counts_and_names_its_words(instant: Instant) -> None:
    polite = "Thank you very much for the lovely lamp, we are very happy with it and with you. "
    (mood,) = instant.score([polite * 12 + f"{ANGRY} " * 5 + polite * 8])
    assert mood.valence < -0.5
    assert mood.anger > 0.5
    assert set(mood.words) & {"unacceptable", "furious", "liars", "worst"}


def test_nothing_said_is_no_mood(instant: Instant) -> None:
    assert instant.score(["", " \n", "\u200d"]) == [Mood()] * 3
    assert instant.score([]) == []


def test_moods_come_in_the_order_of_the_texts_and_do_not_depend_on_each_other(instant: Instant) -> None:
    texts = [CALM, ANGRY, "", ANGRY * 30, FURIOSO, CALM]
    assert instant.score(texts) == [instant.score([text])[0] for text in texts]


def test_chances_are_chances(instant: Instant) -> None:
    chances = instant.chances([ANGRY, CALM, FURIOSO, ""])
    assert chances[:, :3].sum(1) == pytest.approx(np.ones(4))
    assert chances[3].tolist() == [0, 1, 0, 0]
    assert instant.chances([]).shape == (0, 4)
    assert chances[0, 0] > 0.5 < chances[1, 2]


def test_without_its_table_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        Instant(tmp_path / "missing.npz")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_raises_or_leaves_the_bounds(instant: Instant, text: str) -> None:
    (mood,) = instant.score([text])
    assert_bounds(mood)


@given(some.lists(some.text(some.characters(), max_size=300), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_gets_a_mood_within_bounds(instant: Instant, texts: list[str]) -> None:
    moods = instant.score(texts)
    assert len(moods) == len(texts)
    for mood in moods:
        assert_bounds(mood)


def assert_bounds(mood: Mood) -> None:
    assert -1 <= mood.valence <= 1
    assert 0 <= mood.anger <= 1
    assert 0 <= mood.confidence <= 1
    assert len(mood.words) <= 3
    assert mood.tier == "instant"
    assert set(mood.shown) == set(mood.signals)
