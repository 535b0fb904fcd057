"""Rows in every table there is, with a value of every kind in every column: for what must lose none of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Column, Connection, Engine, Table, insert, null, select
from sqlalchemy.types import JSON, Boolean, Float, Integer, LargeBinary, Text

from inbox.schema import EPOCH, Id, Instant, metadata

ODD = ("", "Ñandú ", "a\tb\\N\nc\r", '"quoted", {"k":', "👩‍🚀 \\u0000", "B", "ä", "Z", "a")


def fill(engine: Engine, *numbers: int) -> None:
    """One row per table and number. A row refers to those of the same number."""
    with engine.begin() as conn:
        for table in metadata.sorted_tables:
            for number in numbers:
                add(conn, table, number)


def add(conn: Connection, table: Table, number: int, **more: Any) -> None:
    row = {column.name: value(column, number) for column in table.columns}
    conn.execute(insert(table).values(**row | more))


def value(column: Column[Any], number: int) -> Any:
    """Every other one is missing, where it may be."""
    if column.nullable and number % 2:
        return null()
    for reference in column.foreign_keys:
        return value(reference.column, number)
    return made(column, number)


def made(column: Column[Any], number: int) -> Any:
    name = f"{column.table.name}.{column.name} {number}"
    return next(make(number, name) for kind, make in VALUES.items() if isinstance(column.type, kind))


VALUES: dict[type[Any], Callable[[int, str], Any]] = {
    type(Id): lambda _, name: str(uuid5(NAMESPACE_URL, name)),
    Instant: lambda number, _: EPOCH + timedelta(days=20_000, microseconds=number),
    JSON: lambda number, _: {"z": [number, number / 7, None], "a": odd(number)} if number % 3 else None,
    Boolean: lambda number, _: number % 4 < 2,
    Float: lambda number, _: number / 3,
    LargeBinary: lambda _, name: b"\x00\xff\\" + name.encode(),
    Integer: lambda number, _: number,
    Text: lambda number, name: f"{odd(number)} {name}",
}


def odd(number: int) -> str:
    return ODD[number % len(ODD)]


def contents(engine: Engine) -> dict[str, list[Any]]:
    """All rows, as the program reads them, in an order that is the same everywhere.

    Each table by itself: PostgreSQL ends a transaction in which a machine has paused for ten seconds.
    """
    return {table.name: contents_of(engine, table) for table in metadata.sorted_tables}


def contents_of(engine: Engine, table: Table) -> list[dict[str, Any]]:
    with engine.connect() as conn:
        return sorted((dict(row._mapping) for row in conn.execute(select(table))), key=repr)
