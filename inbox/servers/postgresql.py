"""What a PostgreSQL server says of itself, and of what we may do in it."""

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import URL, Connection, Row, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from inbox.clock import Clock
from inbox.engine import TURN, connect
from inbox.errors import Unreachable
from inbox.servers.clocks import ahead

PATIENCE = "5"
"""Seconds that connecting may take; the driver's own are 130."""

QUESTION = text("""
    SELECT current_setting('server_version_num')::int / 10000 AS major,
           split_part(current_setting('server_version'), ' ', 1) AS version,
           current_setting('server_encoding') AS encoding,
           current_setting('fsync')::bool AS fsync,
           current_setting('full_page_writes')::bool AS full_page_writes,
           current_setting('synchronous_commit') AS synchronous_commit,
           pg_is_in_recovery() AS replica,
           current_setting('default_transaction_read_only')::bool AS read_only,
           coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
           current_setting('max_connections')::int
               - current_setting('superuser_reserved_connections')::int
               - coalesce(current_setting('reserved_connections', true), '0')::int
               - (SELECT sum(numbackends)::int FROM pg_stat_database) + 2 AS room,
           clock_timestamp() AS told
""")
"""`reserved_connections` came with PostgreSQL 16. The connections that ask leave room again."""
PROBE = TURN + 1
"""An advisory lock that nobody needs."""


class PostgreSQL(Struct, frozen=True):
    """place: host, port and database. locks: whether a lock that one session has keeps another one out.

    room: connections that are left. ahead: its clock, of ours, at the least.
    """

    place: str
    major: int
    version: str
    encoding: str
    fsync: bool
    full_page_writes: bool
    synchronous_commit: str
    replica: bool
    read_only: bool
    may_create: bool
    locks: bool
    room: int
    ahead: timedelta


def look(url: str, clock: Clock) -> PostgreSQL:
    """Ask once, change nothing. Raises Unreachable, whose text is the server's or the driver's reason."""
    if not is_address(url):
        raise Unreachable("it is no address; write postgresql://user:password@host:5432/database")
    target = make_url(url)
    try:
        asked, row, heard, locks = ask(target, clock)
    except DBAPIError as wrong:
        raise Unreachable(str(wrong.orig).partition("\n")[0]) from wrong
    facts = dict(row._mapping)
    return PostgreSQL(place=place(target), locks=locks, ahead=ahead(asked, facts.pop("told"), heard), **facts)


def is_address(url: str) -> bool:
    """Whether it names a database, and nothing that the driver does not know. To be called with the driver's name."""
    from psycopg import ProgrammingError  # noqa: PLC0415  # who has no PostgreSQL loads nothing of it
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415  # as above

    try:
        target = make_url(url)
        _, options = target.get_dialect()().create_connect_args(target)
        make_conninfo(**options)
    except (SQLAlchemyError, ProgrammingError, ValueError):  # whose texts quote parts of it: they may be the password's
        return False
    return bool(options.get("dbname") or options.get("service")) and 0 < (target.port or 5432) < 65536


def ask(target: URL, clock: Clock) -> tuple[datetime, Row[tuple[object, ...]], datetime, bool]:
    hasty = target.query.get("connect_timeout", PATIENCE)
    legible = "utf8"  # where a database has no encoding, the driver hands out bytes
    whole = target.update_query_dict({"connect_timeout": hasty, "client_encoding": legible})
    engine = connect(whole.render_as_string(hide_password=False), 2)
    try:
        with engine.connect() as conn, engine.connect() as other:
            return clock(), conn.execute(QUESTION).one(), clock(), keeps_out(conn, other)
    finally:
        engine.dispose()


def keeps_out(conn: Connection, other: Connection) -> bool:
    """Servers that only speak PostgreSQL's protocol may say yes to a lock, and take none."""
    conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({PROBE})")
    taken: bool = other.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({PROBE})").scalar_one()
    return not taken


def place(target: URL) -> str:
    return f"{target.host or 'localhost'}:{target.port or 5432}/{target.database or target.username or ''}"
