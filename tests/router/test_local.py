"""What a customer's words and numbers tell about their language and their clock."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from office.office import Office

from inbox import identities, profile
from inbox.card import Card
from inbox.identities import Contact
from inbox.profile import Profile
from inbox.words import Account, Identity, Thread, User
from router import local
from router.local import zone_of_number, zone_of_numbers

WINTER, SUMMER = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "zone"),
    [
        ("+34600000001", "Europe/Madrid"),
        ("+34928000001", "Atlantic/Canary"),
        ("+12125550100", "America/New_York"),
        ("+13105550100", "America/Los_Angeles"),
        ("+5491122334455", "America/Buenos_Aires"),
        ("+351912345678", "Europe/Lisbon"),
        ("+33612345678", "Europe/Paris"),
        ("+8613800138000", "Asia/Shanghai"),
    ],
)
def test_a_number_tells_its_zone(number: str, zone: str) -> None:
    assert zone_of_number(number, WINTER) == zone


@pytest.mark.parametrize("number", ["+18005550100", "+999123", "+", "+abc", "+61400000000", "+0", "+34"])
def test_a_number_of_many_zones_or_of_none_tells_nothing(number: str) -> None:
    assert zone_of_number(number, WINTER) == ""


def test_where_zones_differ_only_in_name_their_offset_is_told() -> None:
    assert local.same_offset(["Europe/Berlin", "Europe/Busingen"], WINTER) == "+01:00"
    assert local.same_offset(["Europe/Berlin", "Europe/Busingen"], SUMMER) == "+02:00"
    assert local.same_offset(["Asia/Kolkata", "Asia/Calcutta"], SUMMER) == "+05:30"
    assert local.same_offset(["Europe/Madrid", "Atlantic/Canary"], WINTER) == ""
    assert local.same_offset(["Nowhere"], WINTER) == ""
    assert local.same_offset([], WINTER) == ""


@pytest.fixture
def maria(office: Office, email: Account) -> Thread:
    return office.hears(email, text="Hello, where is my order? It has not arrived yet.")


def known_by(office: Office, thread: Thread, by: User, *addresses: str) -> None:
    for address in addresses:
        contact = Contact("sms" if address.startswith("+") else "email", "", address)
        office.write(identities.assert_one, thread.customer_id, contact, by.id, office.clock())


def shown(office: Office, thread: Thread, to: User) -> Card:
    return office.read(local.show, thread.id, to.id, office.clock())


def test_the_card_says_what_it_guesses(office: Office, maria: Thread, ana: User) -> None:
    known_by(office, maria, ana, "+34600000001", "maria@work.example")
    card = shown(office, maria, ana)
    assert (card.language_guess, card.zone_guess) == ("en", "Europe/Madrid")
    assert (card.customer.language, card.customer.zone) == ("", ""), "a guess is not written down"


def test_what_a_colleague_wrote_down_needs_no_guess(office: Office, maria: Thread, ana: User) -> None:
    known_by(office, maria, ana, "+34600000001")
    written = Profile(language="es", zone="Atlantic/Canary")
    office.write(profile.change, maria.customer_id, written, ana.id, office.clock())
    card = shown(office, maria, ana)
    assert (card.language_guess, card.zone_guess) == ("", "")
    assert (card.customer.language, card.customer.zone) == ("es", "Atlantic/Canary")


def test_numbers_that_do_not_agree_tell_nothing(office: Office, maria: Thread, ana: User) -> None:
    known_by(office, maria, ana, "+34600000001", "+34600000002")
    assert shown(office, maria, ana).zone_guess == "Europe/Madrid"
    known_by(office, maria, ana, "+12125550100")
    assert shown(office, maria, ana).zone_guess == ""


def test_a_familys_telephone_says_nothing_of_one_of_them(office: Office, maria: Thread, ana: User) -> None:
    known_by(office, maria, ana, "+34600000001")
    theirs: Iterable[Identity] = shown(office, maria, ana).customer.identities
    assert zone_of_numbers(theirs, WINTER) == "Europe/Madrid"
    assert zone_of_numbers([replace(one, shared=True) for one in theirs], WINTER) == ""


def test_the_last_messages_tell_the_language_and_what_they_quote_does_not(
    office: Office, email: Account, maria: Thread, ana: User
) -> None:
    more: dict[str, Any] = {
        "text": "> Where is it? It is not here\n> I have not got it\nNo lo sé, todavía no ha llegado"
    }
    for _ in range(12):
        office.hears(email, **more)
    assert shown(office, maria, ana).language_guess == "es"
