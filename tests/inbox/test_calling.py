"""A promise whose moment comes puts its thread back in front of somebody."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from office.office import Office
from sqlalchemy import insert, select

from inbox import calling, merging, promises, queue, threads
from inbox.ids import new_id
from inbox.promises import NewPromise, Promise, Revision
from inbox.schema import episode
from inbox.schema import promise as promise_table
from inbox.threads import HOLD
from inbox.words import Account, Reason, Thread, User

PROMISED = Reason("promised")
HOUR = timedelta(hours=1)


@pytest.fixture
def answered(office: Office, email: Account, ana: User) -> Thread:
    """Nobody waits here, and Ana has it."""
    thread = office.hears(email)
    office.reply(thread.id, ana)
    return office.thread(thread.id)


def promise(office: Office, thread: Thread, by: User, **more: Any) -> Promise:
    due_at: datetime = more.pop("due_at", office.clock() + HOUR)
    return office.write(promises.make, NewPromise(thread.id, "I will call", due_at, **more), by.id, office.clock())


def come(office: Office, made: Promise) -> Thread:
    """Its moment comes."""
    office.clock.now = max(office.clock.now, made.due_at)
    office.write(calling.call_due, office.clock())
    return office.thread(made.thread_id)


def test_it_calls_at_its_moment_and_not_before(office: Office, answered: Thread, ana: User) -> None:
    made = promise(office, answered, ana)
    assert office.write(calling.call_due, made.due_at - timedelta(microseconds=1)) == []
    assert office.thread(answered.id) == answered
    assert office.write(calling.call_due, made.due_at) == [answered.id]
    assert office.read(promises.get, made.id).called_at == made.due_at


def test_it_calls_once(office: Office, answered: Thread, ana: User) -> None:
    made = promise(office, answered, ana)
    called = come(office, made)
    assert office.write(calling.call_due, office.clock.forward(hours=1)) == []
    assert office.thread(answered.id) == called
    assert office.read(calling.next_due) is None


def test_whoever_has_the_thread_finds_it_among_their_own_and_loses_it_if_they_do_nothing(
    office: Office, answered: Thread, ana: User
) -> None:
    made = promise(office, answered, ana)
    called = come(office, made)
    assert (called.status, called.assignee_id, called.reasons) == ("open", ana.id, (PROMISED,))
    assert (called.waiting_since, called.due, called.held_until) == (made.due_at, made.due_at, made.due_at + HOLD)
    assert [one.id for one in office.read(queue.page, "mine", ana.id).threads] == [answered.id]
    assert office.write(threads.return_overdue, office.clock.forward(minutes=5)) == [answered.id]
    [waiting] = office.read(queue.page, "queue", ana.id).threads
    assert [one.code for one in waiting.reasons] == ["promised", "returned"]


def test_a_closed_thread_is_opened_again_and_its_episode_goes_on(office: Office, answered: Thread, ana: User) -> None:
    made = promise(office, answered, ana)
    office.write(threads.close, answered.id, ana.id, office.clock())
    called = come(office, made)
    assert (called.status, called.assignee_id, called.held_until) == ("open", None, None)
    assert [one.id for one in office.read(queue.page, "queue", ana.id).threads] == [answered.id]
    [stretch] = office.rows(select(episode))
    assert (stretch.closed_at, stretch.closed_by) == (None, None)


def test_who_waits_already_waits_no_longer_for_it(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email)
    called = come(office, promise(office, thread, ana, due_at=office.clock() + 10 * HOUR))
    assert (called.waiting_since, called.due) == (thread.waiting_since, thread.due)
    assert called.reasons == (*thread.reasons, PROMISED)


def test_it_shortens_the_wait_of_who_would_wait_longer(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email)
    made = promise(office, thread, ana)
    assert thread.due is not None
    assert made.due_at < thread.due
    assert come(office, made).due == made.due_at


def test_screens_are_told(office: Office, answered: Thread, ana: User) -> None:
    made = promise(office, answered, ana)
    before = len(office.events())
    come(office, made)
    [told] = office.events()[before:]
    assert (told.kind, told.thread_id, told.data) == ("thread.promised", answered.id, {"promise": made.id})


def test_keeping_it_lets_the_thread_rest(office: Office, answered: Thread, ana: User) -> None:
    made = promise(office, answered, ana)
    come(office, made)
    office.write(promises.keep, made.id, ana.id, office.clock())
    rested = office.thread(answered.id)
    assert (rested.waiting_since, rested.due, rested.held_until, rested.reasons) == (None, None, None, ())
    assert rested.assignee_id == ana.id


def test_who_wrote_meanwhile_still_waits_when_it_is_kept(
    office: Office, answered: Thread, email: Account, ana: User
) -> None:
    made = promise(office, answered, ana)
    come(office, made)
    office.hears(email, text="Hello?")
    office.write(promises.drop, made.id, ana.id, office.clock())
    waits = office.thread(answered.id)
    assert waits.due is not None
    assert waits.unanswered == 1
    assert PROMISED not in waits.reasons


def test_a_promise_that_has_not_called_takes_nobody_out_of_the_queue(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email)
    made = promise(office, thread, ana)
    office.write(promises.keep, made.id, ana.id, office.clock())
    assert office.thread(thread.id) == thread


def test_of_two_that_called_both_must_be_kept(office: Office, answered: Thread, ana: User) -> None:
    first, second = promise(office, answered, ana), promise(office, answered, ana)
    called = come(office, first)
    assert called.reasons == (PROMISED,)
    office.write(promises.keep, first.id, ana.id, office.clock())
    assert office.thread(answered.id) == called
    office.write(promises.drop, second.id, ana.id, office.clock())
    assert office.thread(answered.id).due is None


def test_an_answer_lets_the_thread_rest_but_keeps_no_promise(office: Office, answered: Thread, ana: User) -> None:
    made = promise(office, answered, ana)
    come(office, made)
    office.reply(answered.id, ana, "We are still looking")
    assert office.thread(answered.id).due is None
    assert office.read(promises.get, made.id).kept_at is None


def test_reopened_after_its_moment_it_calls_again(office: Office, answered: Thread, ana: User) -> None:
    made = promise(office, answered, ana)
    come(office, made)
    office.write(promises.keep, made.id, ana.id, office.clock())
    office.write(promises.reopen, made.id, ana.id, office.clock())
    assert office.write(calling.call_due, office.clock()) == [answered.id]
    assert office.thread(answered.id).reasons == (PROMISED,)


def test_put_off_it_calls_again_later_and_nobody_until_then(office: Office, answered: Thread, ana: User) -> None:
    made = promise(office, answered, ana)
    come(office, made)
    moved = office.write(promises.change, made.id, Revision(due_at=office.clock() + HOUR), ana.id, office.clock())
    assert moved.called_at is None
    assert office.thread(answered.id).due is None
    assert come(office, moved).due == moved.due_at


def test_kept_or_dropped_before_its_moment_it_never_calls(office: Office, answered: Thread, ana: User) -> None:
    for settle in (promises.keep, promises.drop):
        office.write(settle, promise(office, answered, ana).id, ana.id, office.clock())
    assert office.write(calling.call_due, office.clock.forward(days=1)) == []


def test_more_than_one_group_is_called_in_order(office: Office, answered: Thread, ana: User) -> None:
    made = {"thread_id": answered.id, "text": "x", "made_by": ana.id, "made_at": office.clock()}
    rows = [{"id": new_id(), "due_at": office.clock() + timedelta(seconds=n), **made} for n in range(150)]
    office.write(lambda conn: conn.execute(insert(promise_table), rows))
    now = office.clock.forward(hours=1)
    assert [len(office.write(calling.call_due, now)) for _ in range(3)] == [100, 50, 0]
    assert office.thread(answered.id).due == rows[0]["due_at"]


@pytest.fixture
def omar(office: Office, email: Account, ana: User) -> Thread:
    thread = office.hears(email, "omar@example.com")
    office.reply(thread.id, ana, "Dear Omar")
    return office.thread(thread.id)


def merged(office: Office, omar: Thread, maria: Thread, ana: User) -> Any:
    return office.write(merging.merge, omar.customer_id, maria.customer_id, "by an agent", ana.id, office.clock())


def test_where_two_are_shown_as_one_it_calls_there_and_stays_with_its_message_after_a_split(
    office: Office, answered: Thread, omar: Thread, ana: User
) -> None:
    said = office.messages(omar.id)[-1]
    link = merged(office, omar, answered, ana)
    made = promise(office, office.thread(answered.id), ana, message_id=said.id)
    assert made.thread_id == answered.id
    assert come(office, made).reasons == (PROMISED,)
    office.write(merging.split, link, ana.id, office.clock())
    assert office.read(promises.get, made.id).thread_id == omar.id
    assert office.thread(omar.id).reasons == (PROMISED,)
    assert office.thread(answered.id).due is None


def test_kept_while_two_are_shown_as_one_both_rest_after_a_split(
    office: Office, answered: Thread, omar: Thread, ana: User
) -> None:
    theirs, hers = promise(office, omar, ana), promise(office, answered, ana)
    link = merged(office, omar, answered, ana)
    come(office, theirs)
    office.write(promises.keep, theirs.id, ana.id, office.clock())
    assert office.thread(answered.id).reasons == (PROMISED,), "the other one still calls"
    office.write(promises.keep, hers.id, ana.id, office.clock())
    assert office.thread(answered.id).due is None
    office.write(merging.split, link, ana.id, office.clock())
    assert [office.thread(one.id).reasons for one in (omar, answered)] == [(), ()]
