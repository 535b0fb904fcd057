"""How long a thread may wait, and why."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace
from office.clock import START

from inbox.arrivals import Waiting
from inbox.words import Mood, Reason
from router.patience import ANGRY, FURIOUS, LONGEST, OTHERS, PATIENCE, SHORTEST, UPSET, judge

CONNECTORS = [*PATIENCE, "pigeon"]


def waiting(channel: str = "email", mood: Mood | None = None, **more: object) -> Waiting:
    calm = {"unanswered": 1, "anger": 0.0, "valence": 0.0, "due": None}
    return Waiting(START, channel, mood=mood or Mood(), **{**calm, **more})  # type: ignore[arg-type]


MOODS = some.builds(
    Mood,
    some.floats(-1, 1),
    some.floats(0, 1),
    some.floats(0, 1),
    some.sampled_from([(), ("asks_human",), ("threatens",), ("asks_human", "threatens")]),
)
DUES = some.none() | some.integers(-100_000, 100_000).map(lambda seconds: START + timedelta(seconds=seconds))
WAITING = some.builds(
    Waiting,
    some.just(START), some.sampled_from(CONNECTORS), some.integers(1, 50), MOODS,
    some.floats(0, 1), some.floats(-1, 1), DUES,
)  # fmt: skip


@pytest.mark.parametrize("channel", PATIENCE)
def test_each_channel_has_its_own_patience_and_says_so(channel: str) -> None:
    judged = judge(waiting(channel))
    assert judged.due == START + PATIENCE[channel]
    assert judged.reasons == (Reason("channel", channel=channel),)


def test_a_channel_that_joins_later_is_as_patient_as_a_messenger() -> None:
    assert judge(waiting("pigeon")).due == START + OTHERS == START + PATIENCE["whatsapp"]


@given(one=WAITING)
def test_due_is_bounded_and_never_later_than_before(one: Waiting) -> None:
    judged = judge(one)
    assert judged.due <= one.since + LONGEST
    if one.due is None:
        assert judged.due >= one.since + SHORTEST
    else:
        assert judged.due <= one.due
    assert 0 <= judged.anger <= 1
    assert -1 <= judged.valence <= 1
    assert judged.reasons


@given(early=WAITING, late=WAITING, later=some.integers(1, 10**6))
def test_nobody_is_overtaken_by_who_comes_later_than_the_longest_patience(
    early: Waiting, late: Waiting, later: int
) -> None:
    """Promise 7. The late one is new; the early one has whatever history."""
    since = START + LONGEST + timedelta(seconds=later)
    arrives = Waiting(since, late.channel, 1, late.mood, late.anger, late.valence, None)
    assert judge(early).due < judge(arrives).due


def test_anger_upset_asking_for_a_human_and_repetition_each_shorten_and_are_told() -> None:
    plain = judge(waiting()).due
    furious = Mood(-0.8, 0.9, 1.0, (), ("furious",))
    for changed, reason in (
        (waiting(mood=furious), Reason("angry", words=("furious",))),
        (waiting(mood=Mood(-0.6, 0.1, 1.0, (), ("sad",))), Reason("upset", words=("sad",))),
        (waiting(mood=Mood(signals=("asks_human",))), Reason("asks_human")),
        (waiting(mood=Mood(signals=("threatens",))), Reason("threatens")),
        (waiting(unanswered=3), Reason("repeated", count=3)),
    ):
        judged = judge(changed)
        assert judged.due < plain
        assert reason in judged.reasons


def test_several_reasons_shorten_more_than_one() -> None:
    furious = Mood(-0.8, 0.9)
    assert judge(waiting(mood=furious, unanswered=4)).due < judge(waiting(mood=furious)).due


def test_patience_never_becomes_shorter_than_the_shortest() -> None:
    worst = Mood(-1, 1, 1, ("asks_human",))
    assert judge(waiting("chat", worst, unanswered=9)).due == START + SHORTEST


@given(calm=MOODS, anger=some.floats(0, 1))
def test_more_anger_never_waits_longer(calm: Mood, anger: float) -> None:
    angrier = Mood(calm.valence, max(calm.anger, anger), calm.confidence, calm.signals, calm.words)
    assert judge(waiting(mood=angrier)).due <= judge(waiting(mood=calm)).due


def test_earlier_anger_fades_but_is_not_forgotten_at_once() -> None:
    judged = judge(waiting(anger=1.0, unanswered=2))
    assert judged.anger == ANGRY
    assert judged.reasons[0].code == "angry"
    again = judge(waiting(anger=judged.anger, unanswered=3))
    assert again.anger == ANGRY / 2
    assert [reason.code for reason in again.reasons] == ["repeated", "channel"]


def test_an_earlier_bad_word_counts_only_while_nobody_has_answered() -> None:
    assert judge(waiting(valence=-1.0, unanswered=2)).valence <= UPSET
    assert judge(waiting(valence=-1.0)).valence == 0.0


@pytest.mark.parametrize(
    ("mood", "alert"),
    [
        (Mood(), ""), (Mood(anger=FURIOUS), "furious"), (Mood(anger=FURIOUS - 0.01), ""),
        (Mood(signals=("threatens",)), "threatened"), (Mood(anger=1.0, signals=("threatens",)), "threatened"),
        (Mood(anger=ANGRY), ""), (Mood(-1.0), ""), (Mood(signals=("asks_human",)), ""),
    ],
)  # fmt: skip
def test_fury_and_threats_are_told_to_the_whole_team(mood: Mood, alert: str) -> None:
    assert judge(waiting(mood=mood)).alert == alert


@given(one=WAITING)
def test_what_was_said_earlier_alerts_nobody_again(one: Waiting) -> None:
    calm = replace(one, mood=Mood(one.mood.valence))
    assert judge(calm).alert == ""


@given(one=WAITING)
def test_whatever_is_told_to_the_team_has_its_reason_in_the_queue(one: Waiting) -> None:
    judged = judge(one)
    codes = {reason.code for reason in judged.reasons}
    assert {"furious": "angry", "threatened": "threatens"}.get(judged.alert, "channel") in codes
