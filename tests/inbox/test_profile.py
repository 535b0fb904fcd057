"""What colleagues write down about a customer."""

from typing import Any

import pytest
from office.office import Office
from sqlalchemy import update

from inbox import customers, merging, profile
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.profile import Profile
from inbox.schema import customer
from inbox.words import Account, Customer, CustomerId, Thread, User


@pytest.fixture
def maria(office: Office, email: Account) -> Thread:
    return office.hears(email)


def change(office: Office, thread: Thread, by: User, **what: Any) -> Customer:
    return office.write(profile.change, thread.customer_id, Profile(**what), by.id, office.clock())


def test_everything_is_kept_as_it_was_written(office: Office, maria: Thread, ana: User) -> None:
    told = {"name": " María ", "about": "Prefers calls", "language": "es", "zone": "Europe/Madrid"}
    kept = change(office, maria, ana, **told, fields={"Plan": "gold"})
    assert (kept.name, kept.about, kept.language, kept.zone) == ("María", "Prefers calls", "es", "Europe/Madrid")
    assert kept.fields == {"Plan": "gold"}
    assert office.read(customers.get, maria.customer_id) == kept


def test_what_is_not_mentioned_stays(office: Office, maria: Thread, ana: User) -> None:
    before = change(office, maria, ana, about="Prefers calls", fields={"Plan": "gold", "Since": "2019"})
    after = change(office, maria, ana, language="en", fields={"Plan": "silver"})
    assert (after.name, after.about, after.language) == (before.name, "Prefers calls", "en")
    assert after.fields == {"Plan": "silver", "Since": "2019"}


def test_a_field_without_a_value_is_removed(office: Office, maria: Thread, ana: User) -> None:
    change(office, maria, ana, fields={"Plan": "gold", "Since": ""})
    assert change(office, maria, ana, fields={" Plan ": None, "Nothing": None}).fields == {"Since": ""}


def test_fields_are_at_most_fifty(office: Office, maria: Thread, ana: User) -> None:
    change(office, maria, ana, fields={f"{number}": "x" for number in range(50)})
    with pytest.raises(Conflict, match="at most 50 fields"):
        change(office, maria, ana, fields={"one more": "x"})
    swapped = change(office, maria, ana, fields={"one more": "x", "0": None})
    assert len(swapped.fields) == 50


def test_screens_and_the_queue_show_the_new_name(office: Office, maria: Thread, ana: User) -> None:
    before = len(office.events())
    change(office, maria, ana, name="María")
    [told] = office.events()[before:]
    assert (told.kind, told.thread_id, told.actor_id) == ("customer.changed", maria.id, ana.id)
    assert office.thread(maria.id).customer_name == "María"


def test_nothing_new_is_told_to_nobody(office: Office, maria: Thread, ana: User) -> None:
    before = change(office, maria, ana, about="x", fields={"a": "b"})
    seq = len(office.events())
    assert change(office, maria, ana) == before
    assert change(office, maria, ana, about=" x", fields={"a": "b"}) == before
    assert len(office.events()) == seq


def test_of_those_who_are_shown_as_one_it_is_written_down_of_the_one_who_is_shown(
    office: Office, maria: Thread, email: Account, ana: User
) -> None:
    other = office.hears(email, "maria@work.example")
    link = office.write(merging.merge, other.customer_id, maria.customer_id, "by an agent", ana.id, office.clock())
    assert change(office, other, ana, about="Prefers calls").id == maria.customer_id
    assert office.events()[-1].thread_id == maria.id
    office.write(merging.split, link, ana.id, office.clock())
    assert office.read(customers.get, other.customer_id).about == ""


def test_nobody_is_not_found(office: Office, maria: Thread, ana: User) -> None:
    with pytest.raises(NotFound):
        office.write(profile.change, CustomerId(new_id()), Profile(name="x"), ana.id, office.clock())
    office.write(lambda conn: conn.execute(update(customer).values(erased_at=office.clock())))
    with pytest.raises(NotFound):
        change(office, maria, ana, name="x")
