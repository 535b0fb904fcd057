"""The doctor at a real PostgreSQL: whether it can be reached, is new enough, keeps what it takes, and has room."""

import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography.fernet import Fernet
from msgspec.structs import replace as altered
from servers.postgresql import PostgreSQL as Server
from servers.postgresql import driven

from inbox.clock import utc_now
from inbox.servers.postgresql import PostgreSQL, look
from tests.web.doctor.clinic import findings, furnish, problems
from web.cli import main
from web.doctor.postgresql import POOL, judge
from web.settings import Settings


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server(durable=True)
    yield server
    server.remove()


@pytest.fixture
def name(server: Server) -> Iterator[str]:
    name = server.new_database()
    yield name
    server.drop(name)


@pytest.fixture
def scaled(settings: Settings, server: Server, name: str) -> Settings:
    return at(settings, server.url(name))


def at(settings: Settings, url: str) -> Settings:
    whole = driven(url)
    return replace(settings, database=whole, key=Fernet.generate_key().decode())


def tell(server: Server, statement: str) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as conn:
        conn.execute(statement.encode())


async def remedy(settings: Settings, subject: str) -> str:
    return (await findings(settings))[f"PostgreSQL{subject}"]


@pytest.mark.asyncio
async def test_where_all_is_well_each_thing_is_named(server: Server, name: str, scaled: Settings) -> None:
    await furnish(scaled)
    found = await findings(scaled)
    assert problems(found) == {}
    assert {f"PostgreSQL: {what}" for what in ("rights", "durability", "locks", "encoding UTF8", "clock")} <= {*found}
    assert {"database", "key", "account Support (email)"} <= {*found}
    first = next(subject for subject in found if subject.startswith("PostgreSQL"))
    assert first.startswith("PostgreSQL 1")
    assert first.endswith(f" at 127.0.0.1:{server.port}/{name}")


@pytest.mark.asyncio
async def test_an_empty_database_is_sent_to_migrate(scaled: Settings) -> None:
    assert problems(await findings(scaled)) == {"database": "It is of another version. Run `hilo migrate`."}


@pytest.mark.asyncio
async def test_a_stopped_server_is_told_and_nothing_is_asked_of_it_any_more(server: Server, scaled: Settings) -> None:
    server.stop()
    try:
        found = await findings(scaled)
    finally:
        server.start()
    assert "Connection refused. Start it, or correct DATABASE_URL." in found["PostgreSQL"]
    assert list(found)[-1] == "PostgreSQL"


@pytest.mark.asyncio
async def test_a_wrong_password_is_told_without_quoting_it(server: Server, name: str, settings: Settings) -> None:
    tell(server, "CREATE ROLE guarded LOGIN PASSWORD 'right-horse'")
    with psycopg.connect(server.url("postgres"), autocommit=True) as conn:
        rules = Path(conn.execute("SHOW hba_file").fetchone()[0])  # type: ignore[index]  # it always answers
        rules.write_text(f"host all guarded 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
        conn.execute("SELECT pg_reload_conf()")
    wrong = server.url(name).replace("hilo@", "guarded:wrong-horse@")
    found = await findings(at(settings, wrong))
    assert 'password authentication failed for user "guarded"' in found["PostgreSQL"]
    assert "wrong-horse" not in str(found)
    assert "PostgreSQL" not in await findings(at(settings, wrong.replace("wrong-horse", "right-horse")))


@pytest.mark.asyncio
async def test_a_database_that_is_not_there_is_told(server: Server, settings: Settings) -> None:
    found = await findings(at(settings, server.url("nowhere")))
    assert 'database "nowhere" does not exist' in found["PostgreSQL"]


@pytest.mark.asyncio
@pytest.mark.parametrize("url", ["postgresql://hilo:geheim/7@db/hilo", "postgresql://hilo:x@db:geheim/hilo"])
async def test_an_address_that_cannot_be_read_is_told_without_quoting_it(settings: Settings, url: str) -> None:
    found = await findings(at(settings, url))
    assert "It cannot be reached: " in found["PostgreSQL"]
    assert "geheim" not in str(found)


@pytest.mark.asyncio
async def test_a_server_that_never_answers_is_not_waited_for(settings: Settings) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"postgresql://hilo@127.0.0.1:{silent.getsockname()[1]}/hilo?connect_timeout=1"
        assert "timeout" in await remedy(at(settings, url), "")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("setting", "well"),
    [("off", False), ("local", False), ("remote_write", False), ("on", True), ("remote_apply", True)],
)
async def test_commits_that_do_not_wait_for_the_disk_are_told(
    server: Server, name: str, scaled: Settings, setting: str, well: bool
) -> None:
    tell(server, f"ALTER DATABASE {name} SET synchronous_commit = {setting}")
    found = await remedy(scaled, ": durability")
    assert found == ("" if well else losing("synchronous_commit"))


def losing(names: str) -> str:
    return f"A power cut loses messages that were acknowledged. Switch on {names}."


@pytest.mark.asyncio
async def test_a_server_that_never_waits_for_the_disk_is_told(postgresql: Server, settings: Settings) -> None:
    found = await remedy(at(settings, postgresql.url("postgres")), ": durability")
    assert found == losing("fsync and full_page_writes")


@pytest.mark.asyncio
async def test_an_encoding_that_lacks_letters_is_told_and_the_remedy_helps(server: Server, settings: Settings) -> None:
    tell(server, "CREATE DATABASE narrow TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    told = await remedy(at(settings, server.url("narrow")), ": encoding SQL_ASCII")
    statement = told.split("`")[1]
    tell(server, statement)
    assert await remedy(at(settings, server.url("hilo")), ": encoding UTF8") == ""


@pytest.mark.asyncio
async def test_a_database_that_may_only_be_read_is_told(server: Server, name: str, scaled: Settings) -> None:
    tell(server, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert "default_transaction_read_only" in await remedy(scaled, ": rights")


@pytest.mark.asyncio
async def test_a_user_who_may_make_nothing_is_told_and_the_remedy_helps(
    server: Server, name: str, settings: Settings
) -> None:
    tell(server, "CREATE ROLE guest LOGIN")
    tell(server, f"ALTER DATABASE {name} OWNER TO guest")
    tell(server, f"ALTER DATABASE {name} OWNER TO hilo")
    as_guest = at(settings, server.url(name).replace("hilo@", "guest@"))
    with psycopg.connect(server.url(name), autocommit=True) as conn:
        conn.execute("REVOKE CREATE ON SCHEMA public FROM public")  # as it is from PostgreSQL 15 on
        told = await remedy(as_guest, ": rights")
        conn.execute(f"{told.split('`')[1]} guest".encode())
    assert await remedy(as_guest, ": rights") == ""


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("seconds", "told"), [(3600, "3,600 s behind"), (-3600, "3,600 s ahead of"), (-1, ""), (1, "")]
)
async def test_a_clock_that_differs_by_more_than_two_seconds_is_told(scaled: Settings, seconds: int, told: str) -> None:
    found = await findings(scaled, lambda: utc_now() + timedelta(seconds=seconds))
    said = found["PostgreSQL: clock"]
    assert told in said
    assert bool(said) is bool(told)


@pytest.fixture
def fit(scaled: Settings) -> PostgreSQL:
    return look(scaled.database, utc_now)


def wrong_with(found: PostgreSQL) -> list[str]:
    return [one.remedy for one in judge(found) if one.remedy]


def test_a_server_that_is_too_old_is_told(fit: PostgreSQL) -> None:
    assert wrong_with(altered(fit, major=14)) == []
    assert wrong_with(altered(fit, major=13, version="13.16")) == ["Hilo needs 14 or newer. Upgrade it."]


def test_a_server_without_room_for_one_more_process_is_told(fit: PostgreSQL) -> None:
    assert wrong_with(altered(fit, room=POOL)) == []
    for room in (POOL - 1, 0, -3):
        assert "Raise max_connections" in wrong_with(altered(fit, room=room))[0]


def test_a_server_whose_locks_keep_nobody_out_is_told(fit: PostgreSQL) -> None:
    assert "advisory locks keep nobody out" in wrong_with(altered(fit, locks=False))[0]


def test_a_replica_is_told(fit: PostgreSQL) -> None:
    assert "Name the primary" in wrong_with(altered(fit, replica=True))[0]


def test_the_command_prints_no_password(
    server: Server, name: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HILO_DATA", str(settings.data))
    monkeypatch.setenv("HILO_LISTEN", f"127.0.0.1:{settings.port}")
    monkeypatch.setenv("DATABASE_URL", server.url(name).replace("hilo@", "hilo:correct-horse@"))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "ok       PostgreSQL: durability" in said
    assert "problem  database: It is of another version. Run `hilo migrate`." in said
    assert "correct-horse" not in said
