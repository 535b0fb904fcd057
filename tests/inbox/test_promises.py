"""What we said we would do: made, kept, dropped, changed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from office.office import Office

from inbox import calling, promises
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.promises import NewPromise, Promise, Revision
from inbox.words import Account, MessageId, PromiseId, Thread, ThreadId, User

HOUR = timedelta(hours=1)


@pytest.fixture
def maria(office: Office, email: Account) -> Thread:
    return office.hears(email)


def promise(office: Office, thread: Thread, by: User, text: str = "I will call you", **more: Any) -> Promise:
    """Due in an hour, if nothing else is said."""
    due_at: datetime = more.pop("due_at", office.clock() + HOUR)
    return office.write(promises.make, NewPromise(thread.id, text, due_at, **more), by.id, office.clock())


def test_it_says_what_by_whom_and_until_when(office: Office, maria: Thread, ana: User) -> None:
    made = promise(office, maria, ana, "  I will call you tomorrow ")
    assert (made.text, made.made_by, made.made_by_name) == ("I will call you tomorrow", ana.id, "Ana")
    assert (made.thread_id, made.message_id, made.made_at) == (maria.id, None, office.clock())
    assert made.due_at == office.clock() + HOUR
    assert (made.kept_at, made.dropped_at, made.called_at) == (None, None, None)
    assert office.read(promises.get, made.id) == made


def test_it_names_the_message_in_which_it_was_made(office: Office, maria: Thread, ana: User) -> None:
    said = office.reply(maria.id, ana, "I will call you")
    assert promise(office, maria, ana, message_id=said.id).message_id == said.id


def test_a_screen_that_got_no_answer_may_make_it_again(office: Office, maria: Thread, ana: User, ben: User) -> None:
    said = office.reply(maria.id, ana, "I will call you")
    made = promise(office, maria, ana, message_id=said.id)
    before = len(office.events())
    assert promise(office, maria, ana, message_id=said.id) == made
    assert len(office.events()) == before
    assert promise(office, maria, ana, "I will write, too", message_id=said.id).id != made.id
    assert promise(office, maria, ben, message_id=said.id).id != made.id
    assert promise(office, maria, ana).id != promise(office, maria, ana).id, "not in a message, each is one of its own"


def test_it_stands_in_a_thread_and_in_a_message_of_it(office: Office, maria: Thread, ana: User, email: Account) -> None:
    other = office.hears(email, "omar@example.com")
    elsewhere = office.reply(other.id, ana)
    with pytest.raises(NotFound, match="no such thread"):
        office.write(promises.make, NewPromise(ThreadId(new_id()), "x", office.clock()), ana.id, office.clock())
    for wrong in (elsewhere.id, MessageId(new_id())):
        with pytest.raises(NotFound, match="no such message in this thread"):
            promise(office, maria, ana, message_id=wrong)


def test_every_change_is_told_to_the_screens(office: Office, maria: Thread, ana: User) -> None:
    before = len(office.events())
    made = promise(office, maria, ana)
    office.write(promises.change, made.id, Revision(text="I will write"), ana.id, office.clock())
    office.write(promises.keep, made.id, ana.id, office.clock())
    office.write(promises.reopen, made.id, ana.id, office.clock())
    office.write(promises.drop, made.id, ana.id, office.clock())
    told = office.events()[before:]
    assert [(one.kind, one.thread_id, one.actor_id) for one in told] == [("customer.changed", maria.id, ana.id)] * 5


def test_the_open_ones_come_first_by_due_then_the_last_that_were_settled(
    office: Office, maria: Thread, ana: User
) -> None:
    later = promise(office, maria, ana, "later", due_at=office.clock() + 2 * HOUR)
    sooner = promise(office, maria, ana, "sooner")
    for number in range(12):
        office.clock.forward(minutes=1)
        settle = promises.keep if number % 2 else promises.drop
        office.write(settle, promise(office, maria, ana, f"{number}").id, ana.id, office.clock())
    found = office.read(promises.of_threads, [maria.id])
    assert [one.id for one in found[:2]] == [sooner.id, later.id]
    assert [one.text for one in found[2:]] == [f"{number}" for number in range(11, 1, -1)]


def test_keeping_twice_is_keeping_once_and_what_was_kept_cannot_be_dropped(
    office: Office, maria: Thread, ana: User
) -> None:
    made = promise(office, maria, ana)
    kept = office.write(promises.keep, made.id, ana.id, office.clock())
    assert kept.kept_at == office.clock()
    assert office.write(promises.keep, made.id, ana.id, office.clock.forward(hours=1)) == kept
    with pytest.raises(Conflict, match="Reopen it first"):
        office.write(promises.drop, made.id, ana.id, office.clock())
    assert office.read(promises.get, made.id) == kept


def test_what_was_dropped_cannot_be_kept_until_it_is_reopened(office: Office, maria: Thread, ana: User) -> None:
    made = promise(office, maria, ana)
    assert office.write(promises.drop, made.id, ana.id, office.clock()).dropped_at == office.clock()
    with pytest.raises(Conflict, match="Reopen it first"):
        office.write(promises.keep, made.id, ana.id, office.clock())
    assert office.write(promises.reopen, made.id, ana.id, office.clock()) == made
    with pytest.raises(Conflict, match="open already"):
        office.write(promises.reopen, made.id, ana.id, office.clock())
    assert office.write(promises.keep, made.id, ana.id, office.clock()).kept_at == office.clock()


def test_words_and_moment_change_apart(office: Office, maria: Thread, ana: User) -> None:
    made = promise(office, maria, ana)
    said = office.write(promises.change, made.id, Revision(text=" I will write "), ana.id, office.clock())
    assert (said.text, said.due_at) == ("I will write", made.due_at)
    moved = office.write(promises.change, made.id, Revision(due_at=made.due_at + HOUR), ana.id, office.clock())
    assert (moved.text, moved.due_at) == ("I will write", made.due_at + HOUR)
    assert office.write(promises.change, made.id, Revision(), ana.id, office.clock()) == moved


def test_what_is_settled_is_not_changed(office: Office, maria: Thread, ana: User) -> None:
    made = promise(office, maria, ana)
    office.write(promises.keep, made.id, ana.id, office.clock())
    with pytest.raises(Conflict, match="settled"):
        office.write(promises.change, made.id, Revision(text="x"), ana.id, office.clock())


@pytest.mark.parametrize("deed", [promises.keep, promises.drop, promises.reopen])
def test_a_promise_that_nobody_made_is_not_found(office: Office, ana: User, deed: Any) -> None:
    with pytest.raises(NotFound, match="no such promise"):
        office.write(deed, PromiseId(new_id()), ana.id, office.clock())
    with pytest.raises(NotFound, match="no such promise"):
        office.write(promises.change, PromiseId(new_id()), Revision(text="x"), ana.id, office.clock())


def test_the_next_one_is_the_first_that_is_still_to_come(office: Office, maria: Thread, ana: User) -> None:
    assert office.read(calling.next_due) is None
    first, second = promise(office, maria, ana), promise(office, maria, ana, due_at=office.clock() + 2 * HOUR)
    assert office.read(calling.next_due) == first.due_at
    office.write(promises.keep, first.id, ana.id, office.clock())
    assert office.read(calling.next_due) == second.due_at
    office.write(promises.reopen, first.id, ana.id, office.clock())
    assert office.read(calling.next_due) == first.due_at
    office.write(promises.change, first.id, Revision(due_at=second.due_at + HOUR), ana.id, office.clock())
    assert office.read(calling.next_due) == second.due_at
