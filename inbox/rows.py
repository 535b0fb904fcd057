"""Sets of rows: to find and to add, in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, false, insert, or_

T = TypeVar("T")
ONCE = 500
"""Of whatever is named in one statement; every engine has a most of parameters."""


def parts(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    return (whole[at : at + ONCE] for at in range(0, len(whole), ONCE))


def among(columns: Sequence[Column[str]], names: Iterable[tuple[str, ...]]) -> ColumnElement[bool]:
    """Whether the columns, together, are one of the names.

    Asked per group of names that differ in their last part alone: for `(a, b) IN (...)` SQLite scans the whole table.
    """
    groups: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for *shared, last in names:
        groups[tuple(shared)].add(last)
    return or_(
        false(),
        *(
            and_(
                *(column == part for column, part in zip(columns[:-1], shared, strict=True)),
                columns[-1].in_(sorted(lasts)),
            )
            for shared, lasts in groups.items()
        ),
    )


def insert_rows(conn: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """One statement for all rows; none for none."""
    if rows:
        conn.execute(insert(table), rows)
