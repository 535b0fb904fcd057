"""Many rows at once, written the way that costs each engine least.

SQLAlchemy by itself prepares every row anew, which takes longer than SQLite needs to store it; and PostgreSQL is sent
every row on its own. So SQLite gets the rows' values, and PostgreSQL one JSON document with all rows.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from msgspec.json import encode
from sqlalchemy import JSON, Column, Connection, Dialect, Table

Row = dict[str, Any]
Store = Callable[[Any], Any] | None
"""How a value is given to the driver; None: as it is."""


def insert_rows(conn: Connection, table: Table, rows: list[Row]) -> None:
    """One statement for all rows, which name the same columns; none for none. They are numbered in their order."""
    if rows:
        run(conn, inserting(conn.dialect, table, tuple(rows[0])), rows)


def update_rows(conn: Connection, table: Table, rows: list[Row]) -> None:
    """Set the columns that the rows name, all the same, in the rows that have their ids."""
    if rows:
        run(conn, updating(conn.dialect, table, tuple(rows[0])), rows)


class Statement:
    """columns: in the order of the parameters. made: what Python puts into those that no row names."""

    def __init__(self, text: str, dialect: Dialect, columns: Sequence[Column[Any]], made: Row) -> None:
        self.text, self._made = text, made
        stores = ((column.name, store_of(column, dialect)) for column in columns)
        self._stores = [(name, store) for name, store in stores if store]
        self._names = [column.name for column in columns]

    def stored(self, row: Row) -> Row:
        """As the driver takes it."""
        whole = self._made | row
        for name, store in self._stores:
            whole[name] = store(whole[name])
        return whole

    def values(self, row: Row) -> tuple[Any, ...]:
        whole = self.stored(row)
        return tuple([whole[name] for name in self._names])


def run(conn: Connection, statement: Statement, rows: list[Row]) -> None:
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(statement.text, [statement.values(row) for row in rows])
    else:
        conn.exec_driver_sql(statement.text, (encode([statement.stored(row) for row in rows], enc_hook=str).decode(),))


@lru_cache(256)
def inserting(dialect: Dialect, table: Table, names: tuple[str, ...]) -> Statement:
    made = {column.name: made_by(column) for column in table.c if column.default and column.name not in names}
    columns = [table.c[name] for name in (*made, *names)]
    quoted, into = [quote(dialect, column) for column in columns], dialect.identifier_preparer.format_table(table)
    if dialect.name == "sqlite":
        values = f"VALUES ({', '.join('?' * len(columns))})"
    else:
        values = f"SELECT {', '.join(quoted)} FROM {document(dialect, columns)}"  # noqa: S608  # names of the schema
    return Statement(f"INSERT INTO {into} ({', '.join(quoted)}) {values}", dialect, columns, made)


@lru_cache(256)
def updating(dialect: Dialect, table: Table, names: tuple[str, ...]) -> Statement:
    columns = [table.c[name] for name in (*(name for name in names if name != "id"), "id")]
    quoted, this = [quote(dialect, column) for column in columns[:-1]], dialect.identifier_preparer.format_table(table)
    if dialect.name == "sqlite":
        values, those = [f"{name} = ?" for name in quoted], "WHERE id = ?"
    else:
        values = [f"{name} = given.{name}" for name in quoted]
        those = f"FROM {document(dialect, columns)} WHERE {this}.id = given.id"
    return Statement(f"UPDATE {this} SET {', '.join(values)} {those}", dialect, columns, {})  # noqa: S608  # as above


def document(dialect: Dialect, columns: Sequence[Column[Any]]) -> str:
    """https://www.postgresql.org/docs/current/functions-json.html"""
    types = (dialect.type_compiler_instance.process(column.type) for column in columns)
    shape = (f"{quote(dialect, column)} {type_}" for column, type_ in zip(columns, types, strict=True))
    return f"json_to_recordset(CAST(%s AS JSON)) AS given ({', '.join(shape)})"


def quote(dialect: Dialect, column: Column[Any]) -> str:
    return dialect.identifier_preparer.format_column(column)


def made_by(column: Column[Any]) -> Any:
    """The same for every row, so nobody may change it."""
    default: Any = column.default
    return default.arg(None) if default.is_callable else default.arg


def store_of(column: Column[Any], dialect: Dialect) -> Store:
    if dialect.name != "sqlite" and isinstance(column.type, JSON):
        return None  # it is part of the document
    store: Store = column.type.dialect_impl(dialect).bind_processor(dialect)
    return store
