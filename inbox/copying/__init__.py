"""A live embedded inbox is copied into PostgreSQL, a chunk at a time.

Each chunk is compared by its checksum, written anew where it differs, and read back. So it may be interrupted anywhere
and run again, beside a Hilo that serves as well as after it was stopped: what is right already is only read. Every run
copies one snapshot, and a run after which nobody has written finishes: from then on both are the same.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
from msgspec import Struct
from sqlalchemy import Connection, Table, delete, func, select
from sqlalchemy.exc import DBAPIError

from inbox.copying import stamp
from inbox.copying.bonds import loosen, tighten
from inbox.copying.chunks import TABLES, Chunk, travels
from inbox.copying.source import Source, snapshot
from inbox.copying.target import holds, opened, put
from inbox.errors import Conflict, InboxError
from inbox.migrate import upgrade
from inbox.schema import follower, user

Tell = Callable[[str, int, int], None]
"""Hears what is being done, and how many rows of how many are."""


class Copied(Struct, frozen=True):
    """rows: of the snapshot. written: of those, in chunks that differed. whole: both are the same, and it may serve."""

    rows: int
    written: int
    whole: bool


def copy(origin: str, target: str, now: datetime, tell: Tell, *, last: bool) -> Copied:
    """Make the PostgreSQL at the URL target hold what the SQLite at the URL origin holds, both as SQLAlchemy's URLs.

    The origin must be of this version's schema. last: nobody goes on with it, so the target may become whole.
    Raises Conflict where the target holds anything else, or is whole and differs; InboxError where it fails.
    """
    with failing_plainly(), opened(target) as conn, snapshot(origin) as source:
        if not prepare(conn, target, source, now):
            compare(conn, source, tell)
            return Copied(source.rows, 0, whole=True)
        written = fill(conn, source, tell)
        return Copied(source.rows, written, whole=last and finish(conn, source, tell))


@contextmanager
def failing_plainly() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, psycopg.Error) as wrong:
        reason = str(wrong.orig if isinstance(wrong, DBAPIError) else wrong).partition("\n")[0]
        raise InboxError(f"It stopped: {reason}. See to that and run it again; what was copied is kept.") from wrong


def prepare(conn: Connection, url: str, source: Source, now: datetime) -> bool:
    """False: it is whole, and nothing may be written to it any more."""
    with conn.begin():
        stands = stamp.state(conn)
    if stands == "new":
        upgrade(url)
    with conn.begin():
        demand_same_inbox(conn, source)
        if stands == "whole":
            return False
        stamp.demand_idle(conn, now)
        stamp.begin(conn)
        loosen(conn)
        conn.execute(delete(follower).where(~travels(follower)))
    return True


def demand_same_inbox(conn: Connection, source: Source) -> None:
    """Users are never deleted, so whoever is known there must be known here."""
    if not set(conn.execute(select(user.c.id)).scalars()) <= source.users():
        raise Conflict("The database holds another inbox. Create an empty database, and name that.")


def compare(conn: Connection, source: Source, tell: Tell) -> None:
    for table, chunk in walk(source, tell):
        with conn.begin():
            if not holds(conn, table, chunk):
                raise Conflict(
                    f"The database was made whole before, and differs by now (first in the table {table.name}): one of "
                    "the two went on alone. Nothing was changed. To start over, name an empty database."
                )


def fill(conn: Connection, source: Source, tell: Tell) -> int:
    """How many rows were in chunks that had to be written."""
    written = 0
    for table, chunk in walk(source, tell):
        with conn.begin():
            if not holds(conn, table, chunk):
                put(conn, table, chunk)
                written += len(chunk.rows)
    return written


def walk(source: Source, tell: Tell) -> Iterator[tuple[Table, Chunk]]:
    done = 0
    for table in TABLES:
        for chunk in source.chunks(table):
            yield table, chunk
            done += len(chunk.rows)
            tell(table.name, done, source.rows)


def finish(conn: Connection, source: Source, tell: Tell) -> bool:
    """Make it fit to serve. False: somebody has written to the origin meanwhile, so it is left as it was."""
    with conn.begin() as transaction:
        for name in tighten(conn):
            tell(f"indexes of {name}", source.rows, source.rows)
        count_on(conn, source)
        conn.exec_driver_sql("ANALYZE")  # else the first questions are planned as if it were empty
        if source.has_changed():
            transaction.rollback()
            return False
        stamp.finish(conn)
    return True


def count_on(conn: Connection, source: Source) -> None:
    """No number is given twice, even if what had it was erased."""
    highest = source.highest()
    for table in TABLES:
        if (column := table.autoincrement_column) is not None:
            number = highest.get(table.name, 0)
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            conn.execute(select(func.setval(sequence, max(number, 1), number > 0)))
