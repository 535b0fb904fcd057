"""W0: the least that keeping could cost. Rows into one table by the driver alone, fifty a commit, and durable."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import psycopg

BATCH = 50
BODY = b"Body=Where+is+my+order%3F&" * 12
SQLITE = "INSERT INTO kept VALUES (?, ?, ?)"
POSTGRESQL = "INSERT INTO kept VALUES (%s, %s, %s)"


def into_sqlite(folder: Path, seconds: float) -> float:
    """Rows a second."""
    with closing(sqlite3.connect(folder / "raw.db", isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, at INTEGER, body BLOB)")
        began, count = time.monotonic(), 0
        while time.monotonic() < began + seconds:
            conn.execute("BEGIN IMMEDIATE")
            conn.executemany(SQLITE, rows(count))
            conn.execute("COMMIT")
            count += BATCH
        return count / (time.monotonic() - began)


def into_postgresql(url: str, seconds: float) -> float:
    with psycopg.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (key text PRIMARY KEY, at bigint, body bytea)")
        conn.commit()
        began, count = time.monotonic(), 0
        while time.monotonic() < began + seconds:
            cursor.executemany(POSTGRESQL, rows(count))
            conn.commit()
            count += BATCH
        return count / (time.monotonic() - began)


def rows(first: int) -> list[tuple[str, int, bytes]]:
    return [(f"message:{number}", number, BODY) for number in range(first, first + BATCH)]
