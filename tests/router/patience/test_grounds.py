"""What shortens the patience besides the mood's level, in which order it is told, and with which words."""

from datetime import timedelta

import pytest
from office.clock import START
from office.patience import SIGNALS, minutes, waiting

from inbox.arrivals import Waiting
from inbox.tables import OfSituation, Table
from inbox.words import Mood, Reason
from router.patience import judge, judge_of

PLAIN = START + minutes(240)
SHOWN = {"asks_human": "a real person", "urgent": "right now", "repeats": "as I wrote"}


def codes(one: Waiting, table: Table | None = None) -> list[str]:
    return [reason.code for reason in judge_of(table or Table())(one).reasons]


@pytest.mark.parametrize(
    ("one", "reason", "left"),
    [
        (waiting(mood=Mood(signals=("threatens",))), Reason("threatens"), 0.2),
        (waiting(mood=Mood(signals=("asks_human",))), Reason("asks_human"), 0.2),
        (waiting(mood=Mood(signals=("vulnerable",))), Reason("vulnerable"), 0.3),
        (waiting(mood=Mood(signals=("urgent",))), Reason("urgent"), 0.4),
        (waiting(mood=Mood(signals=("repeats",))), Reason("repeated"), 0.5),
        (waiting(unanswered=3), Reason("repeated", count=3), 0.5),
        (waiting(broken=2), Reason("broken_promise", count=2), 0.3),
        (waiting(streak=2), Reason("streak", count=2), 0.5),
        (waiting(present=True), Reason("present"), 0.5),
    ],
)
def test_each_shortens_the_patience_and_is_told(one: Waiting, reason: Reason, left: float) -> None:
    judged = judge(one)
    assert judged.due == START + minutes(240 * left)
    assert judged.reasons == (reason, Reason("channel", channel="email"))


def test_anger_and_unhappiness_are_told_with_the_words_that_show_them() -> None:
    furious = judge(waiting(mood=Mood(-0.8, 0.9, 1.0, (), ("furious",))))
    assert furious.reasons[0] == Reason("angry", words=("furious",))
    sad = judge(waiting(mood=Mood(-0.6, 0.1, 1.0, (), ("sad",))))
    assert sad.reasons[0] == Reason("upset", words=("sad",))
    assert furious.due < sad.due < PLAIN


@pytest.mark.parametrize(("anger", "code"), [(0.5, "angry"), (0.49, "uneasy"), (0.3, "uneasy")])
def test_a_little_anger_is_called_less(anger: float, code: str) -> None:
    assert judge(waiting(mood=Mood(0.0, anger, 1.0, (), ("hm",)))).reasons[0] == Reason(code, words=("hm",))
    assert judge(waiting(mood=Mood(-anger, 0.0))).reasons[0].code == code.replace("angry", "upset")


def test_a_trace_of_anger_is_not_worth_a_word() -> None:
    assert codes(waiting(mood=Mood(-0.19, 0.19))) == ["channel"]


def test_words_of_a_calm_message_do_not_show_earlier_anger() -> None:
    judged = judge(waiting(mood=Mood(0.5, 0.0, 1.0, (), ("hello",)), anger=1.0, valence=-1.0, unanswered=2))
    assert judged.reasons[0] == Reason("angry")
    upset = judge(waiting(mood=Mood(0.5, 0.0, 1.0, (), ("hello",)), valence=-1.0, unanswered=2))
    assert upset.reasons[0] == Reason("upset")


@pytest.mark.parametrize("code", ["asks_human", "urgent"])
def test_a_signal_is_told_with_the_words_that_show_it(code: str) -> None:
    judged = judge(waiting(mood=Mood(signals=(code,), words=("other",), shown=SHOWN)))
    assert judged.reasons[0] == Reason(code, words=(SHOWN[code],))


@pytest.mark.parametrize("code", SIGNALS)
def test_a_signal_that_is_switched_off_neither_counts_nor_shows(code: str) -> None:
    judged = judge_of(Table(signals_off=(code,)))(waiting(mood=Mood(signals=(code,))))  # type: ignore[arg-type]
    assert (judged.due, len(judged.reasons)) == (PLAIN, 1)


def test_a_signal_that_nobody_knows_yet_changes_nothing() -> None:
    assert judge(waiting(mood=Mood(signals=("whistles",)))).due == PLAIN


def test_writing_again_and_saying_so_are_one_reason() -> None:
    said = Mood(signals=("repeats",), shown=SHOWN)
    both, once = judge(waiting(mood=said, unanswered=2)), judge(waiting(unanswered=2))
    assert both.due == once.due
    assert both.reasons[0] == Reason("repeated", words=("as I wrote",), count=2)
    assert judge(waiting(mood=said)).reasons[0] == Reason("repeated", words=("as I wrote",))


def test_how_many_bad_episodes_are_a_streak_is_the_tables_choice() -> None:
    assert "streak" not in codes(waiting(streak=1))
    assert "streak" in codes(waiting(streak=1), Table(situation=OfSituation(streak_from=1)))


def test_what_gets_worse_is_told_with_the_words_that_show_it() -> None:
    worse = waiting(mood=Mood(-0.7, 0.0, 1.0, (), ("awful",)), felt_at=START - timedelta(hours=1))
    assert judge(worse).reasons[:2] == (Reason("upset", words=("awful",)), Reason("worsening", words=("awful",)))
    assert judge(worse).due < judge(waiting(mood=Mood(-0.7))).due


def test_the_gravest_comes_first_and_the_channel_last() -> None:
    everything = Mood(-1, 1, 1, ("urgent", "asks_human", "threatens", "vulnerable", "repeats", "solved"))
    one = waiting(mood=everything, unanswered=2, felt_at=START, present=True, broken=1, streak=5)
    assert codes(one) == [
        "angry", "worsening", "threatens", "asks_human", "vulnerable", "urgent", "repeated", "broken_promise",
        "streak", "present", "channel",
    ]  # fmt: skip
