"""Questions about many names are one statement, however many names there are."""

from typing import Any

import pytest
from office.clock import START
from office.office import Office
from office.plans import plan
from sqlalchemy import delete, select, update

from inbox.ids import new_id
from inbox.rows import among, these
from inbox.schema import customer, identity, message
from inbox.storing import insert_rows

FIRST, SECOND, THIRD = (new_id() for _ in range(3))
NAME = [identity.c.channel, identity.c.scope, identity.c.address]


@pytest.fixture(autouse=True)
def three(office: Office) -> None:
    rows = [
        {"id": one, "name": f"no {number}", "created_at": START} for number, one in enumerate((FIRST, SECOND, THIRD))
    ]
    office.write(insert_rows, customer, rows)
    known = {"channel": "email", "evidence": "claimed", "evidence_at": START, "created_at": START}
    written = [{"id": new_id(), "customer_id": one, "address": f"{one}@x.example", **known} for one in (FIRST, SECOND)]
    office.write(insert_rows, identity, written)


def ids(office: Office, values: Any) -> set[str]:
    return {row.id for row in office.rows(select(customer.c.id).where(these(customer.c.id, values)))}


def test_those_and_no_others_are_found(office: Office) -> None:
    assert ids(office, [FIRST, THIRD]) == {FIRST, THIRD}
    assert ids(office, {SECOND}) == {SECOND}
    assert ids(office, ()) == set()
    assert ids(office, [new_id() for _ in range(2000)] + [FIRST]) == {FIRST}


@pytest.mark.parametrize("nonsense", ["", "x", "1' OR '1'='1", "%s", "null"])
def test_what_is_no_id_is_found_nowhere(office: Office, nonsense: str) -> None:
    assert ids(office, [nonsense]) == set()


def test_an_id_is_written_small(office: Office) -> None:
    assert ids(office, [FIRST.upper()]) == set()


def test_names_of_several_parts_must_match_in_all_of_them(office: Office) -> None:
    names = [("email", "", f"{FIRST}@x.example"), ("sms", "", f"{SECOND}@x.example"), ("email", "x", "y")]
    found = office.rows(select(identity.c.customer_id).where(among(NAME, names)))
    assert [row.customer_id for row in found] == [FIRST]


def test_it_can_be_joined_with_other_conditions_and_denied(office: Office) -> None:
    both = these(customer.c.id, [FIRST, SECOND])
    assert len(office.rows(select(customer).where(both, customer.c.name == "no 1"))) == 1
    assert len(office.rows(select(customer).where(both | (customer.c.name == "no 2")))) == 3
    assert [row.id for row in office.rows(select(customer).where(~both))] == [THIRD]


def test_rows_can_be_changed_and_removed_by_it(office: Office) -> None:
    office.write(lambda conn: conn.execute(update(customer).where(these(customer.c.id, [FIRST])).values(name="new")))
    assert len(office.rows(select(customer).where(customer.c.name == "new"))) == 1
    office.write(lambda conn: conn.execute(delete(customer).where(these(customer.c.id, [THIRD]))))
    assert ids(office, [FIRST, SECOND, THIRD]) == {FIRST, SECOND}


def test_the_statement_is_the_same_for_one_name_and_for_many(office: Office) -> None:
    few, many = (str(select(message.c.id).where(these(message.c.id, [FIRST] * count))) for count in (1, 500))
    assert few == many


def test_an_index_answers_it(office: Office) -> None:
    found = plan(office, select(identity).where(among(NAME, [("email", "", str(number)) for number in range(9)])))
    assert "uq_identity_channel_scope_address" in found
    assert "SCAN" not in found
    assert "pk_customer" in plan(office, select(customer.c.name).where(these(customer.c.id, [FIRST, SECOND])))
