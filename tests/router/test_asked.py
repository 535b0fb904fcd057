"""What somebody typed into the search, read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.fulltext.match import Phrase
from inbox.question import Question
from router.asked import LONGEST, MOST_TERMS, asked

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
MARCH, APRIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


def read(typed: str) -> Question:
    return asked(typed, NOW)


def words(typed: str) -> list[str]:
    return [term.said for term in read(typed).terms]


def being_typed(typed: str) -> list[str]:
    return [term.said for term in read(typed).terms if any(phrase.open for phrase in term.phrases)]


@pytest.mark.parametrize(
    "typed", ["angry in March", "enfadado en marzo", "Angry  in march 2026", "mood:angry in:2026-03"]
)
def test_moods_and_months_may_be_said_plainly(typed: str) -> None:
    assert read(typed) == Question(mood="angry", after=MARCH, before=APRIL)


def test_what_is_quoted_is_a_word_whatever_it_means() -> None:
    question = read('"angry" "in March" "is:open"')
    assert (question.mood, question.after, question.status) == (None, None, None)
    assert words('"angry" "in March" "is:open"') == ["angry", '"in March"', '"is:open"']


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("channel:sms", "channel", "sms"), ("canal:SMS", "channel", "sms"), ("tag:refund", "tag", "refund"),
        ('tag:"late delivery"', "tag", "late delivery"), ("etiqueta:avería", "tag", "avería"),
        ("is:open", "status", "open"), ("is:Closed", "status", "closed"), ("estado:cerrada", "status", "closed"),
        ("mood:upset", "mood", "upset"), ("ánimo:enfadada", "mood", "angry"), ("in:note", "direction", "note"),
        ("in:out", "direction", "out"), ("en:nota", "direction", "note"), ("IN:IN", "direction", "in"),
        ("after:2026-03-01", "after", MARCH), ("since:2026-03", "after", MARCH), ("before:2026-03-01", "before", MARCH),
        ("antes:2026-04", "before", APRIL), ("furious", "mood", "angry"), ("molesta", "mood", "upset"),
    ],
)  # fmt: skip
def test_filters_are_read_in_both_languages(typed: str, name: str, value: object) -> None:
    assert getattr(read(typed), name) == value
    assert words(f"{typed} refund") == ["refund"]


def test_a_sender_is_a_name_or_an_address() -> None:
    assert read("from:ana@example.com").sender == ((Phrase(("ana", "example", "com")),),)
    assert read('from:"Ana Gil"').sender == ((Phrase(("ana",)),), (Phrase(("gil",)),))
    assert read("de:ana").sender_said == "ana"


@pytest.mark.parametrize("typed", ["is:purple", "mood:", "after:soon", "from:!!", "in:", "-is:open", "channel:", "x:y"])
def test_a_filter_that_says_nothing_is_a_word_or_nothing(typed: str) -> None:
    question = read(typed)
    assert (question.status, question.mood, question.after, question.sender) == (None, None, None, ())
    assert question.direction is None


def test_the_last_word_may_go_on_until_a_blank_or_a_filter_ends_it() -> None:
    assert being_typed("broken refu") == ["refu"]
    assert being_typed("broken refu ") == []
    assert being_typed("refu in March") == []
    assert being_typed("refu is:open") == []
    assert being_typed('"broken refu') == []
    assert being_typed("broken r") == []


def test_words_that_are_everywhere_count_only_alone_or_in_quotes() -> None:
    assert words("the refund of my order ") == ["refund", "my", "order"]
    assert words("the ") == ["the"]
    assert words('"the refund"') == ['"the refund"']


def test_numbers_stay_whole_and_are_asked_for_in_every_writing() -> None:
    [number, word] = read("+34 612-345-678 broken ").terms
    assert number.said == "+34 612-345-678"
    assert {phrase.words for phrase in number.phrases} == {
        ("34", "612", "345", "678"), ("34612345678",), ("612345678",),
    }  # fmt: skip
    assert word.said == "broken"


def test_excluded_words_are_told_apart() -> None:
    question = read('refund -later -"not now" -in')
    assert [(term.said, term.excluded) for term in question.terms] == [
        ("-later", True), ('-"not now"', True), ("-in", True), ("refund", False),
    ]  # fmt: skip


def test_an_address_is_a_row_of_words() -> None:
    [term] = read("ana@exam").terms
    assert term.phrases == (Phrase(("ana", "exam"), open=True),)


def test_of_two_dates_the_narrower_counts() -> None:
    question = read("since January in March")
    assert (question.after, question.before) == (MARCH, APRIL)


def test_days_and_months_are_the_agents() -> None:
    assert read("yesterday").after == datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "  ", "!!", '"', '""', "-", "😀", "\0", "\ud800"])
def test_nothing_is_nothing(typed: str) -> None:
    assert read(typed).empty


def test_a_novel_is_cut_short() -> None:
    assert len(words(" ".join(f"word{number}" for number in range(1000)))) == MOST_TERMS
    assert sum(map(len, words("x" * 10_000))) <= LONGEST


@given(st.text() | st.from_regex(r'(-?(from|in|is|tag|after|mood)?:?"?[a-z0-9* -]*"? ?){1,6}', fullmatch=True))
def test_whatever_is_typed_is_read_and_asks_only_for_letters_and_digits(typed: str) -> None:
    question = read(typed)
    for term in question.terms:
        assert term.phrases
        for phrase in term.phrases:
            assert phrase.words
            assert all(word and not set(word) & set(" \"'*()_:^+-") for word in phrase.words)
