"""VADER, as far as we use it."""

import pytest

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
