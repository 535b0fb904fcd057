"""How a thread feels: level, fading, trend, and what the ladder makes of it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from office.clock import START
from office.patience import ladders, waiting

from inbox.tables import DEFAULT, OfMood, Step
from inbox.words import Mood
from router.patience import ANGRY, UPSET, judge
from router.patience.feeling import Feelings, badness

LADDER = DEFAULT.mood.ladder
USUAL = Feelings(OfMood())


def left(bad: float, ladder: tuple[Step, ...] = LADDER) -> float:
    return Feelings(OfMood(ladder)).after(waiting(mood=Mood(anger=bad))).leaves


@pytest.mark.parametrize("step", LADDER)
def test_the_ladder_says_what_each_of_its_steps_leaves(step: Step) -> None:
    assert left(step.badness) == pytest.approx(step.leaves)


def test_between_two_steps_it_goes_in_a_straight_line() -> None:
    ladder = (Step(0, 1), Step(0.5, 0.6), Step(1, 0.1))
    assert [left(bad, ladder) for bad in (0.25, 0.5, 0.75, 0.9)] == pytest.approx([0.8, 0.6, 0.35, 0.2])


@given(ladder=ladders(), one=some.floats(0, 1), other=some.floats(0, 1))
def test_who_is_worse_off_never_keeps_more_of_the_patience(ladder: tuple[Step, ...], one: float, other: float) -> None:
    better, worse = sorted((one, other))
    assert left(worse, ladder) <= left(better, ladder) + 1e-12


def test_every_bit_of_badness_counts_so_that_the_worst_come_first() -> None:
    found = [left(number / 100) for number in range(101)]
    assert all(later < earlier for earlier, later in pairwise(found))


def test_anger_and_unhappiness_are_both_bad_and_the_greater_counts() -> None:
    assert badness(0.3, -0.6) == 0.6
    assert badness(0.7, -0.6) == 0.7
    assert badness(0.0, 0.9) == 0.0


def test_earlier_anger_fades_with_every_message_but_is_not_forgotten_at_once() -> None:
    judged = judge(waiting(anger=1.0, unanswered=2))
    assert judged.anger == ANGRY
    assert judged.reasons[0].code == "angry"
    again = judge(waiting(anger=judged.anger, unanswered=3))
    assert again.anger == ANGRY / 2
    assert [reason.code for reason in again.reasons] == ["repeated", "channel"]


def test_earlier_anger_fades_in_time() -> None:
    def felt(hours: float) -> float:
        return USUAL.after(waiting(anger=0.8, felt_at=START - timedelta(hours=hours))).anger

    assert felt(0) == pytest.approx(0.4)
    assert felt(24) == pytest.approx(0.2)
    assert felt(48) == pytest.approx(0.1)
    assert felt(24 * 365) == pytest.approx(0.0, abs=1e-9)


def test_what_came_before_in_another_order_does_not_grow() -> None:
    assert USUAL.after(waiting(anger=0.8, felt_at=START + timedelta(hours=5))).anger == pytest.approx(0.4)


def test_threads_of_before_moods_had_a_time_keep_what_they_felt() -> None:
    assert USUAL.after(waiting(anger=0.8)).anger == pytest.approx(0.4)
    assert USUAL.after(waiting(anger=0.8, at=None, felt_at=START)).anger == pytest.approx(0.4)


def test_an_earlier_bad_word_counts_only_while_nobody_has_answered() -> None:
    assert judge(waiting(valence=-1.0, unanswered=2)).valence <= UPSET
    assert judge(waiting(valence=-1.0)).valence == 0.0


def test_a_thankful_message_lowers_what_an_angry_one_left() -> None:
    angry = judge(waiting(mood=Mood(-0.9, 0.9)))
    glad = judge(waiting(mood=Mood(0.9, 0.0), anger=angry.anger, valence=angry.valence, felt_at=START))
    assert (glad.anger, glad.valence) == (pytest.approx(0.45), 0.9)


def test_it_gets_worse_where_it_is_clearly_worse_than_before() -> None:
    before = {"felt_at": START, "anger": 0.2, "valence": 0.0}
    assert USUAL.after(waiting(mood=Mood(-0.5), **before)).worse
    assert not USUAL.after(waiting(mood=Mood(-0.49), **before)).worse
    assert not USUAL.after(waiting(mood=Mood(-0.5), felt_at=START, valence=-0.3)).worse


def test_a_first_message_gets_nothing_worse() -> None:
    assert not USUAL.after(waiting(mood=Mood(-1.0, 1.0))).worse


def test_what_is_not_bad_yet_is_not_said_to_get_worse() -> None:
    assert not USUAL.after(waiting(mood=Mood(-0.35), felt_at=START)).worse


def test_anger_of_long_ago_does_not_hide_that_it_gets_worse_now() -> None:
    assert USUAL.after(waiting(mood=Mood(anger=0.8), anger=0.8, felt_at=START - timedelta(days=30))).worse


def test_getting_better_is_no_reason_to_wait_longer_than_usual() -> None:
    judged = judge(waiting(mood=Mood(0.9), anger=0.2, valence=-0.2, felt_at=START))
    assert judged.due <= judge(waiting()).due
