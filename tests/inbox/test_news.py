"""News of what we sent: states go forward, never back."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from office.databases import examples
from office.office import Office
from sqlalchemy import select

from inbox import accounts, messages, outbox
from inbox.arrivals import News
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.news import RANK, forward
from inbox.schema import outbox as outbox_table
from inbox.words import Account, Code, Message, State, User

STATES: list[State] = ["queued", "sending", "uncertain", "sent", "delivered", "read", "failed"]


@pytest.fixture
def sent(office: Office, email: Account, ana: User) -> Message:
    answer = office.reply(office.hears(email).id, ana)
    (mine,) = office.write(outbox.claim, office.clock())
    office.write(outbox.sent, mine, "provider-1", "sent", office.clock())
    return answer


def state(office: Office, said: Message) -> State | None:
    return office.read(messages.get, said.id).state


@pytest.mark.parametrize("named", ["provider-1", "ours"])
def test_news_finds_its_message_by_the_providers_id_or_by_ours(
    office: Office, email: Account, sent: Message, named: str
) -> None:
    one = News(email.id, "delivered", ref=sent.id) if named == "ours" else News(email.id, "delivered", named)
    office.receive(news=(one,))
    assert state(office, sent) == "delivered"
    told = office.events()[-1]
    assert (told.kind, told.message_id, told.data) == ("message.state", sent.id, {"state": "delivered"})
    assert told.identity_id == sent.identity_id


def test_news_of_nothing_that_we_sent_is_dropped(office: Office, email: Account, chat: Account, sent: Message) -> None:
    before = len(office.events())
    strangers = (
        News(email.id, "failed", "unknown"), News(chat.id, "failed", "provider-1"), News(email.id, "failed"),
        News(email.id, "failed", ref=new_id()),
    )  # fmt: skip
    office.receive(news=strangers)
    assert state(office, sent) == "sent"
    assert len(office.events()) == before


def test_a_customers_own_message_has_no_state_to_move(office: Office, email: Account) -> None:
    stands = office.hears(email, remote_id="theirs", ref="their-ref")
    office.receive(news=(News(email.id, "failed", "theirs"), News(email.id, "read", ref="their-ref")))
    assert [one.state for one in office.messages(stands.id)] == [None]
    assert office.thread(stands.id).reasons == stands.reasons


def test_the_same_news_twice_is_told_once(office: Office, email: Account, sent: Message) -> None:
    before = len(office.events())
    office.receive(news=(News(email.id, "delivered", "provider-1"), News(email.id, "delivered", "provider-1")))
    assert len(office.events()) == before + 1


def test_news_that_overtakes_our_own_record_ends_the_delivery(office: Office, email: Account, ana: User) -> None:
    answer = office.reply(office.hears(email).id, ana)
    (mine,) = office.write(outbox.claim, office.clock())
    office.receive(news=(News(email.id, "delivered", ref=answer.id),))
    office.write(outbox.sent, mine, "provider-1", "sent", office.clock())
    assert state(office, answer) == "delivered"
    (row,) = office.rows(select(outbox_table))
    assert (row.state, row.next_at, row.lease) == ("delivered", None, None)


def test_news_of_a_message_queued_again_keeps_it_from_being_sent_twice(
    office: Office, email: Account, ana: User
) -> None:
    answer = office.reply(office.hears(email).id, ana)
    (mine,) = office.write(outbox.claim, office.clock())
    office.write(outbox.give_up, mine, "uncertain", "Who knows.", office.clock())
    office.write(outbox.retry, answer.id, ana.id, office.clock())
    office.receive(news=(News(email.id, "delivered", ref=answer.id),))
    assert office.write(outbox.claim, office.clock()) == []
    assert state(office, answer) == "delivered"


@pytest.mark.parametrize("old", STATES)
@pytest.mark.parametrize("new", STATES)
def test_forward_is_a_strict_order_in_which_failure_is_an_end(old: State, new: State) -> None:
    if forward(old, new):
        assert not forward(new, old), "or a message could go round in circles"
        assert old != "failed"
        assert new == "failed" or RANK[new] > RANK[old]
    if old == new:
        assert not forward(old, new)


def test_a_relay_may_take_back_delivered_but_nobody_takes_back_read() -> None:
    assert forward("sent", "failed")
    assert forward("delivered", "failed")
    assert not forward("read", "failed")
    assert not forward("failed", "delivered")


@given(told=some.lists(some.sampled_from(STATES), max_size=12))
@settings(max_examples=examples(60), deadline=None)
def test_whatever_a_provider_tells_a_state_never_goes_back(migrated_office: Office, told: list[State]) -> None:
    office, name = migrated_office, new_id()
    email, ana = office.account("email", name=name), office.agent(name)
    answer = office.reply(office.hears(email, f"{name}@example.com").id, ana)
    office.write(outbox.claim, office.clock(), 1000)
    seen = [state(office, answer)]
    for one in told:
        office.receive(news=(News(email.id, one, ref=answer.id),))
        seen.append(state(office, answer))
    steps = [(old, new) for old, new in pairwise(seen) if old != new and old and new]
    assert all(forward(old, new) for old, new in steps)
    assert seen.count("read") == 0 or seen[-1] == "read"
    if "failed" in told and "read" not in told[: told.index("failed")]:
        assert seen[-1] == "failed"
    changes = [event for event in office.events() if event.message_id == answer.id and event.kind == "message.state"]
    assert [event.data["state"] for event in changes] == [new for _, new in steps]


@pytest.mark.parametrize(
    ("code", "shut"),
    [("opted_out", "opted_out"), ("unreachable", "unreachable"), ("window_closed", ""), ("too_big", ""), ("", "")],
)
def test_a_failure_shuts_the_address_where_it_says_something_of_it(
    office: Office, email: Account, sent: Message, code: Code, shut: str
) -> None:
    office.receive(news=(News(email.id, "failed", "provider-1", detail="550 no such user", code=code),))
    found = office.read(messages.get, sent.id)
    assert (found.state, found.code, found.state_detail) == ("failed", code, "550 no such user")
    whose = office.identity(Contact("email", "", "maria@example.com"))
    assert (whose.shut, whose.shut_detail) == (shut, "550 no such user" if shut else "")


@pytest.mark.parametrize("state", ["delivered", "read"])
def test_good_news_shuts_nothing_whatever_code_it_has(
    office: Office, email: Account, sent: Message, state: State
) -> None:
    office.receive(news=(News(email.id, state, "provider-1", code="unreachable"),))
    assert office.identity(Contact("email", "", "maria@example.com")).shut == ""
    assert office.read(accounts.get, email.id).last_error == ""


def test_a_failure_that_comes_too_late_shuts_nothing(office: Office, email: Account, sent: Message) -> None:
    office.receive(news=(News(email.id, "read", "provider-1"),))
    office.receive(news=(News(email.id, "failed", "provider-1", detail="Late.", code="unreachable"),))
    assert office.identity(Contact("email", "", "maria@example.com")).shut == ""
    assert office.read(messages.get, sent.id).code == ""


def test_the_account_remembers_what_went_wrong_last_and_that_is_no_alarm(
    office: Office, email: Account, sent: Message
) -> None:
    now = office.clock.forward(minutes=1)
    office.receive(news=(News(email.id, "failed", "provider-1", detail="Mailbox full."),))
    ours = office.read(accounts.get, email.id)
    assert (ours.last_error, ours.last_error_at, ours.alarm) == ("Mailbox full.", now, "")


def test_a_failure_without_a_word_hides_no_earlier_one(office: Office, email: Account, sent: Message) -> None:
    office.write(accounts.note_error, email.id, "Mailbox full.", office.clock())
    office.receive(news=(News(email.id, "failed", "provider-1"),))
    assert office.read(accounts.get, email.id).last_error == "Mailbox full."


def uncertain(office: Office, answer: Message) -> Message:
    (mine,) = office.write(outbox.claim, office.clock())
    office.write(outbox.give_up, mine, "uncertain", "It did not answer.", office.clock())
    return office.read(messages.get, answer.id)


def test_news_by_our_name_teaches_the_providers_so_that_later_news_by_that_is_understood(
    office: Office, email: Account, ana: User
) -> None:
    answer = uncertain(office, office.reply(office.hears(email).id, ana))
    office.receive(news=(News(email.id, "sent", "provider-7", answer.id),))
    office.receive(news=(News(email.id, "delivered", "provider-7"),))
    assert state(office, answer) == "delivered"


def test_a_name_that_another_message_has_already_is_not_taken_from_it(
    office: Office, email: Account, ana: User, sent: Message
) -> None:
    second = uncertain(office, office.reply(sent.thread_id, ana, "And another"))
    office.receive(news=(News(email.id, "sent", "provider-1", second.id),))
    office.receive(news=(News(email.id, "read", "provider-1"),))
    assert (state(office, sent), state(office, second)) in {("read", "sent"), ("read", "uncertain")}
