"""A person hands a thread to a colleague, or to nobody."""

from datetime import timedelta

import pytest
from office.office import Office

from inbox import handing, snoozing, threads, users
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.threads import HOLD
from inbox.users import Change
from inbox.words import Account, Thread, ThreadId, User, UserId


def hand(office: Office, one: Thread, to: User | None, by: User) -> Thread:
    return office.write(handing.hand, one.id, to.id if to else None, by.id, office.clock())


def test_a_colleague_has_it_and_is_told(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    handed = hand(office, waiting, ben, ana)
    assert (handed.assignee_id, handed.assignee_name, handed.due) == (ben.id, "Ben", waiting.due)
    assert handed.held_until is not None
    last = office.events()[-1]
    assert (last.kind, last.actor_id, last.data) == ("thread.assigned", ana.id, {"to": ben.id, "reasons": ""})


def test_a_colleagues_thread_is_handed_on(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    assert hand(office, waiting, ben, office.agent("Cleo")).assignee_id == ben.id


def test_an_overdue_one_stays_for_a_while(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    now = office.clock.forward(days=3)
    assert hand(office, waiting, ben, ana).held_until == now + HOLD


def test_to_nobody_it_is_back_in_the_queue(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    hand(office, waiting, ben, ana)
    assert hand(office, waiting, None, ana).assignee_id is None
    assert office.kinds()[-1] == "thread.released"
    with pytest.raises(Conflict, match="nothing to give back"):
        hand(office, waiting, None, ana)


def test_whoever_has_it_already_is_not_told_again(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    for _ in range(2):
        assert hand(office, waiting, ben, ana).assignee_id == ben.id
    assert office.kinds().count("thread.assigned") == 1


def test_what_was_put_aside_is_on_their_table(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    office.reply(waiting.id, ana)
    office.write(snoozing.snooze, waiting.id, office.clock() + timedelta(days=1), ana.id, office.clock())
    handed = hand(office, waiting, ben, ana)
    assert (handed.assignee_id, handed.snoozed_at, handed.wake_at) == (ben.id, None, None)


def test_nobody_is_handed_a_thread_who_cannot_sign_in(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    office.write(users.change, ben.id, Change(disabled=True), ana.id, office.clock())
    with pytest.raises(Conflict, match=r"^Ben can no longer sign in\. Choose somebody else\.$"):
        hand(office, waiting, ben, ana)
    with pytest.raises(NotFound, match="no such user"):
        office.write(handing.hand, waiting.id, UserId(new_id()), ana.id, office.clock())
    assert office.thread(waiting.id).assignee_id is None


def test_what_is_closed_or_missing_is_not_handed_on(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    office.write(threads.close, waiting.id, ana.id, office.clock())
    with pytest.raises(Conflict, match="Reopen it first"):
        hand(office, waiting, ben, ana)
    with pytest.raises(NotFound, match="no such thread"):
        office.write(handing.hand, ThreadId(new_id()), ben.id, ana.id, office.clock())
