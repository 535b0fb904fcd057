"""What is forgotten leaves no trace: not in the index, and not in the bytes of the file."""

from pathlib import Path

import pytest
from office.office import Office
from office.searching import catch_up, find, people
from sqlalchemy import select, text

from inbox import fulltext
from inbox.fulltext.messages import index as indexing
from inbox.identities import Contact
from inbox.schema import message, thread
from inbox.words import Account, CustomerId, MessageId

PLANTED = "zxqplantedzxq"


@pytest.fixture
def filled(office: Office, email: Account) -> Office:
    """Some hundred messages in several segments, one of them with a word that nobody else says."""
    for number in range(6):
        for each in range(20):
            sender = Contact("email", "", f"c{number}-{each}@example.com", f"Customer {number} {each}")
            office.receive(office.arrival(email, sender, f"hello there word{number}x{each}"))
        catch_up(office)
    planted = Contact("email", "", f"{PLANTED}@example.com", f"{PLANTED.title()} Person")
    office.receive(office.arrival(email, planted, f"my secret is {PLANTED} and nothing else"))
    catch_up(office)
    return office


def theirs(office: Office) -> tuple[list[MessageId], list[CustomerId]]:
    ids = office.rows(select(message.c.id, thread.c.customer_id).join(thread).where(message.c.text.contains(PLANTED)))
    return [row.id for row in ids], [row.customer_id for row in ids]


def rest(office: Office) -> None:
    """Everything outside the index that tells of them."""
    with office.engine.begin() as conn:
        for table, column in (
            ("message", "text"), ("message", "said"), ("customer", "name"), ("identity", "address"),
            ("identity", "display"), ("thread", "preview"),
        ):  # fmt: skip
            conn.execute(text(f"UPDATE {table} SET {column} = id WHERE lower({column}) LIKE '%{PLANTED}%'"))


def purge(office: Office) -> int:
    steps = 1
    while office.write(fulltext.purge):
        steps += 1
        assert steps < 1000
    return steps


def holds(office: Office, database: Path) -> bool:
    """Whether any byte of the file or its log tells of it, after what SQLite does to forget what is free."""
    with office.engine.connect() as conn:
        raw = conn.connection.driver_connection
        assert raw is not None
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [one for one in database.parent.iterdir() if one.name.startswith(database.name)]
    return any(PLANTED.encode() in one.read_bytes().lower() for one in files)


def test_nothing_is_found_of_whom_we_forgot(filled: Office) -> None:
    assert len(find(filled, f"{PLANTED} ").messages) == 1
    assert len(find(filled, f"{PLANTED} ").people) == 1
    messages, customers = theirs(filled)
    filled.write(fulltext.forget, messages)
    filled.write(fulltext.forget_people, customers)
    assert find(filled, f"{PLANTED} ").messages == ()
    assert people(filled, PLANTED) == []
    assert len(find(filled, "hello ", limit=500).messages) == 120


def test_after_a_purge_no_byte_tells_of_it(filled: Office, database: Path) -> None:
    messages, customers = theirs(filled)
    filled.write(fulltext.forget, messages)
    filled.write(fulltext.forget_people, customers)
    rest(filled)
    assert holds(filled, database), "without the purge, the index itself still knows the word"
    purge(filled)
    assert not holds(filled, database)
    assert len(find(filled, "hello ", limit=500).messages) == 120


def test_an_edit_is_purged_too(filled: Office, database: Path) -> None:
    messages, _ = theirs(filled)
    rest(filled)
    filled.write(lambda conn: indexing(conn, messages, lambda mood: ""))
    filled.write(fulltext.forget_people, theirs_by_name(filled))
    purge(filled)
    assert not holds(filled, database)


def theirs_by_name(office: Office) -> list[CustomerId]:
    return [row[0] for row in office.rows(text("SELECT customer_id FROM search_person"))]


def test_a_purge_of_a_tidy_index_is_one_step(filled: Office) -> None:
    purge(filled)
    assert purge(filled) == 1


def test_forgetting_what_was_never_indexed_is_nothing(office: Office) -> None:
    office.write(fulltext.forget, [MessageId("none")])
    office.write(fulltext.forget, [])
    office.write(fulltext.forget_people, [])
