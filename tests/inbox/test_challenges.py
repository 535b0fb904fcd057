"""One-time codes: who guesses, repeats, waits or borrows gets nothing."""

import hashlib
from datetime import timedelta

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import challenges
from inbox.challenges import LASTS, TRIES
from inbox.identities import Contact
from inbox.schema import challenge
from inbox.words import Account

KEY = b"k" * 32
MARIA = Contact("email", "", "maria@example.com")
OMAR = Contact("email", "", "omar@example.com")


@pytest.fixture
def visitor(chat: Account) -> Contact:
    return Contact("chat", chat.id, "v1", "", "proven", "visitor token")


def other(visitor: Contact, name: str) -> Contact:
    return Contact("chat", visitor.scope, name, "", "proven", "visitor token")


def issue(office: Office, visitor: Contact, code: str = "123456", to: Contact = MARIA) -> bool:
    return office.write(challenges.issue, KEY, visitor, to, code, office.clock())


def attempt(office: Office, visitor: Contact, code: str = "123456", key: bytes = KEY) -> str:
    tried = office.write(challenges.attempt, key, visitor, code, office.clock())
    return tried.other.address if tried.other else tried.outcome


def test_the_right_code_proves_the_address_that_it_was_sent_to_and_only_once(office: Office, visitor: Contact) -> None:
    assert issue(office, visitor)
    assert attempt(office, visitor) == "maria@example.com"
    assert attempt(office, visitor) == "over"


def test_a_proof_says_how(office: Office, visitor: Contact) -> None:
    issue(office, visitor)
    tried = office.write(challenges.attempt, KEY, visitor, "123456", office.clock())
    assert tried.other == Contact("email", "", "maria@example.com", "", "proven", "one-time code")


def test_who_never_asked_has_nothing_to_enter(office: Office, visitor: Contact) -> None:
    assert attempt(office, visitor) == "over"


@pytest.mark.parametrize("wrong", ["", "12345", "1234567", "123457", "654321", "١٢٣٤٥٦", "123456\x00", "x" * 40])
def test_anything_else_is_wrong(office: Office, visitor: Contact, wrong: str) -> None:
    issue(office, visitor)
    assert attempt(office, visitor, wrong) == "wrong"


def test_after_five_wrong_ones_the_right_one_comes_too_late(office: Office, visitor: Contact) -> None:
    issue(office, visitor)
    assert [attempt(office, visitor, f"00000{number}") for number in range(TRIES)] == ["wrong"] * TRIES
    assert attempt(office, visitor) == "over"


def test_the_fifth_try_still_counts(office: Office, visitor: Contact) -> None:
    issue(office, visitor)
    for number in range(TRIES - 1):
        attempt(office, visitor, f"00000{number}")
    assert attempt(office, visitor) == "maria@example.com"


def test_a_code_lasts_ten_minutes(office: Office, visitor: Contact) -> None:
    issue(office, visitor)
    office.clock.now += LASTS - timedelta(seconds=1)
    assert office.read(challenges.asked_of, visitor, office.clock()) == "maria@example.com"
    office.clock.forward(seconds=1)
    assert office.read(challenges.asked_of, visitor, office.clock()) == ""
    assert attempt(office, visitor) == "over"


def test_a_code_is_worth_nothing_to_anybody_else(office: Office, visitor: Contact) -> None:
    issue(office, visitor, "111111")
    eve = other(visitor, "v2")
    assert attempt(office, eve, "111111") == "over"
    issue(office, eve, "222222", OMAR)
    assert attempt(office, eve, "111111") == "wrong"
    elsewhere = Contact("chat", office.account("chat").id, visitor.address)
    assert attempt(office, elsewhere, "111111") == "over"
    assert attempt(office, visitor, "111111") == "maria@example.com"


def test_a_code_for_one_address_proves_no_other(office: Office, visitor: Contact) -> None:
    """Asked for their own address first, and then for somebody else's."""
    issue(office, visitor, "111111", OMAR)
    issue(office, visitor, "222222", MARIA)
    assert attempt(office, visitor, "111111") == "wrong"
    assert attempt(office, visitor, "222222") == "maria@example.com"


def test_asking_anew_voids_what_was_sent_before_even_after_the_new_one_was_used(
    office: Office, visitor: Contact
) -> None:
    issue(office, visitor, "111111")
    issue(office, visitor, "222222")
    assert attempt(office, visitor, "222222") == "maria@example.com"
    assert attempt(office, visitor, "111111") == "over"


def test_the_database_alone_does_not_give_a_code_away(office: Office, visitor: Contact) -> None:
    issue(office, visitor, "424242")
    issue(office, other(visitor, "v2"), "424242")
    (one, two) = office.rows(select(challenge))
    assert "424242" not in str(one)
    assert hashlib.sha256(b"424242").hexdigest() not in str(one)
    assert one.digest != two.digest
    assert attempt(office, visitor, "424242", b"another key, as of a stolen copy") == "wrong"


def test_nobody_has_more_than_three_codes_sent_in_an_hour(office: Office, visitor: Contact) -> None:
    for number in range(3):
        assert issue(office, visitor, to=Contact("email", "", f"{number}@example.com"))
    assert not issue(office, visitor)
    office.clock.forward(hours=1)
    assert issue(office, visitor)


def test_nobody_is_written_to_more_than_three_times_in_an_hour_or_ten_times_a_day(
    office: Office, visitor: Contact
) -> None:
    sent = []
    for number in range(24 * 5):
        sent.append(issue(office, other(visitor, f"stranger {number}")))
        office.clock.forward(minutes=12)
    assert sent[:5] == [True, True, True, False, False]
    assert sum(sent) == 10
    assert issue(office, visitor)


def test_a_chat_as_a_whole_sends_sixty_an_hour(office: Office, visitor: Contact) -> None:
    sent = [
        issue(office, other(visitor, f"{number}"), to=Contact("email", "", f"{number}@example.com"))
        for number in range(70)
    ]
    assert sum(sent) == 60
    elsewhere = Contact("chat", office.account("chat").id, visitor.address)
    assert issue(office, elsewhere)


def test_what_is_a_day_old_is_forgotten(office: Office, visitor: Contact) -> None:
    issue(office, visitor)
    office.clock.forward(days=1)
    issue(office, visitor, to=OMAR)
    assert [row.address for row in office.rows(select(challenge))] == ["omar@example.com"]
