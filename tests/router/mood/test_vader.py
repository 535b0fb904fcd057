"""VADER, as far as we use it: the same numbers as its library's, which reads every text far more often."""

import random

import pytest
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from router.mood.vader import Vader


@pytest.fixture(scope="module")
def vader() -> Vader:
    return Vader()


def test_good_english_is_above_zero_and_bad_english_below(vader: Vader) -> None:
    assert vader.compound("What a lovely lamp, thank you!") > 0.5
    assert vader.compound("What a horrible lamp, I hate it!") < -0.5
    assert vader.compound("The lamp is on the table") == 0
    assert vader.compound("") == 0


def test_rules_beyond_the_lexicon_are_heard(vader: Vader) -> None:
    assert vader.compound("not good") < 0 < vader.compound("good")
    assert vader.compound("AWFUL service!!!") < vader.compound("awful service")


def test_words_have_a_goodness(vader: Vader) -> None:
    known = vader.goodness({"horrible", "lovely", "lámpara", "table"})
    assert set(known) == {"horrible", "lovely"}
    assert known["horrible"] < -2
    assert known["lovely"] > 2
    assert vader.goodness(set()) == {}


@pytest.fixture(scope="module")
def library() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The table is brown",
        "not good, NOT good, isn't good, no good, no or good, at least good, least good, the very least good",
        "very good, VERY good, so very good, hardly good, sort of good, this is kind of a good lamp, how kind of you",
        "never so good, never this good, without a doubt good, without doubt good, it was never ever good",
        "good but bad, bad but good but bad, good good but good good",
        "GOOD lamp, good LAMP, GOOD LAMP",
        "the shit, it is the shit, this bus stop, what a kiss of death, that is to die for, yeah right, a bad ass lamp",
        "good! good!! good!!!!! good? good?? good????",
        ":) :D XD <3 :( (good) 'bad' ...awful...",
        "good😀good 😡😡 ❗ ‼ 👍🏽 ❤️",
        "no no no good",
        "Ünïcode İSTANBUL good ﬃ",
    ],
)
def test_every_rule_says_what_the_library_says(text: str, vader: Vader, library: SentimentIntensityAnalyzer) -> None:
    for part in (text, *text.split(", ")):
        assert vader.compound(part) == library.polarity_scores(part)["compound"], part


def test_whatever_is_put_together_says_what_the_library_says(vader: Vader, library: SentimentIntensityAnalyzer) -> None:
    dice = random.Random(7)
    turns = ["at", "least", "no", "or", "nor", "never", "so", "this", "without", "doubt", "but", "kind", "sort", "of"]
    phrases = [word for phrase in SPECIAL_CASES for word in phrase.split()]
    kinds = sorted(library.lexicon), sorted(BOOSTER_DICT), NEGATE, phrases, turns, ["good", "bad", "lamp", "😡", "?!"]
    for _ in range(3000):
        words = [dice.choice(dice.choice(kinds)) for _ in range(dice.randrange(1, 12))]
        text = " ".join(dice.choice([word, word, word, word.upper(), f"{word}!"]) for word in words)
        assert vader.compound(text) == library.polarity_scores(text)["compound"], text
