"""A customer's address changes: they stay who they are, and nobody else becomes them."""

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import customers
from inbox.arrivals import Consented, Moving, Read
from inbox.identities import Contact
from inbox.schema import customer, identity
from inbox.words import Account


def number(last: int, **more: str) -> Contact:
    return Contact("whatsapp", "", f"+3460000000{last}", evidence="proven", how="whatsapp", **more)


OLD, NEW, NEXT = number(1, display="Maria"), number(2), number(3)


@pytest.fixture
def whatsapp(office: Office) -> Account:
    return office.account("whatsapp")


def moved(office: Office, account: Account, before: Contact = OLD, after: Contact = NEW) -> Read:
    return office.payload(account, moves=(Moving(before, after),))


def test_the_new_address_is_theirs_and_the_old_one_shut(office: Office, whatsapp: Account) -> None:
    stands = office.hears(whatsapp, OLD)
    office.take(moved(office, whatsapp))
    assert office.hears(whatsapp, NEW).id == stands.id
    old, new = office.identity(OLD), office.identity(NEW)
    assert (old.shut, old.shut_detail) == ("unreachable", "They have moved to another number.")
    assert (new.shut, new.evidence, new.how) == ("", "proven", "whatsapp")
    assert office.thread(stands.id).customer_name == "Maria"


def test_screens_are_told(office: Office, whatsapp: Account) -> None:
    stands = office.hears(whatsapp, OLD)
    office.take(moved(office, whatsapp))
    told = office.events()[-1]
    assert (told.kind, told.thread_id) == ("customer.changed", stands.id)


def test_a_message_from_the_new_address_finds_its_thread_in_the_same_batch(office: Office, whatsapp: Account) -> None:
    stands = office.hears(whatsapp, OLD)
    office.take(moved(office, whatsapp), office.payload(whatsapp, office.arrival(whatsapp, NEW)))
    assert office.thread_of(NEW).id == stands.id


def test_all_of_a_strangers_story_may_come_in_one_batch(office: Office, whatsapp: Account) -> None:
    hello, again = office.arrival(whatsapp, OLD, "Hello"), office.arrival(whatsapp, NEW, "It is me")
    office.take(office.payload(whatsapp, hello), moved(office, whatsapp), office.payload(whatsapp, again))
    assert [one.text for one in office.messages(office.thread_of(OLD).id)] == ["Hello", "It is me"]
    assert office.identity(OLD).shut == "unreachable"
    assert len(office.rows(select(customer))) == 1


def test_the_old_address_is_shut_though_its_last_message_came_with_the_news(office: Office, whatsapp: Account) -> None:
    office.hears(whatsapp, OLD)
    office.take(office.payload(whatsapp, office.arrival(whatsapp, OLD)), moved(office, whatsapp))
    assert office.identity(OLD).shut == "unreachable"


def test_moving_twice_is_followed(office: Office, whatsapp: Account) -> None:
    stands = office.hears(whatsapp, OLD)
    office.take(moved(office, whatsapp), moved(office, whatsapp, NEW, NEXT))
    assert office.hears(whatsapp, NEXT).id == stands.id
    assert [office.identity(one).shut for one in (OLD, NEW, NEXT)] == ["unreachable", "unreachable", ""]


def test_the_same_news_twice_makes_nothing_twice(office: Office, whatsapp: Account) -> None:
    stands = office.hears(whatsapp, OLD)
    office.take(moved(office, whatsapp), moved(office, whatsapp))
    office.take(moved(office, whatsapp))
    assert len(office.rows(select(identity))) == 2
    assert len(office.read(customers.get, stands.customer_id).identities) == 2


def test_a_number_that_somebody_else_has_stays_theirs(office: Office, whatsapp: Account) -> None:
    maria, omar = office.hears(whatsapp, OLD), office.hears(whatsapp, NEW)
    office.take(moved(office, whatsapp))
    assert office.hears(whatsapp, NEW).id == omar.id != maria.id
    assert len(office.rows(select(customer))) == 2, "people confirm; nothing is merged"
    assert (office.identity(OLD).shut, office.identity(NEW).shut) == ("unreachable", "")


def test_a_move_of_somebody_unknown_makes_nobody(office: Office, whatsapp: Account) -> None:
    office.take(moved(office, whatsapp))
    assert office.rows(select(identity)) == []


def test_a_move_to_where_they_are_already_shuts_nothing(office: Office, whatsapp: Account) -> None:
    office.hears(whatsapp, OLD)
    office.take(moved(office, whatsapp, OLD, number(1)))
    assert office.identity(OLD).shut == ""


def test_whoever_wished_us_to_stop_wishes_so_still(office: Office, whatsapp: Account) -> None:
    from_old = office.arrival(whatsapp, OLD, "STOP")
    office.take(office.payload(whatsapp, from_old, consents=(Consented(OLD, False),)), moved(office, whatsapp))
    assert (office.identity(OLD).shut, office.identity(NEW).shut) == ("opted_out", "opted_out")


def test_a_scoped_address_moves_within_its_account(office: Office, chat: Account) -> None:
    here, there = Contact("chat", chat.id, "v1"), Contact("chat", chat.id, "v2")
    stands = office.hears(chat, here)
    other = office.account("chat", name="Other site")
    elsewhere = office.hears(other, Contact("chat", other.id, "v1"))
    office.take(moved(office, chat, here, there))
    assert office.hears(chat, there).id == stands.id != elsewhere.id
