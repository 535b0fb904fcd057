"""That the drain is measured as it says, on so little that its rates mean nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from bench import drain
from bench.burst import SPOKEN, Burst, texts
from bench.opened import Opened, opened
from bench.order import out_of_order
from msgspec import json
from sqlalchemy import func, select, update

from inbox import moods, queue
from inbox.door import Conn
from inbox.schema import message, thread
from inbox.words import Mood


class Fixed:
    """Hears the length of a text as anger."""

    def __init__(self, tier: str) -> None:
        self._tier = tier

    def score(self, texts: Sequence[str]) -> list[Mood]:
        return [Mood(0.0, len(text) % 7 / 7, 1.0, tier=self._tier) for text in texts]


class Deaf:
    def score(self, texts: Sequence[str]) -> list[Mood]:
        return [Mood() for _ in texts]


@pytest.fixture
def at() -> Iterator[Opened]:
    with opened(hurried=True) as at:
        yield at


def several(at: Opened, count: int) -> Burst:
    burst = Burst(at, list(SPOKEN))
    burst.write(count)
    burst.read(Deaf())
    return burst


def test_one_in_four_writes_twice(at: Opened) -> None:
    burst = Burst(at, list(SPOKEN))
    assert burst.write(60) == 48
    burst.read(Deaf())

    def counts(conn: Conn) -> list[int]:
        return sorted(conn.execute(select(func.count(message.c.id)).group_by(message.c.thread_id)).scalars())

    assert at.read(counts) == [1] * 36 + [2] * 12


def test_a_second_burst_is_of_other_people(at: Opened) -> None:
    burst = several(at, 20)
    burst.write(20)
    burst.read(Deaf())
    assert len(at.read(queue.page, "queue", at.agent, None, 100).threads) == 32


def test_second_opinions_stop_when_as_many_are_read_as_asked_or_none_is_left(at: Opened) -> None:
    burst = several(at, 100)
    assert 10 <= burst.deepen(Fixed("deep"), 10) < 100
    assert at.read(moods.backlog, at.clock()) > 0
    burst.deepen(Fixed("deep"), 1000)
    assert at.read(moods.backlog, at.clock()) == 0
    assert burst.deepen(Fixed("deep"), 1000) == 0


def test_the_queue_is_in_order_before_within_and_after(at: Opened) -> None:
    burst = several(at, 80)
    before = at.read(queue.page, "queue", at.agent, None, 100)
    assert out_of_order(at) == 0
    burst.deepen(Fixed("deep"), 40)
    assert out_of_order(at) == 0
    burst.deepen(Fixed("deep"), 80)
    assert out_of_order(at) == 0
    after = at.read(queue.page, "queue", at.agent, None, 100)
    assert [one.id for one in after.threads] != [one.id for one in before.threads]


def test_a_mood_that_moved_nobody_is_noticed(at: Opened) -> None:
    several(at, 40)

    def meddle(conn: Conn) -> None:
        last = conn.execute(select(thread.c.id).order_by(thread.c.due.desc()).limit(1)).scalar_one()
        furious = {"valence": -1.0, "anger": 1.0}
        conn.execute(update(message).where(message.c.thread_id == last).values(mood=furious))

    at.write(meddle)
    assert out_of_order(at) > 0


def test_a_due_that_nobody_called_for_is_noticed(at: Opened) -> None:
    several(at, 5)

    def meddle(conn: Conn) -> None:
        conn.execute(update(thread).where(thread.c.last_position == 1).values(due=at.clock()))

    at.write(meddle)
    assert out_of_order(at) > 0


def test_messages_of_all_sets_are_mixed_and_without_any_ours_do(tmp_path: Path) -> None:
    assert texts(tmp_path) == list(SPOKEN)
    for name in ("a.en.dev", "b.es.dev"):
        rows = [{"text": f"{name} {number}", "label": "neu"} for number in range(2)]
        (tmp_path / f"{name}.jsonl").write_bytes(b"\n".join(map(json.encode, rows)))
    assert texts(tmp_path) == ["a.en.dev 0", "b.es.dev 0", "a.en.dev 1", "b.es.dev 1"]


def test_draining_prints_every_look_and_succeeds_while_all_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert drain.draining(list(SPOKEN), 100, Fixed("deep")) == 0
    told = capsys.readouterr().out
    assert "a burst of 100 messages by 80 people, who all wait; places out of order: 0" in told
    assert told.splitlines()[-3].split()[0] == "100"
    assert "in order at every moment: met" in told


def test_draining_fails_where_the_order_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(drain, "out_of_order", lambda at: 1)
    assert drain.draining(list(SPOKEN), 10, Fixed("deep")) == 1
    assert "in order at every moment: NOT MET" in capsys.readouterr().out


def test_reading_compares_both_scorers_in_one_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(drain, "ROUND", 20)
    drain.reading(list(SPOKEN), 2)
    told = capsys.readouterr().out
    assert [line.split(",")[0] for line in told.splitlines()[:2]] == ["from the visitor to the thread"] * 2
    assert "the instant tier costs" in told
