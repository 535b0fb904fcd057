"""A team's threads are handed out in the order of the queue, each to one agent, and every decision is an event."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from office.office import Office
from office.plans import plans
from office.staffing import ANGRY, FURIOUS, assigned, hand_out, holder, sits, team, why
from sqlalchemy import Connection, select

from inbox import assigning, cases, desks, merging, profile, teams, threads
from inbox.assigning import Choice
from inbox.cases import Case
from inbox.desks import Desk
from inbox.profile import Profile
from inbox.schema import desk
from inbox.teams import Wanted
from inbox.threads import HOLD
from inbox.words import Account, ThreadId, User
from router.assigning import choose


@pytest.fixture
def staffed(office: Office, email: Account, ana: User, ben: User) -> Office:
    """Ana and Ben are there, and are given what comes by e-mail."""
    team(office, ana, ben, accounts=(email,))
    sits(office, ana, ben)
    return office


def test_what_waits_is_given_to_somebody_and_the_event_says_why(staffed: Office, email: Account, ana: User) -> None:
    waiting = staffed.hears(email)
    assert hand_out(staffed) == [waiting.id]
    given = staffed.thread(waiting.id)
    assert given.assignee_id in {row.user_id for row in staffed.rows(select(desk.c.user_id))}
    assert given.held_until == max(waiting.due or staffed.clock(), staffed.clock() + HOLD)
    (told,) = assigned(staffed)
    assert (told.thread_id, told.actor_id) == (waiting.id, None)
    assert told.data == {"to": given.assignee_id, "reasons": "turn", "load": "1"}


def test_what_was_given_is_not_given_again(staffed: Office, email: Account) -> None:
    staffed.hears(email)
    hand_out(staffed)
    assert hand_out(staffed) == []
    assert not staffed.read(assigning.anything, choose, staffed.clock())


def test_a_team_that_does_not_hand_out_leaves_it_to_its_agents(staffed: Office, email: Account, ana: User) -> None:
    (own,) = staffed.read(teams.all)
    staffed.write(teams.change, own.id, Wanted(assigns=False), ana.id, staffed.clock())
    staffed.hears(email)
    assert hand_out(staffed) == []
    staffed.write(teams.change, own.id, Wanted(assigns=True), ana.id, staffed.clock())
    assert len(hand_out(staffed)) == 1


def test_what_belongs_to_no_team_is_given_to_nobody(staffed: Office, chat: Account) -> None:
    staffed.hears(chat, "visitor")
    assert hand_out(staffed) == []


def test_only_members_are_given_a_teams_threads(office: Office, email: Account, ana: User, ben: User) -> None:
    team(office, ben, accounts=(email,))
    sits(office, ana, ben)
    waiting = office.hears(email)
    hand_out(office)
    assert holder(office, waiting) == "Ben"


@pytest.mark.parametrize("gone", ["away", "offline", "disabled", "never there"])
def test_whoever_is_not_there_is_given_nothing(office: Office, email: Account, ana: User, gone: str) -> None:
    from_home = office.agent("Cid", "admin")
    team(office, ana, accounts=(email,))
    if gone != "never there":
        sits(office, ana)
    if gone == "away":
        office.write(desks.set_available, ana.id, False, office.clock())
    if gone == "offline":
        office.clock.forward(seconds=desks.LEASE.total_seconds())
    if gone == "disabled":
        sits(office, ana, disabled=True)
    waiting = office.hears(email)
    assert hand_out(office) == []
    assert holder(office, waiting) is None
    assert from_home.role == "admin"


def test_the_queues_order_decides_who_comes_first(staffed: Office, email: Account, ana: User, ben: User) -> None:
    sits(staffed, ana, ben, capacity=1)
    calm = [staffed.hears(email, f"calm{number}@example.com") for number in range(3)]
    furious = staffed.hears(email, "furious@example.com", mood=FURIOUS)
    assert hand_out(staffed) == [furious.id, calm[0].id]


def test_nobody_has_room_so_it_waits_until_somebody_has(staffed: Office, email: Account, ana: User, ben: User) -> None:
    sits(staffed, ana, ben, capacity=1)
    first, second, third = (staffed.hears(email, f"{name}@example.com") for name in "abc")
    assert hand_out(staffed) == [first.id, second.id]
    assert hand_out(staffed) == []
    staffed.reply(first.id, ana)
    assert hand_out(staffed) == [third.id]
    assert holder(staffed, third) == holder(staffed, first)


def test_more_capacity_and_a_closed_thread_make_room(staffed: Office, email: Account, ana: User, ben: User) -> None:
    staffed.write(desks.set_available, ben.id, False, staffed.clock())
    sits(staffed, ana, capacity=1)
    first, second, third = (staffed.hears(email, f"{name}@example.com") for name in "abc")
    assert hand_out(staffed) == [first.id]
    sits(staffed, ana, capacity=2)
    assert hand_out(staffed) == [second.id]
    staffed.write(threads.close, first.id, ana.id, staffed.clock())
    assert hand_out(staffed) == [third.id]


def test_what_fits_on_nobodys_desk_is_not_overtaken_by_what_would(
    staffed: Office, email: Account, ana: User, ben: User
) -> None:
    """Or whoever is angry would wait for ever, while calm people take every place that gets free."""
    staffed.write(desks.set_available, ben.id, False, staffed.clock())
    sits(staffed, ana, capacity=2)
    first, second = (staffed.hears(email, f"{name}@example.com") for name in "ab")
    hand_out(staffed)
    angry = staffed.hears(email, "angry@example.com", mood=ANGRY)
    calm = staffed.hears(email, "calm@example.com")
    staffed.reply(first.id, ana)
    assert hand_out(staffed) == []
    staffed.reply(second.id, ana)
    assert hand_out(staffed) == [angry.id]
    assert holder(staffed, calm) is None


def test_a_team_whose_desks_are_full_holds_back_no_other_team(staffed: Office, email: Account, chat: Account) -> None:
    cid = staffed.agent("Cid")
    team(staffed, cid, accounts=(chat,), name="Chat")
    sits(staffed, cid)
    for number in range(12):
        staffed.hears(email, f"{number}@example.com")
    last = staffed.hears(chat, "visitor")
    assert last.id in hand_out(staffed)
    assert holder(staffed, last) == "Cid"


def test_two_furious_in_a_row_go_to_two_agents_across_passes(staffed: Office, email: Account) -> None:
    for name in "abcd":
        staffed.hears(email, f"{name}@example.com", mood=FURIOUS)
        hand_out(staffed)
    to = [one.data["to"] for one in assigned(staffed)]
    assert to[0] != to[1]
    assert set(to[:2]) == set(to[2:])


def test_whoever_has_just_had_a_furious_one_is_spared_even_with_less_to_do(
    staffed: Office, email: Account, ana: User, ben: User
) -> None:
    first = staffed.hears(email, "a@example.com", mood=FURIOUS)
    hand_out(staffed)
    had_it, other = (ana, ben) if holder(staffed, first) == "Ana" else (ben, ana)
    staffed.reply(first.id, had_it)
    calm = staffed.hears(email, "b@example.com")
    staffed.write(threads.claim, calm.id, other.id, staffed.clock())
    second = staffed.hears(email, "c@example.com", mood=FURIOUS)
    hand_out(staffed)
    assert holder(staffed, second) == other.name
    assert "spared" in why(staffed, second)


def test_a_customer_comes_back_to_whoever_answered_them_last(
    staffed: Office, email: Account, ana: User, ben: User
) -> None:
    thread = staffed.hears(email)
    staffed.reply(thread.id, ben)
    staffed.write(threads.close, thread.id, ben.id, staffed.clock.forward(hours=1))
    staffed.hears(email, "other@example.com")
    staffed.write(threads.claim, staffed.thread_of("other@example.com").id, ben.id, staffed.clock())
    staffed.clock.forward(days=30)
    sits(staffed, ana, ben)
    staffed.hears(email)
    hand_out(staffed)
    assert (holder(staffed, thread), why(staffed, thread)) == ("Ben", ["knows"])


def test_a_skill_that_was_written_down_and_a_language_that_is_heard_decide(
    staffed: Office, email: Account, ana: User, ben: User
) -> None:
    sits(staffed, ana, skills=("en",))
    sits(staffed, ben, skills=("es",))
    heard = staffed.hears(email, "a@example.com", "Hola, no me ha llegado el pedido y quiero saber cuándo está.")
    written = staffed.hears(email, "b@example.com", "OK")
    staffed.write(profile.change, written.customer_id, Profile(language="en"), ana.id, staffed.clock())
    hand_out(staffed)
    assert (holder(staffed, heard), why(staffed, heard)) == ("Ben", ["language"])
    assert (holder(staffed, written), why(staffed, written)) == ("Ana", ["language"])


@pytest.mark.parametrize("how", ["gives it back", "lets it pass"])
def test_whoever_let_a_thread_go_is_not_given_it_again_while_its_customer_waits(
    staffed: Office, email: Account, ana: User, ben: User, how: str
) -> None:
    staffed.write(desks.set_available, ben.id, False, staffed.clock())
    thread, other = staffed.hears(email), staffed.hears(email, "other@example.com")
    hand_out(staffed)
    if how == "gives it back":
        staffed.write(threads.release, thread.id, ana.id, staffed.clock.forward(seconds=5))
    else:
        assert thread.due
        staffed.clock.forward(days=1)
        staffed.write(threads.return_overdue, staffed.clock())
    sits(staffed, ana)
    hand_out(staffed)
    assert holder(staffed, thread) is None
    assert holder(staffed, other) == ("Ana" if how == "gives it back" else None), "it holds back nothing else"
    staffed.write(desks.set_available, ben.id, True, staffed.clock())
    hand_out(staffed)
    assert holder(staffed, thread) == "Ben"


def test_a_new_wait_is_a_new_chance(staffed: Office, email: Account, ana: User, ben: User) -> None:
    staffed.write(desks.set_available, ben.id, False, staffed.clock())
    thread = staffed.hears(email)
    hand_out(staffed)
    staffed.write(threads.release, thread.id, ana.id, staffed.clock.forward(seconds=5))
    staffed.reply(thread.id, ben)
    staffed.write(threads.release, thread.id, ben.id, staffed.clock.forward(seconds=5))
    staffed.clock.forward(seconds=5)
    staffed.hears(email)
    hand_out(staffed)
    assert holder(staffed, thread) == "Ana"


def test_a_merged_thread_is_given_as_one(staffed: Office, email: Account, chat: Account, ana: User) -> None:
    one, other = staffed.hears(email), staffed.hears(chat, "visitor")
    staffed.write(merging.merge, other.customer_id, one.customer_id, "same", ana.id, staffed.clock())
    assert hand_out(staffed) == [one.id]


def test_of_two_processes_exactly_one_gives_it(staffed: Office, email: Account) -> None:
    for number in range(6):
        staffed.hears(email, f"{number}@example.com")
    others = [Office(staffed.url, staffed.clock) for _ in range(4)]
    ready, done = threading.Barrier(len(others)), list[Any]()

    def give(one: Office) -> None:
        ready.wait()
        done.extend(hand_out(one))

    racers = [threading.Thread(target=give, args=(one,)) for one in others]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    for one in others:
        one.close()
    assert len(done) == len(set(done)) == 6
    assert len(assigned(staffed)) == 6


def test_an_agent_who_takes_it_in_the_same_moment_has_it(staffed: Office, email: Account, ben: User) -> None:
    thread = staffed.hears(email)

    def assign(conn: Connection) -> list[ThreadId]:
        def too_late(case: Case, there: Sequence[Desk]) -> Choice | None:
            threads.claim(conn, case.thread_id, ben.id, staffed.clock())
            return choose(case, there)

        return assigning.assign(conn, too_late, staffed.clock())

    assert staffed.write(assign) == []
    assert (holder(staffed, thread), assigned(staffed)) == ("Ben", [])


def test_looking_for_work_walks_indexes_and_sorts_nothing(staffed: Office, email: Account) -> None:
    for number in range(40):
        staffed.hears(email, f"{number}@example.com")
    staffed.write(lambda conn: conn.exec_driver_sql("ANALYZE"))
    queue, *_ = plans(staffed, cases.waiting, staffed.read(cases.assigning_teams))
    assert "ix_thread_team" in queue
    assert "TEMP B-TREE" not in queue
    row = staffed.read(cases.waiting, staffed.read(cases.assigning_teams))[0]
    backs = plans(staffed, cases.gave_back, row.id, staffed.clock() - timedelta(days=1))
    assert ["SEARCH event USING INDEX ix_event_back" in one for one in backs] == [True]
