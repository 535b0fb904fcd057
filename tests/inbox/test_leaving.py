"""An agent leaves: what waits with them is back in the queue when their grace is over, and no earlier."""

from datetime import timedelta

import pytest
from office.office import Office
from office.plans import plans
from office.staffing import hand_out, holder, sits, team
from sqlalchemy import select

from inbox import desks, events, leaving, merging, threads
from inbox.desks import GRACE, LEASE
from inbox.schema import thread
from inbox.words import Account, Event, Thread, ThreadId, User


@pytest.fixture
def held(office: Office, email: Account, ana: User) -> Thread:
    """Ana is there and has taken it."""
    sits(office, ana)
    waiting = office.hears(email)
    return office.write(threads.claim, waiting.id, ana.id, office.clock())


def returns(office: Office) -> list[Event]:
    return [one for one in office.events() if one.kind == "thread.returned"]


def test_what_waits_with_them_goes_back_when_their_lease_ends(office: Office, held: Thread, ana: User) -> None:
    assert office.read(leaving.next_leave) == office.clock() + LEASE
    moment = office.clock.forward(seconds=LEASE.total_seconds())
    assert office.write(leaving.leave, moment - timedelta(microseconds=1)) == []
    assert office.write(leaving.leave, moment) == [held.id]
    stands = office.thread(held.id)
    assert (stands.assignee_id, stands.held_until, stands.due) == (None, None, held.due)
    told, back = office.events()[-2:]
    assert (told.kind, told.data) == ("desk.changed", {"user_id": ana.id})
    assert (back.kind, back.actor_id, back.data) == ("thread.returned", None, {"from": ana.id, "reason": "away"})
    assert office.read(leaving.next_leave) is None
    assert office.write(leaving.leave, moment) == []


def test_whoever_says_that_they_are_away_has_a_grace_to_think_better_of_it(
    office: Office, held: Thread, ana: User
) -> None:
    office.write(desks.set_available, ana.id, False, office.clock())
    assert office.read(leaving.next_leave) == office.clock() + GRACE
    office.write(desks.set_available, ana.id, True, office.clock.forward(seconds=50))
    assert office.write(leaving.leave, office.clock.forward(seconds=20)) == []
    assert holder(office, held) == "Ana"
    office.write(desks.set_available, ana.id, False, office.clock())
    assert office.write(leaving.leave, office.clock.forward(seconds=GRACE.total_seconds())) == [held.id]


def test_what_nobody_waits_in_stays_with_them(office: Office, held: Thread, ana: User) -> None:
    office.reply(held.id, ana)
    office.clock.forward(seconds=LEASE.total_seconds())
    assert office.write(leaving.leave, office.clock()) == []
    assert holder(office, held) == "Ana"


def test_others_keep_what_they_have(office: Office, email: Account, held: Thread, ben: User) -> None:
    other = office.hears(email, "other@example.com")
    office.write(threads.claim, other.id, ben.id, office.clock())
    sits(office, ben)
    office.clock.forward(seconds=LEASE.total_seconds() - 10)
    sits(office, ben)
    assert office.write(leaving.leave, office.clock.forward(seconds=10)) == [held.id]
    assert holder(office, other) == "Ben"


def test_whoever_never_had_a_desk_keeps_what_they_take(office: Office, email: Account, ben: User) -> None:
    """They answer by the API, or took it in Slack; that they hold it too long is another matter."""
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ben.id, office.clock())
    assert office.write(leaving.leave, office.clock.forward(days=1)) == []
    office.hears(email)
    assert office.read(leaving.stuck, 0, office.clock())[1] is False


def test_who_had_to_leave_may_have_it_again(office: Office, email: Account, ana: User) -> None:
    team(office, ana, accounts=(email,))
    sits(office, ana)
    waiting = office.hears(email)
    hand_out(office)
    office.write(leaving.leave, office.clock.forward(seconds=LEASE.total_seconds()))
    sits(office, ana)
    assert hand_out(office) == [waiting.id]


def freed(office: Office, after: int) -> list[ThreadId]:
    last, stuck = office.read(leaving.stuck, after, office.clock())
    found = office.write(leaving.free, after, last, office.clock())
    assert bool(found) == stuck, "whoever only looks sees the same"
    return found


def test_who_writes_to_an_agent_that_has_left_waits_in_the_queue(
    office: Office, email: Account, held: Thread, ana: User
) -> None:
    office.reply(held.id, ana)
    office.write(leaving.leave, office.clock.forward(seconds=LEASE.total_seconds()))
    before = office.read(events.last_seq)
    assert freed(office, before) == []
    office.hears(email)
    assert freed(office, before) == [held.id]
    assert holder(office, held) is None
    assert returns(office)[-1].data == {"from": ana.id, "reason": "away"}
    assert freed(office, before) == []


def test_who_writes_to_an_agent_that_is_there_stays_with_them(office: Office, email: Account, held: Thread) -> None:
    before = office.read(events.last_seq)
    office.hears(email)
    assert freed(office, before) == []


def test_what_was_taken_from_elsewhere_after_leaving_stays(office: Office, email: Account, ana: User) -> None:
    """By the button in Slack, with the inbox closed: nobody has written since."""
    sits(office, ana)
    office.write(leaving.leave, office.clock.forward(seconds=LEASE.total_seconds()))
    waiting = office.hears(email)
    before = office.read(events.last_seq)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    assert freed(office, before) == []
    assert holder(office, waiting) == "Ana"


def test_a_message_in_a_merged_part_frees_the_thread_that_shows_it(
    office: Office, email: Account, chat: Account, held: Thread, ana: User
) -> None:
    other = office.hears(chat, "visitor")
    office.write(merging.merge, other.customer_id, held.customer_id, "same", ana.id, office.clock())
    office.reply(held.id, ana)
    office.write(threads.close, held.id, ana.id, office.clock())
    office.write(threads.reopen, held.id, ana.id, office.clock())
    office.write(leaving.leave, office.clock.forward(seconds=LEASE.total_seconds()))
    before = office.read(events.last_seq)
    office.receive(office.arrival(chat, "visitor", "Hello?"))
    assert freed(office, before) == [held.id]


def test_to_look_costs_next_to_nothing(office: Office, email: Account, ana: User) -> None:
    sits(office, ana)
    for number in range(60):
        one = office.hears(email, f"{number}@example.com")
        if number % 3 == 0:
            office.write(threads.claim, one.id, ana.id, office.clock())
    office.write(lambda conn: conn.exec_driver_sql("ANALYZE"))
    last = office.read(events.last_seq)
    for plan in plans(office, leaving.stuck, last - 5, office.clock()):
        assert "SCAN thread" not in plan
        assert "SCAN event\n" not in f"{plan}\n"
    assert plans(office, leaving.stuck, last, office.clock()) == plans(office, events.last_seq), "nothing new, no look"
    assert len(office.rows(select(thread.c.id).where(thread.c.assignee_id.is_not(None)))) == 20
