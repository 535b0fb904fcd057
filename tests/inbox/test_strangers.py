"""Who came without a name: asked about where they wrote, until somebody knows or nobody does."""

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import erasing, identities, strangers
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.mentions import Looked
from inbox.schema import customer, identity
from inbox.strangers import TRY_AGAIN, Stranger
from inbox.words import Account, CustomerId, IdentityId, User

MARIA = Contact("slack", "", "T1:C1", "", "proven", "Slack")


@pytest.fixture
def slack(office: Office) -> Account:
    return office.account("slack")


def find(office: Office, *channels: str, limit: int = 20) -> list[Stranger]:
    return office.read(strangers.find, list(channels or ("slack",)), office.clock(), limit)


def name(office: Office, one: Stranger, called: str) -> None:
    office.write(strangers.name, one.id, called, office.clock())


def test_who_came_without_a_name_is_asked_for_where_they_wrote(office: Office, slack: Account) -> None:
    office.hears(slack, MARIA)
    assert find(office) == [Stranger(office.identity(MARIA).id, slack.id, "T1:C1")]


def test_who_has_a_name_is_not(office: Office, slack: Account) -> None:
    office.hears(slack, Contact("slack", "", "T1:C1", "Maria"))
    assert find(office) == []


def test_only_the_channels_that_know_names_are_asked(office: Office, slack: Account) -> None:
    office.hears(slack, MARIA)
    assert find(office, "sms", "email") == find(office, "sms") == []
    assert office.read(strangers.find, [], office.clock(), 20) == []


def test_of_two_accounts_the_one_where_they_wrote_last_is_asked(office: Office, slack: Account) -> None:
    other = office.account("slack", name="Other workspace")
    office.hears(slack, MARIA)
    office.hears(other, MARIA)
    assert [one.account_id for one in find(office)] == [other.id]


def test_a_name_is_theirs_and_the_customers_and_is_asked_for_no_more(office: Office, slack: Account) -> None:
    stands = office.hears(slack, MARIA)
    assert stands.customer_name == "T1:C1"
    (one,) = find(office)
    name(office, one, "Maria Ruiz")
    assert office.identity(MARIA).display == "Maria Ruiz"
    assert office.thread(stands.id).customer_name == "Maria Ruiz"
    told = office.events()[-1]
    assert (told.kind, told.thread_id) == ("customer.changed", stands.id)
    office.clock.forward(days=1)
    assert find(office) == []


def test_a_customer_who_has_a_name_keeps_it(office: Office, slack: Account, email: Account) -> None:
    stands = office.hears(email, Contact("email", "", "maria@example.com", "Maria", "proven"))
    assert office.hears(slack, MARIA, also=(Contact("email", "", "maria@example.com", "", "proven"),)).id == stands.id
    name(office, find(office)[0], "mruiz42")
    assert office.thread(stands.id).customer_name == "Maria"
    assert office.identity(MARIA).display == "mruiz42"


def test_nobody_knowing_is_an_answer_too(office: Office, slack: Account) -> None:
    stands = office.hears(slack, MARIA)
    before = office.kinds()
    name(office, find(office)[0], "")
    assert (find(office), office.kinds()) == ([], before)
    assert office.thread(stands.id).customer_name == "T1:C1"


def test_a_provider_that_is_busy_is_asked_again_later(office: Office, slack: Account) -> None:
    office.hears(slack, MARIA)
    (one,) = find(office)
    office.write(strangers.ask_later, one.id, office.clock())
    assert find(office) == []
    office.clock.forward(seconds=TRY_AGAIN.total_seconds())
    assert find(office) == [one]


def test_the_longest_unknown_come_first_and_no_more_than_asked_for(office: Office, slack: Account) -> None:
    for number in range(5):
        office.hears(slack, Contact("slack", "", f"T1:C{number}"))
        office.clock.forward(seconds=1)
    assert [one.address for one in find(office, limit=3)] == ["T1:C0", "T1:C1", "T1:C2"]


def test_those_who_never_wrote_are_not_asked_for_and_hold_up_nobody(office: Office, slack: Account) -> None:
    owner = CustomerId(office.hears(slack, Contact("slack", "", "T1:C0", "Named")).customer_id)
    silent = [(IdentityId(new_id()), owner, Contact("slack", "", f"T1:S{number}")) for number in range(5)]
    office.write(identities.add_many, silent, office.clock())
    office.clock.forward(seconds=1)
    office.hears(slack, MARIA)
    assert [one.address for one in find(office, limit=2)] == ["T1:C1"]


def test_an_answer_of_ours_is_not_mistaken_for_their_message(office: Office, slack: Account, ana: User) -> None:
    stands = office.hears(slack, MARIA)
    office.reply(stands.id, ana)
    assert [one.account_id for one in find(office)] == [slack.id]


def test_others_keep_their_names(office: Office, slack: Account) -> None:
    office.hears(slack, MARIA)
    other = office.hears(slack, Contact("slack", "", "T1:C2"))
    name(office, find(office)[0], "Maria Ruiz")
    assert office.thread(other.id).customer_name == "T1:C2"
    displays = office.rows(select(identity.c.display).order_by(identity.c.address))
    assert [row.display for row in displays] == ["Maria Ruiz", ""]


def test_who_was_erased_while_their_provider_was_asked_stays_nameless(office: Office, slack: Account) -> None:
    thread = office.hears(slack, MARIA)
    (one,) = find(office)
    office.write(erasing.erase, thread.customer_id, True, Looked(), None, office.clock())
    name(office, one, "Maria")
    assert office.rows(select(identity)) == []
    assert {row.name for row in office.rows(select(customer.c.name))} == {""}
