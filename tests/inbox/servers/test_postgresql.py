"""What a real PostgreSQL says of itself."""

import psycopg
import pytest
from servers.postgresql import PostgreSQL as Server
from servers.postgresql import driven

from inbox.clock import utc_now
from inbox.errors import Unreachable
from inbox.servers.postgresql import NOWHERE, PROBE, fault, look


def url(server: Server, name: str = "postgres") -> str:
    return driven(server.url(name))


def test_it_says_which_it_is_and_how_it_keeps(postgresql: Server) -> None:
    found = look(url(postgresql), utc_now)
    assert found.version.split(".")[0] == str(found.major)
    assert found.place == f"127.0.0.1:{postgresql.port}/postgres"
    assert (found.encoding, found.synchronous_commit) == ("UTF8", "on")
    assert (found.fsync, found.full_page_writes) == (False, False)  # a server for tests
    assert (found.replica, found.read_only, found.may_create) == (False, False, True)


def test_each_open_connection_takes_room(postgresql: Server) -> None:
    before = look(url(postgresql), utc_now).room
    with psycopg.connect(postgresql.url("postgres")), psycopg.connect(postgresql.url("postgres")):
        assert look(url(postgresql), utc_now).room <= before - 2
    assert before < 200


def test_a_lock_keeps_others_out_and_is_let_go_of(postgresql: Server) -> None:
    for _ in range(2):
        assert look(url(postgresql), utc_now).locks
    with psycopg.connect(postgresql.url("postgres")) as conn:
        assert conn.execute(f"SELECT pg_try_advisory_lock({PROBE})".encode()).fetchone() == (True,)


def test_locks_that_are_none_are_noticed(postgresql: Server) -> None:
    name = postgresql.new_database()
    with psycopg.connect(postgresql.url(name), autocommit=True) as conn:
        conn.execute("CREATE SCHEMA pretending")
        for function in ("pg_advisory_xact_lock", "pg_try_advisory_xact_lock"):
            yes = f"CREATE FUNCTION pretending.{function}(bigint) RETURNS bool LANGUAGE sql AS 'SELECT true'"
            conn.execute(yes.encode())
        conn.execute(f"ALTER DATABASE {name} SET search_path = pretending, pg_catalog, public".encode())
    assert not look(url(postgresql, name), utc_now).locks
    postgresql.drop(name)


def test_looking_changes_nothing(postgresql: Server) -> None:
    name = postgresql.new_database()
    look(url(postgresql, name), utc_now)
    with psycopg.connect(postgresql.url(name)) as conn:
        assert conn.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    postgresql.drop(name)


def test_a_socket_in_the_file_system_has_a_place_too(postgresql: Server) -> None:
    with pytest.raises(Unreachable, match="No such file or directory"):
        look("postgresql+psycopg:///hilo?host=/nowhere", utc_now)


def test_an_unknown_option_is_named(postgresql: Server) -> None:
    with pytest.raises(Unreachable, match="sslmod"):
        look(f"{url(postgresql)}?sslmod=require", utc_now)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "//ana:hunter2@db/hilo?connect_timout=3",
            "has the option 'connect_timout', which PostgreSQL calls 'connect_timeout'",
        ),
        ("//ana:secret@db/hilo?hunter2=1", NOWHERE),
        ("//ana:secret@db/hilo?hunter2=1&sslmod=require", "has the option 'sslmod', which PostgreSQL calls 'sslmode'"),
        ("//ana:hunter2@db", NOWHERE),
        ("//ana:hunter2@db:99999/hilo", NOWHERE),
        ("//ana:hunter2@db/hilo?sslmode=require", ""),
    ],
)
def test_a_fault_of_an_address_is_told_without_its_password(address: str, told: str) -> None:
    assert fault(f"postgresql+psycopg:{address}") == told
