"""What a visitor sees of others: nothing, until they prove to be them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office.office import Office
from sqlalchemy import Connection, update

from inbox import challenges, customers, identities, merging, messages, proofs
from inbox.identities import Contact
from inbox.messages import place_of
from inbox.schema import identity
from inbox.words import Account, Event, Identity, IdentityId, User

KEY = b"k" * 32
MARIA = Contact("email", "", "maria@example.com", "", "proven", "one-time code")


@pytest.fixture
def visitor(chat: Account) -> Contact:
    return Contact("chat", chat.id, "v1", "", "proven", "visitor token")


def sees(office: Office, who: Contact | Identity) -> list[str]:
    own = who if isinstance(who, Identity) else office.read(identities.find, *who.unique_name)
    seen = office.read(proofs.seen_by, own.id) if own else []
    return [one.text for one in office.read(messages.of_visitor, dict.fromkeys(seen, 0))]


def admit(office: Office, visitor: Contact, other: Contact = MARIA) -> bool:
    return office.write(proofs.admit, visitor, other, office.clock())


def test_a_claim_and_an_agents_merge_show_nothing_and_the_proof_shows_all(
    office: Office, email: Account, chat: Account, ana: User, visitor: Contact
) -> None:
    known = office.hears(email, "maria@example.com", "by mail, private")
    office.note(known.id, ana, "careful with her")
    office.reply(known.id, ana, "an answer by mail")
    office.clock.forward(minutes=1)
    stranger = office.hears(chat, visitor, "I am Maria", claims=(Contact("email", "", "maria@example.com"),))
    assert sees(office, visitor) == ["I am Maria"]
    office.write(merging.merge, stranger.customer_id, known.customer_id, "said so", ana.id, office.clock())
    assert sees(office, visitor) == ["I am Maria"]
    assert admit(office, visitor)
    assert sees(office, visitor) == ["by mail, private", "an answer by mail", "I am Maria"]
    assert sees(office, office.identity(MARIA)) == ["by mail, private", "an answer by mail"]


def test_both_become_one_customer_by_a_merge_that_can_be_undone(
    office: Office, email: Account, chat: Account, ana: User, visitor: Contact
) -> None:
    known = office.hears(email, "maria@example.com", "by mail")
    stranger = office.hears(chat, visitor, "by chat")
    admit(office, visitor)
    found = office.read(customers.get, known.customer_id)
    assert {one.address for one in found.identities} == {"maria@example.com", "v1"}
    assert office.read(customers.get, stranger.customer_id).id == known.customer_id
    (merge,) = found.merges
    assert (merge.how, merge.by_name) == ("one-time code", "")
    mail = office.identity(MARIA)
    assert (mail.evidence, mail.how) == ("proven", "one-time code")
    office.write(merging.split, merge.id, ana.id, office.clock())
    assert office.read(customers.get, stranger.customer_id).id == stranger.customer_id
    assert sees(office, visitor) == ["by mail", "by chat"], (
        "they can still read that mailbox, which is what they proved"
    )


def test_an_address_that_nobody_has_becomes_theirs(office: Office, chat: Account, visitor: Contact) -> None:
    stands = office.hears(chat, visitor, "by chat", claims=(Contact("email", "", "maria@example.com"),))
    admit(office, visitor)
    found = office.read(customers.get, stands.customer_id)
    assert [(one.address, one.evidence) for one in found.identities] == [
        ("v1", "proven"),
        ("maria@example.com", "proven"),
    ]
    assert (found.claims, found.merges) == ((), ())


def test_who_proves_before_writing_joins_whoever_has_the_address(
    office: Office, email: Account, chat: Account, visitor: Contact
) -> None:
    known = office.hears(email, "maria@example.com", "by mail")
    admit(office, visitor)
    assert sees(office, visitor) == ["by mail"]
    assert office.hears(chat, visitor, "by chat").id == known.id
    assert sees(office, visitor) == ["by mail", "by chat"]


def test_two_strangers_to_us_wait_as_one_for_their_first_message(
    office: Office, email: Account, chat: Account, ana: User, visitor: Contact
) -> None:
    admit(office, visitor)
    assert sees(office, visitor) == []
    stands = office.thread_of(visitor)
    office.reply(stands.id, ana, "we write first", identity_id=office.identity(MARIA).id)
    assert office.hears(chat, visitor, "by chat").id == stands.id
    assert sees(office, visitor) == ["we write first", "by chat"]


def test_a_shared_address_proves_nobody(office: Office, email: Account, chat: Account) -> None:
    known = office.hears(email, "maria@example.com", "by mail")
    share(office)
    visitor = Contact("chat", chat.id, "v1", "", "proven")
    stranger = office.hears(chat, visitor, "by chat")
    assert not admit(office, visitor)
    assert sees(office, visitor) == ["by chat"]
    assert office.read(customers.get, known.customer_id).id != office.read(customers.get, stranger.customer_id).id
    newcomer = Contact("chat", chat.id, "v2", "", "proven")
    assert not admit(office, newcomer)
    assert office.read(identities.find, *newcomer.unique_name) is None


def test_an_address_that_turns_out_to_be_shared_is_seen_no_longer(
    office: Office, email: Account, chat: Account, ana: User, visitor: Contact
) -> None:
    office.hears(email, "maria@example.com", "by mail")
    office.hears(chat, visitor, "by chat")
    admit(office, visitor)
    share(office)
    assert sees(office, visitor) == ["by chat"]


def share(office: Office) -> None:
    """As an agent marks it."""
    office.write(mark, "maria@example.com")


def mark(conn: Connection, address: str) -> None:
    conn.execute(update(identity).where(identity.c.address == address).values(shared=True))


def test_a_proof_is_the_windows_own_and_not_the_customers(
    office: Office, email: Account, chat: Account, visitor: Contact
) -> None:
    """Nor is it handed on: who proves A does not see what A's owner has proven elsewhere."""
    office.hears(email, "maria@example.com", "by mail")
    office.hears(email, "other@example.com", "from the other mailbox")
    admit(office, visitor)
    admit(office, visitor, Contact("email", "", "other@example.com", "", "proven", "one-time code"))
    second = Contact("chat", chat.id, "v2", "", "proven", "visitor token")
    admit(office, second)
    assert sees(office, visitor) == ["by mail", "from the other mailbox"]
    assert sees(office, second) == ["by mail"]


def test_proving_again_changes_nothing(office: Office, email: Account, chat: Account, visitor: Contact) -> None:
    office.hears(email, "maria@example.com", "by mail")
    office.hears(chat, visitor, "by chat")
    admit(office, visitor)
    before = office.read(proofs.sights, office.identity(visitor).id)
    office.clock.forward(hours=1)
    assert not office.read(proofs.is_news, visitor, MARIA)
    admit(office, visitor)
    assert office.read(proofs.sights, office.identity(visitor).id) == before
    assert len(office.read(customers.get, office.thread_of(visitor).customer_id).merges) == 1


@pytest.mark.parametrize("written", [False, True])
def test_only_what_would_show_something_is_news(
    office: Office, email: Account, chat: Account, visitor: Contact, *, written: bool
) -> None:
    if written:
        office.hears(chat, visitor)
    assert not office.read(proofs.is_news, visitor, MARIA), "nobody has it"
    office.hears(email, "maria@example.com")
    assert office.read(proofs.is_news, visitor, MARIA)
    admit(office, visitor)
    assert not office.read(proofs.is_news, visitor, MARIA)


def test_a_code_and_what_it_opens_are_one_transaction(
    office: Office, email: Account, chat: Account, visitor: Contact
) -> None:
    office.hears(email, "maria@example.com", "by mail")
    office.write(challenges.issue, KEY, visitor, MARIA, "123456", office.clock())
    assert office.write(proofs.by_code, KEY, visitor, "654321", office.clock()) == ("wrong", "")
    assert sees(office, visitor) == []
    assert office.write(proofs.by_code, KEY, visitor, "123456", office.clock()) == ("passed", "maria@example.com")
    assert sees(office, visitor) == ["by mail"]
    assert office.write(proofs.by_code, KEY, visitor, "123456", office.clock()) == ("over", "")


def test_a_code_for_an_address_that_is_shared_meanwhile_opens_nothing_and_is_spent(
    office: Office, email: Account, chat: Account, ana: User, visitor: Contact
) -> None:
    office.hears(email, "maria@example.com", "by mail")
    office.write(challenges.issue, KEY, visitor, MARIA, "123456", office.clock())
    share(office)
    assert office.write(proofs.by_code, KEY, visitor, "123456", office.clock()) == ("shared", "maria@example.com")
    assert office.write(proofs.by_code, KEY, visitor, "123456", office.clock()) == ("over", "")


def test_windows_and_screens_are_told(office: Office, email: Account, chat: Account, visitor: Contact) -> None:
    office.hears(email, "maria@example.com")
    office.hears(chat, visitor)
    last = office.events()[-1].seq
    admit(office, visitor)
    own = office.identity(visitor).id
    told: list[Event] = office.events(last)
    assert {"customer.merged", "customer.changed", "visitor.proven"} <= {one.kind for one in told}
    assert [one.identity_id for one in told if one.kind == "visitor.proven"] == [own]


@given(
    writers=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=25),
    limit=st.integers(1, 4),
)
@settings(deadline=None)  # a busy machine is slow, not wrong
def test_pages_of_several_addresses_bring_every_message_once_and_in_order(
    migrated_office: Office, writers: list[tuple[int, int]], limit: int
) -> None:
    """However they interleave, and though several were stored at the same moment in different threads."""
    office = migrated_office
    account = office.account("email")
    senders = [f"{number}-{account.id}@example.com" for number in range(3)]
    for number, (who, seconds) in enumerate(writers):
        office.hears(account, senders[who], str(number))
        office.clock.forward(seconds=seconds)
    found = [office.read(identities.find, "email", "", one) for one in senders]
    places: dict[IdentityId, int] = {one.id: 0 for one in found if one}
    heard = []
    while page := office.read(messages.of_visitor, places, limit):
        heard += page
        places |= {one.identity_id: place_of(one) for one in page if one.identity_id}
    assert sorted(heard, key=messages.in_order) == heard
    assert sorted(int(one.text) for one in heard) == list(range(len(writers)))
