"""Weights in few bits, and back."""

import numpy as np
import pytest

from router.mood.training.blocks import BLOCK, Blocks, eight_bits, joined, read_q4_0, row_scales

CHANCE = np.random.default_rng(3)


def q4_0(codes: list[int], scale: float) -> bytes:
    """A block as ggml writes it."""
    halves = bytes((codes[at] + 8) | ((codes[at + 16] + 8) << 4) for at in range(16))
    return np.array(scale, "<f2").tobytes() + halves


def test_a_file_s_blocks_are_read_as_ggml_wrote_them() -> None:
    first, second = [*range(-8, 8)] * 2, [7] * 16 + [-8] * 16
    read = read_q4_0(q4_0(first, 0.5) + q4_0(second, -2), 2 * BLOCK)
    assert read.codes.tolist() == [first + second]
    assert read.values().tolist() == [[code * 0.5 for code in first] + [code * -2.0 for code in second]]


def test_blocks_of_several_rows_stay_in_their_rows() -> None:
    read = read_q4_0(b"".join(q4_0([row] * BLOCK, 1) for row in range(4)), BLOCK)
    assert read.values()[:, 0].tolist() == [0, 1, 2, 3]


def test_two_codes_share_a_byte_the_first_in_its_low_half() -> None:
    blocks = Blocks(np.array([[-8, 7, 0, -1] * 8], np.int8), np.ones((1, 1), np.float16))
    assert blocks.packed()[:2] == bytes([0x78, 0xF0])
    assert len(blocks.packed()) == BLOCK // 2


def test_rows_are_picked_with_their_scales() -> None:
    blocks = read_q4_0(b"".join(q4_0([row] * BLOCK, row) for row in range(4)), BLOCK)
    assert blocks.rows(np.array([3, 1])).values()[:, 0].tolist() == [9, 1]


def test_matrices_that_read_the_same_input_are_one() -> None:
    one, other = (read_q4_0(q4_0([code] * BLOCK, 1), BLOCK) for code in (1, 2))
    assert joined([one, other]).values()[:, 0].tolist() == [1, 2]


def test_eight_bits_are_off_by_half_a_step_at_most() -> None:
    values = CHANCE.normal(size=(7, 96)).astype(np.float32) * np.float32(10.0) ** np.arange(-3, 4)[:, None]
    rounded = eight_bits(values.astype(np.float32))
    step = np.abs(values).max(axis=1) / 127
    assert (np.abs(rounded.values() - values) <= step[:, None] * 0.501).all()


def test_a_row_of_noughts_stays_one() -> None:
    rounded = eight_bits(np.zeros((2, 32), np.float32))
    assert (rounded.values() == 0).all()
    assert np.isfinite(rounded.scales).all()


def test_a_row_s_largest_value_fills_its_range() -> None:
    values = np.array([[-2.0, 1.0], [0.5, 0.25]], np.float32)
    assert row_scales(values) == pytest.approx([2 / 127, 0.5 / 127])
    assert eight_bits(values).codes[:, 0].tolist() == [-127, 127]
