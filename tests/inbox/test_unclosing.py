"""A close that was a mistake: whoever waited waits again, as if it had not happened."""

from typing import Any

import pytest
from msgspec.structs import asdict, replace
from office.office import Office
from sqlalchemy import select

from inbox import calling, episodes, merging, threads, unclosing, users
from inbox.arrivals import News
from inbox.errors import Conflict
from inbox.promises import NewPromise, make
from inbox.schema import episode
from inbox.users import Change
from inbox.words import Account, Mood, Thread, User
from router.patience import judge

ANGRY = Mood(-0.8, 0.8, words=("useless",))


def close(office: Office, one: Thread, by: User) -> None:
    office.write(threads.close, one.id, by.id, office.clock())


def unclose(office: Office, one: Thread, by: User) -> Thread:
    return office.write(unclosing.unclose, one.id, by.id, judge, office.clock())


def undone(office: Office, one: Thread, by: User) -> Thread:
    office.clock.forward(seconds=5)
    close(office, one, by)
    office.clock.forward(seconds=5)
    return unclose(office, one, by)


def waits(one: Thread) -> dict[str, Any]:
    """All that counts in the queue, but for how long it is held."""
    return asdict(replace(one, held_until=None))


def test_whoever_waited_waits_again_as_before(office: Office, email: Account, ana: User) -> None:
    office.hears(email, text="This is useless", mood=ANGRY)
    office.clock.forward(minutes=2)
    before = office.hears(email, text="Hello?!")
    assert (before.unanswered, before.assignee_id) == (2, None)
    assert waits(undone(office, before, ana)) == waits(before)


def test_whoever_had_it_has_it_again(office: Office, email: Account, ana: User, ben: User) -> None:
    before = office.hears(email)
    office.write(threads.claim, before.id, ben.id, office.clock())
    after = undone(office, before, ana)
    assert after.assignee_id == ben.id
    assert after.held_until is not None


def test_nobody_waits_where_nobody_did(office: Office, email: Account, ana: User) -> None:
    office.reply(office.hears(email).id, ana)
    before = office.thread_of("maria@example.com")
    assert waits(undone(office, before, ana)) == waits(before)


def test_only_what_was_unanswered_then_waits(office: Office, email: Account, ana: User) -> None:
    office.hears(email, text="First")
    close(office, office.thread_of("maria@example.com"), ana)
    office.clock.forward(hours=1)
    before = office.hears(email, text="Second")
    assert before.unanswered == 1
    assert waits(undone(office, before, ana)) == waits(before)


def test_the_next_message_counts_on(office: Office, email: Account, ana: User) -> None:
    office.hears(email)
    after = undone(office, office.hears(email), ana)
    assert office.hears(email).unanswered == after.unanswered + 1 == 3


def test_a_promise_that_called_calls_still(office: Office, email: Account, ana: User) -> None:
    office.reply(office.hears(email).id, ana)
    waiting = office.thread_of("maria@example.com")
    soon = office.clock.forward(minutes=1)
    office.clock.forward(minutes=-1)
    office.write(make, NewPromise(waiting.id, "Call back", soon), ana.id, office.clock())
    office.write(calling.call_due, office.clock.forward(minutes=1))
    before = office.thread(waiting.id)
    assert before.due == soon
    assert waits(undone(office, before, ana)) == waits(before)


def test_an_answer_that_did_not_arrive_is_still_to_be_sent(office: Office, email: Account, ana: User) -> None:
    sent = office.reply(office.hears(email).id, ana)
    office.receive(news=(News(email.id, "failed", ref=sent.id, detail="no such mailbox"),))
    before = office.thread(sent.thread_id)
    assert before.due is not None
    assert waits(undone(office, before, ana)) == waits(before)


def test_the_episode_goes_on(office: Office, email: Account, ana: User) -> None:
    undone(office, office.hears(email), ana)
    (row,) = office.rows(select(episode))
    assert (row.closed_at, row.closed_by) == (None, None)
    assert office.read(episodes.closings, [row.thread_id]) == {}


def test_two_who_are_shown_as_one_wait_as_before_and_apart_too(office: Office, email: Account, ana: User) -> None:
    head = office.hears(email)
    office.clock.forward(minutes=1)
    part = office.hears(email, "other@example.com")
    made = office.write(merging.merge, part.customer_id, head.customer_id, "same", ana.id, office.clock())
    before, after = office.thread(head.id), undone(office, head, ana)
    assert (after.unanswered, after.waiting_since) == (2, before.waiting_since)
    assert after.due
    assert before.due
    assert after.due <= before.due, "together, they have asked twice"
    office.write(merging.split, made, ana.id, office.clock())
    for one in (head, part):
        assert (office.thread(one.id).unanswered, office.thread(one.id).due) == (1, one.due)


def test_what_is_open_is_not_opened_again(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    with pytest.raises(Conflict, match="since it was closed"):
        unclose(office, waiting, ana)
    close(office, waiting, ana)
    office.hears(email, text="Once more")
    with pytest.raises(Conflict, match="open already"):
        unclose(office, waiting, ana)


def test_it_is_nobodys_where_its_agent_has_left_for_good(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ben.id, office.clock())
    close(office, waiting, ana)
    office.write(users.change, ben.id, Change(disabled=True), ana.id, office.clock())
    assert unclose(office, waiting, ana).assignee_id is None


def test_the_log_keeps_no_word_of_the_customers(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email, text="This is useless", mood=ANGRY)
    assert any("useless" in one.words for one in waiting.reasons)
    close(office, waiting, ana)
    assert "useless" not in str(office.events()[-1].data)
