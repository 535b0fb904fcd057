"""How a database is opened. What differs between engines when connecting stands here and nowhere else."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

SQLITE_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # acknowledged is durable; group commit pays for it
    "foreign_keys = ON",
    "secure_delete = ON",  # what is erased is overwritten, not merely marked as free
    "busy_timeout = 60000",  # `hilo erase` rewrites the file beside a running server
    "temp_store = MEMORY",
    "cache_size = -16000",
    "wal_autocheckpoint = 4000",
)


TURN = 0x48696C6F
"""The advisory lock of whoever writes: "Hilo" in ASCII."""
WAIT = f"SELECT pg_advisory_xact_lock({TURN})"

POSTGRESQL_SETTINGS = (
    "idle_in_transaction_session_timeout = '10s'",  # who is paused amid a transaction must not keep the turn
    "tcp_keepalives_idle = 10",  # nor whose machine is gone; the system's own patience is two hours
    "tcp_keepalives_interval = 5",
    "tcp_keepalives_count = 3",
)
CONNECT_WITHIN = 5
"""Seconds; a server that does not answer at all is told of, not waited for."""


def open_writer(url: str) -> Engine:
    """An engine with one connection, which takes the write lock when its transaction begins.

    So positions, claims and the numbers of events are given in the order of the commits, however many processes write.
    """
    engine = connect(url, 1)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "begin", begin_immediate)
    else:
        event.listen(engine, "begin", take_turn)
    return engine


def open_readers(url: str, size: int) -> Engine:
    """An engine whose connections refuse to write, and see one consistent snapshot in a transaction."""
    engine = connect(url, size)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", forbid_writing)
        event.listen(engine, "begin", begin)
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def connect(url: str, size: int) -> Engine:
    embedded = url.startswith("sqlite")
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        connect_args={} if embedded else {"connect_timeout": CONNECT_WITHIN},
        hide_parameters=True,  # an error that is logged must not quote a message
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
    )
    event.listen(engine, "connect", prepare_sqlite if embedded else prepare_postgresql)
    return engine


def prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # the driver's own transactions begin late and deferred
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def prepare_postgresql(connection: Any, record: Any) -> None:
    for setting in POSTGRESQL_SETTINGS:
        connection.execute(f"SET {setting}")
    connection.commit()


def forbid_writing(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA query_only = ON")


@contextmanager
def begun(conn: Connection) -> Iterator[None]:
    """A transaction: committed in the end, and rolled back after an error.

    The server may have been restarted since the connection was used last. The first statement finds out, when nothing
    has been done yet, so it is said once more, on a new one. To ask beforehand would be one more question each time.
    """
    try:
        transaction = conn.begin()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        transaction = conn.begin()
    with transaction:
        yield


def take_turn(conn: Connection) -> None:
    """Until the commit. What waited sees all that was committed before: each statement looks anew (READ COMMITTED)."""
    conn.exec_driver_sql(WAIT)


def begin_immediate(conn: Connection) -> None:
    file: Any = conn.connection.driver_connection
    file.execute("BEGIN IMMEDIATE")  # by SQLAlchemy it would take ten times as long, for nothing


def begin(conn: Connection) -> None:
    file: Any = conn.connection.driver_connection
    file.execute("BEGIN")


def is_away(error: BaseException) -> bool:
    """Whether the server was stopped amid the work, or cannot be reached; where there is one."""
    if not isinstance(error, DBAPIError) or isinstance(error.orig, sqlite3.Error):
        return False
    told = getattr(error.orig, "sqlstate", None)  # by a server, of what is wrong with the statement
    return error.connection_invalidated or error.statement is None or told is None


def compact(conn: Connection) -> bool:
    """Write the file anew without what was deleted, and empty its log. False where that is left for another time.

    `secure_delete` alone is not enough: where a page was split, copies of what it held stay in it (measured). Call it
    outside of any transaction; nobody can write meanwhile. False: a reader held on to the log, or the disk is full.
    """
    if conn.dialect.name != "sqlite":
        return True
    file: Any = conn.connection.driver_connection
    try:
        file.execute("PRAGMA temp_store = FILE")  # the copy may be larger than memory
        file.execute("VACUUM")
        held, _, _ = file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        file.execute("PRAGMA temp_store = MEMORY")
    return not held
