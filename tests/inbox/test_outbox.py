"""Delivery: claimed under a lease, in order per thread, never sent twice without an agent's word."""

from datetime import timedelta

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import accounts, messages, outbox, removal, uploads
from inbox.arrivals import News
from inbox.errors import Closed, Conflict, NotFound
from inbox.files import Stored
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.outbox import LEASE, MOST_CITED, Delivery, Enclosed
from inbox.schema import account as account_table
from inbox.schema import attempt, message
from inbox.schema import outbox as outbox_table
from inbox.words import Account, AttachmentId, Message, MessageId, Reason, State, User


@pytest.fixture
def answer(office: Office, email: Account, ana: User) -> Message:
    stands = office.hears(email, ref="maria-1@example.com", subject="Parcel")
    return office.reply(stands.id, ana, "On its way")


def claim(office: Office, limit: int = 20) -> list[Delivery]:
    return office.write(outbox.claim, office.clock(), limit)


def state(office: Office, said: Message) -> State | None:
    return office.read(messages.get, said.id).state


def test_a_delivery_knows_all_that_a_connector_needs(office: Office, answer: Message, email: Account) -> None:
    (found,) = claim(office)
    assert (found.message_id, found.thread_id, found.account_id) == (answer.id, answer.thread_id, email.id)
    assert (found.channel, found.address, found.scoped) == ("email", "maria@example.com", False)
    assert (found.text, found.subject, found.author, found.ref) == ("On its way", "Parcel", "Ana", answer.id)
    assert (found.cites, found.attempts, found.queued_at) == (("maria-1@example.com",), 1, office.clock())
    assert len(found.token) == 16
    assert state(office, answer) == "sending"


def test_what_is_claimed_is_nobody_elses(office: Office, answer: Message) -> None:
    assert office.read(outbox.anything, office.clock())
    assert len(claim(office)) == 1
    assert claim(office) == []
    assert not office.read(outbox.anything, office.clock())


def test_the_second_message_of_a_thread_waits_for_the_first(office: Office, answer: Message, ana: User) -> None:
    second = office.reply(answer.thread_id, ana, "One more thing")
    (first,) = claim(office)
    assert first.message_id == answer.id
    assert claim(office) == []
    office.write(outbox.postpone, first, office.clock() + timedelta(minutes=1), "Busy.", office.clock())
    assert claim(office) == [], "even while the first is only postponed"
    office.clock.forward(minutes=1)
    (first,) = claim(office)
    office.write(outbox.sent, first, "provider-1", "sent", office.clock())
    assert [one.message_id for one in claim(office)] == [second.id]


@pytest.mark.parametrize("ending", ["failed", "uncertain"])
def test_an_end_however_sad_lets_the_next_one_go(office: Office, answer: Message, ana: User, ending: State) -> None:
    second = office.reply(answer.thread_id, ana, "One more thing")
    (first,) = claim(office)
    office.write(outbox.give_up, first, ending, "No.", office.clock())
    assert [one.message_id for one in claim(office)] == [second.id]


def test_other_threads_do_not_wait(office: Office, answer: Message, email: Account, ana: User) -> None:
    other = office.reply(office.hears(email, "omar@example.com").id, ana)
    assert {one.message_id for one in claim(office)} == {answer.id, other.id}


def test_no_more_are_claimed_than_asked_for(office: Office, answer: Message, email: Account, ana: User) -> None:
    for number in range(3):
        office.reply(office.hears(email, f"{number}@example.com").id, ana)
    assert [len(claim(office, 3)), len(claim(office, 3))] == [3, 1]


def test_a_paused_account_sends_nothing(office: Office, answer: Message, email: Account) -> None:
    office.write(accounts.pause, email.id, True, office.clock())
    assert claim(office) == []
    office.write(accounts.pause, email.id, False, office.clock())
    assert len(claim(office)) == 1


def test_what_is_sent_is_recorded_with_its_provider_id(office: Office, answer: Message, email: Account) -> None:
    (mine,) = claim(office)
    now = office.clock.forward(seconds=3)
    office.write(outbox.sent, mine, "provider-1", "sent", now)
    (row,) = office.rows(select(message).where(message.c.id == answer.id))
    assert (row.remote_id, row.state) == ("provider-1", "sent")
    (tried,) = office.rows(select(attempt))
    assert (tried.number, tried.ended_at, tried.outcome, tried.detail) == (1, now, "sent", "provider-1")
    assert office.rows(select(account_table.c.last_out_at))[0][0] == now
    told = office.events()[-1]
    assert (told.kind, told.data, told.identity_id) == ("message.state", {"state": "sent"}, answer.identity_id)


def test_a_mail_of_ours_that_came_back_before_it_was_recorded_is_sent_all_the_same(
    office: Office, answer: Message, email: Account
) -> None:
    (mine,) = claim(office)
    office.hears(email, "support@hilo.example", remote_id="provider-1", automatic="loop")
    office.write(outbox.sent, mine, "provider-1", "sent", office.clock())
    assert state(office, answer) == "sent"


def test_a_stale_lease_can_neither_postpone_nor_give_up(office: Office, answer: Message) -> None:
    (stale,) = claim(office)
    office.clock.forward(seconds=LEASE.total_seconds() + 1)
    office.write(outbox.recover, ["email"], office.clock())
    (fresh,) = claim(office)
    assert (fresh.attempts, fresh.lease != stale.lease) == (2, True)
    office.write(outbox.postpone, stale, office.clock(), "Busy.", office.clock())
    office.write(outbox.give_up, stale, "failed", "No.", office.clock())
    assert state(office, answer) == "sending"
    assert claim(office) == []
    office.write(outbox.give_up, fresh, "failed", "No.", office.clock())
    assert state(office, answer) == "failed"


def test_a_late_success_counts_even_without_the_lease(office: Office, answer: Message) -> None:
    (stale,) = claim(office)
    office.clock.forward(seconds=LEASE.total_seconds() + 1)
    office.write(outbox.recover, [], office.clock())
    assert state(office, answer) == "uncertain"
    office.write(outbox.sent, stale, "provider-1", "sent", office.clock())
    assert state(office, answer) == "sent"


def test_recovery_repeats_only_what_may_be_repeated(office: Office, answer: Message) -> None:
    claim(office)
    assert [row.message_id for row in office.read(outbox.half_sent, office.clock(), alone=True)] == [answer.id]
    assert office.read(outbox.half_sent, office.clock()) == [], "its lease has not run out"
    office.write(outbox.recover, ["chat"], office.clock(), alone=True)
    found = office.read(messages.get, answer.id)
    assert found.state == "uncertain"
    assert "may have arrived" in found.state_detail


def test_recovery_queues_a_repeatable_channel_again_and_tells(office: Office, answer: Message) -> None:
    claim(office)
    office.write(outbox.recover, ["email"], office.clock(), alone=True)
    assert state(office, answer) == "queued"
    assert office.events()[-1].data == {"state": "queued"}
    assert len(claim(office)) == 1


def test_a_postponed_message_waits_until_its_time_and_says_why(office: Office, answer: Message) -> None:
    (mine,) = claim(office)
    later = office.clock() + timedelta(minutes=5)
    office.write(outbox.postpone, mine, later, "The server is busy.", office.clock())
    found = office.read(messages.get, answer.id)
    assert (found.state, found.state_detail) == ("queued", "The server is busy.")
    office.clock.forward(minutes=4, seconds=59)
    assert claim(office) == []
    office.clock.forward(seconds=1)
    assert [one.attempts for one in claim(office)] == [2]
    assert [row.outcome for row in office.rows(select(attempt).order_by(attempt.c.number))] == ["later", ""]


def test_a_failure_brings_the_customer_back_to_the_top_of_the_queue(office: Office, answer: Message) -> None:
    (mine,) = claim(office)
    written = answer.created_at
    now = office.clock.forward(minutes=1)
    office.write(outbox.give_up, mine, "failed", "No such mailbox.", now)
    after = office.thread(answer.thread_id)
    assert (after.due, after.waiting_since) == (now, written)
    assert Reason("undelivered") in after.reasons
    assert office.read(messages.get, answer.id).state_detail == "No such mailbox."


@pytest.mark.parametrize("ending", ["failed", "uncertain"])
def test_an_agent_may_send_again_what_failed_or_is_uncertain(
    office: Office, answer: Message, ana: User, ending: State
) -> None:
    (mine,) = claim(office)
    office.write(outbox.give_up, mine, ending, "No.", office.clock())
    office.clock.forward(hours=9)
    again = office.write(outbox.retry, answer.id, ana.id, office.clock())
    assert (again.state, again.state_detail, again.position) == ("queued", "", answer.position)
    assert office.thread(answer.thread_id).due is None
    told = office.events()[-1]
    assert (told.kind, told.actor_id) == ("message.state", ana.id)
    (found,) = claim(office)
    assert (found.attempts, found.queued_at) == (2, office.clock()), "or it would be given up at the first trouble"


def test_a_retry_takes_the_new_provider_id(office: Office, answer: Message, email: Account, ana: User) -> None:
    (mine,) = claim(office)
    office.write(outbox.sent, mine, "provider-1", "sent", office.clock())
    office.receive(news=(News(email.id, "failed", "provider-1"),))
    office.write(outbox.retry, answer.id, ana.id, office.clock())
    (again,) = claim(office)
    office.write(outbox.sent, again, "provider-2", "sent", office.clock())
    office.receive(news=(News(email.id, "delivered", "provider-2"),))
    assert state(office, answer) == "delivered"


def test_while_the_customer_waits_a_retry_is_no_answer(
    office: Office, answer: Message, email: Account, ana: User
) -> None:
    (mine,) = claim(office)
    office.write(outbox.give_up, mine, "failed", "No.", office.clock())
    waiting = office.hears(email, text="Hello?")
    office.write(outbox.retry, answer.id, ana.id, office.clock())
    assert office.thread(answer.thread_id).due == waiting.due


def test_what_was_sent_or_is_under_way_cannot_be_sent_again(office: Office, answer: Message, ana: User) -> None:
    for _ in range(2):
        with pytest.raises(Conflict, match="can be sent again"):
            office.write(outbox.retry, answer.id, ana.id, office.clock())
        claim(office)
    with pytest.raises(NotFound):
        office.write(outbox.retry, MessageId(new_id()), ana.id, office.clock())


def test_what_a_customer_wrote_cannot_be_sent(office: Office, answer: Message, ana: User) -> None:
    incoming = office.messages(answer.thread_id)[0]
    with pytest.raises(Conflict):
        office.write(outbox.retry, incoming.id, ana.id, office.clock())


def test_an_answer_cites_their_last_message_and_then_everything_nearest_first(
    office: Office, email: Account, ana: User
) -> None:
    stands = office.hears(email, ref="m1")
    first = office.reply(stands.id, ana)
    office.hears(email, ref="m2")
    office.hears(email, "omar@example.com", ref="omar")
    office.note(stands.id, ana)
    second = office.reply(stands.id, ana)
    third = office.reply(stands.id, ana)
    refs = {row.message_id: list(row.cites) for row in drain(office)}
    assert refs[first.id] == ["m1"]
    assert refs[second.id] == ["m2", first.id, "m1"]
    assert refs[third.id] == ["m2", second.id, first.id, "m1"]


def drain(office: Office) -> list[Delivery]:
    """Send everything there is."""
    done: list[Delivery] = []
    while found := claim(office):
        for one in found:
            office.write(outbox.sent, one, f"remote-{one.message_id}", "sent", office.clock())
        done += found
    return done


def test_no_more_is_cited_than_a_header_should_hold(office: Office, email: Account, ana: User) -> None:
    for number in range(40):
        stands = office.hears(email, ref=f"m{number}")
    office.reply(stands.id, ana)
    (found,) = claim(office)
    assert found.cites == tuple(f"m{number}" for number in range(39, 39 - MOST_CITED, -1))


def test_the_order_within_a_thread_survives_any_number_of_replies(office: Office, answer: Message, ana: User) -> None:
    more = [office.reply(answer.thread_id, ana, str(number)) for number in range(6)]
    assert [one.message_id for one in drain(office)] == [answer.id, *(one.id for one in more)]
    assert {row.state for row in office.rows(select(outbox_table.c.state))} == {"sent"}


def upload(office: Office, author: User, name: str, path: str) -> AttachmentId:
    stored = Stored(name, "image/png", 4, "ab12", path)
    return office.write(uploads.keep, stored, author.id, office.clock()).id


def test_a_delivery_takes_its_files_along_in_the_order_of_their_writer(
    office: Office, answer: Message, email: Account, ana: User
) -> None:
    first, second = upload(office, ana, "1.png", "a/1"), upload(office, ana, "2.png", "a/2")
    other = office.hears(email, "omar@example.com")
    office.reply(other.id, ana, "Both", files=(second, first))
    found = {one.text: one.files for one in claim(office)}
    assert found["Both"] == (
        Enclosed(second, "2.png", "image/png", "a/2"),
        Enclosed(first, "1.png", "image/png", "a/1"),
    )
    assert found["On its way"] == ()


def test_a_delivery_takes_its_template_along(office: Office, answer: Message, email: Account, ana: User) -> None:
    filled = {"id": "HX1", "name": "parcel", "language": "es", "values": {"1": "Maria"}}
    office.reply(office.hears(email, "omar@example.com").id, ana, "Hola Maria", template=filled)
    assert [one.template for one in claim(office)] == [None, filled]


def test_it_answers_the_last_thing_they_wrote_there(office: Office, email: Account, ana: User) -> None:
    sales = office.account("email", name="Sales")
    stands = office.hears(email, remote_id="r1")
    office.hears(sales, remote_id="elsewhere")
    office.hears(email, Contact("email", "", "other@example.com"), remote_id="somebody else's")
    office.hears(email, remote_id="r2")
    office.reply(stands.id, ana, "To the second", account_id=email.id)
    office.hears(email, remote_id="r3")
    (found,) = claim(office)
    assert found.answers == "r2", "what came after it was written is not what it answers"


def test_a_stub_has_no_name_that_its_provider_knows(office: Office, email: Account, ana: User) -> None:
    office.hears(email, remote_id="r1")
    stands = office.hears(email, remote_id="stub:2", stub=True)
    office.reply(stands.id, ana)
    (found,) = claim(office)
    assert found.answers == "r1"


def test_who_never_wrote_there_is_not_answered(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, remote_id="r1")
    sales = office.account("email", name="Sales")
    office.reply(stands.id, ana, account_id=sales.id)
    (found,) = claim(office)
    assert (found.account_id, found.answers) == (sales.id, "")


def test_giving_up_says_what_can_be_done_instead(office: Office, answer: Message, email: Account) -> None:
    (mine,) = claim(office)
    office.write(outbox.give_up, mine, "failed", "They answered STOP.", office.clock(), "opted_out")
    found = office.read(messages.get, answer.id)
    assert (found.state, found.code, found.state_detail) == ("failed", "opted_out", "They answered STOP.")
    whose = office.identity(Contact("email", "", "maria@example.com"))
    assert (whose.shut, whose.shut_detail) == ("opted_out", "They answered STOP.")
    assert office.read(accounts.get, email.id).last_error == "They answered STOP."


def test_whoever_lost_the_lease_shuts_no_address(office: Office, answer: Message) -> None:
    (mine,) = claim(office)
    office.write(outbox.recover, ["email"], office.clock(), alone=True)
    office.write(outbox.give_up, mine, "failed", "No such user.", office.clock(), "unreachable")
    assert office.identity(Contact("email", "", "maria@example.com")).shut == ""


def test_sending_again_forgets_what_could_be_done_instead(office: Office, answer: Message, ana: User) -> None:
    (mine,) = claim(office)
    office.write(outbox.give_up, mine, "failed", "Too big.", office.clock(), "too_big")
    assert office.write(outbox.retry, answer.id, ana.id, office.clock()).code == ""


def test_what_is_postponed_is_the_accounts_last_trouble(office: Office, answer: Message, email: Account) -> None:
    (mine,) = claim(office)
    office.write(outbox.postpone, mine, office.clock(), "The provider is busy.", office.clock())
    assert office.read(accounts.get, email.id).last_error == "The provider is busy."


def test_recovering_asks_the_connector_and_not_the_channel(office: Office, ana: User) -> None:
    """Two providers may carry one channel, and only one of them may be asked twice."""
    careful = office.account("sms", connector="careful_sms", name="Careful")
    careless = office.account("sms", connector="careless_sms", name="Careless")
    for account, last in ((careful, 1), (careless, 2)):
        office.reply(office.hears(account, Contact("sms", "", f"+3460000000{last}")).id, ana)
    claimed = {one.account_id: one.message_id for one in claim(office)}
    office.write(outbox.recover, ["careful_sms", "sms"], office.clock(), alone=True)
    states = [office.read(messages.get, claimed[one.id]).state for one in (careful, careless)]
    assert states == ["queued", "uncertain"]


def test_what_failed_is_not_sent_again_to_an_address_that_is_shut_by_now(
    office: Office, answer: Message, email: Account, ana: User
) -> None:
    (mine,) = claim(office)
    office.write(outbox.give_up, mine, "failed", "Nobody lives here.", office.clock(), "unreachable")
    with pytest.raises(Closed, match=r"Nobody lives here\."):
        office.write(outbox.retry, answer.id, ana.id, office.clock())
    assert office.read(messages.get, answer.id).state == "failed"
    office.hears(email)
    assert office.write(outbox.retry, answer.id, ana.id, office.clock()).state == "queued"


def test_what_failed_is_not_sent_again_by_an_account_that_was_removed(
    office: Office, answer: Message, email: Account, ana: User
) -> None:
    (mine,) = claim(office)
    office.write(outbox.give_up, mine, "failed", "No.", office.clock())
    office.write(removal.remove, email.id, office.clock())
    with pytest.raises(Closed, match="removed"):
        office.write(outbox.retry, answer.id, ana.id, office.clock())
