"""Where a customer can be answered, from which account, and what forbids it."""

from datetime import timedelta

import pytest
from office.office import Office
from office.plans import plan
from sqlalchemy import update

from inbox import accounts, reach, removal, ways
from inbox.errors import Closed, NotFound
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.schema import identity, message
from inbox.ways import Correspondent, demand_open
from inbox.words import Account, AccountId, Code, IdentityId, Thread, ThreadId

PHONE = Contact("sms", "", "+15550100", "", "proven")
MAIL = Contact("email", "", "maria@example.com", "", "proven")
TYPED = Contact("email", "", "other@example.com")


@pytest.fixture
def sms(office: Office) -> Account:
    return office.account("sms")


def visitor(chat: Account) -> Contact:
    return Contact("chat", chat.id, "visitor-1", "", "proven")


def of(office: Office, thread: Thread) -> list[Correspondent]:
    return office.read(ways.of_thread, thread.id)


def the(office: Office, thread: Thread, who: Contact) -> Correspondent:
    return next(one for one in of(office, thread) if one.identity.id == office.identity(who).id)


def shut(office: Office, who: Contact, code: Code, detail: str = "") -> None:
    office.write(reach.shut, office.identity(who).id, code, detail, office.clock())


def why(one: Correspondent) -> Closed:
    with pytest.raises(Closed) as closed:
        demand_open(one)
    return closed.value


def test_whoever_wrote_last_comes_first_then_the_proven_then_the_rest(office: Office, sms: Account) -> None:
    email = office.account("email")
    thread = office.hears(email, TYPED)
    token = {"token": office.rows(ways.thread.select())[0].token}
    office.hears(sms, PHONE, **token)
    office.hears(email, MAIL, **token)
    addresses = [one.identity.address for one in of(office, thread)]
    assert addresses == [MAIL.address, PHONE.address, TYPED.address]
    office.hears(email, TYPED)
    addresses = [one.identity.address for one in of(office, thread)]
    assert addresses == [TYPED.address, PHONE.address, MAIL.address]


def test_an_asserted_address_stands_between_the_proven_and_the_claimed(office: Office, chat: Account) -> None:
    asserted = Contact("email", "", "a@example.com", "", "proven")
    thread = office.hears(chat, visitor(chat), also=(asserted, PHONE, MAIL))
    for who, evidence in ((asserted, "asserted"), (PHONE, "claimed")):
        office.write(
            lambda conn, which, said: (
                conn.execute(update(identity).where(identity.c.id == which).values(evidence=said)).rowcount
            ),
            office.identity(who).id,
            evidence,
        )
    found = [one.identity.channel + ":" + one.identity.evidence for one in of(office, thread)]
    assert found == ["chat:proven", "email:proven", "email:asserted", "sms:claimed"]


def test_where_nobody_ever_wrote_evidence_alone_counts(office: Office, email: Account) -> None:
    thread = office.hears(email)
    office.write(lambda conn: conn.execute(update(message).values(identity_id=None)).rowcount)
    assert [one.heard_at for one in of(office, thread)] == [None]


def test_each_address_is_answered_from_where_it_last_wrote(office: Office, email: Account, sms: Account) -> None:
    sales = office.account("email", name="Sales")
    thread = office.hears(email, MAIL)
    assert the(office, thread, MAIL).account == office.read(accounts.get, email.id)
    office.hears(sales, MAIL)
    assert the(office, thread, MAIL).account == office.read(accounts.get, sales.id)


def test_the_account_where_they_wrote_is_named_even_while_it_is_paused(office: Office, email: Account) -> None:
    office.account("email", name="Sales")
    thread = office.hears(email, MAIL)
    office.write(accounts.pause, email.id, True, office.clock())
    found = the(office, thread, MAIL)
    assert found.account is not None
    assert (found.account.id, why(found).code) == (email.id, "paused")
    assert "Our email is paused. An admin" in str(why(found))


def test_a_removed_account_is_replaced_by_another_of_the_channel(office: Office, email: Account) -> None:
    thread = office.hears(email, MAIL)
    office.write(removal.remove, email.id, office.clock())
    assert why(the(office, thread, MAIL)).code == "no_account"
    paused, sales = office.account("email", name="Paused"), office.account("email", name="Sales")
    office.write(accounts.pause, paused.id, True, office.clock())
    assert demand_open(the(office, thread, MAIL)).id == sales.id
    office.write(removal.remove, sales.id, office.clock())
    assert why(the(office, thread, MAIL)).code == "paused"


def test_a_visitor_of_one_site_is_never_answered_from_another(office: Office, chat: Account) -> None:
    thread = office.hears(chat, visitor(chat))
    other = office.account("chat", name="Other site")
    assert demand_open(the(office, thread, visitor(chat))).id == chat.id
    with pytest.raises(Closed, match="cannot write to this address"):
        office.read(ways.chosen, thread.id, None, other.id)
    office.write(removal.remove, chat.id, office.clock())
    assert why(the(office, thread, visitor(chat))).code == "no_account"


def test_an_address_that_never_wrote_takes_any_account_of_its_channel(
    office: Office, chat: Account, email: Account
) -> None:
    thread = office.hears(chat, visitor(chat), also=(MAIL, PHONE))
    found = the(office, thread, MAIL)
    assert (demand_open(found).id, found.heard_at) == (email.id, None)
    closed = why(the(office, thread, PHONE))
    assert (closed.code, str(closed)) == (
        "no_account", "There is no sms account to send from. An admin can add one in the settings.",
    )  # fmt: skip


def test_when_they_last_wrote_is_when_they_sent_it_and_never_later_than_it_came(office: Office, sms: Account) -> None:
    came = office.clock()
    thread = office.hears(sms, PHONE)
    assert the(office, thread, PHONE).heard_at == came
    came = office.clock.forward(hours=3)
    office.hears(sms, PHONE, sent_at=came - timedelta(hours=2))
    assert the(office, thread, PHONE).heard_at == came - timedelta(hours=2), "an outage may have held it up"
    came = office.clock.forward(hours=1)
    office.hears(sms, PHONE, sent_at=came + timedelta(days=300))
    assert the(office, thread, PHONE).heard_at == came, "a wrong clock opens nothing"


def test_our_own_messages_are_not_theirs(office: Office, sms: Account) -> None:
    came = office.clock()
    thread = office.hears(sms, PHONE)
    office.clock.forward(hours=1)
    office.reply(thread.id, office.agent())
    assert the(office, thread, PHONE).heard_at == came


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("opted_out", "They asked us to stop. Answer to another address; this one opens again when they allow it."),
        ("unreachable", "Nothing arrives here. Answer to another address, or wait until they write again."),
    ],
)
def test_a_shut_address_says_why(office: Office, sms: Account, code: Code, sentence: str) -> None:
    thread = office.hears(sms, PHONE)
    shut(office, PHONE, code)
    closed = why(the(office, thread, PHONE))
    assert (closed.code, str(closed)) == (code, sentence)


def test_what_the_provider_said_is_passed_on(office: Office, sms: Account) -> None:
    thread = office.hears(sms, PHONE)
    shut(office, PHONE, "unreachable", "This number is a landline.")
    assert str(why(the(office, thread, PHONE))).startswith("This number is a landline. Answer to another address")


def test_without_a_choice_the_one_who_wrote_last_is_meant(office: Office, chat: Account, email: Account) -> None:
    thread = office.hears(chat, visitor(chat), also=(MAIL,))
    assert office.read(ways.chosen, thread.id).identity.channel == "chat"
    office.hears(email, MAIL)
    assert office.read(ways.chosen, thread.id).identity.channel == "email"
    by_mail = office.read(ways.chosen, thread.id, office.identity(visitor(chat)).id)
    assert by_mail.account is not None
    assert by_mail.account.id == chat.id


def test_an_account_may_be_chosen_if_it_can_write_there(office: Office, email: Account, sms: Account) -> None:
    sales = office.account("email", name="Sales")
    thread = office.hears(email, MAIL)
    assert demand_open(office.read(ways.chosen, thread.id, None, sales.id)).id == sales.id
    with pytest.raises(Closed, match="The account Our sms cannot write to this address"):
        office.read(ways.chosen, thread.id, None, sms.id)
    office.write(removal.remove, sales.id, office.clock())
    for gone in (sales.id, AccountId(new_id())):
        with pytest.raises(Closed, match="This account was removed"):
            office.read(ways.chosen, thread.id, None, gone)


def test_nobody_elses_address_is_a_way_to_them(office: Office, email: Account) -> None:
    thread = office.hears(email, MAIL)
    office.hears(email, "omar@example.com")
    assert [one.identity.address for one in of(office, thread)] == [MAIL.address]
    omar = office.identity(Contact("email", "", "omar@example.com"))
    for wrong in (omar.id, IdentityId(new_id())):
        with pytest.raises(NotFound, match="no such address"):
            office.read(ways.chosen, thread.id, wrong)


def test_there_is_no_way_into_a_thread_that_is_not_there(office: Office) -> None:
    with pytest.raises(NotFound, match="no such thread"):
        office.read(ways.of_thread, ThreadId(new_id()))
    with pytest.raises(NotFound, match="no such thread"):
        office.read(ways.chosen, ThreadId(new_id()))


def test_the_last_message_of_each_address_is_found_by_an_index(office: Office) -> None:
    asked = plan(office, ways.heard().where(ways.thread.c.id == new_id()))
    assert "ix_message_identity" in asked
    assert "SCAN" not in asked
