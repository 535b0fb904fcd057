"""The whole way from messages to a file that the deep tier reads, with an encoder of two small layers."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="only training needs torch")
pytest.importorskip("onnx", reason="only training needs onnx")
pytest.importorskip("wordfreq", reason="only training needs wordfreq")

import torch
from onnxruntime import InferenceSession, SessionOptions

from router.mood.deep import GRAPH, VOCABULARY, Deep
from router.mood.pieces import PAD, Pieces, Scored
from router.mood.training import making, tuning
from router.mood.training.blocks import BLOCK, Blocks
from router.mood.training.corpus import Corpus, Row
from router.mood.training.former import Begun, read
from router.mood.training.graph import graph
from router.mood.training.network import Above, Below
from router.mood.training.source import POSITIONS, WIDTH, Encoder, Layer, Norm
from router.mood.training.tuning import OUTPUTS, Plan, loss, padded, tune

QUICK = Plan(passes=8, rate=1e-3, head_rate=1e-2)
CHANCE = np.random.default_rng(11)
GOOD, BAD = ("gracias", "perfecto", "genial"), ("horrible", "fatal", "vergüenza")
PIECES: list[Scored] = [
    ("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -4.0),
    *((f"▁{word}", -5.0) for word in (*GOOD, *BAD, "el", "vuelo", "hotel", "Hola")),
]  # fmt: skip


def blocks(rows: int, inputs: int, spread: float) -> Blocks:
    codes = CHANCE.integers(-8, 8, (rows, inputs)).astype(np.int8)
    return Blocks(codes, np.full((rows, inputs // BLOCK), spread / 4.6, np.float16))


def norm() -> Norm:
    return Norm(np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32))


def layer() -> Layer:
    shapes = ((3 * WIDTH, WIDTH), (WIDTH, WIDTH), (4 * WIDTH, WIDTH), (WIDTH, 4 * WIDTH))
    attend, out, widen, narrow = (
        (blocks(rows, inputs, 0.03), CHANCE.normal(size=rows).astype(np.float32) * 0.02) for rows, inputs in shapes
    )
    return Layer(attend, out, norm(), widen, narrow, norm())


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    positions = CHANCE.normal(size=(POSITIONS, WIDTH)).astype(np.float32) * 0.1
    return Encoder(blocks(len(PIECES), WIDTH, 1.0), positions, norm(), (layer(), layer()))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tuning, "WARM_UP", 1)
    torch.set_num_threads(1)
    chance = random.Random(3)
    for name, count in (("umsab.es.train", 64), ("umsab.es.val", 120)):
        rows = [message(chance) for _ in range(count)]
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def message(chance: random.Random) -> Row:
    """Bad ones are angry, and the words tell which they are."""
    bad = chance.random() < 0.5
    text = f"el {chance.choice(('vuelo', 'hotel'))} {chance.choice(BAD if bad else GOOD)}"
    return {"text": text, "label": "neg" if bad else "pos", "lang": "es", "anger": int(bad)}


IDS = padded([[0, 5, 9, 2], [0, 8, 9, 10, 12, 4, 2], [0, 2]])
HEAD = (CHANCE.normal(size=(4, 2 * WIDTH)).astype(np.float32) * 0.05, np.zeros(4, np.float32))


def session(content: bytes) -> InferenceSession:
    options = SessionOptions()
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return InferenceSession(content, options, providers=["CPUExecutionProvider"])


def test_shorter_passages_are_padded() -> None:
    assert padded([[0, 5, 2], [0, 2]]).tolist() == [[0, 5, 2], [0, 2, PAD]]


def test_the_graph_hears_what_the_network_hears(encoder: Encoder) -> None:
    above = Above(encoder, 1, 4).eval()
    above.head.load_state_dict({"weight": torch.from_numpy(HEAD[0]), "bias": torch.from_numpy(HEAD[1])})
    with torch.no_grad():
        ids = torch.from_numpy(IDS)
        logits = above(Below(encoder, 1)(ids).float(), ids)
    layers, _ = above.trained()
    finished = Encoder(encoder.pieces, encoder.positions, encoder.embedded, (encoder.layers[0], *layers))
    (chances,) = session(graph(finished, HEAD).SerializeToString()).run(None, {"ids": IDS})
    assert chances[:, :3] == pytest.approx(torch.softmax(logits[:, :3], 1).numpy(), abs=0.03)
    assert chances[:, 3] == pytest.approx(torch.sigmoid(logits[:, 3]).numpy(), abs=0.03)


def test_padding_changes_nothing(encoder: Encoder) -> None:
    ready = session(graph(encoder, HEAD).SerializeToString())
    wide = np.pad(IDS, ((0, 0), (0, 9)), constant_values=PAD)
    (narrow,), (padded_more,) = ready.run(None, {"ids": IDS}), ready.run(None, {"ids": wide})
    assert padded_more == pytest.approx(narrow, abs=0.02)


def test_what_is_not_known_costs_nothing() -> None:
    corpus = Corpus([], [{"text": "Hola", "label": "", "lang": "es", "anger": -1}])
    (example,) = corpus
    assert float(loss(torch.randn(1, OUTPUTS), [example])) == 0


def test_tuning_learns_which_words_are_bad(encoder: Encoder, folder: Path) -> None:
    corpus, said, pieces = Corpus([folder]), list[str](), Pieces(PIECES, 20)
    above = tune(Below(encoder, 1), Above(encoder, 1, OUTPUTS), corpus, pieces, QUICK, said.append)
    ids = torch.from_numpy(padded([pieces.read("el vuelo horrible"), pieces.read("el vuelo genial")]))
    with torch.no_grad():
        logits = above(Below(encoder, 1)(ids).float(), ids)
    assert logits[0, 0] > logits[0, 2]
    assert logits[1, 2] > logits[1, 0]
    assert logits[0, 6] > logits[1, 6]
    assert "0 minutes left" in said[-1]


def test_making_writes_a_file_that_the_server_reads(
    encoder: Encoder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "FROZEN", 1)
    monkeypatch.setattr(making, "start", lambda: (encoder, PIECES))
    monkeypatch.setattr(making, "_frequencies", dict)
    said: list[str] = []
    out = making.make([folder], folder / "mood.model", plan=QUICK, tell=said.append)
    assert [path.name for path in folder.glob("mood*")] == ["mood.model"]
    assert said[0] == "64 messages a pass"
    deep = Deep.load(out)
    bad, good = deep.chances(["el hotel fatal", "el hotel perfecto"])
    assert bad[0] > good[0]
    assert bad[3] > good[3]


def test_a_model_is_gone_on_from_and_knows_what_it_knew(
    encoder: Encoder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "FROZEN", 1)
    begun = Begun(encoder, None, PIECES, [int(piece == "▁Hola") for piece, _ in PIECES])
    (folder / "begun").mkdir()
    first = making.make([folder], folder / "begun" / "first", former=begun, plan=QUICK, tell=str)
    quiet = Plan(passes=1, rate=1e-9, head_rate=1e-9)
    again = making.make([folder], folder / "begun" / "again", former=read(first), plan=quiet, tell=str)
    texts = ["el hotel fatal", "el hotel perfecto"]
    assert Deep.load(again).chances(texts) == pytest.approx(Deep.load(first).chances(texts), abs=0.03)
    met = {piece for (piece, _), known in zip(PIECES, read(again).known, strict=True) if known}
    assert met >= {"▁Hola", "▁fatal", "▁perfecto"}
    assert "▁" not in met
    assert read(again).vocabulary == PIECES


def test_the_same_model_makes_the_same_file(encoder: Encoder, tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    for file in files:
        making.write(encoder, HEAD, PIECES, [1] * len(PIECES), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert {GRAPH, VOCABULARY} <= set(making.zipfile.ZipFile(files[0]).namelist())


def test_of_few_examples_nothing_is_calibrated(encoder: Encoder, tmp_path: Path) -> None:
    making.write(encoder, HEAD, PIECES, [1] * len(PIECES), tmp_path / "model")
    corpus = Corpus([], [{"text": "Hola", "label": "neg", "lang": "es", "anger": 1}] * 20)
    assert making.calibrated(HEAD, Deep.load(tmp_path / "model"), list(corpus)) is HEAD
