"""What a PostgreSQL server says of itself, and of what we may do in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from difflib import get_close_matches

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


NOWHERE = "names no database, or has a port or an option that PostgreSQL does not know"


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
    if wrong := fault(url):
        raise Unreachable(f"it {wrong}; write it as postgresql://user:password@host:5432/name")
    target = make_url(url)
    try:
        asked, row, heard, locks = ask(target, clock)
    except DBAPIError as error:
        raise Unreachable(str(error.orig).partition("\n")[0]) from error
    facts = dict(row._mapping)
    return PostgreSQL(place=place(target), locks=locks, ahead=ahead(asked, facts.pop("told"), heard), **facts)


def fault(url: str) -> str:
    """What is wrong with an address, as the end of a sentence; empty where nothing is. To be called with the driver's
    name. Of the address it tells only an option that is nearly one of the driver's: the rest may be the password's.
    """
    from psycopg import ProgrammingError  # noqa: PLC0415  # who has no PostgreSQL loads nothing of it
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415  # as above

    try:
        target = make_url(url)
        _, options = target.get_dialect()().create_connect_args(target)
        if slip := misspelt(options):
            return slip
        make_conninfo(**options)
    except (SQLAlchemyError, ProgrammingError, ValueError):  # whose texts quote parts of it
        return NOWHERE
    named = options.get("dbname") or options.get("service")
    return "" if named and 0 < (target.port or 5432) < 65536 else NOWHERE


def misspelt(options: Iterable[str]) -> str:
    from psycopg.pq import Conninfo  # noqa: PLC0415  # as above

    known = {one.keyword.decode() for one in Conninfo.get_defaults()}
    for name in options:
        if name not in known and (near := get_close_matches(name, known, 1, 0.8)):
            return f"has the option {name!r}, which PostgreSQL calls {near[0]!r}"
    return ""


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
