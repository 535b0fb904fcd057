"""That a table learns from what it is shown. Only where torch is installed, which nothing but training needs."""

import json
from pathlib import Path

import numpy as np
import pytest

from router.mood.ngrams import ANGRY, BAD, ENGLISH, GOOD, Table

pytest.importorskip("torch", reason="only training needs torch")
from router.mood.training import ngrams

SAID = {
    "neg": ("horrible lamp", "lámpara horrible", "it is horrible", "qué horrible"),
    "neu": ("the lamp", "la lámpara", "it is here", "aquí está"),
    "pos": ("lovely lamp", "lámpara preciosa", "it is lovely", "qué preciosa"),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for home, angers in (("umsab", [None]), ("feelings", [0, 1])):
        rows = [
            {"text": text, "label": label, "lang": "en" if at in {0, 2} else "es"}
            | ({} if angers == [None] else {"anger": int(label == "neg")})
            for label, texts in SAID.items()
            for at, text in enumerate(texts)
        ]
        (tmp_path / f"{home}.xx.train.jsonl").write_text("\n".join(map(json.dumps, rows * 20)))
    (tmp_path / "umsab.xx.test.jsonl").write_text("not read")
    return tmp_path


def test_what_is_learnt_is_told_apart(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ngrams, "BATCH", 32)
    ngrams.main(str(data), str(data / "made.npz"))
    logits = Table.read(data / "made.npz").weigh(["a horrible thing", "una cosa preciosa", "it is lovely"]).logits
    horrible, preciosa, lovely = logits
    assert horrible[BAD] > max(horrible[GOOD], preciosa[BAD], lovely[BAD])
    assert preciosa[GOOD] > preciosa[BAD]
    assert horrible[ANGRY] > lovely[ANGRY]
    assert lovely[ENGLISH] > 0 > preciosa[ENGLISH]


def test_the_same_data_make_the_same_table(data: Path) -> None:
    for name in ("one.npz", "two.npz"):
        ngrams.main(str(data), str(data / name))
    one, two = Table.read(data / "one.npz"), Table.read(data / "two.npz")
    assert np.array_equal(one.weights, two.weights)


def test_of_a_large_set_only_some_is_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ngrams, "MOST", 5)
    rows = list(ngrams.read(data))
    assert [row.home for row in rows] == ["feelings"] * 5 + ["umsab"] * 5
    assert {row.anger for row in rows if row.home == "umsab"} == {ngrams.UNKNOWN}


def test_pieces_of_the_break_after_a_text_are_not_learnt() -> None:
    lines = ngrams.Lines(["no"])
    assert len(ngrams.found_in(lines)) == 5 * len(" no ") + 1
