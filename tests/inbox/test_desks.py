"""Who is there to answer: as they say, and as their screens tell."""

from datetime import timedelta

import pytest
from office.office import Office
from office.staffing import ANGRY, sits, team

from inbox import desks, leaving, threads, users
from inbox.desks import GRACE, LEASE, RENEW, Feeling
from inbox.errors import NotFound
from inbox.ids import new_id
from inbox.users import Change
from inbox.words import Account, User, UserId


def desk(office: Office, user: User) -> desks.Desk:
    return office.read(desks.get, user.id, office.clock())


def test_who_never_opened_the_inbox_is_not_there(office: Office, ana: User) -> None:
    found = desk(office, ana)
    assert (found.available, found.online, found.there) == (True, False, False)
    assert (found.skills, found.capacity, found.team_ids, found.held) == ((), 0, (), ())


def test_an_open_screen_makes_somebody_be_there_until_its_lease_ends(office: Office, ana: User) -> None:
    sits(office, ana)
    assert desk(office, ana).there
    office.clock.forward(seconds=LEASE.total_seconds() - 1)
    assert desk(office, ana).there
    office.clock.forward(seconds=1)
    assert not desk(office, ana).online


def test_a_renewed_lease_lasts_anew(office: Office, ana: User) -> None:
    for _ in range(5):
        sits(office, ana)
        office.clock.forward(seconds=LEASE.total_seconds() - 1)
    assert desk(office, ana).online


def test_little_is_written_however_many_screens_are_open(office: Office, ana: User) -> None:
    assert not office.read(desks.is_fresh, ana.id, office.clock())
    sits(office, ana)
    just_before = office.clock() + RENEW - timedelta(microseconds=1)
    assert office.read(desks.is_fresh, ana.id, just_before)
    assert not office.read(desks.is_fresh, ana.id, office.clock() + RENEW)


def test_a_screen_that_renews_late_still_leaves_the_whole_grace() -> None:
    """They ask every RENEW at the latest, and those who are told "not yet" ask once more."""
    assert LEASE - 2 * RENEW >= GRACE


def test_coming_is_no_change_that_screens_must_show_but_going_away_is(office: Office, ana: User) -> None:
    before = len(office.events())
    sits(office, ana)
    assert len(office.events()) == before
    for available in (False, False, True):
        office.write(desks.set_available, ana.id, available, office.clock())
    told = office.events()[before:]
    assert [(one.kind, one.actor_id, one.data) for one in told] == [("desk.changed", ana.id, {"user_id": ana.id})] * 2


def test_whoever_says_that_they_are_away_is_not_there_whatever_their_screen_says(office: Office, ana: User) -> None:
    sits(office, ana)
    away = office.write(desks.set_available, ana.id, False, office.clock())
    assert (away.available, away.online, away.there) == (False, True, False)
    assert office.read(desks.is_fresh, ana.id, office.clock() + timedelta(days=1)), "there is nothing to renew"
    office.clock.forward(seconds=GRACE.total_seconds())
    sits(office, ana)
    assert (desk(office, ana).online, desk(office, ana).there) == (False, False)


def test_who_is_back_is_there_at_once(office: Office, ana: User) -> None:
    office.write(desks.set_available, ana.id, False, office.clock())
    office.clock.forward(hours=1)
    assert office.write(desks.set_available, ana.id, True, office.clock()).there


def test_to_say_it_again_renews_the_lease_of_who_is_there_and_prolongs_no_ones_leaving(
    office: Office, ana: User
) -> None:
    for _ in range(3):
        assert office.write(desks.set_available, ana.id, True, office.clock()).there
        office.clock.forward(seconds=LEASE.total_seconds() - 1)
    assert desk(office, ana).there
    left = office.clock() + GRACE
    for _ in range(3):
        office.write(desks.set_available, ana.id, False, office.clock())
        office.clock.forward(seconds=10)
    assert office.read(leaving.next_leave) == left


def test_a_desk_shows_skills_capacity_teams_and_what_waits_there(
    office: Office, email: Account, ana: User, ben: User
) -> None:
    both = team(office, ana, ben, accounts=(email,))
    own = team(office, ana, name="Returns")
    sits(office, ana, skills=("es", "recovery"), capacity=3)
    calm, angry, answered = (office.hears(email, f"{name}@example.com") for name in "abc")
    office.hears(email, "b@example.com", mood=ANGRY)
    for one in (calm, angry, answered):
        office.write(threads.claim, one.id, ana.id, office.clock())
    office.reply(answered.id, ana)
    found = desk(office, ana)
    assert (found.skills, found.capacity, set(found.team_ids)) == (("es", "recovery"), 3, {both.id, own.id})
    stands = office.thread(angry.id)
    assert sorted(found.held, key=lambda one: one.anger) == [Feeling(0.0, 0.0), Feeling(stands.anger, stands.valence)]
    assert desk(office, ben).held == ()


def test_all_are_those_who_may_sign_in_by_name(office: Office, ana: User, ben: User) -> None:
    cid = office.agent("Cid", "admin")
    sits(office, ben)
    office.write(users.change, ana.id, Change(disabled=True), cid.id, office.clock())
    found = office.read(desks.all, office.clock())
    assert [(one.name, one.role, one.online) for one in found] == [("Ben", "agent", True), ("Cid", "admin", False)]


def test_nobody_has_no_desk(office: Office) -> None:
    with pytest.raises(NotFound):
        office.read(desks.get, UserId(new_id()), office.clock())
