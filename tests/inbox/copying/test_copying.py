"""All of an embedded inbox arrives in PostgreSQL, and what arrived is an inbox like any other."""

from office.moving import address, do, move, rows, travelling
from sqlalchemy import Engine, delete, insert, update

from inbox.fulltext import following
from inbox.migrate import is_current
from inbox.schema import EPOCH, audit, customer, follower
from inbox.schema import event as events


def test_every_row_of_every_table_arrives_as_it_was(origin: Engine, target: Engine) -> None:
    done = move(origin, target)
    found = travelling(target)
    assert found == travelling(origin)
    assert all(found.values()), "a table without rows proves nothing"
    count = sum(map(len, found.values()))
    assert (done.rows, done.written, done.whole) == (count, count, True)


def test_documents_arrive_to_the_letter(origin: Engine, target: Engine) -> None:
    move(origin, target)
    stated = "SELECT CAST(id AS TEXT), CAST(stretch AS TEXT) FROM thread ORDER BY id"
    found = rows(target, stated)
    assert found == rows(origin, stated)
    assert {None, "null"} < {said for _, said in found}, "nothing, and a nothing that was written, are two things"


STATED = """
    SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'revision', version_num FROM alembic_version
"""


def test_an_empty_database_becomes_as_if_the_migrations_alone_had_made_it(
    origin: Engine, empty: Engine, target: Engine
) -> None:
    bare = sorted(rows(target, STATED))
    assert move(origin, empty).whole
    assert is_current(address(empty))
    assert sorted(rows(empty, STATED)) == bare


def test_no_number_is_given_twice_even_if_its_row_was_erased(origin: Engine, target: Engine) -> None:
    with origin.begin() as conn:
        conn.execute(delete(events).where(events.c.seq > 3))
        conn.execute(delete(audit))
    move(origin, target)
    with target.begin() as conn:
        happened = insert(events).values(at=EPOCH, kind="new", data={}).returning(events.c.seq)
        noted = insert(audit).values(at=EPOCH, action="new", data={}).returning(audit.c.seq)
        assert (conn.execute(happened).scalar(), conn.execute(noted).scalar()) == (7, 7)


def test_numbers_begin_at_one_where_none_was_ever_given(origin: Engine, target: Engine) -> None:
    do(origin, "DELETE FROM audit", "DELETE FROM sqlite_sequence WHERE name = 'audit'")
    move(origin, target)
    with target.begin() as conn:
        noted = insert(audit).values(at=EPOCH, action="new", data={}).returning(audit.c.seq)
        assert conn.execute(noted).scalar() == 1


def test_text_that_postgresql_refuses_is_replaced(origin: Engine, target: Engine) -> None:
    with origin.begin() as conn:
        conn.execute(update(customer).values(about="a\0b"))
    assert move(origin, target).whole
    assert {about for (about,) in rows(target, "SELECT about FROM customer")} == {"a\N{REPLACEMENT CHARACTER}b"}
    assert move(origin, target).written == 0


def test_the_index_follows_from_the_beginning(origin: Engine, target: Engine) -> None:
    with origin.begin() as conn:
        conn.execute(insert(follower).values(name=following.NAME, seq=5))
    move(origin, target)
    with target.connect() as conn:
        assert following.stands_at(conn) == 0
    assert rows(target, "SELECT * FROM search_message") == rows(target, "SELECT * FROM search_message_words") == []
