"""Reading back a model that was made before."""

import json
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="only training needs onnx")

from router.mood.deep import GRAPH, SHIPPED, VOCABULARY
from router.mood.training.blocks import Blocks, Rows
from router.mood.training.former import read
from router.mood.training.graph import graph


def test_what_is_read_back_draws_the_same_model_again() -> None:
    begun = read(SHIPPED)
    assert begun.head is not None
    with zipfile.ZipFile(SHIPPED) as file:
        assert graph(begun.encoder, begun.head).SerializeToString() == file.read(GRAPH)
        rows = json.loads(file.read(VOCABULARY))
    assert [[*piece, met] for piece, met in zip(begun.vocabulary, begun.known, strict=True)] == rows


def test_every_layer_keeps_the_bits_it_had() -> None:
    kinds = [type(layer.attend[0]) for layer in read(SHIPPED).encoder.layers]
    assert kinds == sorted(kinds, key=[Blocks, Rows].index)
    assert set(kinds) == {Blocks, Rows}


def test_a_model_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nowhere.zip")


@pytest.mark.parametrize(
    "members", [None, {}, {GRAPH: b"", VOCABULARY: b"[]"}, {GRAPH: b"\xff", VOCABULARY: b"[]"}, {GRAPH: b"x"}]
)
def test_a_file_that_is_no_model_is_said_to_be_none(tmp_path: Path, members: dict[str, bytes] | None) -> None:
    path = tmp_path / "mood.model"
    path.write_bytes(b"no zip")
    if members is not None:
        with zipfile.ZipFile(path, "w") as file:
            for name, content in members.items():
                file.writestr(name, content)
    with pytest.raises(ValueError, match=r"mood\.model is no model of moods"):
        read(path)
