"""Bring a database to the schema that this version needs."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from inbox.engine import open_readers, open_writer
from inbox.errors import InboxError

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str) -> None:
    """Run the migrations that are missing, all in one transaction. Harmless when there are none.

    Raises InboxError for a database that a newer version has migrated.
    """
    engine = open_writer(url)
    try:
        with engine.begin() as conn:
            command.upgrade(config(conn), "head")
    except CommandError as unknown:
        raise InboxError(
            "The database was made by a newer version of Hilo. Update Hilo, or restore the backup from before."
        ) from unknown
    finally:
        engine.dispose()


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
            stands = MigrationContext.configure(conn).get_current_revision()
    finally:
        engine.dispose()
    return stands == ScriptDirectory(str(MIGRATIONS)).get_current_head()
