"""A model that was made before, to go on from: what `graph.py` drew, read back."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
from google.protobuf.message import DecodeError
from onnx import TensorProto, numpy_helper

from router.mood.deep import GRAPH, VOCABULARY
from router.mood.pieces import Scored
from router.mood.training.blocks import Blocks, Floats, Rows, unpacked
from router.mood.training.calibrating import Head
from router.mood.training.source import LAYERS, Encoder, Layer, Norm


class Begun(NamedTuple):
    """What tuning goes on from. known: of every piece, whether it was met before. head: None where none was learnt."""

    encoder: Encoder
    head: Head | None
    vocabulary: list[Scored]
    known: list[int]


def read(path: Path) -> Begun:
    """Raises OSError, and ValueError for a file that is none of ours."""
    try:
        with zipfile.ZipFile(path) as file:
            drawn, rows = onnx.load_from_string(file.read(GRAPH)), json.loads(file.read(VOCABULARY))
        weights = Weights({one.name: one for one in drawn.graph.initializer})
        layers = tuple(
            weights.layer(f"layer{number}") for number in range(LAYERS) if f"layer{number}.out.bias" in weights
        )
        encoder = Encoder(weights.blocks("words"), weights.floats("positions"), weights.norm("embedded"), layers)
        head = weights.floats("head"), weights.floats("head.bias")
    except (zipfile.BadZipFile, DecodeError, KeyError) as broken:
        raise ValueError(f"{path.name} is no model of moods") from broken
    return Begun(encoder, head, [(piece, score) for piece, score, _ in rows], [met for *_, met in rows])


class Weights:
    """By the names that the graph gives them."""

    def __init__(self, kept: Mapping[str, TensorProto]) -> None:
        self._kept = kept

    def __contains__(self, name: str) -> bool:
        return name in self._kept

    def layer(self, name: str) -> Layer:
        return Layer(
            self._linear(f"{name}.attend"), self._linear(f"{name}.out"), self.norm(f"{name}.attended"),
            self._linear(f"{name}.widen"), self._linear(f"{name}.narrow"), self.norm(f"{name}.done"),
        )  # fmt: skip

    def _linear(self, name: str) -> tuple[Blocks | Rows, Floats]:
        weights = self._rows(name) if f"{name}.codes" in self else self.blocks(name)
        return weights, self.floats(f"{name}.bias")

    def _rows(self, name: str) -> Rows:
        codes = numpy_helper.to_array(self._kept[f"{name}.codes"])
        return Rows(np.ascontiguousarray(codes.T), self.floats(f"{name}.scales"))

    def blocks(self, name: str) -> Blocks:
        four = self._kept[f"{name}.four"]
        scales = numpy_helper.to_array(self._kept[f"{name}.scales16"]).astype(np.float16)
        return Blocks(unpacked(four.raw_data, four.dims[1]), scales)

    def norm(self, name: str) -> Norm:
        return Norm(self.floats(f"{name}.weight"), self.floats(f"{name}.bias"))

    def floats(self, name: str) -> Floats:
        """A copy, since tuning writes to it."""
        return np.array(numpy_helper.to_array(self._kept[name]), np.float32)
