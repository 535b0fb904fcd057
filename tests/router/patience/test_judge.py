"""How long a thread may wait, and why: by the default table, and by every other."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace
from office.clock import START
from office.patience import minutes, moods, tables, waiting, waits

from inbox.arrivals import Waiting
from inbox.tables import DEFAULT, Alarms, Hours, OfMood, OfSignals, OfTeam, Rule, Span, Table, When
from inbox.words import Mood, Reason, TeamId
from router.patience import ANGRY, LONGEST, UPSET, judge, judge_of

FURIOUS = 0.75
EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize(
    ("channel", "patience"),
    [("chat", 2), ("sms", 15), ("whatsapp", 15), ("slack", 15), ("email", 240), ("api", 240), ("pigeon", 15)],
)
def test_each_channel_has_its_own_patience_and_says_so(channel: str, patience: int) -> None:
    judged = judge(waiting(channel))
    assert judged.due == START + minutes(patience)
    assert judged.reasons == (Reason("channel", channel=channel),)


def test_a_team_may_be_more_patient_on_some_channels_and_is_as_everybody_on_the_others() -> None:
    by = judge_of(Table(teams={"north": OfTeam({"chat": 5.0})}))
    assert by(waiting("chat", team_id=TeamId("north"))).due == START + minutes(5)
    assert by(waiting("email", team_id=TeamId("north"))).due == START + minutes(240)
    assert by(waiting("chat", team_id=TeamId("south"))).due == START + minutes(2)
    assert by(waiting("chat")).due == START + minutes(2)


def test_a_team_that_works_at_other_hours_waits_by_them() -> None:
    night = Hours("UTC", (Span(EVERY_DAY, "20:00", "24:00"),))
    by = judge_of(Table(teams={"north": OfTeam(hours=night), "south": OfTeam({"email": 10.0})}, hours=None))
    assert by(waiting("email", team_id=TeamId("north"))).due == START.replace(day=3, hour=0)
    assert by(waiting("email", team_id=TeamId("south"))).due == START + minutes(10)


@given(one=waits, table=tables)
def test_due_is_bounded_and_never_later_than_before(one: Waiting, table: Table) -> None:
    open_always = replace(table, hours=None, teams={})
    judged = judge_of(open_always)(one)
    assert judged.due <= one.since + minutes(table.longest) + timedelta(microseconds=1)
    assert one.due is None or judged.due <= one.due
    if one.due is None:
        assert judged.due >= one.since + minutes(table.shortest)
    assert 0 <= judged.anger <= 1
    assert -1 <= judged.valence <= 1
    assert judged.reasons[-1] == Reason("channel", channel=one.channel)


@given(early=waits, late=waits, table=tables, later=some.integers(1, 10**6))
def test_nobody_is_overtaken_by_who_comes_later_than_the_longest_patience(
    early: Waiting, late: Waiting, table: Table, later: int
) -> None:
    """Promise 7. The late one is new; the early one has whatever history. Hours: see the calendar's own test."""
    by = judge_of(replace(table, hours=None, teams={one: OfTeam(team.patience) for one, team in table.teams.items()}))
    since = START + minutes(table.longest) + timedelta(seconds=later)
    assert by(early).due < by(replace(late, since=since, unanswered=1, due=None)).due


@given(early=waits, late=waits, table=tables)
def test_where_it_is_closed_at_times_the_longest_patience_counts_in_working_time(
    early: Waiting, late: Waiting, table: Table
) -> None:
    """Whoever comes after the moment at which the calmest would have been due overtakes nobody."""
    by = judge_of(table)
    calmest = replace(table, patience={}, others=table.longest, rules=(), mood=OfMood(), teams={})
    theirs = table.teams.get(early.team_id or "", OfTeam()).hours or table.hours
    latest = judge_of(replace(calmest, hours=theirs))(waiting("email")).due
    assert by(early).due < by(replace(late, since=latest + timedelta(seconds=1), unanswered=1, due=None)).due


@given(stream=some.lists(waits, min_size=1, max_size=8), table=tables)
def test_one_more_message_never_makes_a_thread_wait_longer(stream: list[Waiting], table: Table) -> None:
    by, due, anger, valence = judge_of(table), None, 0.0, 0.0
    for number, one in enumerate(stream, 1):
        judged = by(replace(one, unanswered=number, due=due, anger=anger, valence=valence))
        assert due is None or judged.due <= due
        due, anger, valence = judged.due, judged.anger, judged.valence


@given(one=waits, table=tables, anger=some.floats(0, 1), valence=some.floats(-1, 1))
def test_a_worse_mood_never_waits_longer(one: Waiting, table: Table, anger: float, valence: float) -> None:
    worse = replace(one.mood, anger=max(one.mood.anger, anger), valence=min(one.mood.valence, valence))
    by = judge_of(table)
    assert by(replace(one, mood=worse)).due <= by(one).due


@given(one=waits, table=tables)
def test_the_same_is_judged_alike(one: Waiting, table: Table) -> None:
    assert judge_of(table)(one) == judge_of(table)(one)


def test_several_reasons_shorten_more_than_one() -> None:
    furious = Mood(-0.8, 0.9)
    assert judge(waiting(mood=furious, unanswered=4)).due < judge(waiting(mood=furious)).due


def test_patience_never_becomes_shorter_than_the_shortest() -> None:
    worst = Mood(-1, 1, 1, ("asks_human",))
    assert judge(waiting("chat", worst, unanswered=9)).due == START + minutes(0.5)
    assert judge_of(replace(DEFAULT, shortest=1.5))(waiting("chat", worst)).due == START + minutes(1.5)


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


def test_what_is_told_to_the_whole_team_is_the_tables_choice() -> None:
    quiet = judge_of(Table(alerts=Alarms(None, threatened=False)))
    assert quiet(waiting(mood=Mood(anger=1.0, signals=("threatens",)))).alert == ""
    deaf = judge_of(Table(signals_off=("threatens",)))
    assert deaf(waiting(mood=Mood(signals=("threatens",)))).alert == ""
    early = judge_of(Table(alerts=Alarms(0.5)))
    assert early(waiting(mood=Mood(anger=0.5))).alert == "furious"


@given(one=waits)
def test_what_was_said_earlier_alerts_nobody_again(one: Waiting) -> None:
    calm = replace(one, mood=Mood(one.mood.valence), anger=1.0)
    assert judge(calm).alert == ""


@given(one=waits)
def test_whatever_is_told_to_the_team_has_its_reason_in_the_queue(one: Waiting) -> None:
    judged = judge(one)
    codes = {reason.code for reason in judged.reasons}
    assert {"furious": "angry", "threatened": "threatens"}.get(judged.alert, "channel") in codes


@given(mood=moods)
def test_whoever_waits_much_shorter_than_others_is_told_why(mood: Mood) -> None:
    """A rank without a reason is believed by nobody."""
    judged = judge(waiting(mood=mood))
    assert judged.due > START + 0.5 * LONGEST or len(judged.reasons) > 1


def test_a_rules_minutes_are_the_most_whatever_else_there_is() -> None:
    by = judge_of(Table(rules=(Rule("VIP", When(tag="vip"), minutes=60.0),)))
    assert by(waiting(tags=("vip",))).due == START + minutes(60)
    assert by(waiting("chat", tags=("vip",))).due == START + minutes(2)
    assert by(waiting("email", Mood(anger=1.0), tags=("vip",))).due == judge(waiting("email", Mood(anger=1.0))).due


def test_mere_thanks_may_wait_as_long_as_anybody_and_say_so() -> None:
    said = Mood(0.8, 0.02, 1.0, ("solved",), (), {"solved": "all sorted"})
    judged = judge(waiting("chat", said, text="Thanks, all sorted!"))
    assert judged.due == START + LONGEST
    assert judged.reasons == (Reason("solved", words=("all sorted",)), Reason("channel", channel="chat"))
    sooner = judge_of(Table(signals=OfSignals(solved=0.5)))
    assert sooner(waiting("chat", said)).due == START + 0.5 * LONGEST


@pytest.mark.parametrize(
    "more",
    [
        {"text": "Thanks! Where do I send it?"},
        {"text": "Thanks. " + "And then this happened. " * 20},
        {"unanswered": 2},
        {"mood": Mood(-0.1, 0.0, 1.0, ("solved",))},
        {"mood": Mood(0.5, 0.3, 1.0, ("solved",))},
        {"mood": Mood(0.5, 0.0, 1.0, ("solved", "asks_human"))},
        {"present": True},
        {"broken": 1},
        {"anger": 1.0},
    ],
)
def test_thanks_with_anything_beside_them_wait_no_longer_than_usual(more: dict[str, object]) -> None:
    plain = {"mood": Mood(0.5, 0.0, 1.0, ("solved",)), "text": "Thanks!", **more}
    judged = judge(waiting("chat", **plain))
    assert judged.due <= START + minutes(2)
    assert "solved" not in {reason.code for reason in judged.reasons}


def test_thanks_that_are_switched_off_are_a_message_like_any_other() -> None:
    off = judge_of(Table(signals_off=("solved",)))
    assert off(waiting("chat", Mood(0.8, signals=("solved",)))).due == START + minutes(2)


def test_the_search_calls_moods_as_the_default_table_does() -> None:
    assert (ANGRY, UPSET) == (0.5, -0.5)
