"""The migrations build what the schema says, and say plainly what they cannot."""

import re
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from inbox.engine import open_writer
from inbox.errors import InboxError
from inbox.migrate import config, is_current, upgrade
from inbox.schema import metadata


@pytest.fixture
def empty(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/empty.db"


def tables(url: str) -> set[str]:
    """Without those in which FTS5 keeps its words, of which SQLAlchemy knows nothing."""
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


def test_the_migrations_and_the_schema_say_the_same(url: str) -> None:
    engine = open_writer(url)
    with engine.connect() as conn:
        options = {"compare_type": True, "compare_server_default": True, "include_name": ours}
        context = MigrationContext.configure(conn, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_migrations_and_the_schema_make_the_same_sql(url: str, tmp_path: Path) -> None:
    """What Alembic does not compare: the conditions of partial indexes, and AUTOINCREMENT."""
    made = open_writer(f"sqlite:///{tmp_path}/made.db")
    metadata.create_all(made)
    migrated = open_writer(url)
    stated = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%alembic%' ORDER BY name"
    found = []
    for engine in (made, migrated):
        with engine.connect() as conn:
            found.append({name: normal(sql) for name, sql in conn.execute(text(stated))})
        engine.dispose()
    assert found[0] == found[1]


def normal(sql: str) -> list[str]:
    """Words in any order: constraints may stand in another one."""
    return sorted(sql.replace(",", " ").replace("(", " ").replace(")", " ").replace('"', "").split())


def test_the_words_lie_in_full_text_tables_that_leave_with_the_migration(empty: str) -> None:
    upgrade(empty)
    engine = open_writer(empty)
    made = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%' ORDER BY name"
    with engine.begin() as conn:
        assert conn.execute(text(made)).scalars().all() == ["search_message_words", "search_person_words"]
        command.downgrade(config(conn), "0002")
        assert conn.execute(text("SELECT name FROM sqlite_master WHERE name LIKE '%search%'")).all() == []
    engine.dispose()


def test_there_is_a_way_back(empty: str) -> None:
    upgrade(empty)
    engine = open_writer(empty)
    with engine.begin() as conn:
        command.downgrade(config(conn), "base")
    engine.dispose()
    assert tables(empty) == {"alembic_version"}
    assert not is_current(empty)
    upgrade(empty)
    assert is_current(empty)


def test_a_database_from_the_future_is_told_in_a_sentence(url: str) -> None:
    engine = open_writer(url)
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert not is_current(url)
    with pytest.raises(InboxError, match=r"newer version of Hilo\. Update Hilo"):
        upgrade(url)


def test_a_failed_migration_leaves_nothing_half_done(empty: str) -> None:
    engine = open_writer(empty)
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE message (in_the_way INTEGER)"))
    engine.dispose()
    with pytest.raises(Exception, match="already exists"):
        upgrade(empty)
    assert tables(empty) == {"message"}
