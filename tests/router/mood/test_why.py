"""The words that moved a message's score, found in the message that an agent sees."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from office.clock import START

from inbox.words import EpisodeId, Message, MessageId, Mood, ThreadId
from router.mood.deep import Deep
from router.mood.instant import Instant
from router.mood.why import PART, Shown, Why, why
from tests.router.mood.hostile import HOSTILE

WEIGHTS = {"awful": 2.0, "rude": 1.0, "slow": 0.6, "broken": 0.4, "lamp": 0.1, "lovely": -3.0}


class Plain:
    """Hears what the words above add up to, however many others there are."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def score(self, texts: Sequence[str]) -> list[Mood]:
        self.asked.append(len(texts))
        return [self.mood(text) for text in texts]

    def mood(self, text: str) -> Mood:
        badness = sum(weight for word, weight in WEIGHTS.items() for one in text.lower().split() if word in one)
        return Mood(-badness / 8, max(0.0, badness / 8))


def message(said: str, text: str = "", subject: str = "", mood: Mood | None = None) -> Message:
    ids = MessageId("m"), ThreadId("t"), EpisodeId("e")
    heard = mood or Mood()
    at = START + timedelta(seconds=1)
    return Message(*ids, 1, "in", "email", START, at, subject=subject, text=text or said, said=said, mood=heard)


def sliced(text: str, start: int, end: int) -> str:
    """As a browser cuts it."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def told(found: Why) -> list[str]:
    return [word.text for word in found.words]


def test_the_three_words_that_weigh_most_are_told_the_strongest_first() -> None:
    found = why(Plain(), message("My slow lamp came broken, and the courier was awful and rude!"))
    assert (found.tier, found.feels, told(found)) == ("instant", "angry", ["awful", "rude", "slow"])
    assert found.words[0].weight == 1.0
    assert sorted((word.weight for word in found.words), reverse=True) == [word.weight for word in found.words]


def test_each_is_found_where_it_stands_in_the_text_without_the_signs_around_it() -> None:
    text = "“Awful”, simply... (rude!)"
    found = why(Plain(), message(text))
    assert [(word.text, sliced(text, word.start, word.end)) for word in found.words] == [
        ("Awful", "Awful"),
        ("rude", "rude"),
    ]


def test_places_are_counted_as_browsers_count() -> None:
    text = "😡😡 𝔸bc\u200d awful"
    (word,) = why(Plain(), message(text)).words
    assert (word.start, word.end) == (len("😡😡 𝔸bc\u200d ") + 3, len("😡😡 𝔸bc\u200d awful") + 3)
    assert sliced(text, word.start, word.end) == "awful"


def test_a_word_that_is_quoted_too_is_found_where_its_writer_says_it() -> None:
    text = "> You are awful\n> and rude\n\nNo, you are awful\nto us."
    (word,) = why(Plain(), message("> You are awful\n> and rude\n\nNo, you are awful\nto us.", text)).words
    assert word.start == text.rindex("awful")


def test_words_below_a_quote_are_found_as_well_as_those_above() -> None:
    said, text = "Awful!\nJust rude.", "Awful!\n> we are not awful\n> nor rude\nJust rude.\n-- \nAnn"
    found = why(Plain(), message(said, text))
    assert [(word.text, word.start) for word in found.words] == [("Awful", 0), ("rude", text.rindex("rude"))]


def test_words_that_the_text_does_not_show_have_no_place() -> None:
    (word,) = why(Plain(), message("awful it is", "[Image]")).words
    assert (word.text, word.start, word.end) == ("awful", 0, 0)


def test_of_a_message_without_words_the_subject_tells() -> None:
    (word,) = why(Plain(), message("", "", "Awful lamp")).words
    assert (word.text, word.start, word.end) == ("Awful", 0, 0)


def test_a_word_that_is_said_twice_is_told_once() -> None:
    assert told(why(Plain(), message("Awful, awful, rude. Bought table, chair, radio."))) == ["Awful", "rude"]


def test_what_makes_a_message_kind_is_told_of_a_kind_one() -> None:
    found = why(Plain(), message("What a lovely lamp"))
    assert (found.feels, told(found)) == ("good", ["lovely"])


def test_of_what_says_little_nothing_is_told_and_it_costs_one_reading() -> None:
    scorer = Plain()
    found = why(scorer, message("Where is my lamp?"))
    assert (found.feels, found.words, scorer.asked) == ("", (), [1])


def test_the_little_words_of_a_language_explain_nothing() -> None:
    scorer = Plain()
    assert told(why(scorer, message("and the courier was so awful to me"))) == ["awful"]
    assert scorer.asked == [1, 4, 3]


def test_of_a_long_message_only_its_worst_part_is_gone_through() -> None:
    calm = "I bought a lamp in the shop and it came in time and that was fine. "
    text = calm * 10 + "The second one was awful and your people were rude to us. " + calm * 10 + "Lovely day, though."
    scorer = Plain()
    found = why(scorer, message(text))
    assert told(found)[:2] == ["awful", "rude"]
    assert [sliced(text, word.start, word.end) for word in found.words] == told(found)
    assert max(scorer.asked[1:]) <= PART + 1


def test_of_a_very_long_message_the_start_and_the_end_are_read() -> None:
    text = (
        "Lamps and lamps. " * 300
        + "Middle awful. "
        + "Lamps and lamps. " * 300
        + "The end is rude and broken and slow."
    )
    found = why(Plain(), message(text))
    assert set(told(found)) == {"rude", "broken", "slow"}
    assert [sliced(text, word.start, word.end) for word in found.words] == told(found)


def test_signals_are_shown_in_the_words_of_the_message() -> None:
    mood = Mood(signals=("threatens", "urgent", "repeats"), shown={"threatens": "my lawyer", "urgent": "asap"})
    text = "😡 My Lawyer will call"
    assert why(Plain(), message(text, mood=mood)).signals == (
        Shown("threatens", "my lawyer", 3, 12),
        Shown("urgent", "asap", 0, 0),
    )


def test_a_message_that_says_nothing_has_no_reasons() -> None:
    assert why(Plain(), message("", "", "")) == Why("instant", "", (), ())


class Sure:
    """Is angry for certain as soon as there is one reason for it, so that no single word can be missed."""

    def score(self, texts: Sequence[str]) -> list[Mood]:
        return [Mood(-0.95, 0.95) if any(word in text for word in WEIGHTS) else Mood() for text in texts]


def test_of_two_strong_words_each_is_told_though_the_other_one_would_do() -> None:
    found = why(Sure(), message("that rude man sold us an awful table with thin wooden legs"))
    assert (found.feels, set(told(found))) == ("angry", {"rude", "awful"})


@pytest.fixture(scope="module")
def deep() -> Deep:
    return Deep.load()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Your service is a disgrace and I am furious", "furious"),
        ("Es una vergüenza, estoy furioso con ustedes", "furioso"),
        ("Das ist eine absolute Katastrophe, ich bin wütend", "wütend"),
    ],
)
def test_the_deep_tier_tells_it_in_the_customers_own_language(deep: Deep, text: str, word: str) -> None:
    found = why(deep, message(text))
    assert (found.tier, found.feels in {"angry", "bad"}) == ("deep", True)
    assert word in told(found)
    assert [sliced(text, one.start, one.end) for one in found.words] == told(found)


def test_without_the_deep_tier_the_instant_one_tells() -> None:
    found = why(Instant(), message("You are a disgrace, this is a scam"))
    assert (found.tier, found.feels in {"angry", "bad"}) == ("instant", True)
    assert {"disgrace", "scam"} & set(told(found))


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_read_like_any_other(deep: Deep, kind: str) -> None:
    for scorer in (Plain(), Instant(), deep):
        assert len(why(scorer, message(HOSTILE[kind])).words) <= 3


@given(some.text(max_size=300), some.text(max_size=300))
def test_every_place_that_is_told_shows_its_word(before: str, after: str) -> None:
    said = f"{before} awful {after} rude"
    text = f"> {after}\n{said}\n{before}"
    for word in why(Plain(), message(said, text)).words:
        if word.end:
            assert sliced(text.replace("\xa0", " "), word.start, word.end) == word.text.replace("\xa0", " ")
