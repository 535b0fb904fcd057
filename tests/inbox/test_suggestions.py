"""Who else a customer may be: found by indexes, with reasons, confirmed or ruled out by people alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from office.clock import START, HeldClock
from office.databases import Databases
from office.office import Office
from office.plans import plans
from sqlalchemy import Connection, insert, select, text, update

from inbox import customers, merging, suggestions
from inbox.errors import Conflict, NotFound
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.schema import apart, claim, customer, identity, merge, thread
from inbox.words import Account, CustomerId, Thread, User

MARIA = "maria@example.com"
MANY = 4000


def visitor(chat: Account, name: str) -> Contact:
    return Contact("chat", chat.id, name, "", "proven", "visitor token")


def named(address: str, how: str = "typed in the chat", channel: str = "email") -> Contact:
    return Contact(channel, "", address, "", "claimed", how)


def phone(channel: str, number: str = "+34600000001", evidence: Any = "proven") -> Contact:
    return Contact(channel, "", number, "", evidence, channel)


def grounds(office: Office, stands: Thread) -> list[tuple[str, list[tuple[str, str]]]]:
    """Of each suggestion: whose thread, and why."""
    found = office.read(suggestions.suggest, stands.customer_id)
    return [(one.thread_id, [(ground.code, ground.address) for ground in one.reasons]) for one in found]


def test_who_typed_an_address_may_be_whose_it_is_and_the_other_way_round(
    office: Office, email: Account, chat: Account
) -> None:
    maria = office.hears(email, Contact("email", "", MARIA, "Maria", "proven", "dmarc"))
    typist = office.hears(chat, visitor(chat, "v1"), claims=(named(MARIA),))
    [found] = office.read(suggestions.suggest, typist.customer_id)
    assert (found.customer_id, found.thread_id, found.name) == (maria.customer_id, maria.id, "Maria")
    assert (found.last_at, found.channels) == (maria.last_at, ["email"])
    assert [(one.code, one.channel, one.address) for one in found.reasons] == [("claimed", "email", MARIA)]
    assert grounds(office, maria) == [(typist.id, [("claimed_back", MARIA)])]


def test_nobody_is_suggested_to_who_names_nobody(office: Office, email: Account) -> None:
    one, other = office.hears(email, MARIA), office.hears(email, "omar@example.com")
    assert grounds(office, one) == grounds(office, other) == []


def test_a_signature_is_a_reason_of_its_own(office: Office, email: Account) -> None:
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    called = office.hears(whatsapp, phone("whatsapp"))
    writer = office.hears(email, MARIA, claims=(named("+34600000001", "signature", "sms"),))
    assert grounds(office, writer) == [(called.id, [("signature", "+34600000001")])]
    assert grounds(office, called) == [(writer.id, [("claimed_back", "+34600000001")])]
    texted = office.hears(sms, phone("sms", evidence="claimed"))
    assert {one for one, _ in grounds(office, writer)} == {called.id, texted.id}


@pytest.mark.parametrize("evidence", ["claimed", "proven"])
def test_one_number_on_two_channels_that_was_not_joined_is_suggested(office: Office, evidence: Any) -> None:
    """Proven on both sides, but each was known before the other: nothing merges by itself then."""
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    one, other = office.hears(sms, phone("sms", evidence=evidence)), office.hears(whatsapp, phone("whatsapp"))
    assert grounds(office, one) == [(other.id, [("same_number", "+34600000001")])]
    assert grounds(office, other) == [(one.id, [("same_number", "+34600000001")])]


@pytest.mark.parametrize(
    ("claimed", "code"),
    [(named("+34600000009", "signature", "sms"), "same_number"), (named("home@example.com"), "claimed")],
)
def test_two_who_name_the_same_address_may_be_one(office: Office, email: Account, claimed: Contact, code: str) -> None:
    one = office.hears(email, MARIA, claims=(claimed,))
    other = office.hears(email, "m@example.net", claims=(claimed,))
    assert grounds(office, one) == [(other.id, [(code, claimed.address)])]


def test_an_address_that_several_people_share_suggests_nobody(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    info = office.hears(email, "info@example.com")
    typists = [office.hears(chat, visitor(chat, one), claims=(named("info@example.com"),)) for one in "ab"]
    [row] = office.rows(select(identity.c.id).where(identity.c.address == "info@example.com"))
    office.write(customers.share_address, info.customer_id, row.id, True, ana.id, office.clock())
    for stands in (info, *typists):
        assert grounds(office, stands) == []
    office.write(customers.share_address, info.customer_id, row.id, False, ana.id, office.clock())
    assert len(grounds(office, info)) == 2


def test_the_five_heard_of_last_are_suggested_newest_first(office: Office, email: Account, chat: Account) -> None:
    maria = office.hears(email, MARIA)
    seen = []
    for number in range(7):
        office.clock.forward(minutes=1)
        seen.append(office.hears(chat, visitor(chat, f"v{number}"), claims=(named(MARIA),)).id)
    assert [one for one, _ in grounds(office, maria)] == seen[:1:-1]


def test_who_is_shown_as_one_is_suggested_as_one_and_not_to_each_other(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    maria = office.hears(email, MARIA)
    one, two, three = (office.hears(chat, visitor(chat, v), claims=(named(MARIA),)) for v in "abc")
    office.write(merging.merge, two.customer_id, one.customer_id, "x", ana.id, office.clock())
    found = dict(grounds(office, maria))
    assert set(found) == {one.id, three.id}
    office.write(merging.merge, one.customer_id, maria.customer_id, "x", ana.id, office.clock())
    for stands in (maria, one, two):
        assert [thread_id for thread_id, _ in grounds(office, stands)] == [three.id]
    assert [thread_id for thread_id, _ in grounds(office, three)] == [maria.id]
    [suggested] = office.read(suggestions.suggest, three.customer_id)
    assert suggested.channels == ["chat", "email"]


def test_whom_a_colleague_told_apart_is_not_suggested_until_that_is_undone(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    maria = office.hears(email, MARIA)
    typist = office.hears(chat, visitor(chat, "a"), claims=(named(MARIA),))
    pair = maria.customer_id, typist.customer_id
    seq = len(office.events())
    office.write(suggestions.keep_apart, *pair, ana.id, office.clock())
    office.write(suggestions.keep_apart, *pair[::-1], ana.id, office.clock())
    assert grounds(office, maria) == grounds(office, typist) == []
    assert len(office.rows(select(apart))) == 1
    told = [(one.kind, one.thread_id, one.actor_id) for one in office.events()[seq:]]
    assert told == [("customer.changed", maria.id, ana.id), ("customer.changed", typist.id, ana.id)]
    office.write(suggestions.forget_apart, *pair[::-1], ana.id, office.clock())
    assert grounds(office, maria) == [(typist.id, [("claimed_back", MARIA)])]
    assert office.rows(select(apart)) == []


def test_told_apart_counts_for_all_who_are_shown_as_one_with_either(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    maria, home = office.hears(email, MARIA), office.hears(email, "home@example.com")
    typist, twin = (office.hears(chat, visitor(chat, v), claims=(named(MARIA),)) for v in "ab")
    office.write(suggestions.keep_apart, home.customer_id, twin.customer_id, ana.id, office.clock())
    office.write(merging.merge, home.customer_id, maria.customer_id, "x", ana.id, office.clock())
    assert [one for one, _ in grounds(office, maria)] == [typist.id]
    office.write(merging.merge, twin.customer_id, typist.customer_id, "x", ana.id, office.clock())
    assert grounds(office, maria) == grounds(office, typist) == []
    office.write(suggestions.forget_apart, maria.customer_id, typist.customer_id, ana.id, office.clock())
    assert [one for one, _ in grounds(office, maria)] == [typist.id]


def test_who_is_shown_as_one_cannot_be_told_apart_and_nobody_is_not_there(
    office: Office, email: Account, ana: User
) -> None:
    one, other = office.hears(email, MARIA), office.hears(email, "m@example.net")
    with pytest.raises(Conflict, match="shown as one"):
        office.write(suggestions.keep_apart, one.customer_id, one.customer_id, ana.id, office.clock())
    office.write(merging.merge, other.customer_id, one.customer_id, "x", ana.id, office.clock())
    with pytest.raises(Conflict, match="Split them first"):
        office.write(suggestions.keep_apart, one.customer_id, other.customer_id, ana.id, office.clock())
    for change in (suggestions.keep_apart, suggestions.forget_apart):
        for pair in ((one.customer_id, CustomerId(new_id())), (CustomerId(new_id()), one.customer_id)):
            with pytest.raises(NotFound):
                office.write(change, *pair, ana.id, office.clock())


def test_a_merge_that_an_agent_confirms_says_why(office: Office, email: Account, chat: Account, ana: User) -> None:
    maria = office.hears(email, MARIA)
    typist = office.hears(chat, visitor(chat, "a"), claims=(named(MARIA),))
    whole = office.write(suggestions.confirm, maria.customer_id, typist.customer_id, ana.id, office.clock())
    assert (whole.id, [one.customer_id for one in whole.merges]) == (maria.customer_id, [typist.customer_id])
    assert whole.merges[0].how == "claimed_back"
    assert whole.merges[0].by_name == "Ana"
    stranger = office.hears(email, "x@example.net")
    office.write(suggestions.confirm, maria.customer_id, stranger.customer_id, ana.id, office.clock())
    assert {row.how for row in office.rows(select(merge.c.how))} == {"claimed_back", suggestions.AGENT}


def test_who_was_erased_is_suggested_to_nobody(office: Office, email: Account, chat: Account) -> None:
    maria = office.hears(email, MARIA)
    typist = office.hears(chat, visitor(chat, "a"), claims=(named(MARIA),))
    gone = update(customer).where(customer.c.id == typist.customer_id).values(erased_at=office.clock())
    office.write(lambda conn: conn.execute(gone).rowcount)
    assert grounds(office, maria) == []


def test_a_shared_address_keeps_its_thread_but_neither_proves_nor_joins(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    info = office.hears(email, "info@example.com")
    [row] = office.rows(select(identity.c.id).where(identity.c.address == "info@example.com"))
    office.write(customers.share_address, info.customer_id, row.id, True, ana.id, office.clock())
    proven = Contact("email", "", "info@example.com", "", "proven", "signed token")
    stranger = office.hears(chat, visitor(chat, "a"), also=(proven,))
    assert stranger.id != info.id
    assert office.hears(email, "info@example.com").id == info.id
    assert office.identity(proven).evidence == "claimed"
    assert office.identity(proven).shared
    assert [one.address for one in office.read(customers.get, stranger.customer_id).claims] == ["info@example.com"]


def test_a_familys_telephone_does_not_join_its_members(office: Office, ana: User) -> None:
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    family = office.hears(sms, phone("sms"))
    own = office.identity(phone("sms"))
    office.write(customers.share_address, family.customer_id, own.id, True, ana.id, office.clock())
    assert office.hears(whatsapp, phone("whatsapp"), same=(phone("sms"),)).id != family.id
    assert office.hears(sms, phone("sms")).id == family.id


def test_sharing_is_told_once_and_only_of_ones_own_addresses(office: Office, email: Account, ana: User) -> None:
    maria, omar = office.hears(email, MARIA), office.hears(email, "omar@example.com")
    [own] = office.read(customers.get, maria.customer_id).identities
    seq = len(office.events())
    for _ in range(2):
        office.write(customers.share_address, maria.customer_id, own.id, True, ana.id, office.clock())
    assert [(one.kind, one.thread_id) for one in office.events()[seq:]] == [("customer.changed", maria.id)]
    with pytest.raises(NotFound, match="no such address"):
        office.write(customers.share_address, omar.customer_id, own.id, True, ana.id, office.clock())
    office.write(merging.merge, maria.customer_id, omar.customer_id, "x", ana.id, office.clock())
    office.write(customers.share_address, omar.customer_id, own.id, False, ana.id, office.clock())
    assert not office.identity(Contact("email", "", MARIA)).shared


@pytest.mark.parametrize("how", ["signature", "typed in the chat", "unverified"])
def test_how_a_claim_came_about_is_kept(office: Office, email: Account, chat: Account, how: str) -> None:
    stands = office.hears(chat, visitor(chat, "a"), claims=(named(MARIA, how),))
    office.hears(chat, visitor(chat, "a"), claims=(named(MARIA, "later"),))
    [kept] = office.read(customers.get, stands.customer_id).claims
    assert (kept.address, kept.how) == (MARIA, how)


def test_what_an_admin_entered_as_ours_is_nobodys_claim(office: Office, email: Account) -> None:
    office.account("sms", settings={"number": "+34 600 000 999", "window": 3})
    stands = office.hears(email, MARIA, claims=(named("+34600000999", "signature", "sms"), named("x@example.net")))
    assert [one.address for one in office.read(customers.get, stands.customer_id).claims] == ["x@example.net"]


def test_ones_own_address_is_no_claim_of_ones_own(office: Office, email: Account, chat: Account) -> None:
    proven = Contact("email", "", MARIA, "", "proven", "signed token")
    office.hears(chat, visitor(chat, "a"), also=(proven,), claims=(named(MARIA),))
    office.hears(email, proven, claims=(named(MARIA),))
    assert office.rows(select(claim)) == []


@pytest.fixture(scope="module")
def busy(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Some thousand customers, each of whom names another, and some told apart; and statistics."""
    office = Office(databases.new(tmp_path_factory.mktemp("busy")), HeldClock())
    office.write(fill)
    yield office
    office.close()


def fill(conn: Connection) -> None:
    ids = [new_id() for _ in range(MANY)]
    own = {"channel": "email", "evidence": "claimed", "evidence_at": START, "created_at": START}
    conn.execute(insert(customer), [{"id": one, "name": "x", "created_at": START} for one in ids])
    conn.execute(
        insert(thread),
        [{"id": one, "customer_id": one, "token": one, "status": "open", "last_at": START} for one in ids],
    )
    conn.execute(insert(identity), [{"id": one, "customer_id": one, "address": one, **own} for one in ids])
    told = {"channel": "email", "how": "signature", "created_at": START}
    named = [{"customer_id": one, "address": ids[at - 1], **told} for at, one in enumerate(ids)]
    conn.execute(insert(claim), named)
    pairs = [sorted((one, ids[at - 3])) for at, one in enumerate(ids) if at % 4 == 0]
    conn.execute(insert(apart), [{"one_id": one, "other_id": other, "at": START} for one, other in pairs])
    conn.execute(text("ANALYZE"))


def test_suggestions_are_found_by_indexes_alone(busy: Office) -> None:
    [row] = busy.rows(select(claim.c.customer_id, claim.c.address).limit(1))
    found = busy.read(suggestions.suggest, row.customer_id)
    assert len(found) == 2, "whom they name, and who names them"
    assert len(busy.rows(select(claim))) == MANY
    asked = plans(busy, suggestions.suggest, row.customer_id)
    assert len(asked) >= 7
    for plan in asked:
        assert "SCAN" not in plan, plan
    assert any("SEARCH claim USING INDEX ix_claim_address" in plan for plan in asked)


def test_an_address_that_thousands_name_is_still_cheap(busy: Office) -> None:
    ids = [row.id for row in busy.rows(select(customer.c.id))]
    told = {"channel": "email", "address": "hub@example.com", "created_at": START}
    busy.write(lambda conn: conn.execute(insert(claim), [{"customer_id": one, **told} for one in ids]).rowcount)
    assert len(busy.read(suggestions.suggest, ids[0])) == suggestions.MOST
