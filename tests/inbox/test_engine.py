"""What PostgreSQL promises to whoever writes: one turn each, in the order of the commits."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from servers.postgresql import PostgreSQL, driven
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from inbox.engine import open_readers, open_writer

Open = Callable[[Callable[..., Engine]], Engine]


@pytest.fixture
def address(postgresql: PostgreSQL) -> Iterator[str]:
    name = postgresql.new_database()
    yield driven(postgresql.url(name))
    postgresql.drop(name)


@pytest.fixture
def writer(address: str) -> Iterator[Engine]:
    engine = open_writer(address)
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE said (seq bigserial PRIMARY KEY, who text)"))
    yield engine
    engine.dispose()


@pytest.fixture
def other(address: str, writer: Engine) -> Iterator[Engine]:
    engine = open_writer(address)
    yield engine
    engine.dispose()


@pytest.fixture
def reader(address: str, writer: Engine) -> Iterator[Engine]:
    engine = open_readers(address, 2)
    yield engine
    engine.dispose()


def say(conn: Connection, who: str) -> None:
    conn.execute(text("INSERT INTO said (who) VALUES (:who)"), {"who": who})


def heard(engine: Engine) -> list[str]:
    with engine.connect() as conn:
        return list(conn.execute(text("SELECT who FROM said ORDER BY seq")).scalars())


def begun(engine: Engine, who: str) -> threading.Thread:
    """Somebody who writes, and may have to wait for it."""

    def write() -> None:
        with engine.begin() as conn:
            say(conn, who)

    thread = threading.Thread(target=write)
    thread.start()
    return thread


def waits(conn: Connection) -> bool:
    asked = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    return bool(conn.execute(asked).scalar_one())


def test_a_second_writer_waits_for_the_first_to_commit(writer: Engine, other: Engine, reader: Engine) -> None:
    with writer.begin() as conn:
        second = begun(other, "second")
        while not waits(conn):
            time.sleep(0.01)
        say(conn, "first")
        assert heard(reader) == []
    second.join()
    assert heard(reader) == ["first", "second"]


def test_whoever_waited_sees_what_was_committed_meanwhile(writer: Engine, other: Engine) -> None:
    seen: list[str] = []

    def look() -> None:
        with other.begin() as conn:
            seen.extend(conn.execute(text("SELECT who FROM said")).scalars())

    with writer.begin() as conn:
        say(conn, "first")
        waiting = threading.Thread(target=look)
        waiting.start()
        while not waits(conn):
            time.sleep(0.01)
    waiting.join()
    assert seen == ["first"]


def test_a_turn_ends_with_a_failure_too(writer: Engine, other: Engine) -> None:
    def fail() -> None:
        with writer.begin() as conn:
            say(conn, "first")
            conn.execute(text("SELECT 1 / 0"))

    with pytest.raises(DBAPIError):
        fail()
    begun(other, "second").join()
    assert heard(writer) == ["second"]


def test_readers_cannot_write(reader: Engine) -> None:
    with pytest.raises(DBAPIError, match="read-only"), reader.connect() as conn:
        say(conn, "anybody")


def test_a_reader_sees_one_moment(writer: Engine, reader: Engine) -> None:
    count = text("SELECT count(*) FROM said")
    with reader.connect() as conn:
        assert conn.execute(count).scalar_one() == 0
        begun(writer, "later").join()
        assert conn.execute(count).scalar_one() == 0
    assert heard(reader) == ["later"]


def test_whoever_sleeps_amid_a_transaction_loses_the_turn(writer: Engine, other: Engine) -> None:
    with other.connect() as conn:
        conn.exec_driver_sql("SET idle_in_transaction_session_timeout = '200ms'")
        conn.commit()
        conn.begin()
        say(conn, "asleep")
        begun(writer, "awake").join()
        with pytest.raises(DBAPIError):
            conn.execute(text("SELECT 1"))
        conn.invalidate()
    assert heard(writer) == ["awake"]


def test_that_long_is_ten_seconds(writer: Engine) -> None:
    with writer.connect() as conn:
        assert conn.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one() == "10s"
