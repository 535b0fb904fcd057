"""Where the rows come from: one snapshot of an embedded inbox, beside which others may go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection, Table, func, select, text

from inbox.copying.chunks import TABLES, Chunk, Row, Storable, columns, in_chunks, travels
from inbox.engine import open_readers
from inbox.schema import user


class Source:
    """Reads from one transaction, which sees all as it was at its beginning."""

    def __init__(self, conn: Connection, version: int) -> None:
        self._conn = conn
        self._version = version

    @cached_property
    def rows(self) -> int:
        """How many there are to copy."""
        counts = (select(func.count()).select_from(table).where(travels(table)) for table in TABLES)
        return sum(self._conn.execute(one).scalar_one() for one in counts)

    def users(self) -> set[str]:
        return set(self._conn.execute(select(user.c.id)).scalars())

    def chunks(self, table: Table) -> Iterator[Chunk]:
        return in_chunks(table, self._rows(table))

    def _rows(self, table: Table) -> Iterator[Row]:
        walked = select(*columns(table, Storable())).where(travels(table)).order_by(*table.primary_key)
        for row in self._conn.execute(walked):  # one at a time: the driver keeps none
            yield tuple(row)

    def highest(self) -> dict[str, int]:
        """The highest number that each table that counts up has ever given, even if its row is gone."""
        return {row.name: row.seq for row in self._conn.execute(text("SELECT name, seq FROM sqlite_sequence"))}

    def has_changed(self) -> bool:
        """Whether anybody has written since. Ends the snapshot."""
        self._conn.rollback()
        return data_version(self._conn) != self._version


@contextmanager
def snapshot(url: str) -> Iterator[Source]:
    engine = open_readers(url, 1)
    try:
        with engine.connect() as conn:
            version = data_version(conn)
            conn.rollback()
            yield Source(conn, version)
    finally:
        engine.dispose()


def data_version(conn: Connection) -> int:
    """Differs from what it was once another connection has committed (sqlite.org/pragma.html#pragma_data_version)."""
    return int(conn.exec_driver_sql("PRAGMA data_version").scalar_one())
