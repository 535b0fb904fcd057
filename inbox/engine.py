"""How a database is opened. What differs between engines when connecting stands here and nowhere else."""

import sqlite3
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event

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


def open_writer(url: str) -> Engine:
    """An engine with one connection, which takes the write lock when its transaction begins."""
    engine = connect(url, 1)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_immediate)
    return engine


def open_readers(url: str, size: int) -> Engine:
    """An engine whose connections refuse to write."""
    engine = connect(url, size)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "connect", forbid_writing)
        event.listen(engine, "begin", begin)
    return engine


def connect(url: str, size: int) -> Engine:
    return create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # an error that is logged must not quote a message
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
    )


def prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # the driver's own transactions begin late and deferred
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def forbid_writing(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA query_only = ON")


def begin_immediate(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN IMMEDIATE")


def begin(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN")


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
