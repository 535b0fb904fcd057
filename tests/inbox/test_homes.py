"""Whose message is it: what joins a thread, and what never does (a claim is never proof)."""

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import customers, identities, outbox
from inbox.identities import Contact
from inbox.schema import claim, customer, identity, thread
from inbox.words import Account, Evidence, User

MARIA = Contact("email", "", "maria@example.com", "Maria")


def visitor(chat: Account, address: str = "visitor-1", display: str = "") -> Contact:
    return Contact("chat", chat.id, address, display, "proven", "signed token")


def proven(address: str) -> Contact:
    return Contact("email", "", address, "", "proven", "signed token")


def claimed(address: str) -> Contact:
    return Contact("email", "", address, "", "claimed", "typed")


def token_of(office: Office, thread_id: str) -> str:
    return str(office.rows(select(thread.c.token).where(thread.c.id == thread_id))[0][0])


def test_a_known_address_always_has_its_thread(office: Office, email: Account) -> None:
    other = office.account("email", name="Sales")
    first = office.hears(email, MARIA)
    assert office.hears(other, MARIA).id == first.id
    assert len(office.rows(select(customer))) == 1


def test_a_new_address_is_a_new_customer(office: Office, email: Account) -> None:
    assert office.hears(email, "a@example.com").id != office.hears(email, "b@example.com").id


def test_one_newcomer_twice_in_a_batch_is_one_customer(office: Office, email: Account) -> None:
    office.receive(office.arrival(email, MARIA), office.arrival(email, MARIA))
    assert len(office.rows(select(customer))) == len(office.rows(select(identity))) == 1
    assert office.thread_of(MARIA).last_position == 2


def test_a_scoped_address_means_somebody_else_in_another_account(office: Office, chat: Account) -> None:
    other = office.account("chat", name="Other site")
    assert office.hears(chat, visitor(chat)).id != office.hears(other, visitor(other)).id


@pytest.mark.parametrize("mail_first", [True, False])
def test_a_proof_that_covers_both_brings_mail_and_chat_together(
    office: Office, email: Account, chat: Account, *, mail_first: bool
) -> None:
    also = (proven("maria@example.com"),)
    if mail_first:
        first = office.hears(email, MARIA)
        second = office.hears(chat, visitor(chat), also=also)
    else:
        first = office.hears(chat, visitor(chat), also=also)
        second = office.hears(email, MARIA)
    assert first.id == second.id
    whole = office.read(customers.get, first.customer_id)
    assert {(one.channel, one.evidence) for one in whole.identities} == {("email", "proven"), ("chat", "proven")}


def test_a_proof_within_one_batch_joins_too(office: Office, email: Account, chat: Account) -> None:
    office.receive(
        office.arrival(email, MARIA), office.arrival(chat, visitor(chat), also=(proven("maria@example.com"),))
    )
    assert office.thread_of(MARIA).last_position == 2


@pytest.mark.parametrize("evidence", ["claimed", "asserted"])
def test_an_address_that_is_not_proven_joins_nothing(
    office: Office, email: Account, chat: Account, evidence: Evidence
) -> None:
    maria = office.hears(email, MARIA)
    also = (Contact("email", "", "maria@example.com", "", evidence),)
    stranger = office.hears(chat, visitor(chat), also=also)
    assert stranger.id != maria.id
    whole = office.read(customers.get, stranger.customer_id)
    assert [one.channel for one in whole.identities] == ["chat"]
    assert [(one.channel, one.address) for one in whole.claims] == [("email", "maria@example.com")]


def test_an_unproven_address_beside_a_newcomer_does_not_become_theirs(
    office: Office, email: Account, chat: Account
) -> None:
    stranger = office.hears(chat, visitor(chat), also=(claimed("maria@example.com"),))
    maria = office.hears(email, MARIA)
    assert maria.id != stranger.id, "or whoever typed Maria's address would have taken her mail"


def test_a_sender_without_proof_cannot_bring_proven_addresses_along(office: Office, email: Account) -> None:
    maria = office.hears(email, MARIA)
    forged = Contact("email", "", "mallory@example.net", "", "claimed")
    assert office.hears(email, forged, also=(proven("maria@example.com"),)).id != maria.id


def test_two_customers_who_turn_out_to_be_one_are_not_merged(office: Office, email: Account, chat: Account) -> None:
    maria, anonymous = office.hears(email, MARIA), office.hears(chat, visitor(chat))
    again = office.hears(chat, visitor(chat), also=(proven("maria@example.com"),))
    assert again.id == anonymous.id != maria.id
    assert office.identity(MARIA).evidence == "proven"


def test_a_claim_is_remembered_once_and_joins_nothing(office: Office, email: Account, chat: Account) -> None:
    maria = office.hears(email, MARIA)
    for _ in range(2):
        stands = office.hears(chat, visitor(chat), claims=(claimed("maria@example.com"), claimed("m@example.net")))
    assert stands.id != maria.id
    found = office.read(customers.get, stands.customer_id).claims
    assert {one.address for one in found} == {"maria@example.com", "m@example.net"}
    assert len(office.rows(select(claim))) == 2


def test_whoever_writes_to_the_threads_token_belongs_to_it(office: Office, email: Account) -> None:
    stands = office.hears(email, MARIA)
    other = office.hears(email, "maria@work.example", token=token_of(office, stands.id))
    assert other.id == stands.id
    whole = office.read(customers.get, stands.customer_id)
    assert [(one.address, one.evidence) for one in whole.identities][1] == ("maria@work.example", "claimed")


def test_whoever_answers_what_we_sent_belongs_to_its_thread(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, MARIA)
    answer = office.reply(stands.id, ana)
    cites = ("unknown@example.com", answer.id)
    assert office.hears(email, "maria@work.example", cites=cites).id == stands.id


def test_citing_a_customers_own_mail_joins_nothing(office: Office, email: Account) -> None:
    stands = office.hears(email, MARIA, ref="public@example.com")
    assert office.hears(email, "mallory@example.net", cites=("public@example.com",)).id != stands.id


def test_guessing_a_token_or_a_reference_joins_nothing(office: Office, email: Account) -> None:
    stands = office.hears(email, MARIA)
    stranger = office.hears(email, "x@example.net", token="a" * 16, cites=("made-up",))
    assert stranger.id != stands.id


def test_a_known_sender_stays_in_their_own_thread_whatever_they_cite(office: Office, email: Account, ana: User) -> None:
    maria, omar = office.hears(email, MARIA), office.hears(email, "omar@example.com")
    answer = office.reply(maria.id, ana)
    assert office.hears(email, "omar@example.com", cites=(answer.id,)).id == omar.id


def test_mails_that_two_mailboxes_number_alike_are_told_apart(office: Office, email: Account) -> None:
    """Only one of the two answers us; the other must not be taken along by its number."""
    sales = office.account("email", name="Sales")
    maria = office.hears(email, MARIA)
    answering = office.arrival(email, "maria@work.example", remote_id="7", token=token_of(office, maria.id))
    unrelated = office.arrival(sales, "omar@example.com", remote_id="7")
    office.receive(answering, unrelated)
    assert office.thread_of("maria@work.example").id == maria.id
    assert office.thread_of("omar@example.com").id != maria.id


def test_of_thousands_of_references_only_the_nearest_are_looked_up(office: Office, email: Account, ana: User) -> None:
    maria = office.hears(email, MARIA)
    answer = office.reply(maria.id, ana)
    many = tuple(f"ref-{number}" for number in range(40_000))
    assert office.hears(email, "near@example.com", cites=(answer.id, *many)).id == maria.id
    assert office.hears(email, "far@example.com", cites=(*many, answer.id)).id != maria.id


def test_evidence_only_grows_stronger(office: Office, email: Account) -> None:
    office.hears(email, MARIA)
    office.clock.forward(hours=1)
    office.hears(email, Contact("email", "", "maria@example.com", "", "proven", "DMARC"))
    office.hears(email, MARIA)
    found = office.identity(MARIA)
    assert (found.evidence, found.how) == ("proven", "DMARC")


def test_a_nameless_customer_takes_the_first_name_that_comes_and_keeps_it(office: Office, chat: Account) -> None:
    assert office.hears(chat, visitor(chat)).customer_name == ""
    assert office.hears(chat, visitor(chat, display="Maria")).customer_name == "Maria"
    assert office.hears(chat, visitor(chat, display="Somebody")).customer_name == "Maria"


def test_without_a_name_a_mail_address_is_one(office: Office, email: Account) -> None:
    assert office.hears(email, "maria@example.com").customer_name == "maria@example.com"


def test_find_knows_exactly_one_spelling(office: Office, email: Account) -> None:
    office.hears(email, MARIA)
    found = office.read(identities.find, "email", "", "maria@example.com")
    assert found is not None
    assert (found.display, found.evidence) == ("Maria", "claimed")
    assert office.read(identities.find, "email", email.id, "maria@example.com") is None
    assert office.read(identities.find, "sms", "", "maria@example.com") is None


def phone(channel: str, last: int = 1, evidence: Evidence = "proven") -> Contact:
    return Contact(channel, "", f"+3460000000{last}", "", evidence, channel)


@pytest.mark.parametrize("sms_first", [True, False])
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "two batches"])
def test_one_number_proven_on_two_channels_is_one_customer(office: Office, *, sms_first: bool, together: bool) -> None:
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    both = [
        office.arrival(sms, phone("sms"), same=(phone("whatsapp"),)),
        office.arrival(whatsapp, phone("whatsapp"), same=(phone("sms"),)),
    ]
    both = both if sms_first else both[::-1]
    for batch in [both] if together else [[one] for one in both]:
        office.receive(*batch)
    assert office.thread_of(phone("sms")).id == office.thread_of(phone("whatsapp")).id


@pytest.mark.parametrize("evidence", ["claimed", "asserted"])
def test_a_number_that_is_not_proven_there_joins_nothing(office: Office, evidence: Evidence) -> None:
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    known = office.hears(sms, phone("sms", evidence=evidence))
    assert office.hears(whatsapp, phone("whatsapp"), same=(phone("sms"),)).id != known.id


@pytest.mark.parametrize("evidence", ["claimed", "asserted"])
def test_a_sender_who_is_not_proven_is_not_the_same_as_anybody(office: Office, evidence: Evidence) -> None:
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    known = office.hears(sms, phone("sms"))
    assert office.hears(whatsapp, phone("whatsapp", evidence=evidence), same=(phone("sms"),)).id != known.id


def test_the_same_number_elsewhere_is_never_made(office: Office) -> None:
    office.hears(office.account("whatsapp"), phone("whatsapp"), same=(phone("sms"), phone("sms", 2)))
    assert [(row.channel, row.address) for row in office.rows(select(identity))] == [("whatsapp", "+34600000001")]
    assert office.rows(select(claim)) == []


def test_who_is_known_already_stays_who_they_are(office: Office) -> None:
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    by_sms, by_whatsapp = office.hears(sms, phone("sms")), office.hears(whatsapp, phone("whatsapp"))
    assert office.hears(whatsapp, phone("whatsapp"), same=(phone("sms"),)).id == by_whatsapp.id != by_sms.id


def test_a_number_that_is_proven_earlier_in_the_batch_counts(office: Office) -> None:
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    known = office.hears(sms, phone("sms", evidence="claimed"))
    office.receive(office.arrival(sms, phone("sms")), office.arrival(whatsapp, phone("whatsapp"), same=(phone("sms"),)))
    assert office.thread_of(phone("whatsapp")).id == known.id


def test_the_same_number_counts_for_more_than_what_is_answered(office: Office, ana: User) -> None:
    """A reference may have been forwarded to them; their number is their own."""
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    maria, omar = office.hears(sms, phone("sms")), office.hears(sms, phone("sms", 2))
    ours = office.reply(omar.id, ana)
    assert office.hears(whatsapp, phone("whatsapp"), same=(phone("sms"),), cites=(ours.id,)).id == maria.id


DMARC = Contact("email", "", "maria@example.com", "Maria", "proven", "dmarc")


def apart(account: Account) -> Contact:
    return Contact("email", account.id, "maria@example.com")


def test_who_comes_unproven_under_a_proven_address_is_kept_apart(office: Office, email: Account) -> None:
    maria = office.hears(email, DMARC)
    office.hears(email, MARIA, "Change my bank account")
    other = office.thread_of(apart(email))
    assert other.id != maria.id
    assert (office.identity(apart(email)).evidence, other.customer_name) == ("claimed", "Maria")
    assert office.thread_of(DMARC).last_position == 1
    assert [one.evidence for one in office.messages(other.id)] == ["claimed"]
    assert [one.address for one in office.rows(select(claim))] == ["maria@example.com"]


def test_without_a_name_it_is_called_by_the_address_it_came_under(office: Office, email: Account) -> None:
    office.hears(email, DMARC)
    office.hears(email, "maria@example.com")
    assert office.thread_of(apart(email)).customer_name == "maria@example.com"


def test_within_one_batch_a_proof_protects_what_comes_after_it(office: Office, email: Account) -> None:
    office.receive(office.arrival(email, MARIA), office.arrival(email, DMARC), office.arrival(email, MARIA))
    assert office.thread_of(DMARC).last_position == 2
    assert office.thread_of(apart(email)).last_position == 1


@pytest.mark.parametrize("evidence", ["claimed", "asserted"])
def test_an_address_without_a_proof_keeps_its_mail(office: Office, email: Account, evidence: Evidence) -> None:
    first = office.hears(email, Contact("email", "", "maria@example.com", "", evidence))
    assert office.hears(email, MARIA).id == first.id
    assert len(office.rows(select(identity))) == 1


def test_in_every_account_they_are_kept_apart_for_themselves(office: Office, email: Account) -> None:
    sales = office.account("email", name="Sales")
    office.hears(email, DMARC)
    office.receive(office.arrival(email, MARIA), office.arrival(sales, MARIA), office.arrival(sales, MARIA))
    one, other = office.thread_of(apart(email)), office.thread_of(apart(sales))
    assert (one.last_position, other.last_position) == (1, 2)
    assert one.id != other.id


@pytest.mark.parametrize("by", ["token", "cites"])
def test_answering_what_went_to_the_proven_address_is_let_in(
    office: Office, email: Account, ana: User, by: str
) -> None:
    maria = office.hears(email, DMARC)
    ours = office.reply(maria.id, ana)
    told = {"token": token_of(office, maria.id)} if by == "token" else {"cites": (ours.id,)}
    office.hears(email, MARIA, **told)
    assert office.thread_of(DMARC).last_position == 3
    assert office.messages(maria.id)[-1].evidence == "claimed"


def test_answering_somebody_elses_thread_lets_nobody_in(office: Office, email: Account, ana: User) -> None:
    maria, omar = office.hears(email, DMARC), office.hears(email, "omar@example.com")
    ours = office.reply(omar.id, ana)
    office.hears(email, MARIA, cites=(ours.id,))
    assert office.thread_of(apart(email)).id not in {maria.id, omar.id}


def test_who_is_kept_apart_may_be_answered_by_the_account_they_wrote_to_alone(
    office: Office, email: Account, ana: User
) -> None:
    office.account("email", name="Sales")
    office.hears(email, DMARC)
    office.hears(email, MARIA)
    answer = office.reply(office.thread_of(apart(email)).id, ana)
    assert answer.account_id == email.id
    [delivery] = office.write(outbox.claim, office.clock())
    assert (delivery.address, delivery.cites) == ("maria@example.com", ())


def test_an_address_that_means_something_in_one_account_alone_has_nowhere_else_to_go(
    office: Office, chat: Account
) -> None:
    known = office.hears(chat, visitor(chat))
    assert office.hears(chat, Contact("chat", chat.id, "visitor-1")).id == known.id
