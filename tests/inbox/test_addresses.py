"""Addresses that an agent says are a customer's, too: never anybody else's, and undone while nothing came of it."""

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import customers, identities
from inbox.errors import Conflict, NotFound
from inbox.identities import ASSERTED, Contact
from inbox.ids import new_id
from inbox.schema import claim, identity
from inbox.words import Account, Customer, CustomerId, IdentityId, Thread, User

PHONE = Contact("sms", "", "+15550100", "Maria's mobile")
MAIL = Contact("email", "", "maria@example.com")


@pytest.fixture
def thread(office: Office, chat: Account) -> Thread:
    """A visitor who typed her address, which nobody has proven."""
    return office.hears(chat, "visitor-1", claims=(MAIL,))


def add(office: Office, thread: Thread, who: Contact, by: User) -> Customer:
    return office.write(customers.add_address, thread.customer_id, who, by.id, office.clock())


def remove(office: Office, thread: Thread, which: IdentityId, by: User) -> Customer:
    return office.write(customers.remove_address, thread.customer_id, which, by.id, office.clock())


def test_an_agents_word_is_kept_with_who_gave_it(office: Office, thread: Thread, ana: User) -> None:
    now = office.clock.forward(minutes=1)
    found = add(office, thread, PHONE, ana)
    assert found == office.read(customers.get, thread.customer_id)
    added = found.identities[-1]
    assert (added.channel, added.address, added.display) == ("sms", "+15550100", "Maria's mobile")
    assert (added.evidence, added.how) == ("asserted", ASSERTED)
    (row,) = office.rows(select(identity).where(identity.c.id == added.id))
    assert (row.by_id, row.evidence_at) == (ana.id, now)
    told = office.events()[-1]
    assert (told.kind, told.thread_id, told.actor_id) == ("customer.changed", thread.id, ana.id)


def test_what_comes_from_there_joins_the_thread(office: Office, thread: Thread, ana: User) -> None:
    add(office, thread, PHONE, ana)
    assert office.hears(office.account("sms"), PHONE).id == thread.id


def test_a_claim_that_an_agent_confirms_is_a_claim_no_longer(office: Office, thread: Thread, ana: User) -> None:
    assert [one.address for one in office.read(customers.get, thread.customer_id).claims] == [MAIL.address]
    found = add(office, thread, MAIL, ana)
    assert (found.claims, found.identities[-1].evidence) == ((), "asserted")


def test_somebody_elses_claim_of_the_same_address_stays(
    office: Office, thread: Thread, chat: Account, ana: User
) -> None:
    office.hears(chat, "visitor-2", claims=(MAIL,))
    add(office, thread, MAIL, ana)
    assert len(office.rows(select(claim))) == 1


def test_a_claimed_address_of_theirs_becomes_asserted(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email, MAIL)
    assert office.identity(MAIL).evidence == "claimed"
    add(office, thread, MAIL, ana)
    assert (office.identity(MAIL).evidence, office.identity(MAIL).how) == ("asserted", ASSERTED)


@pytest.mark.parametrize("before", ["proven", "asserted"])
def test_what_is_known_better_already_changes_nothing(
    office: Office, thread: Thread, chat: Account, ana: User, ben: User, before: str
) -> None:
    if before == "proven":
        proven = Contact("sms", "", PHONE.address, "", "proven", "their network")
        thread = office.hears(chat, Contact("chat", chat.id, "visitor-1", "", "proven"), also=(proven,))
    else:
        add(office, thread, PHONE, ana)
    stands, seq = office.identity(PHONE), len(office.events())
    add(office, thread, PHONE, ben)
    assert office.identity(PHONE) == stands
    assert stands.evidence == before
    assert len(office.events()) == seq


def test_an_address_of_somebody_else_stays_theirs_and_it_is_said_whose(
    office: Office, thread: Thread, email: Account, ana: User
) -> None:
    office.hears(email, Contact("email", "", "omar@example.com", "Omar"))
    with pytest.raises(Conflict, match=r"belongs to Omar, who has a thread of their own\. Answer them there\."):
        add(office, thread, Contact("email", "", "omar@example.com"), ana)
    with pytest.raises(Conflict, match="belongs to another customer"):
        add(office, thread, nameless(office), ana)


def nameless(office: Office) -> Contact:
    """A visitor who gave no name, and whose address is none."""
    chat = office.account("chat", name="Nameless")
    who = Contact("chat", chat.id, "visitor-9")
    office.hears(chat, who)
    return who


def test_a_slip_is_undone(office: Office, thread: Thread, ana: User, ben: User) -> None:
    added = add(office, thread, PHONE, ana).identities[-1]
    found = remove(office, thread, added.id, ben)
    assert [one.channel for one in found.identities] == ["chat"]
    assert office.read(identities.find, *PHONE.unique_name) is None
    told = office.events()[-1]
    assert (told.kind, told.thread_id, told.actor_id) == ("customer.changed", thread.id, ben.id)
    assert office.hears(office.account("sms"), PHONE).id != thread.id


def test_what_somebody_wrote_by_stays(office: Office, thread: Thread, ana: User) -> None:
    added = add(office, thread, PHONE, ana).identities[-1]
    office.account("sms")
    office.reply(thread.id, ana, identity_id=added.id)
    with pytest.raises(Conflict, match="There are messages"):
        remove(office, thread, added.id, ana)


def test_only_a_colleagues_word_can_be_taken_back(office: Office, thread: Thread, ana: User, email: Account) -> None:
    (own,) = office.read(customers.get, thread.customer_id).identities
    with pytest.raises(Conflict, match="that a colleague added"):
        remove(office, thread, own.id, ana)
    other = office.hears(email, "omar@example.com")
    theirs = add(office, other, PHONE, ana).identities[-1]
    for wrong in (theirs.id, IdentityId(new_id())):
        with pytest.raises(NotFound, match="no such address"):
            remove(office, thread, wrong, ana)
    assert office.identity(PHONE).id == theirs.id


def test_nothing_is_added_to_a_customer_who_is_not_there(office: Office, ana: User) -> None:
    nobody = CustomerId(new_id())
    with pytest.raises(NotFound, match="no such customer"):
        office.write(customers.add_address, nobody, PHONE, ana.id, office.clock())
    with pytest.raises(NotFound, match="no such customer"):
        office.write(customers.remove_address, nobody, IdentityId(new_id()), ana.id, office.clock())
    assert office.read(identities.find, *PHONE.unique_name) is None
