"""Bring a database to the schema that this version needs."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from inbox.engine import open_readers, open_writer
from inbox.errors import InboxError

MIGRATIONS = Path(__file__).parent / "migrations"
COPYING = "copying "
"""Stands before the revision of a database into which an inbox is being copied; so no version takes it for its own."""


def upgrade(url: str) -> None:
    """Run the migrations that are missing, all in one transaction. Harmless when there are none.

    Raises InboxError for a database that a newer version has migrated, or that holds a part of an inbox only.
    """
    engine = open_writer(url)
    try:
        with engine.begin() as conn:
            demand_whole(conn)
            command.upgrade(config(conn), "head")
    except CommandError as unknown:
        raise InboxError(
            "The database was made by a newer version of Hilo. Update Hilo, or restore the backup from before."
        ) from unknown
    finally:
        engine.dispose()


def demand_whole(conn: Connection) -> None:
    if (MigrationContext.configure(conn).get_current_revision() or "").startswith(COPYING):
        raise InboxError(
            "An inbox is being copied into this database, and is not whole yet. Stop the Hilo that it comes from, and "
            "run `hilo migrate --to` once more."
        )


def config(conn: object) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.attributes["connection"] = conn
    return settings


def is_current(url: str) -> bool:
    """Whether the database is at this version's schema."""
    engine = open_readers(url, 1)
    try:
        with engine.connect() as conn:
            return stands_at_head(conn)
    finally:
        engine.dispose()


def stands_at_head(conn: Connection) -> bool:
    return MigrationContext.configure(conn).get_current_revision() == head()


@cache
def head() -> str | None:
    """The revision of this version's schema."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()
