"""Who is given a thread: the choice by itself, whatever the office looks like."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office.clock import START

from inbox.assigning import Choice
from inbox.cases import Case
from inbox.desks import Desk, Feeling
from inbox.words import TeamId, ThreadId, UserId
from router.assigning import FURIOUS, capacity, choose, fits, load, weight

CALM, UPSET, ANGRY, RAGE = Feeling(0.0, 0.2), Feeling(0.1, -0.6), Feeling(0.6, -0.6), Feeling(0.9, -0.9)
SPANISH = ("Hola, no me ha llegado el pedido y quiero saber cuándo está.",)


def case(feels: Feeling = CALM, **more: Any) -> Case:
    given_ = {"reasons": (), "language": "", "said": (), "knows": None, "gave_back": frozenset(), **more}
    return Case(ThreadId("t"), TeamId("x"), feels.anger, feels.valence, **given_)


def at(name: str, *held: Feeling, skills: tuple[str, ...] = (), **more: Any) -> Desk:
    usual = {"capacity": 0, "available": True, "online": True, "last_furious": False, "given_at": None, **more}
    return Desk(UserId(name), name, "agent", skills, team_ids=(TeamId("x"),), held=held, **usual)


def chosen(which: Case, *desks: Desk) -> tuple[str, tuple[str, ...]]:
    found = choose(which, desks)
    assert found is not None
    return found.user_id, found.reasons


def test_whoever_has_more_room_is_given_it() -> None:
    assert chosen(case(), at("ana", CALM, CALM), at("ben", CALM)) == ("ben", ("free",))


def test_room_is_a_share_of_what_each_can_do() -> None:
    assert chosen(case(), at("ana", CALM, CALM, capacity=10), at("ben", CALM, capacity=2)) == ("ana", ("free",))


@pytest.mark.parametrize(("held", "weighs"), [((), 0), ((CALM, CALM), 2), ((UPSET,), 1.5), ((ANGRY, RAGE, CALM), 5)])
def test_angry_threads_weigh_more_than_calm_ones(held: tuple[Feeling, ...], weighs: float) -> None:
    assert load(at("ana", *held)) == weighs


def test_a_full_desk_is_given_nothing_and_one_that_is_full_but_for_a_calm_thread_no_angry_one() -> None:
    assert choose(case(), [at("ana", *[CALM] * 5)]) is None
    nearly = at("ana", *[CALM] * 4)
    assert choose(case(ANGRY), [nearly]) is None
    assert chosen(case(), nearly) == ("ana", ("free",))


def test_whoever_has_nothing_can_do_one_thing_whatever_it_weighs() -> None:
    assert chosen(case(RAGE), at("ana", capacity=1)) == ("ana", ("free",))
    assert choose(case(CALM), [at("ana", RAGE, capacity=1)]) is None


def test_equals_take_turns() -> None:
    earlier, later = START, START + timedelta(minutes=1)
    assert chosen(case(), at("ana", given_at=later), at("ben", given_at=earlier)) == ("ben", ("turn",))
    assert chosen(case(), at("ana", given_at=later), at("cid")) == ("cid", ("turn",)), "who had none at all comes first"


def test_the_language_that_is_written_down_is_preferred_to_room() -> None:
    spanish, idle = at("ana", CALM, CALM, skills=("es",)), at("ben", skills=("en",))
    assert chosen(case(language="es"), spanish, idle) == ("ana", ("language",))


def test_the_language_is_heard_in_the_words_where_nobody_wrote_it_down() -> None:
    assert chosen(case(said=SPANISH), at("ana", skills=("en",)), at("ben", CALM, skills=("es",)))[0] == "ben"
    quoted = ("> " + SPANISH[0],)
    assert chosen(case(said=quoted), at("ana", skills=("en",)), at("ben", CALM, skills=("es",)))[0] == "ana"


@pytest.mark.parametrize(
    ("which", "who"),
    [(case(RAGE), "ben"), (case(CALM, reasons=("channel", "streak")), "ben"), (case(ANGRY), "ana"), (case(), "ana")],
)
def test_the_furious_and_the_often_disappointed_prefer_who_can_win_them_back(which: Case, who: str) -> None:
    reason = "recovery" if who == "ben" else "free"
    assert chosen(which, at("ana"), at("ben", CALM, skills=("recovery",))) == (who, (reason,))


def test_nobody_is_left_without_a_human_because_nobody_has_the_skill() -> None:
    assert chosen(case(RAGE, language="de"), at("ana", skills=("en",))) == ("ana", ("free",))


def test_language_comes_before_recovery_and_both_before_who_knows_them() -> None:
    which = case(RAGE, language="es", knows=UserId("cid"))
    speaks, wins, knows = at("ana", skills=("es",)), at("ben", skills=("recovery",)), at("cid")
    both = at("dan", CALM, CALM, skills=("recovery", "es"))
    assert chosen(which, speaks, wins, knows, both) == ("dan", ("language", "recovery"))
    assert chosen(which, speaks, wins, knows) == ("ana", ("language",))
    assert chosen(which, wins, knows) == ("ben", ("recovery",))


def test_whoever_knows_them_is_preferred_to_room_but_not_beyond_it() -> None:
    which = case(knows=UserId("ana"))
    assert chosen(which, at("ana", CALM, CALM), at("ben")) == ("ana", ("knows",))
    assert chosen(which, at("ana", *[CALM] * 5), at("ben")) == ("ben", ("free",))


def test_nobody_is_given_two_furious_ones_in_a_row_while_somebody_else_is_free() -> None:
    just_had_one = at("ana", skills=("es", "recovery"), last_furious=True)
    which = case(RAGE, language="es", knows=UserId("ana"))
    assert chosen(which, just_had_one, at("ben", CALM, CALM, CALM)) == ("ben", ("spared",))
    assert chosen(which, just_had_one, at("ben", *[CALM] * 5)) == ("ana", ("language", "recovery", "knows"))
    assert chosen(case(ANGRY, language="es"), just_had_one, at("ben"))[0] == "ana", "angry is not furious"


def test_what_was_chosen_says_what_it_weighs_and_whether_it_is_furious() -> None:
    assert choose(case(RAGE), [at("ana", UPSET)]) == Choice(UserId("ana"), ("free",), 3.5, furious=True)
    assert choose(case(), [at("ana")]) == Choice(UserId("ana"), ("free",), 1.0, furious=False)


feelings = st.builds(Feeling, anger=st.floats(0, 1), valence=st.floats(-1, 1))
desks_of_a_team = st.lists(
    st.builds(
        at, st.sampled_from("abcdefgh"), skills=st.lists(st.sampled_from(["en", "es", "recovery"])).map(tuple),
        capacity=st.integers(0, 8), last_furious=st.booleans(), given_at=st.none() | st.just(START),
    ),
    min_size=1, unique_by=lambda one: one.user_id,
)  # fmt: skip
loads = st.lists(st.lists(feelings, max_size=6), min_size=8, max_size=8)
cases = st.builds(case, feelings, language=st.sampled_from(["", "en", "es", "de"]), knows=st.none() | st.just("a"))


@given(cases, desks_of_a_team, loads)
def test_whatever_the_office_looks_like_the_choice_keeps_its_word(
    which: Case, team: list[Desk], held: list[list[Feeling]]
) -> None:
    team = [at_with(one, tuple(theirs)) for one, theirs in zip(team, held, strict=False)]
    found = choose(which, team)
    free = [one for one in team if fits(which, one)]
    assert (found is None) == (not free), "somebody is chosen exactly where somebody has room"
    if found is None:
        return
    best = next(one for one in free if one.user_id == found.user_id)
    assert found.load == load(best) + weight(which)
    assert found.load <= capacity(best) or not best.held
    assert found.reasons, "every choice has its reasons"
    assert found == choose(which, team[::-1]), "the order in which they are named decides nothing"
    if which.anger >= FURIOUS and best.last_furious:
        assert all(one.last_furious for one in free)


def at_with(one: Desk, held: tuple[Feeling, ...]) -> Desk:
    return at(
        one.name, *held, skills=one.skills, capacity=one.capacity, last_furious=one.last_furious, given_at=one.given_at
    )
