"""Where the rows go: a PostgreSQL that nobody else works with yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, and_, collate, delete, literal, select, text, tuple_

from inbox.copying.chunks import Chunk, Row, checksum, columns, travels
from inbox.engine import open_writer
from inbox.errors import Conflict, InboxError

COPYING = 0x48696C70
"""The advisory lock of whoever copies into a database: no two at a time."""


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """Alone. Raises Conflict where somebody copies into it already."""
    engine = open_writer(url)
    try:
        with engine.connect() as conn:
            with conn.begin():
                alone = conn.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": COPYING}).scalar()
            if not alone:
                raise Conflict("Another `hilo migrate --to` copies into this database now. Let it finish, or stop it.")
            yield conn
    finally:
        engine.dispose()


def holds(conn: Connection, table: Table, chunk: Chunk) -> bool:
    """Whether its part of the table has these rows, and no others."""
    there = select(*columns(table, Text())).where(within(table, chunk)).order_by(*ordered(table))
    found = conn.execute(there.limit(len(chunk.rows) + 1)).all()
    return checksum([tuple(row) for row in found]) == chunk.checksum


def put(conn: Connection, table: Table, chunk: Chunk) -> None:
    """In place of whatever its part of the table has. Raises InboxError where it reads otherwise afterwards."""
    conn.execute(delete(table).where(within(table, chunk)))
    write(conn, table, chunk.rows)
    if not holds(conn, table, chunk):
        raise InboxError(f"Rows of the table {table.name} read otherwise than they were written. Nothing was finished.")


def write(conn: Connection, table: Table, rows: Any) -> None:
    quoted = conn.dialect.identifier_preparer
    names = ", ".join(quoted.format_column(column) for column in table.columns)
    cursor: Any = conn.connection.cursor()  # SQLAlchemy knows nothing of COPY
    with cursor, cursor.copy(f"COPY {quoted.format_table(table)} ({names}) FROM STDIN") as copying:
        for row in rows:
            copying.write_row(row)


def within(table: Table, chunk: Chunk) -> ColumnElement[bool]:
    key = tuple_(*ordered(table))
    beyond = [key > bound(table, chunk.after)] if chunk.after else []
    before = [key <= bound(table, chunk.upto)] if chunk.upto else []
    return and_(travels(table), *beyond, *before)


def ordered(table: Table) -> list[ColumnElement[Any]]:
    """Its key in the order of SQLite, which goes by bytes; a database's own order goes by a language."""
    return [collate(column, "C") if isinstance(column.type, Text) else column for column in table.primary_key]


def bound(table: Table, key: Row) -> Any:
    return tuple_(*(literal(value, column.type) for column, value in zip(table.primary_key, key, strict=True)))
