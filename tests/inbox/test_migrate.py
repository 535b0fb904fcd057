"""The migrations build what the schema says, and say plainly what they cannot."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from inbox.engine import open_writer
from inbox.errors import InboxError
from inbox.migrate import MIGRATIONS, config, is_current, upgrade
from inbox.schema import metadata

REVISIONS = [one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
STATED = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%alembic%'",
    "postgresql": """
        SELECT table_name || '.' || column_name, concat_ws(' ', data_type, is_nullable, column_default)
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '%alembic%'
        UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('f', 'u', 'c')
    """,
}
"""What Alembic does not compare, too: the conditions of partial indexes, and AUTOINCREMENT."""


@pytest.fixture
def empty(fresh: Callable[[str], str]) -> str:
    return fresh("empty")


def stated(engine: Engine) -> dict[str, list[str]]:
    with engine.connect() as conn:
        found = conn.execute(text(STATED[engine.dialect.name]))
        return {name: normal(sql) for name, sql in found if "alembic" not in name}


def normal(sql: str) -> list[str]:
    """Words in any order: constraints may stand in another one."""
    return sorted(sql.replace(",", " ").replace("(", " ").replace(")", " ").replace('"', "").split())


def tables(url: str) -> set[str]:
    """Without those in which each engine keeps its words, of which SQLAlchemy knows nothing."""
    engine = open_writer(url)
    found = {name for name in inspect(engine).get_table_names() if ours(name)}
    engine.dispose()
    return found


def ours(name: str | None, *_: object) -> bool:
    return not WORDS.match(name or "")


WORDS = re.compile("search_(message|person)_words")


def test_an_empty_file_becomes_a_current_database(empty: str) -> None:
    assert not is_current(empty)
    upgrade(empty)
    assert is_current(empty)
    assert tables(empty) == set(metadata.tables) | {"alembic_version"}


def test_upgrading_twice_changes_nothing(empty: str) -> None:
    upgrade(empty)
    before = tables(empty)
    upgrade(empty)
    assert tables(empty) == before


def test_the_migrations_and_the_schema_say_the_same(empty: str) -> None:
    upgrade(empty)
    engine = open_writer(empty)
    with engine.connect() as conn:
        defaults = conn.dialect.name == "sqlite"  # PostgreSQL cannot compare JSON; `stated` tells its defaults
        options = {"compare_type": True, "compare_server_default": defaults, "include_name": ours}
        context = MigrationContext.configure(conn, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_migrations_and_the_schema_make_the_same_sql(empty: str, fresh: Callable[[str], str]) -> None:
    upgrade(empty)
    migrated, made = open_writer(empty), open_writer(fresh("made"))
    with made.begin() as conn:
        metadata.create_all(conn)
    assert stated(migrated) == stated(made)
    assert len(stated(made)) > len(metadata.tables)
    migrated.dispose()
    made.dispose()


def test_the_words_lie_in_full_text_tables_that_leave_with_the_migration(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/words.db"
    upgrade(url)
    engine = open_writer(url)
    made = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%' ORDER BY name"
    with engine.begin() as conn:
        assert conn.execute(text(made)).scalars().all() == ["search_message_words", "search_person_words"]
        command.downgrade(config(conn), "0002")
        assert conn.execute(text("SELECT name FROM sqlite_master WHERE name LIKE '%search%'")).all() == []
    engine.dispose()


@pytest.mark.parametrize("revision", [*REVISIONS, "base"])
def test_there_is_a_way_back_to_every_revision_and_forth_again(empty: str, revision: str) -> None:
    upgrade(empty)
    engine = open_writer(empty)
    before = stated(engine)
    with engine.begin() as conn:
        command.downgrade(config(conn), revision)
    engine.dispose()
    assert is_current(empty) is (revision == REVISIONS[0])
    if revision == "base":
        assert tables(empty) == {"alembic_version"}
    upgrade(empty)
    assert is_current(empty)
    assert stated(engine) == before
    engine.dispose()


def test_a_database_from_the_future_is_told_in_a_sentence(url: str) -> None:
    engine = open_writer(url)
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert not is_current(url)
    with pytest.raises(InboxError, match=r"newer version of Hilo\. Update Hilo"):
        upgrade(url)


def test_half_an_inbox_is_no_database_of_any_version(url: str) -> None:
    engine = open_writer(url)
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = 'copying ' || version_num"))
    engine.dispose()
    assert not is_current(url)
    with pytest.raises(InboxError, match=r"not whole yet\. Stop the Hilo that it comes from"):
        upgrade(url)


def test_a_failed_migration_leaves_nothing_half_done(empty: str) -> None:
    engine = open_writer(empty)
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE message (in_the_way INTEGER)"))
    engine.dispose()
    with pytest.raises(Exception, match="already exists"):
        upgrade(empty)
    assert tables(empty) == {"message"}
