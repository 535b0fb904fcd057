"""That the routing bench measures what it says, on so little that its figures mean nothing."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from bench import routing, trial
from bench.counter import counter
from bench.labelled import Labelled, read
from bench.policies import CALM, FIRST_COME, FURIOUS, ORACLE, STRICT, Heard, Policy, hear, strict, table_of, vader
from bench.replay import Replay
from bench.shift import START, Call, Shift, plan, work
from bench.trial import ANY, Name, Trial
from bench.waits import Waits, average, gain, waits_of
from msgspec import json

from inbox.words import Mood

MINUTE = timedelta(minutes=1)
BAD, GOOD, PLAIN = Labelled("Where is it?!", True), Labelled("Thanks!", False), Labelled("What time is it?", False)
SAID = [BAD, GOOD, PLAIN]
LABELS = {one.text: FURIOUS if one.bad else CALM for one in SAID}
NOTHING_HEARD = Heard(FIRST_COME, dict.fromkeys(LABELS, CALM), {})


def minutes(count: float) -> datetime:
    return START + count * MINUTE


def calls(*given: tuple[float, Labelled, float]) -> list[Call]:
    """Minute, what is said, and minutes that it takes."""
    return [Call(minutes(at), said, takes * MINUTE) for at, said, takes in given]


class Heap:
    """Of two who wait, the later: an order that nobody else has."""

    def __init__(self) -> None:
        self.waiting: list[int] = []
        self.told: list[tuple[str, float]] = []

    def arrive(self, number: int, call: Call, now: datetime) -> None:
        self.waiting.append(number)

    def deepen(self, now: datetime) -> None:
        self.told.append(("deepen", (now - START).total_seconds()))

    def take(self, now: datetime) -> int | None:
        return self.waiting.pop() if self.waiting else None

    def finish(self, number: int, now: datetime) -> None:
        self.told.append(("finish", (now - START).total_seconds()))


# The shift


def test_a_seed_is_a_day_that_comes_again() -> None:
    assert plan(SAID, 3, 2, 8, 1.2) == plan(SAID, 3, 2, 8, 1.2)
    assert plan(SAID, 3, 2, 8, 1.2) != plan(SAID, 4, 2, 8, 1.2)


def test_more_write_than_the_agents_can_answer_and_only_while_the_shift_lasts() -> None:
    shifts = [plan(SAID, seed, 6, 8, 1.2) for seed in range(40)]
    every = [call for shift in shifts for call in shift.calls]
    taking = sum((call.takes for call in every), timedelta()) / timedelta(hours=1)
    assert taking / (40 * 6 * 8) == pytest.approx(1.2, rel=0.03)
    assert statistics.fmean(call.takes / MINUTE for call in every) == pytest.approx(5, rel=0.03)
    assert START < min(call.at for call in every) <= max(call.at for call in every) < START + timedelta(hours=6)


def test_arrivals_are_in_order_and_say_everything_there_is() -> None:
    found = plan(SAID, 1, 6, 8, 1.2).calls
    assert [call.at for call in found] == sorted(call.at for call in found)
    assert {call.said for call in found} == set(SAID)


def test_an_agent_who_is_free_takes_the_next_at_once() -> None:
    shift = Shift(1, calls((0, BAD, 10), (1, BAD, 2), (2, BAD, 1), (30, BAD, 1)))
    assert list(work(shift, Heap()).items()) == [(0, minutes(0)), (2, minutes(10)), (1, minutes(11)), (3, minutes(30))]


def test_several_agents_work_at_the_same_time() -> None:
    shift = Shift(2, calls((0, BAD, 10), (1, BAD, 2), (2, BAD, 1)))
    assert work(shift, Heap()) == {0: minutes(0), 1: minutes(1), 2: minutes(3)}


def test_the_queue_is_told_of_second_opinions_a_second_later_and_of_every_end() -> None:
    queue = Heap()
    work(Shift(1, calls((0, BAD, 10), (1, BAD, 2))), queue)
    assert queue.told == [("deepen", 1.0), ("deepen", 61.0), ("finish", 600.0), ("finish", 720.0)]


# The waits


def test_waits_are_of_the_unhappy_and_the_longest_of_the_calm() -> None:
    shift = Shift(1, calls((0, BAD, 1), (1, GOOD, 1), (2, BAD, 1), (3, PLAIN, 1)))
    taken = {0: minutes(2), 1: minutes(8), 2: minutes(6), 3: minutes(4)}
    assert waits_of(shift, taken) == Waits(mean=3, p90=4, calm=7, longest=7)


def test_the_longest_wait_of_all_may_be_of_somebody_unhappy() -> None:
    shift = Shift(1, calls((0, BAD, 1), (1, GOOD, 1)))
    assert waits_of(shift, {0: minutes(9), 1: minutes(2)}).longest == 9


@pytest.mark.parametrize("said", [BAD, GOOD])
def test_a_shift_in_which_all_are_alike_measures_nothing(said: Labelled) -> None:
    with pytest.raises(ValueError, match="both unhappy and calm"):
        waits_of(Shift(1, calls((0, said, 1))), {0: minutes(0)})


def test_averages_are_taken_figure_by_figure() -> None:
    assert average([Waits(1, 2, 3, 4), Waits(3, 6, 9, 12)]) == Waits(2, 4, 6, 8)


def of_means(*means: float) -> list[Waits]:
    return [Waits(mean, 0, 0, 0) for mean in means]


def test_a_gain_is_the_part_of_what_the_best_would_save() -> None:
    plain, best = of_means(40, 60), of_means(0, 20)
    assert gain(plain, best, best).part == 1
    assert gain(plain, best, plain).part == 0
    assert gain(plain, best, of_means(30, 50)).part == pytest.approx(0.25)
    assert gain(plain, best, of_means(50, 70)).part == pytest.approx(-0.25)


def test_a_gain_says_how_unsure_it_is() -> None:
    plain, best = of_means(40, 40), of_means(0, 0)
    assert gain(plain, best, of_means(20, 20)).unsure == 0
    assert gain(plain, best, of_means(10, 30)).unsure == pytest.approx(0.25)
    one = gain(plain[:1], best[:1], best[:1])
    assert one.unsure != one.unsure


def test_where_nothing_could_be_saved_nothing_was_missed() -> None:
    assert gain(of_means(5), of_means(5), of_means(5)).part == 1


# The policies


def order(policy: Policy, *given: tuple[float, Labelled, float]) -> list[int]:
    return list(work(Shift(1, calls(*given)), Replay(policy)))


def test_without_any_mood_who_came_first_is_first() -> None:
    policy = Policy(FIRST_COME, NOTHING_HEARD.first, {}, table_of(60))
    assert order(policy, (0, PLAIN, 9), (1, GOOD, 1), (2, BAD, 1), (3, PLAIN, 1), (4, BAD, 1)) == [0, 1, 2, 3, 4]


def test_in_strict_order_nobody_calm_goes_before_somebody_unhappy() -> None:
    policy = strict([Heard(ORACLE, LABELS, {})])
    assert order(policy, (0, PLAIN, 999), (1, GOOD, 1), (2, PLAIN, 1), (600, BAD, 1), (998, BAD, 1)) == [0, 3, 4, 1, 2]


def test_under_the_same_table_nobody_is_overtaken_by_who_comes_the_longest_patience_later() -> None:
    policy = Policy(ORACLE, LABELS, {}, table_of(60))
    assert order(policy, (0, PLAIN, 99), (1, GOOD, 1), (50, BAD, 1), (62, BAD, 1)) == [0, 2, 1, 3]


def test_a_second_opinion_moves_whoever_still_waits() -> None:
    wrong = {BAD.text: CALM, GOOD.text: FURIOUS, PLAIN.text: CALM}
    given = (0, PLAIN, 9), (1, GOOD, 1), (2, BAD, 1)
    assert order(Policy("", wrong, {}, table_of(60)), *given) == [0, 1, 2]
    assert order(Policy("", wrong, LABELS, table_of(60)), *given) == [0, 2, 1]


def test_every_reader_hears_every_text() -> None:
    for one in hear(SAID):
        assert set(one.first) == set(LABELS)
        assert not one.deep or set(one.deep) == set(LABELS)


def test_vader_ranks_over_its_whole_range() -> None:
    heard = vader(["I love it", "It is a table", "I hate it"])
    assert heard["I love it"].valence > heard["It is a table"].valence > heard["I hate it"].valence > -1
    assert heard["It is a table"].valence == -0.5


def test_the_oracle_hears_nothing_but_the_label() -> None:
    oracle = next(one for one in hear(SAID) if one.name == ORACLE)
    assert oracle.first == LABELS


# The database


def test_the_database_and_the_replay_take_everybody_at_the_same_moment() -> None:
    """With second opinions that disagree, and some who write within one second."""
    first = {BAD.text: Mood(0.2, 0.0), GOOD.text: Mood(-0.3, 0.4), PLAIN.text: Mood(-0.1, 0.1)}
    policy = Policy("", first, LABELS, table_of(30))
    moments = [0, 0.001, 0.002, 0.01, 0.5, 1, 1.001, 2, 4, 4.0001, 8, 20, 21, 35, 36, 36.01]
    shift = Shift(2, calls(*((at, SAID[number % 3], 1 + number % 5) for number, at in enumerate(moments))))
    with counter(policy) as queue:
        taken = work(shift, queue)
    assert list(taken.items()) == list(work(shift, Replay(policy)).items())
    assert list(taken) != sorted(taken)


def small(**changed: float) -> Trial:
    given = {"hours": 0.5, "agents": 2, "load": 3.0, "seeds": 1, "real": 0, **changed}
    return Trial(SAID, [NOTHING_HEARD, Heard(ORACLE, LABELS, {})], [1.0], **given)  # type: ignore[arg-type]


def test_first_come_and_the_strict_oracle_are_tried_once_whatever_the_patience() -> None:
    names = [*Trial(SAID, [NOTHING_HEARD, Heard(ORACLE, LABELS, {})], [1.0, 4.0]).policies()]
    assert names == [Name(FIRST_COME, ANY), Name(STRICT, ANY), Name(ORACLE, 1.0), Name(ORACLE, 4.0)]


def test_only_the_first_seeds_go_through_the_database() -> None:
    tried = small(real=1, seeds=2)
    assert [tried.run(Name(ORACLE, 1.0), seed).real for seed in (0, 1)] == [True, False]


def test_a_replay_that_is_not_what_the_database_does_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def another(policy: Policy) -> Iterator[Heap]:
        yield Heap()

    monkeypatch.setattr(trial, "counter", another)
    with pytest.raises(AssertionError, match="another order"):
        small(real=1).run(Name(ORACLE, 1.0), 0)


# The data, and the whole


def write(path: Path, *rows: tuple[str, str]) -> Path:
    path.write_bytes(b"\n".join(json.encode({"text": text, "label": label, "lang": "es"}) for text, label in rows))
    return path


def test_a_text_is_read_once_as_the_queue_will_hear_it(tmp_path: Path) -> None:
    path = write(
        tmp_path / "some.es.jsonl", ("Hola\0", "neu"), ("Fatal\n> cita", "neg"), ("Hola", "neu"), ("> solo cita", "neu")
    )
    assert read(path) == ("some.es", "es", [("Hola", False), ("Fatal", True)])


def test_data_of_which_all_is_alike_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs both"):
        read(write(tmp_path / "some.jsonl", ("Hola", "neu"), ("Gracias", "pos")))


def test_a_file_that_is_something_else_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text("text,label\n")
    with pytest.raises(ValueError, match=r"some\.jsonl"):
        read(tmp_path / "some.jsonl")


def test_the_whole_prints_every_policy_and_says_what_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "some.jsonl", ("Fatal, nunca más", "neg"), ("¡Gracias!", "pos"), ("¿Qué hora es?", "neu"))
    little = ["--seeds", "2", "--real", "0", "--hours", "0.5"]
    assert routing.main([str(path), str(tmp_path / "absent.jsonl"), *little]) == 0
    told = capsys.readouterr().out
    assert "absent.jsonl is not there" in told
    assert "some: 3 messages, 33% of them truly negative. 2 shifts of 0.5 h" in told
    for name in (
        "first come ",
        "oracle, strict order ",
        "VADER, 1 h ",
        "instant tier, 24 h ",
        "oracle, same table, 4 h ",
    ):
        assert f"\n{name}" in told
    assert "Through the database: 0 of the 2, every policy; by the replay alone: 2." in told
    assert "own longest wait: met" in told


def test_what_is_no_such_data_is_left_out_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "some.jsonl").write_text("text,label\n")
    assert routing.main([str(tmp_path / "some.jsonl"), str(tmp_path)]) == 0
    assert "Left out: some.jsonl does not hold a text and a label" in capsys.readouterr().out


def test_without_any_data_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert routing.main([str(tmp_path / "absent.jsonl")]) == 0
    assert capsys.readouterr().out == "absent.jsonl is not there, so it is left out.\n"


def test_a_calm_customer_who_waits_too_long_fails_it(capsys: pytest.CaptureFixture[str]) -> None:
    found = {Name(FIRST_COME, ANY): [Waits(5, 9, 10, 10)], Name(ORACLE, 1.0): [Waits(1, 2, 69, 69)]}
    assert routing.fair(found)
    assert "met (at the closest, 1.0 minutes less)" in capsys.readouterr().out
    found[Name(ORACLE, 1.0)] = [Waits(1, 2, 71, 71)]
    assert not routing.fair(found)
    assert "NOT MET" in capsys.readouterr().out
