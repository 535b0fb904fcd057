"""What was done with a thread, as its screen tells it between the messages."""

import pytest
from office.office import Office
from office.plans import plans
from sqlalchemy import insert

from inbox import events, merging, stalling, steps, threads
from inbox.ids import new_id
from inbox.schema import event
from inbox.steps import StepTaken
from inbox.words import Account, Thread, ThreadId, User


@pytest.fixture
def waiting(office: Office, email: Account) -> Thread:
    return office.hears(email)


def of(office: Office, thread_id: ThreadId) -> list[StepTaken]:
    return office.read(steps.page, thread_id).steps


def test_a_thread_in_which_nobody_did_anything_has_none(office: Office, waiting: Thread) -> None:
    found = office.read(steps.page, waiting.id)
    assert (found.steps, found.more) == ([], False)


def test_each_says_what_was_done_when_and_by_whom(office: Office, waiting: Thread, ana: User, ben: User) -> None:
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    office.clock.forward(minutes=5)
    office.write(threads.close, waiting.id, ben.id, office.clock())
    taken, closed = of(office, waiting.id)
    assert (taken.kind, taken.actor_id, taken.actor_name) == ("thread.taken", ana.id, "Ana")
    assert (closed.kind, closed.actor_name, closed.at) == ("thread.closed", "Ben", office.clock())
    assert taken.seq < closed.seq


def test_what_is_said_is_no_step(office: Office, waiting: Thread, ana: User) -> None:
    office.note(waiting.id, ana)
    office.reply(waiting.id, ana)
    assert {one.kind for one in of(office, waiting.id)} <= {"thread.taken", "thread.assigned"}


def test_who_was_given_the_thread_has_a_name(office: Office, waiting: Thread, ana: User) -> None:
    told = {"to": ana.id, "reasons": "language"}
    office.write(events.record, "thread.assigned", office.clock(), thread_id=waiting.id, data=told)
    [given] = of(office, waiting.id)
    assert (given.actor_id, given.actor_name, given.to_name, given.data) == (None, "", "Ana", told)


def test_who_is_no_longer_known_has_none(office: Office, waiting: Thread) -> None:
    office.write(events.record, "thread.assigned", office.clock(), thread_id=waiting.id, data={"to": new_id()})
    assert [one.to_name for one in of(office, waiting.id)] == [""]


def test_that_it_stalled_was_nobodys_doing(office: Office, waiting: Thread) -> None:
    assert waiting.due is not None
    office.clock.forward(seconds=(waiting.due - office.clock()).total_seconds() + 60)
    office.write(stalling.stall, office.clock())
    assert [(one.kind, one.actor_name) for one in of(office, waiting.id)] == [("thread.stalled", "")]


def test_the_steps_of_everybody_who_is_shown_here_stand_in_one_row(
    office: Office, email: Account, waiting: Thread, ana: User
) -> None:
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    other = office.hears(email, "other@example.com")
    office.write(threads.claim, other.id, ana.id, office.clock())
    office.write(threads.close, waiting.id, ana.id, office.clock())
    office.write(merging.merge, other.customer_id, waiting.customer_id, "same person", ana.id, office.clock())
    whole = [one.kind for one in of(office, waiting.id)]
    assert whole[:3] == ["thread.taken", "thread.taken", "thread.closed"]
    assert [one.kind for one in of(office, other.id)] == whole  # by whichever of them it is asked for


def test_other_threads_have_steps_of_their_own(office: Office, email: Account, waiting: Thread, ana: User) -> None:
    office.write(threads.claim, office.hears(email, "other@example.com").id, ana.id, office.clock())
    assert of(office, waiting.id) == []


def test_many_are_read_page_by_page_the_newest_first_and_none_twice(office: Office, waiting: Thread, ana: User) -> None:
    for _ in range(4):
        office.write(threads.claim, waiting.id, ana.id, office.clock())
        office.write(threads.release, waiting.id, ana.id, office.clock())
    newest = office.read(steps.page, waiting.id, None, 5)
    assert (newest.steps[-1].kind, len(newest.steps), newest.more) == ("thread.released", 5, True)
    oldest = office.read(steps.page, waiting.id, newest.steps[0].seq, 5)
    assert (oldest.steps[0].kind, len(oldest.steps), oldest.more) == ("thread.taken", 3, False)
    seqs = [one.seq for one in (*oldest.steps, *newest.steps)]
    assert seqs == sorted(set(seqs))


def test_they_are_found_by_their_own_index_without_sorting(office: Office, waiting: Thread) -> None:
    noise = {"at": office.clock(), "kind": "message.state", "thread_id": waiting.id, "data": {}}
    office.write(lambda conn: conn.execute(insert(event), [noise] * 500))
    office.write(lambda conn: conn.exec_driver_sql("ANALYZE"))
    read = " ".join(plans(office, steps.page, waiting.id))
    assert "ix_event_step" in read
    assert "TEMP B-TREE" not in read
