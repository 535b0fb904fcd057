"""Files of labelled messages."""

import json
import random
from pathlib import Path

import pytest

from router.mood.training import corpus
from router.mood.training.corpus import UNKNOWN, Corpus, Row, Source


def write(path: Path, rows: list[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def rows(count: int, **more: str | int) -> list[Row]:
    return [
        {"text": f"Mensaje {number}", "label": ("neg", "neu", "pos")[number % 3], "lang": "es"} | more
        for number in range(count)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "umsab.es.train.jsonl", rows(30))
    write(tmp_path / "umsab.es.val.jsonl", rows(5))
    write(tmp_path / "goemotions.en.train.jsonl", rows(100, anger=1, lang="en"))
    write(tmp_path / "ours.es.train.jsonl", rows(7))
    return tmp_path


def test_a_pass_reads_of_every_set_its_share(folder: Path) -> None:
    whole = Corpus([folder])
    assert len(whole) == 30 + 5 + 7
    drawn = whole.drawn(random.Random(1))
    assert len(drawn) == len(whole)
    assert sum(example.language == "en" for example in drawn) == 5


def test_passes_differ_and_are_shuffled(folder: Path) -> None:
    chance, whole = random.Random(1), Corpus([folder])
    first, second = whole.drawn(chance), whole.drawn(chance)
    assert first != second
    assert first[:7] != sorted(first[:7], key=lambda example: example.text)


def test_the_same_seed_draws_the_same(folder: Path) -> None:
    whole = Corpus([folder])
    assert whole.drawn(random.Random(4)) == whole.drawn(random.Random(4))


def test_only_training_files_are_learnt_from(folder: Path) -> None:
    write(folder / "umsab.es.test.jsonl", rows(1000))
    assert len(Corpus([folder])) == 42


def test_single_files_may_be_named(folder: Path) -> None:
    assert len(Corpus([folder / "ours.es.train.jsonl"])) == 7


def test_corrections_are_learnt_from_as_well() -> None:
    whole = Corpus([], [{"text": "¡Qué bien!", "label": "", "lang": "", "anger": 1}])
    (example,) = whole.drawn(random.Random(1))
    assert (example.tone, example.feeling, example.angry, example.weight) == (UNKNOWN, UNKNOWN, 1, 1.0)


def test_labels_from_emotions_are_kept_apart_and_count_less(folder: Path) -> None:
    examples = [example for example in Corpus([folder]) if example.language == "en"]
    assert {example.tone for example in examples} == {UNKNOWN}
    assert {example.feeling for example in examples} == {0, 1, 2}
    assert {example.angry for example in examples} == {1}
    assert all(example.weight < 1 for example in examples)


def test_what_a_source_does_not_tell_is_unknown() -> None:
    example = corpus.example(Source("umsab.es"), {"text": "Hola", "label": "neu", "lang": "es"})
    assert (example.tone, example.feeling, example.angry) == (1, UNKNOWN, UNKNOWN)


def test_a_text_is_read_as_the_server_reads_it() -> None:
    assert corpus.passage("@Iberia  mirad https://example.com/x &amp; NOOOO") == "@user mirad http & NOO"
    assert len(corpus.passage("Una frase bastante larga. " * 200)) <= 360


def test_a_line_may_hold_what_else_would_end_one(tmp_path: Path) -> None:
    write(tmp_path / "ours.es.train.jsonl", [{"text": "uno\u2028dos\x85tres", "label": "pos", "lang": "es"}])
    assert len(Corpus([tmp_path])) == 1


def test_a_broken_file_is_said_to_be_broken(tmp_path: Path) -> None:
    (tmp_path / "ours.es.train.jsonl").write_text("{nonsense\n")
    with pytest.raises(ValueError, match="Expecting"):
        Corpus([tmp_path])


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Corpus([tmp_path / "ours.es.train.jsonl"])
