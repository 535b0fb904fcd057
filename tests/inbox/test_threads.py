"""Who looks after a thread, and when it goes back to the queue."""

import threading
from datetime import timedelta

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import threads
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.schema import alert, episode
from inbox.threads import HOLD
from inbox.words import Account, Reason, ThreadId, User

NOBODY = ThreadId(new_id())


def test_whoever_takes_a_thread_has_it(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    taken = office.write(threads.claim, waiting.id, ana.id, office.clock())
    assert (taken.assignee_id, taken.assignee_name) == (ana.id, "Ana")
    last = office.events()[-1]
    assert (last.kind, last.thread_id, last.actor_id) == ("thread.taken", waiting.id, ana.id)


def test_the_second_agent_learns_who_was_first(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    with pytest.raises(Conflict, match=r"^Ana has already taken this thread\.$"):
        office.write(threads.claim, waiting.id, ben.id, office.clock())
    assert office.thread(waiting.id).assignee_id == ana.id


def test_taking_a_thread_twice_is_taking_it_once(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    for _ in range(2):
        assert office.write(threads.claim, waiting.id, ana.id, office.clock()).assignee_id == ana.id
    assert office.kinds().count("thread.taken") == 1


def test_of_many_agents_at_once_exactly_one_wins(office: Office, email: Account) -> None:
    waiting = office.hears(email)
    agents = [office.agent(f"Agent{number}") for number in range(8)]
    others = [Office(office.url, office.clock) for _ in agents]
    outcomes: list[str] = []
    ready = threading.Barrier(len(agents))

    def take(desk: Office, agent: User) -> None:
        ready.wait()
        try:
            outcomes.append(desk.write(threads.claim, waiting.id, agent.id, desk.clock()).assignee_name or "")
        except Conflict as taken:
            outcomes.append(str(taken))

    racers = [threading.Thread(target=take, args=pair) for pair in zip(others, agents, strict=True)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    for desk in others:
        desk.close()
    winner = office.thread(waiting.id).assignee_name
    assert outcomes.count(str(winner)) == 1
    assert outcomes.count(f"{winner} has already taken this thread.") == len(agents) - 1


def test_a_closed_thread_cannot_be_taken(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.write(threads.close, waiting.id, ana.id, office.clock())
    with pytest.raises(Conflict, match="Reopen it first"):
        office.write(threads.claim, waiting.id, ana.id, office.clock())


@pytest.mark.parametrize("act", [threads.claim, threads.release, threads.close, threads.reopen])
def test_what_does_not_exist_is_not_found(office: Office, ana: User, act: object) -> None:
    with pytest.raises(NotFound, match="no such thread"):
        office.write(act, NOBODY, ana.id, office.clock())  # type: ignore[arg-type]  # all four are alike


def test_a_released_thread_is_back_in_the_queue_with_its_due(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    released = office.write(threads.release, waiting.id, ana.id, office.clock())
    assert (released.assignee_id, released.held_until, released.due) == (None, None, waiting.due)
    assert office.kinds()[-1] == "thread.released"


def test_nobody_can_give_back_what_nobody_has(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    with pytest.raises(Conflict, match="nothing to give back"):
        office.write(threads.release, waiting.id, ana.id, office.clock())


def test_in_a_closed_thread_nobody_waits_and_the_episode_is_over(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    now = office.clock.forward(minutes=3)
    closed = office.write(threads.close, waiting.id, ana.id, now)
    assert (closed.status, closed.due, closed.waiting_since, closed.unanswered) == ("closed", None, None, 0)
    assert (closed.assignee_id, closed.held_until, closed.reasons) == (None, None, ())
    assert [row.closed_at for row in office.rows(select(episode))] == [now]


def test_a_thread_is_closed_once(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.write(threads.close, waiting.id, ana.id, office.clock())
    with pytest.raises(Conflict, match="closed already"):
        office.write(threads.close, waiting.id, ana.id, office.clock())
    assert office.kinds().count("thread.closed") == 1


def test_reopening_undoes_the_close_in_the_same_episode(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    office.write(threads.close, waiting.id, ana.id, office.clock())
    opened = office.write(threads.reopen, waiting.id, ben.id, office.clock())
    assert (opened.status, opened.assignee_id) == ("open", ben.id)
    assert [row.closed_at for row in office.rows(select(episode))] == [None]
    with pytest.raises(Conflict, match="open already"):
        office.write(threads.reopen, waiting.id, ana.id, office.clock())


def test_a_held_thread_returns_at_the_moment_and_not_before(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    assert waiting.due is not None
    taken = office.write(threads.claim, waiting.id, ana.id, office.clock())
    assert taken.held_until == waiting.due
    assert office.read(threads.next_return) == waiting.due
    just_before = waiting.due - timedelta(microseconds=1)
    assert office.write(threads.return_overdue, just_before) == []
    assert office.write(threads.return_overdue, waiting.due) == [waiting.id]
    returned = office.thread(waiting.id)
    assert (returned.assignee_id, returned.held_until, returned.due) == (None, None, waiting.due)
    assert Reason("returned") in returned.reasons
    last = office.events()[-1]
    assert (last.kind, last.data) == ("thread.returned", {"from": ana.id})
    assert office.write(threads.return_overdue, waiting.due) == []
    assert office.read(threads.next_return) is None


def test_whoever_takes_an_overdue_thread_has_some_minutes(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    now = office.clock.forward(days=2)
    taken = office.write(threads.claim, waiting.id, ana.id, now)
    assert taken.held_until == now + HOLD


def test_a_customer_who_writes_again_and_again_does_not_prolong_the_hold(
    office: Office, email: Account, ana: User
) -> None:
    waiting = office.hears(email)
    office.clock.forward(days=2)
    held_until = office.write(threads.claim, waiting.id, ana.id, office.clock()).held_until
    for _ in range(3):
        office.clock.forward(minutes=1)
        assert office.hears(email, text="Hello?").held_until == held_until


def test_an_answered_thread_never_returns(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    office.reply(waiting.id, ana)
    assert office.read(threads.next_return) is None
    assert office.write(threads.return_overdue, office.clock.forward(days=9)) == []


def test_returning_twice_shows_the_reason_once(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    for _ in range(2):
        office.write(threads.claim, waiting.id, ana.id, office.clock())
        office.write(threads.return_overdue, office.clock.forward(days=1))
    assert office.thread(waiting.id).reasons.count(Reason("returned")) == 1
    assert Reason("returned") in office.hears(email, text="Anyone?").reasons


def test_many_finds_what_there_is(office: Office, email: Account) -> None:
    first, second = office.hears(email, "a@example.com"), office.hears(email, "b@example.com")
    assert office.read(threads.many, [second.id, first.id, NOBODY]) == {first.id: first, second.id: second}
    assert office.read(threads.many, []) == {}


def stalled(office: Office) -> int:
    return len([row for row in office.rows(select(alert.c.kind)) if row.kind == "stalled"])


def test_a_thread_that_comes_back_is_told_to_the_whole_team_once_per_episode(
    office: Office, email: Account, ana: User
) -> None:
    stands = office.hears(email)
    for so_many in (1, 2):
        for _ in range(2):
            office.write(threads.claim, stands.id, ana.id, office.clock())
            office.clock.forward(days=1)
            assert office.write(threads.return_overdue, office.clock()) == [stands.id]
            assert stalled(office) == so_many
        office.write(threads.close, stands.id, ana.id, office.clock())
        office.clock.forward(days=4)
        office.hears(email)


def test_what_is_answered_in_time_is_told_to_nobody(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.write(threads.claim, stands.id, ana.id, office.clock())
    office.reply(stands.id, ana)
    office.clock.forward(days=1)
    office.write(threads.return_overdue, office.clock())
    assert stalled(office) == 0
