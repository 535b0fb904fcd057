"""Rows written many at a time read as if each had been written by itself, on either engine."""

from datetime import timedelta
from typing import Any

import pytest
from office.clock import START
from office.office import Office
from sqlalchemy import Connection, insert, select

from inbox.ids import new_id
from inbox.schema import account, change, customer, event, identity, message, outbox, thread
from inbox.storing import insert_rows, update_rows
from inbox.words import Account, Thread


def people(*names: str) -> list[dict[str, Any]]:
    return [{"id": new_id(), "name": name, "created_at": START} for name in names]


def test_what_one_statement_stores_reads_like_what_sqlalchemy_stores_row_by_row(office: Office) -> None:
    one, other = people("Ana", "Ana")
    office.write(insert_rows, customer, [one])
    office.write(lambda conn: conn.execute(insert(customer), [other]))
    first, second = (dict(row._mapping) for row in office.rows(select(customer).order_by(customer.c.id)))
    assert {**first, "id": ""} == {**second, "id": ""}
    assert first["created_at"] == START


def test_what_a_row_does_not_name_is_what_the_schema_says(office: Office, email: Account) -> None:
    office.write(insert_rows, change, [{"id": new_id(), **named(email, "1"), "kind": "edited", "at": START}])
    (row,) = office.rows(select(change))
    assert (row.text, row.before, row.by, row.gone, row.message_id) == ("", "", "", False, None)


def named(email: Account, remote_id: str) -> dict[str, Any]:
    return {"account_id": email.id, "remote_id": remote_id}


@pytest.mark.parametrize("text", ["", "'; DROP TABLE customer; --", "100 %s %(x)s", '"\\', "नमस्ते 👋", "\u2028\x7f"])
def test_any_text_comes_back_as_it_was(office: Office, text: str) -> None:
    office.write(insert_rows, customer, [{**people(text)[0], "fields": {text: text}}])
    (row,) = office.rows(select(customer.c.name, customer.c.fields))
    assert tuple(row) == (text, {text: text})


def test_rows_are_numbered_in_their_order(office: Office) -> None:
    kinds = [f"kind {number}" for number in range(300)]
    before = len(office.rows(select(event)))
    rows = [{"at": START, "kind": kind, "data": {}} for kind in kinds]
    office.write(insert_rows, event, rows)
    assert [row.kind for row in office.rows(select(event.c.kind).order_by(event.c.seq))][before:] == kinds


def test_an_update_reaches_the_rows_it_names_and_no_others(office: Office) -> None:
    rows = people("Ana", "Ben", "Cleo")
    office.write(insert_rows, customer, rows)
    later = START + timedelta(microseconds=1)
    changed = [{"id": one["id"], "name": one["name"].upper(), "erased_at": later} for one in rows[:2]]
    office.write(update_rows, customer, changed)
    found = office.rows(select(customer.c.name, customer.c.erased_at).order_by(customer.c.name))
    assert [tuple(row) for row in found] == [("ANA", later), ("BEN", later), ("Cleo", None)]


def test_an_update_can_set_to_nothing(office: Office, email: Account) -> None:
    known = office.hears(email, "ana@example.com")
    office.write(update_rows, thread, [{"id": known.id, "due": None, "stretch": None, "reasons": []}])
    (row,) = office.rows(select(thread.c.due, thread.c.stretch, thread.c.reasons))
    assert tuple(row) == (None, None, [])


def test_columns_whose_names_are_sqls_own_words_are_quoted(office: Office, email: Account) -> None:
    row = {"id": new_id(), **named(email, "1"), "kind": "reacted", "at": START, "by": "ana", "before": "b", "text": "t"}
    office.write(insert_rows, change, [row])
    office.write(update_rows, change, [{"id": row["id"], "by": "ben"}])
    assert [tuple(one) for one in office.rows(select(change.c.by, change.c.before))] == [("ben", "b")]


def test_nothing_is_asked_for_no_rows(office: Office) -> None:
    def nothing(conn: Connection) -> None:
        conn.close()
        insert_rows(conn, customer, [])
        update_rows(conn, customer, [])

    with office.engine.connect() as conn:
        nothing(conn)


def test_every_table_that_threading_writes_can_be_written_so(office: Office, email: Account) -> None:
    known: Thread = office.hears(email, "ana@example.com")
    (said,) = office.messages(known.id)
    assert (said.text, said.evidence is not None, said.mood is not None) == (said.said, True, True)
    for table in (account, customer, identity, message, outbox, thread):
        assert office.read(lambda conn, this=table: conn.execute(select(this)).fetchall()) is not None
