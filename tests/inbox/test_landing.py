"""Who is next: the most urgent of one's own and of the queue, and of two agents exactly one lands on them."""

import threading
from datetime import timedelta

from office.office import Office

from inbox import landing, merging, skips, snoozing, teams, threads
from inbox.teams import Wanted
from inbox.words import Account, Thread, ThreadId, User


def land(office: Office, by: User, after: Thread | None = None, viewed: tuple[ThreadId, ...] = ()) -> Thread | None:
    return office.write(landing.land, by.id, after.id if after else None, viewed, office.clock())


def waits(office: Office, account: Account, count: int) -> list[Thread]:
    """One after the other, each a minute later."""
    found = []
    for number in range(count):
        found.append(office.hears(account, f"{number}@example.com"))
        office.clock.forward(minutes=1)
    return found


def the(found: Thread | None) -> str:
    assert found is not None
    return found.id


def test_whoever_waits_most_urgently_is_ours(office: Office, email: Account, ana: User) -> None:
    first, _ = waits(office, email, 2)
    landed = land(office, ana)
    assert landed is not None
    assert (landed.id, landed.assignee_id) == (first.id, ana.id)
    assert landed.held_until is not None
    last = office.events()[-1]
    assert (last.kind, last.thread_id, last.actor_id) == ("thread.taken", first.id, ana.id)


def test_where_nobody_waits_there_is_no_next(office: Office, email: Account, ana: User, ben: User) -> None:
    assert land(office, ana) is None
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ben.id, office.clock())
    assert land(office, ana) is None
    office.reply(office.hears(email, "answered@example.com").id, ana)
    assert land(office, ana) is None


def test_ones_own_and_the_queue_are_one_line(office: Office, email: Account, ana: User) -> None:
    first, second, third = waits(office, email, 3)
    office.write(threads.claim, second.id, ana.id, office.clock())
    assert the(land(office, ana)) == first.id
    office.reply(first.id, ana)
    before = len(office.events())
    assert the(land(office, ana)) == second.id
    assert len(office.events()) == before, "it was taken already"
    assert the(land(office, ana, second)) == third.id


def test_the_one_that_is_left_is_not_the_next(office: Office, email: Account, ana: User) -> None:
    first, second = waits(office, email, 2)
    assert the(land(office, ana, first)) == second.id
    assert land(office, ana, second) is not None
    office.reply(first.id, ana)
    assert land(office, ana, second) is None


def test_what_a_colleague_looks_at_is_theirs_to_take(office: Office, email: Account, ana: User) -> None:
    first, second = waits(office, email, 2)
    assert the(land(office, ana, viewed=(first.id,))) == second.id
    office.reply(second.id, ana)
    assert land(office, ana, viewed=(first.id,)) is None


def test_ones_own_that_a_colleague_looks_at_comes_last(office: Office, email: Account, ana: User) -> None:
    mine, other = waits(office, email, 2)
    office.write(threads.claim, mine.id, ana.id, office.clock())
    assert the(land(office, ana, viewed=(mine.id,))) == other.id
    office.reply(other.id, ana)
    assert the(land(office, ana, viewed=(mine.id,))) == mine.id


def test_other_teams_threads_are_not_ours(office: Office, email: Account, chat: Account, ana: User, ben: User) -> None:
    members = Wanted(member_ids=[ben.id], account_ids=[email.id])
    office.write(teams.add, "Mail", members, ben.id, office.clock())
    theirs = office.hears(email)
    assert land(office, ana) is None
    everybodys = office.hears(chat, "Zoe")
    assert the(land(office, ana)) == everybodys.id
    assert the(land(office, ben)) == theirs.id


def test_what_is_put_aside_does_not_come_up_and_what_is_back_does(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.reply(waiting.id, ana)
    office.write(snoozing.snooze, waiting.id, office.clock() + timedelta(hours=1), ana.id, office.clock())
    assert land(office, ana) is None
    office.write(snoozing.wake_due, office.clock.forward(hours=1))
    office.clock.forward(minutes=1)
    waits(office, email, 1)
    assert the(land(office, ana)) == waiting.id, "it called before the other was due"
    office.reply(waiting.id, ana, "Done")
    assert the(land(office, ana)) != waiting.id


def test_many_that_one_skipped_do_not_hide_the_rest(office: Office, email: Account, ana: User) -> None:
    *passed, last = waits(office, email, landing.TRIES * 2)
    for one in passed:
        office.write(skips.skip, one.id, ana.id, "later", office.clock())
    assert the(land(office, ana)) == last.id


def test_who_is_shown_as_one_comes_up_once(office: Office, email: Account, ana: User) -> None:
    first, second = waits(office, email, 2)
    office.write(merging.merge, second.customer_id, first.customer_id, "same", ana.id, office.clock())
    assert the(land(office, ana)) == first.id
    assert land(office, ana, first) is None


def test_of_agents_who_race_no_two_land_on_the_same(office: Office, email: Account) -> None:
    waits(office, email, 12)
    agents = [office.agent(f"Agent{number}") for number in range(4)]
    found: list[str] = []
    ready = threading.Barrier(len(agents))

    def clear(agent: User) -> None:
        own = Office(office.url, office.clock)
        ready.wait()
        while landed := land(own, agent):
            found.append(landed.id)
            own.reply(landed.id, agent)
        own.close()

    racers = [threading.Thread(target=clear, args=(one,)) for one in agents]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert len(found) == len(set(found)) == 12
    assert office.kinds().count("thread.taken") == 12
