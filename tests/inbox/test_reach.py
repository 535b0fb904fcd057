"""Which addresses may be written to: a wish is kept until it is taken back, a dead address until somebody writes."""

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import outbox, reach
from inbox.arrivals import Consented, News, Read
from inbox.errors import Closed
from inbox.identities import Contact
from inbox.schema import identity
from inbox.words import Account, Code, Identity, IdentityId, User

MARIA = Contact("sms", "", "+34600000001", "", "proven", "sms")
OMAR = Contact("sms", "", "+34600000002", "", "proven", "sms")


@pytest.fixture
def sms(office: Office) -> Account:
    return office.account("sms")


@pytest.fixture
def maria(office: Office, sms: Account) -> Identity:
    office.hears(sms, MARIA)
    return office.identity(MARIA)


def wish(office: Office, account: Account, *given: bool, who: Contact = MARIA) -> Read:
    return office.payload(account, consents=tuple(Consented(who, one) for one in given))


def shut(office: Office, who: Contact = MARIA) -> str:
    return office.identity(who).shut


def close(office: Office, one: Identity, code: Code, detail: str = "Because.") -> None:
    office.write(reach.shut, one.id, code, detail, office.clock())


def test_who_asks_us_to_stop_is_left_alone(office: Office, sms: Account, maria: Identity, ana: User) -> None:
    now = office.clock.forward(minutes=3)
    office.take(wish(office, sms, False))
    stopped = office.identity(MARIA)
    assert (stopped.shut, stopped.shut_detail) == ("opted_out", "They asked us to stop.")
    assert office.rows(select(identity.c.shut_at))[0][0] == now
    with pytest.raises(Closed, match="asked us to stop"):
        office.reply(office.thread_of(MARIA).id, ana)


@pytest.mark.parametrize("one_payload", [True, False], ids=["one payload", "one batch"])
@pytest.mark.parametrize("last", [True, False])
def test_the_last_word_of_a_batch_holds(
    office: Office, sms: Account, maria: Identity, *, one_payload: bool, last: bool
) -> None:
    words = (last, not last, last)
    office.take(*([wish(office, sms, *words)] if one_payload else [wish(office, sms, one) for one in words]))
    assert shut(office) == ("" if last else "opted_out")


def test_start_undoes_stop_and_its_reasons(office: Office, sms: Account, maria: Identity) -> None:
    office.take(wish(office, sms, False))
    office.take(wish(office, sms, True))
    assert (shut(office), office.identity(MARIA).shut_detail) == ("", "")
    assert office.rows(select(identity.c.shut_at))[0][0] is None


def test_stop_as_the_first_word_ever_holds(office: Office, sms: Account) -> None:
    stop = office.arrival(sms, MARIA, "STOP")
    office.take(office.payload(sms, stop, consents=(Consented(MARIA, False),)))
    assert shut(office) == "opted_out"


def test_stop_and_later_words_of_a_stranger_in_one_batch(office: Office, sms: Account) -> None:
    stop, more = office.arrival(sms, MARIA, "STOP"), office.arrival(sms, MARIA, "and never write again")
    office.take(office.payload(sms, stop, consents=(Consented(MARIA, False),)), office.payload(sms, more))
    assert shut(office) == "opted_out"
    assert office.thread_of(MARIA).last_position == 2


def test_a_mere_message_is_no_consent(office: Office, sms: Account, maria: Identity) -> None:
    office.take(wish(office, sms, False))
    office.hears(sms, MARIA, "Where is my parcel?")
    assert shut(office) == "opted_out"


def test_somebody_who_writes_can_be_reached_again(office: Office, sms: Account, maria: Identity) -> None:
    office.hears(sms, OMAR)
    for who in (MARIA, OMAR):
        close(office, office.identity(who), "unreachable")
    office.hears(sms, MARIA, "New phone!")
    assert (shut(office), office.identity(MARIA).shut_detail, shut(office, OMAR)) == ("", "", "unreachable")


def test_a_repeated_message_tells_nothing_new_of_its_address(office: Office, sms: Account, maria: Identity) -> None:
    office.hears(sms, MARIA, remote_id="r1")
    close(office, maria, "unreachable")
    office.hears(sms, MARIA, remote_id="r1")
    assert shut(office) == "unreachable"


def test_a_message_after_a_failure_reopens_even_in_the_same_batch(
    office: Office, sms: Account, maria: Identity, ana: User
) -> None:
    ours = office.reply(office.thread_of(MARIA).id, ana)
    failed = office.payload(
        sms, news=(News(sms.id, "failed", ref=ours.id, detail="No such number.", code="unreachable"),)
    )
    office.take(failed, office.payload(sms, office.arrival(sms, MARIA, "I am here")))
    assert shut(office) == ""


def test_a_failure_before_their_start_does_not_undo_it(
    office: Office, sms: Account, maria: Identity, ana: User
) -> None:
    ours = office.reply(office.thread_of(MARIA).id, ana)
    failed = office.payload(sms, news=(News(sms.id, "failed", ref=ours.id, detail="Blocked.", code="opted_out"),))
    office.take(failed, wish(office, sms, True))
    assert shut(office) == ""


def test_a_wish_to_stop_is_not_covered_up_by_a_failure(office: Office, sms: Account, maria: Identity) -> None:
    office.take(wish(office, sms, False))
    close(office, maria, "unreachable", "No such number.")
    assert office.identity(MARIA).shut_detail == "They asked us to stop."


def test_a_provider_that_knows_of_a_wish_is_believed(office: Office, maria: Identity) -> None:
    close(office, maria, "unreachable")
    close(office, maria, "opted_out", "They answered STOP to the provider.")
    assert (shut(office), office.identity(MARIA).shut_detail) == ("opted_out", "They answered STOP to the provider.")


@pytest.mark.parametrize("code", ["", "window_closed", "too_big"])
def test_what_says_nothing_of_the_address_shuts_nothing(office: Office, maria: Identity, code: Code) -> None:
    close(office, maria, code)
    assert shut(office) == ""


def test_nobodys_address_cannot_be_shut_or_opened(office: Office, maria: Identity) -> None:
    office.write(reach.shut, None, "opted_out", "", office.clock())
    office.write(reach.reopen, [None])
    office.write(reach.reopen, [IdentityId("nobody")])
    assert shut(office) == ""


def test_a_wish_concerns_that_address_alone(office: Office, sms: Account, maria: Identity, chat: Account) -> None:
    same_digits = Contact("whatsapp", "", MARIA.address, "", "proven")
    scoped = Contact("chat", chat.id, MARIA.address, "", "proven")
    office.hears(office.account("whatsapp"), same_digits)
    office.hears(chat, scoped)
    office.take(wish(office, chat, False, who=scoped))
    assert [shut(office, who) for who in (MARIA, same_digits, scoped)] == ["", "", "opted_out"]


def test_a_wish_of_somebody_unknown_makes_nobody(office: Office, sms: Account) -> None:
    office.take(wish(office, sms, False))
    assert office.rows(select(identity)) == []


def test_what_was_queued_before_they_asked_us_to_stop_is_marked_as_such(
    office: Office, sms: Account, maria: Identity, ana: User
) -> None:
    office.reply(office.thread_of(MARIA).id, ana)
    office.take(wish(office, sms, False))
    (found,) = office.write(outbox.claim, office.clock())
    assert found.opted_out
