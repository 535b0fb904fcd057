"""Chunks: they leave nothing out, overlap nowhere, reach over all keys, and stay small."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text

from inbox.copying import chunks
from inbox.copying.chunks import Chunk, checksum, in_chunks, key

PAIRS = Table(
    "pair",
    MetaData(),
    Column("a", Integer, primary_key=True),
    Column("text", Text),
    Column("b", Text, primary_key=True),
)
KEYS = st.sets(st.tuples(st.integers(0, 9), st.text(max_size=2)), max_size=30).map(sorted)


def held(chunk: Chunk, keys: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Which of the keys lie within its bounds."""
    beyond = [one for one in keys if chunk.after is None or one > chunk.after]
    return [one for one in beyond if chunk.upto is None or one <= chunk.upto]


@given(KEYS, st.sampled_from([1, 2, 3, 7]))
def test_each_key_lies_in_the_one_chunk_that_has_its_row(keys: list[tuple[int, str]], most: int) -> None:
    rows = [(a, "text", b) for a, b in keys]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "MOST_ROWS", most)
        found = list(in_chunks(PAIRS, iter(rows)))
    assert [row for one in found for row in one.rows] == rows
    assert [held(one, keys) for one in found] == [[key(PAIRS, row) for row in one.rows] for one in found]
    assert all(len(one.rows) <= most for one in found)


@given(KEYS)
def test_no_key_that_there_could_be_lies_outside(keys: list[tuple[int, str]]) -> None:
    found = list(in_chunks(PAIRS, ((a, "", b) for a, b in keys)))
    edges = [(found[0].after, None), *((one.after, before.upto) for before, one in itertools.pairwise(found))]
    assert all(after == upto for after, upto in edges)
    assert found[-1].upto is None


def test_large_rows_travel_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "MOST_BYTES", 1000)
    sizes = [10, 600, 600, 10, 5000, 10, 10]
    found = in_chunks(PAIRS, ((number, "x" * size, "") for number, size in enumerate(sizes)))
    assert [[len(text) for _, text, _ in one.rows] for one in found] == [[10, 600, 600], [10, 5000], [10, 10]]


@pytest.mark.parametrize(
    "other",
    [
        [],
        [(1, None)],
        [(1, "a"), (2, "b"), (2, "b")],
        [(2, "b"), (1, "a")],
        [(1, "a"), (2, "c")],
        [(1, "a"), (2, None)],
        [(1, "a"), (2.5, "b")],
        [(1, "a"), (2, b"b")],
    ],
)
def test_the_checksum_is_of_number_order_and_every_value(other: list[tuple[object, ...]]) -> None:
    whole = [(1, "a"), (2, "b")]
    assert checksum(whole) == checksum(list(whole)) != checksum(other)
