"""The one door: how the database is opened, and what a reader may not do."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from office.databases import SCALED
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from inbox import users
from inbox.door import READERS, Inbox
from inbox.errors import MissingKey
from inbox.ids import new_id
from inbox.schema import customer, thread
from inbox.users import NewUser


def pragma(conn: Connection, name: str) -> object:
    return conn.execute(text(f"PRAGMA {name}")).scalar_one()


def add_user(conn: Connection, name: str, inbox: Inbox) -> None:
    users.add(conn, NewUser(f"{name}@hilo.example", name, "agent", "hash"), inbox.clock())


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 60000), ("secure_delete", 1)],
)
async def test_both_sides_are_opened_for_durability(inbox: Inbox, database: Path, name: str, value: object) -> None:
    assert await inbox.write(pragma, name) == value
    assert await inbox.read(pragma, name) == value


def shown(conn: Connection, name: str) -> object:
    return conn.execute(text(f"SHOW {name}")).scalar_one()


@pytest.mark.asyncio
@pytest.mark.skipif(not SCALED, reason="this is about PostgreSQL")
async def test_a_writer_waits_for_the_disk_and_a_reader_keeps_its_snapshot(inbox: Inbox) -> None:
    assert await inbox.write(shown, "synchronous_commit") == "on"
    assert await inbox.write(shown, "transaction_isolation") == "read committed"
    assert await inbox.read(shown, "transaction_isolation") == "repeatable read"
    assert await inbox.read(shown, "transaction_read_only") == "on"


@pytest.mark.asyncio
async def test_a_reader_cannot_write(inbox: Inbox) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        await inbox.read(add_user, "ana", inbox)
    assert await inbox.read(users.count) == 0


@pytest.mark.asyncio
async def test_an_error_does_not_quote_what_was_written(inbox: Inbox) -> None:
    with pytest.raises(DBAPIError) as failed:
        await inbox.read(add_user, "a-secret-name", inbox)
    assert "a-secret-name" not in str(failed.value)


@pytest.mark.asyncio
async def test_foreign_keys_hold(inbox: Inbox) -> None:
    row = {"id": new_id(), "customer_id": new_id(), "token": "t", "last_at": inbox.clock()}
    with pytest.raises(IntegrityError):
        await inbox.write(lambda conn: conn.execute(insert(thread), [row]))


@pytest.mark.asyncio
async def test_a_read_sees_one_snapshot_from_its_first_look_to_its_last(inbox: Inbox) -> None:
    looked, written = threading.Event(), threading.Event()

    def look_twice(conn: Connection) -> tuple[int, int]:
        before = users.count(conn)
        looked.set()
        written.wait(10)
        return before, users.count(conn)

    looking = asyncio.ensure_future(inbox.read(look_twice))
    await asyncio.to_thread(looked.wait, 10)
    await inbox.write(add_user, "ana", inbox)
    written.set()
    assert await looking == (0, 0)
    assert await inbox.read(users.count) == 1


@pytest.mark.asyncio
async def test_more_readers_than_connections_take_turns(inbox: Inbox) -> None:
    together = threading.Barrier(READERS, timeout=10)

    def meet(conn: Connection) -> int:
        together.wait()
        return users.count(conn)

    assert await asyncio.gather(*(inbox.read(meet) for _ in range(3 * READERS))) == [0] * 3 * READERS


@pytest.mark.asyncio
async def test_reading_goes_on_while_a_write_takes_long(inbox: Inbox) -> None:
    go = threading.Event()
    writing = asyncio.ensure_future(inbox.write(lambda conn: go.wait(10)))
    assert await asyncio.wait_for(inbox.read(users.count), 30) == 0
    assert not writing.done()
    go.set()
    await writing


@pytest.mark.asyncio
async def test_a_failed_read_leaves_its_connection_usable(inbox: Inbox) -> None:
    for _ in range(2 * READERS):
        with pytest.raises(DBAPIError, match=r"no such table|does not exist"):
            await inbox.read(lambda conn: conn.execute(text("SELECT * FROM nowhere")))
    assert await inbox.read(users.count) == 0


@pytest.mark.asyncio
async def test_a_moment_comes_back_as_it_went_in(inbox: Inbox) -> None:
    row = {"id": new_id(), "name": "Ünal 🧵", "created_at": inbox.clock()}
    await inbox.write(lambda conn: conn.execute(insert(customer), [row]))
    found = await inbox.read(lambda conn: conn.execute(select(customer)).one())
    assert (found.id, found.name, found.created_at) == (row["id"], row["name"], inbox.clock())


@pytest.mark.asyncio
async def test_nothing_stays_open_behind_a_closed_door(inbox: Inbox, database: Path) -> None:
    await inbox.write(add_user, "ana", inbox)
    await inbox.close()
    assert not database.with_name("hilo.db-wal").exists()
    with sqlite3.connect(database) as alone:
        alone.execute("PRAGMA locking_mode = EXCLUSIVE")
        alone.execute("BEGIN EXCLUSIVE")
        alone.rollback()
    alone.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("inbox-")]


def test_a_malformed_key_is_told_in_a_sentence(url: str, tmp_path: Path) -> None:
    with pytest.raises(MissingKey, match=r"not a Fernet key.*Restore HILO_KEY"):
        Inbox.open(url, files=tmp_path, key=b"secret")
    Fernet(b"0" * 43 + b"=")


def spread(conn: Connection) -> None:
    """Long and short values that split pages again and again, as a busy thread's preview does."""
    conn.exec_driver_sql("CREATE TABLE heap (id INTEGER PRIMARY KEY, said TEXT)")
    conn.exec_driver_sql("CREATE INDEX ix_heap ON heap (said)")
    for number in range(600):
        said = "zqsecret " * (1, 3, 30, 400)[number % 4] + str(number * 7919 % 600)
        conn.exec_driver_sql("INSERT INTO heap (said) VALUES (?)", (said,))
        conn.exec_driver_sql("UPDATE heap SET said = said || 'x' WHERE id = ?", (number * 31 % (number + 1) + 1,))


def holding(database: Path, word: bytes) -> list[str]:
    return [path.name for path in sorted(database.parent.glob("hilo.db*")) if word in path.read_bytes()]


@pytest.mark.asyncio
async def test_compacting_leaves_nothing_of_what_was_deleted(inbox: Inbox, database: Path) -> None:
    await inbox.write(spread)
    await inbox.write(lambda conn: conn.exec_driver_sql("UPDATE heap SET said = ''"))
    assert holding(database, b"zqsecret") != []
    assert await inbox.compact() is True
    assert holding(database, b"zqsecret") == []
    assert await inbox.read(lambda conn: conn.exec_driver_sql("SELECT count(*) FROM heap").scalar_one()) == 600
    assert await inbox.write(pragma, "temp_store") == 2


@pytest.mark.asyncio
async def test_a_reader_who_holds_on_to_the_log_is_told(inbox: Inbox, database: Path) -> None:
    await inbox.write(spread)
    other = sqlite3.connect(database, isolation_level=None)
    try:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM heap").fetchone()
        await inbox.write(lambda conn: conn.exec_driver_sql("UPDATE heap SET said = ''"))
        await inbox._writer.submit_outside(impatient)
        assert await inbox.compact() is False
        other.execute("ROLLBACK")
        assert await inbox.compact() is True
    finally:
        other.close()


def impatient(conn: Connection) -> None:
    conn.connection.driver_connection.execute("PRAGMA busy_timeout = 10")  # type: ignore[union-attr]  # it is SQLite's
