"""Rows on their way: which ones, in a form that is the same on both engines, by the piece."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any

from msgspec import msgpack
from sqlalchemy import BigInteger, Column, ColumnElement, Dialect, Table, Text, TypeDecorator, cast, true, type_coerce
from sqlalchemy.types import JSON, TypeEngine

from inbox.fulltext.following import NAME
from inbox.schema import Id, Instant, follower, lease, metadata, search_message, search_person, user

MADE_ANEW = {search_message, search_person, lease}
"""The index is made from the event log; a lease means something among the processes of one database alone."""
TABLES = (user, *(table for table in metadata.sorted_tables if table not in {user, *MADE_ANEW}))
"""Whoever signs in goes first: by them an inbox is known again."""
MOST_ROWS = 2_000
MOST_BYTES = 8 << 20
"""Of a chunk, unless one row alone is larger: so neither memory nor what an interruption costs grows with the inbox."""

Row = tuple[Any, ...]
Key = tuple[Any, ...]


class Storable(TypeDecorator[str]):
    """Text without NUL, which PostgreSQL refuses."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if value and "\0" in value else value


class Chunk:
    """All rows of a table whose keys lie beyond `after` and not beyond `upto`; None: there is no such bound."""

    def __init__(self, after: Key | None, upto: Key | None, rows: Sequence[Row]) -> None:
        self.after = after
        self.upto = upto
        self.rows = rows

    @cached_property
    def checksum(self) -> bytes:
        return checksum(self.rows)


def checksum(rows: Sequence[Row]) -> bytes:
    """Of their number, order and every value."""
    return blake2b(msgpack.encode(rows), digest_size=16).digest()


def columns(table: Table, text: TypeEngine[str]) -> list[ColumnElement[Any]]:
    return [plain(column, text) for column in table.columns]


def plain(column: Column[Any], text: TypeEngine[str]) -> ColumnElement[Any]:
    """As text or number, which need no converting: ids by the letter, documents as they were written."""
    if isinstance(column.type, (type(Id), JSON)):
        return cast(column, text).label(column.name)
    if isinstance(column.type, Text):
        return type_coerce(column, text).label(column.name)
    if isinstance(column.type, Instant):
        return type_coerce(column, BigInteger).label(column.name)
    return column


def travels(table: Table) -> ColumnElement[bool]:
    """Which rows of it do: the index in the new place has followed nothing yet."""
    return follower.c.name != NAME if table is follower else true()


def in_chunks(table: Table, rows: Iterator[Row]) -> Iterator[Chunk]:
    """Together they reach over every key that there can be, so what is too much elsewhere lies in one of them."""
    after, gathered, weight = None, list[Row](), 0
    for row in rows:
        if len(gathered) == MOST_ROWS or weight > MOST_BYTES:
            upto = key(table, gathered[-1])
            yield Chunk(after, upto, gathered)
            after, gathered, weight = upto, [], 0
        gathered.append(row)
        weight += len(msgpack.encode(row))
    yield Chunk(after, None, gathered)


def key(table: Table, row: Row) -> Key:
    return tuple(row[place] for place, column in enumerate(table.columns) if column.primary_key)
