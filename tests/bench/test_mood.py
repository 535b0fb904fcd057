"""That the figures are the usual ones, by hand, and that the benchmark prints what it measured."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from bench import columns, mood, sets
from bench.columns import Column
from bench.figures import auc, average_precision, f1, macro_f1
from bench.floors import EIGHT, Floor, eight, floors
from hypothesis import given
from hypothesis import strategies as some

TRUE = np.array([True, False, True, False, True])


def test_f1_is_twice_the_hits_over_all_that_was_true_or_said() -> None:
    said = np.array([True, True, False, False, True])
    assert f1(TRUE, said) == pytest.approx(2 * 2 / (3 + 3))
    assert f1(TRUE, ~TRUE) == 0


def test_macro_f1_is_the_mean_over_the_classes_that_occur() -> None:
    truth, said = np.array([0, 0, 1, 2, 2, 2]), np.array([0, 1, 1, 2, 2, 0])
    assert macro_f1(truth, said) == pytest.approx((2 * 1 / 4 + 2 * 1 / 3 + 2 * 2 / 5) / 3)
    assert macro_f1(np.array([0, 2]), np.array([0, 1])) == pytest.approx((1 + 0) / 2)


def test_auc_counts_the_pairs_that_are_in_order_and_a_tie_as_half() -> None:
    """True 5, 3, 1 against false 4, 3: five beats both, three beats none and ties once, one beats none."""
    assert auc(TRUE, np.array([5.0, 4, 3, 3, 1])) == pytest.approx((2 + 0.5 + 0) / 6)
    assert auc(TRUE, TRUE.astype(float)) == 1
    assert auc(TRUE, np.zeros(5)) == 0.5
    assert np.isnan(auc(np.array([True, True]), np.array([1.0, 2])))


def test_average_precision_is_precision_at_each_hit() -> None:
    """In order of score: hit, miss, hit, miss, hit."""
    assert average_precision(TRUE, np.array([5.0, 4, 3, 2, 1])) == pytest.approx((1 / 1 + 2 / 3 + 3 / 5) / 3)
    assert average_precision(TRUE, np.zeros(5)) == pytest.approx(3 / 5)
    assert np.isnan(average_precision(np.array([False]), np.array([1.0])))


@given(some.lists(some.tuples(some.booleans(), some.integers(0, 4)), min_size=2, max_size=30))
def test_auc_is_what_counting_all_pairs_gives(drawn: list[tuple[bool, int]]) -> None:
    truth, scores = np.array([one for one, _ in drawn]), np.array([float(score) for _, score in drawn])
    pairs = [(one > other) + (one == other) / 2 for one in scores[truth] for other in scores[~truth]]
    assert auc(truth, scores) == pytest.approx(np.mean(pairs) if pairs else np.nan, nan_ok=True)


def lines(folder: Path, name: str, *rows: dict[str, object]) -> Path:
    path = folder / name
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


GOOD = {"text": "I love it, thank you so much!", "label": "pos", "lang": "en", "anger": 0}
PLAIN = {"text": "The parcel is on the table.", "label": "neu", "lang": "en", "anger": 0}
BAD = {"text": "I hate it, you are horrible liars!", "label": "neg", "lang": "en", "anger": 1}


def test_a_set_is_read_with_anger_as_a_number_or_an_emotion_or_not_at_all(tmp_path: Path) -> None:
    numbers = sets.read(lines(tmp_path, "a.en.dev.jsonl", GOOD, BAD), 10)
    assert (numbers.name, numbers.labels.tolist()) == ("a.en.dev", [2, 0])
    assert numbers.angry is not None
    assert numbers.angry.tolist() == [False, True]
    names = [{"text": "a", "label": "neg", "emotion": "anger"}, {"text": "b", "label": "neg", "emotion": "fear"}]
    emotions = sets.read(lines(tmp_path, "b.es.dev.jsonl", *names), 10)
    assert emotions.angry is not None
    assert emotions.angry.tolist() == [True, False]
    assert sets.read(lines(tmp_path, "c.es.dev.jsonl", {"text": "a", "label": "neg"}), 10).angry is None


def test_of_a_long_set_some_are_read_evenly(tmp_path: Path) -> None:
    rows = [{"text": str(number), "label": "neu"} for number in range(101)]
    assert sets.read(lines(tmp_path, "a.en.dev.jsonl", *rows), 3).texts == ["0", "50", "100"]


@pytest.mark.parametrize("row", [{"text": "a", "label": "awful"}, {"label": "neg"}, {"text": 1, "label": "neg"}])
def test_a_file_of_another_shape_is_refused_by_name(tmp_path: Path, row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"odd\.jsonl does not hold"):
        sets.read(lines(tmp_path, "odd.jsonl", row), 10)


def test_of_a_folder_the_tuning_parts_are_read_and_a_test_only_where_there_is_none(tmp_path: Path) -> None:
    for name in ("a.en.train", "a.en.dev", "a.en.test", "b.es.val", "c.de.test", "d.fr.train"):
        lines(tmp_path, f"{name}.jsonl", GOOD)
    assert [path.name for path in sets.usual(tmp_path)] == ["a.en.dev.jsonl", "b.es.val.jsonl", "c.de.test.jsonl"]


def test_vader_is_judged_by_its_compound() -> None:
    judged = Column("VADER", columns.vader()).judge([str(row["text"]) for row in (GOOD, PLAIN, BAD)])
    assert judged is not None
    assert judged.labels.tolist() == [2, 1, 0]
    assert judged.bad.argmax() == judged.anger.argmax() == 2


def test_a_column_without_a_model_has_no_figures_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who = [Column("VADER", columns.vader()), Column("deep", None, "The mood model is missing.")]
    told = mood.compare([sets.read(lines(tmp_path, "umsab.es.val.jsonl", GOOD, PLAIN, BAD), 9)], who)
    shown = capsys.readouterr().out
    assert set(told["umsab.es.val"]) == {"VADER"}
    assert "deep: The mood model is missing." in shown
    assert re.search(r"umsab\.es\.val \(3\) +100\.0 +· ", shown)


def test_every_set_and_figure_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lines(tmp_path, "mine.en.test.jsonl", GOOD, PLAIN, BAD)
    assert mood.main([str(path), "--no-cost"]) == 0
    shown = capsys.readouterr().out
    head, named, first = shown.splitlines()[:3]
    assert re.findall(r"F1|\w+ A\w+", head) == ["F1", "negative AUC", "negative AP", "anger AUC", "anger AP"]
    assert named.split()[2:5] == ["VADER", "inst.", "deep"]
    assert first.startswith("mine.en.test (3)")
    assert "UMSAB, macro-F1 on average >= 0.6300: NOT MEASURED" in shown


def test_without_data_it_says_so_and_is_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mood.main([str(tmp_path / "nowhere")]) == 0
    assert mood.main([str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "nowhere is not there: skipped." in shown
    assert shown.count("nothing is measured") == 2


def test_the_average_stands_only_below_all_eight(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    who = [Column("VADER", columns.vader())]
    languages = [f"umsab.{language}.test.jsonl" for language in EIGHT]
    read = [sets.read(lines(tmp_path, name, GOOD, PLAIN, BAD), 9) for name in languages]
    mood.compare(read[:7], who)
    assert "average" not in capsys.readouterr().out
    mood.compare(read, who)
    assert re.search(r"UMSAB, average of eight +100\.0", capsys.readouterr().out)


@pytest.mark.parametrize(("found", "says"), [(0.5, "0.5000 met"), (0.4999, "0.4999 NOT MET"), (None, "NOT MEASURED")])
def test_floors_are_met_missed_or_not_measured(found: float | None, says: str) -> None:
    assert Floor("x", 0.5, found).line == f"x >= 0.5000: {says}"


def test_the_floors_are_the_deep_tiers_and_vader_is_a_floor_in_every_language() -> None:
    told = {
        f"umsab.{language}.test": {"VADER": {"F1": 0.4}, "deep": {"F1": 0.6}}
        for language in ("ar", "de", "en", "fr", "hi", "it", "pt")
    }
    assert eight({name: both["deep"] for name, both in told.items()}, "F1") is None
    told["umsab.es.test"] = {"VADER": {"F1": 0.61}, "deep": {"F1": 0.6}}
    found = {floor.what: floor.line.rpartition(" ")[2] for floor in floors(told)}
    assert found["UMSAB, macro-F1 on average"] == "MET"
    assert eight({name: both["deep"] for name, both in told.items()}, "F1") == pytest.approx(0.6)
    assert found["UMSAB Spanish, macro-F1"] == "met"
    assert found["UMSAB es, macro-F1, as VADER's"] == "MET"
    assert found["UMSAB de, macro-F1, as VADER's"] == "met"
    assert found["Spanish airline, negative AUC"] == "MEASURED"


def test_what_a_message_costs_is_measured_on_messages_of_usual_length() -> None:
    short, usual = "too short", " ".join(["word"] * 25)
    read = [sets.Set("a", [short, usual, short], np.array([0, 0, 0]), None)]
    assert set(mood.usual_texts(read)) == {usual}
    assert set(mood.usual_texts([sets.Set("a", [short], np.array([0]), None)])) == {short}


def test_a_cold_start_is_measured_in_a_process_of_its_own() -> None:
    told = json.loads(mood.from_cold(["Where is my order?", "¿Dónde está mi pedido?"]))
    assert told["instant_seconds"] > 0
    assert {"instant_mib", "instant_seconds"} <= set(told)
    assert ("deep_seconds" in told) == ("deep_mib" in told)
