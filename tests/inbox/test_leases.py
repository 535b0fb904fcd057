"""Leases: a fair share for each, one holder at a time, and a token that stops whoever slept through its lease."""

from datetime import timedelta

import pytest
from office.office import Office
from sqlalchemy import Connection, select

from inbox import leases, users
from inbox.bus import announced
from inbox.door import Inbox
from inbox.errors import Fenced
from inbox.leases import Lease, Under, attend, demand, leave, release
from inbox.schema import EPOCH, lease
from inbox.users import NewUser

LASTS = timedelta(seconds=6)
WORK = [f"work {number}" for number in range(4)]


def attends(
    office: Office, holder: str, pieces: list[str] = WORK, group: str = "loop"
) -> tuple[dict[str, Lease], list[Lease]]:
    return office.write(attend, group, pieces, holder, office.clock(), LASTS)


def shares(office: Office, *holders: str, pieces: list[str] = WORK, rounds: int = 2) -> list[list[str]]:
    """What each has once they have attended in turn, letting go of what is beyond their share."""
    found: list[list[str]] = []
    for _ in range(rounds):
        found = []
        for holder in holders:
            held, spare = attends(office, holder, pieces)
            office.write(release, spare)
            found.append(sorted(held))
    return found


def test_who_is_alone_takes_everything(office: Office) -> None:
    held, spare = attends(office, "one")
    assert sorted(held) == WORK
    assert spare == []
    assert held["work 0"] == Lease("loop/work 0", 1)


def test_to_attend_again_is_to_hold_on_to_it(office: Office) -> None:
    first = attends(office, "one")
    office.clock.forward(seconds=5)
    assert attends(office, "one") == first
    office.clock.forward(seconds=5)
    assert attends(office, "two")[0] == {}, "it was renewed five seconds ago"


@pytest.mark.parametrize(("many", "sizes"), [(2, [2, 2]), (3, [2, 2, 0]), (4, [1, 1, 1, 1]), (5, [1, 1, 1, 1, 0])])
def test_they_share_what_there_is(office: Office, many: int, sizes: list[int]) -> None:
    found = shares(office, *(f"process {number}" for number in range(many)), rounds=3)
    assert sorted(map(len, found), reverse=True) == sizes
    assert sorted(piece for share in found for piece in share) == WORK


def test_who_comes_later_gets_its_share_once_the_others_have_let_go(office: Office) -> None:
    attends(office, "one")
    assert attends(office, "two")[0] == {}
    held, spare = attends(office, "one")
    assert sorted(held) == ["work 0", "work 1"]
    assert attends(office, "two")[0] == {}, "what one has begun there it may still end"
    office.write(release, spare)
    assert sorted(attends(office, "two")[0]) == ["work 2", "work 3"]


def test_somebody_new_is_told_of_at_once(office: Office) -> None:
    def topics(conn: Connection, holder: str) -> set[str]:
        attend(conn, "loop", WORK, holder, office.clock(), LASTS)
        return announced(conn)

    assert office.write(topics, "one") == {"leases"}
    assert office.write(topics, "one") == set()
    assert office.write(topics, "two") == {"leases"}


def test_what_somebody_died_with_is_taken_over_when_its_lease_has_ended(office: Office) -> None:
    shares(office, "one", "two")
    office.clock.forward(seconds=5)
    attends(office, "two")
    office.clock.forward(seconds=2)
    held, _ = attends(office, "two")
    assert sorted(held) == WORK


def test_whoever_had_it_before_can_write_nothing_under_it(office: Office) -> None:
    slept = attends(office, "one")[0]["work 0"]
    office.clock.forward(seconds=6)
    now = attends(office, "two")[0]["work 0"]
    assert now == Lease("loop/work 0", slept.token + 1)
    office.write(demand, [now])
    with pytest.raises(Fenced, match=r"'loop/work 0' has gone to another process"):
        office.write(demand, [slept])


def test_a_lease_that_ended_while_nobody_else_took_it_still_holds(office: Office) -> None:
    held, _ = attends(office, "one")
    office.clock.forward(hours=1)
    office.write(demand, held.values())
    assert attends(office, "one")[0] == held


def test_one_that_is_lost_makes_all_that_is_written_under_it_void(office: Office) -> None:
    held, _ = attends(office, "one")
    office.write(release, [held["work 3"]])
    with pytest.raises(Fenced, match="work 3"):
        office.write(demand, held.values())
    office.write(demand, [held["work 0"], held["work 1"], held["work 2"]])


def test_what_nobody_ever_held_cannot_be_shown(office: Office) -> None:
    with pytest.raises(Fenced):
        office.write(demand, [Lease("loop/made up", 1)])


def test_what_was_let_go_is_free_at_once_and_lost_for_good(office: Office) -> None:
    held, _ = attends(office, "one")
    office.write(release, held.values())
    with pytest.raises(Fenced):
        office.write(demand, [held["work 0"]])
    again, _ = attends(office, "one")
    assert {one.token for one in again.values()} == {3}, "to let go and to take, each gives a new one"


def test_letting_go_too_late_takes_it_from_nobody(office: Office) -> None:
    slept, _ = attends(office, "one")
    office.clock.forward(seconds=6)
    now, _ = attends(office, "two")
    office.write(release, slept.values())
    office.write(demand, now.values())
    assert attends(office, "two")[0] == now


def test_who_leaves_leaves_everything_to_the_others(office: Office) -> None:
    shares(office, "one", "two")
    office.write(leave, "loop", "one")
    assert sorted(attends(office, "two")[0]) == WORK
    assert [row.name for row in office.rows(select(lease).where(leases.within("process")))] == ["process/two"]


def test_leaving_one_group_lets_go_of_nothing_else(office: Office) -> None:
    attends(office, "one", ["a"], "loop")
    listening, _ = attends(office, "one", ["b"], "listen")
    office.write(leave, "loop", "one")
    office.write(demand, listening.values())


def test_what_is_no_longer_there_is_to_be_let_go(office: Office) -> None:
    attends(office, "one")
    held, spare = attends(office, "one", WORK[:1])
    assert list(held) == ["work 0"]
    assert sorted(one.name for one in spare) == ["loop/work 1", "loop/work 2", "loop/work 3"]


def test_a_share_that_an_answer_was_lost_of_is_still_let_go(office: Office) -> None:
    """Else nobody would do it: one never heard that it holds them, and the others see that it does."""
    attends(office, "one")
    attends(office, "two")
    _, spare = attends(office, "one")
    assert len(spare) == 2


def test_groups_that_begin_alike_are_not_mistaken(office: Office) -> None:
    attends(office, "one", ["a"], "listen")
    attends(office, "one", ["a"], "listen%")
    office.clock.forward(seconds=7)
    assert list(attends(office, "two", ["a"], "listen%")[0]) == ["a"]
    assert attends(office, "one", ["a"], "listen")[0]["a"].token == 1


def test_many_are_taken_in_few_statements(office: Office) -> None:
    pieces = [f"{number:04}" for number in range(1200)]
    assert list(attends(office, "one", pieces)[0]) == pieces
    assert [len(share) for share in shares(office, "one", "two", pieces=pieces)] == [600, 600]


def test_the_dead_are_counted_no_more_and_leave_no_rows(office: Office) -> None:
    for number in range(20):
        attends(office, f"short-lived {number}")
        office.clock.forward(seconds=7)
    attends(office, "one")
    assert len(office.rows(select(lease).where(leases.within("process")))) == 1


def add_user(conn: Connection, name: str, inbox: Inbox) -> None:
    users.add(conn, NewUser(f"{name}@hilo.example", name, "agent", "hash"), inbox.clock())


def add_users(conn: Connection, names: list[str]) -> list[int]:
    for name in names:
        users.add(conn, NewUser(f"{name}@hilo.example", name, "agent", "hash"), EPOCH)
    return [len(names)] * len(names)


@pytest.mark.asyncio
async def test_what_is_written_under_a_lost_lease_is_not_written(office: Office, inbox: Inbox) -> None:
    held = attends(office, "one")[0]["work 0"]
    await inbox.under(held).write(add_user, "ana", inbox)
    office.write(release, [held])
    with pytest.raises(Fenced):
        await inbox.under(held).write(add_user, "ben", inbox)
    with pytest.raises(Fenced):
        await inbox.under(held).batch(add_users, "carla")
    assert await inbox.read(users.count) == 1
    await inbox.write(add_user, "dora", inbox)


def test_only_what_is_written_under_the_same_leases_shares_a_call() -> None:
    """The writer joins calls of equal work."""
    mine, theirs = (Lease("loop/work 0", 1),), (Lease("loop/work 0", 2),)
    assert Under(mine, add_users) == Under(mine, add_users)
    assert Under(mine, add_users) != Under(theirs, add_users)
    assert Under(mine, add_users) != add_users
