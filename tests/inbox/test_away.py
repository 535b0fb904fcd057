"""A database server that dies: whoever wrote is told so, nothing is done twice, and the door opens again by itself."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from office.office import KEY
from servers.postgresql import PostgreSQL, driven
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from inbox.door import Inbox
from inbox.errors import Away


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    server = PostgreSQL(durable=True)
    yield server
    server.remove()


@pytest_asyncio.fixture
async def inbox(server: PostgreSQL, tmp_path: Path) -> AsyncIterator[Inbox]:
    url = driven(server.url(server.new_database()))
    inbox = Inbox.open(url, files=tmp_path / "files", key=KEY)
    await inbox.write(make)
    yield inbox
    await inbox.close()


def make(conn: Connection) -> None:
    conn.execute(text("CREATE TABLE said (what text)"))


def say(conn: Connection, what: str, runs: list[str]) -> str:
    runs.append(what)
    conn.execute(text("INSERT INTO said VALUES (:what)"), {"what": what})
    return what


def kill_after(conn: Connection, server: PostgreSQL) -> None:
    """Its last act before the commit."""
    conn.execute(text("INSERT INTO said VALUES ('last')"))
    server.stop(immediate=True)


def heard(conn: Connection) -> list[str]:
    return list(conn.execute(text("SELECT what FROM said")).scalars())


@pytest.mark.asyncio
async def test_nothing_is_run_again_where_nobody_knows_whether_it_was_committed(
    inbox: Inbox, server: PostgreSQL
) -> None:
    runs: list[str] = []
    group = [inbox.write(say, name, runs) for name in ("one", "two")]
    told = await asyncio.gather(*group, inbox.write(kill_after, server), return_exceptions=True)
    assert isinstance(told[-1], Away)
    assert sorted(runs) == ["one", "two"]
    server.start()
    kept = [one for one in told if not isinstance(one, Exception)]
    assert await inbox.read(heard) == kept


@pytest.mark.asyncio
async def test_while_it_is_gone_writers_are_told_so_and_then_served_again(inbox: Inbox, server: PostgreSQL) -> None:
    runs: list[str] = []
    server.stop(immediate=True)
    with pytest.raises(Away, match="does not answer just now"):
        await inbox.write(say, "lost", runs)
    assert runs == []
    server.start()
    assert await inbox.write(say, "kept", runs) == "kept"
    assert await inbox.read(heard) == ["kept"]


@pytest.mark.asyncio
@pytest.mark.parametrize("immediate", [False, True])
async def test_whoever_asks_after_a_restart_notices_nothing(inbox: Inbox, server: PostgreSQL, immediate: bool) -> None:
    runs: list[str] = []
    await inbox.write(say, "before", runs)
    assert await inbox.read(heard) == ["before"]
    for name in ("once", "twice"):
        server.stop(immediate=immediate)
        server.start()
        assert await inbox.write(say, name, runs) == name
        assert await inbox.read(heard) == runs
    assert runs == ["before", "once", "twice"]


def look_while_it_dies(conn: Connection, server: PostgreSQL) -> list[str]:
    server.stop(immediate=True)
    return heard(conn)


@pytest.mark.asyncio
async def test_readers_are_told_so_too_amid_their_reading_as_before_it(inbox: Inbox, server: PostgreSQL) -> None:
    with pytest.raises(Away, match="Ask again in a moment"):
        await inbox.read(look_while_it_dies, server)
    with pytest.raises(Away, match="Ask again in a moment"):
        await inbox.read(heard)
    assert inbox.load().readers_busy == 0
    server.start()
    assert await inbox.read(heard) == []


@pytest.mark.asyncio
async def test_what_stands_outside_of_any_transaction_is_told_so_too(inbox: Inbox, server: PostgreSQL) -> None:
    server.stop(immediate=True)
    with pytest.raises(Away):
        await inbox._writer.submit_outside(heard)
    server.start()
    assert await inbox._writer.submit_outside(heard) == []


@pytest.mark.asyncio
async def test_what_is_wrong_with_one_look_is_no_sign_of_a_server_that_is_gone(inbox: Inbox) -> None:
    with pytest.raises(DBAPIError, match="division by zero"):
        await inbox.read(lambda conn: conn.execute(text("SELECT 1 / 0")))


@pytest.mark.asyncio
async def test_what_is_wrong_with_one_job_is_no_sign_of_a_server_that_is_gone(inbox: Inbox) -> None:
    def wrong(conn: Connection) -> None:
        conn.execute(text("SELECT 1 / 0"))

    runs: list[str] = []
    told = await asyncio.gather(inbox.write(wrong), inbox.write(say, "right", runs), return_exceptions=True)
    assert "division by zero" in str(told[0])
    assert told[1] == "right"
