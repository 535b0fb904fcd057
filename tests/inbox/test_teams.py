"""Teams: who is in them, what comes to them, and what becomes of it without them."""

import pytest
from office.office import Office
from office.staffing import hand_out, holder, sits, team
from sqlalchemy import select

from inbox import accounts, removal, teams, threads, users
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.schema import account, thread
from inbox.teams import Parted, Team, Wanted
from inbox.users import Change
from inbox.words import Account, AccountId, TeamId, ThreadId, User, UserId

NOBODY = new_id()


def make(office: Office, by: User, name: str = "Support", **wanted: object) -> Team:
    return office.write(teams.add, name, Wanted(**wanted), by.id, office.clock())  # type: ignore[arg-type]  # as given


def test_a_team_has_a_name_people_and_accounts(office: Office, email: Account, ana: User, ben: User) -> None:
    made = make(office, ana, " Support ", member_ids=[ben.id, ana.id, ben.id], account_ids=[email.id])
    assert made == Team(made.id, "Support", False, (ana.id, ben.id), (email.id,))
    assert office.read(teams.all) == [made]
    last = office.events()[-1]
    assert (last.kind, last.actor_id, last.data) == ("team.changed", ana.id, {"team_id": made.id})


def test_what_is_not_said_stays(office: Office, email: Account, ana: User) -> None:
    made = make(office, ana, member_ids=[ana.id], account_ids=[email.id])
    changed = office.write(teams.change, made.id, Wanted(assigns=True), ana.id, office.clock())
    assert changed == Team(made.id, "Support", True, (ana.id,), (email.id,))
    renamed = office.write(teams.change, made.id, Wanted(name="Returns", member_ids=[]), ana.id, office.clock())
    assert renamed == Team(made.id, "Returns", True, (), (email.id,))


def test_teams_come_by_name_whatever_the_case(office: Office, ana: User) -> None:
    for name in ("sales", "Returns", "Zebra", "billing"):
        make(office, ana, name)
    assert [one.name for one in office.read(teams.all)] == ["billing", "Returns", "sales", "Zebra"]


def test_two_teams_cannot_have_the_same_name(office: Office, ana: User) -> None:
    first, second = make(office, ana), make(office, ana, "Sales")
    with pytest.raises(Conflict, match=r"^There is already a team called SUPPORT\. Choose another name\.$"):
        make(office, ana, "SUPPORT ")
    with pytest.raises(Conflict, match="already a team"):
        office.write(teams.change, second.id, Wanted(name="support"), ana.id, office.clock())
    assert office.write(teams.change, first.id, Wanted(name="SUPPORT"), ana.id, office.clock()).name == "SUPPORT"


def test_an_account_has_one_team_at_most(office: Office, email: Account, chat: Account, ana: User) -> None:
    first = make(office, ana, account_ids=[email.id, chat.id])
    second = make(office, ana, "Sales", account_ids=[email.id])
    assert office.read(teams.get, first.id).account_ids == (chat.id,)
    assert office.read(teams.get, second.id).account_ids == (email.id,)
    office.write(teams.change, second.id, Wanted(account_ids=[]), ana.id, office.clock())
    assert office.rows(select(account.c.team_id).where(account.c.id == email.id)) == [(None,)]


@pytest.mark.parametrize("wrong", [{"member_ids": [UserId(NOBODY)]}, {"account_ids": [AccountId(NOBODY)]}], ids=list)
def test_who_and_what_is_not_there_is_in_no_team(office: Office, ana: User, wrong: dict[str, list[str]]) -> None:
    with pytest.raises(NotFound, match="Reload the list"):
        make(office, ana, **wrong)
    assert office.read(teams.all) == [], "all of it or nothing"


def test_a_team_that_is_not_there_is_not_found(office: Office, ana: User) -> None:
    for act in (teams.get, teams.remove):
        with pytest.raises(NotFound, match="no such team"):
            office.write(act, TeamId(NOBODY), *([] if act is teams.get else [ana.id, office.clock()]))
    with pytest.raises(NotFound, match="no such team"):
        office.write(teams.change, TeamId(NOBODY), Wanted(name="x"), ana.id, office.clock())


def test_who_may_no_longer_sign_in_and_what_was_removed_is_not_listed(
    office: Office, email: Account, ana: User, ben: User
) -> None:
    made = make(office, ana, member_ids=[ana.id, ben.id], account_ids=[email.id])
    office.write(users.change, ben.id, Change(disabled=True), ana.id, office.clock())
    office.write(removal.remove, email.id, office.clock())
    assert office.read(teams.get, made.id) == Team(made.id, "Support", False, (ana.id,), ())


def team_of(office: Office, thread_id: ThreadId) -> TeamId | None:
    (row,) = office.rows(select(thread.c.team_id).where(thread.c.id == thread_id))
    return row.team_id


def test_whoever_waits_waits_for_the_team_of_the_account_by_which_they_began(
    office: Office, email: Account, ana: User
) -> None:
    made = make(office, ana, account_ids=[email.id])
    waiting = office.hears(email)
    assert team_of(office, waiting.id) == made.id
    other = make(office, ana, "Sales", account_ids=[email.id])
    office.hears(email)
    assert team_of(office, waiting.id) == made.id, "who waits already stays in the queue that they wait in"
    office.reply(waiting.id, ana)
    office.hears(email)
    assert team_of(office, waiting.id) == other.id


def test_what_a_removed_team_leaves_behind_is_everybodys(office: Office, email: Account, ana: User) -> None:
    made = make(office, ana, member_ids=[ana.id], account_ids=[email.id])
    free, taken, rests = (office.hears(email, f"{name}@example.com") for name in "abc")
    office.write(threads.claim, taken.id, ana.id, office.clock())
    office.reply(rests.id, ana)
    left = office.write(teams.remove, made.id, ana.id, office.clock())
    assert left == Parted([email.name], 2)
    assert [team_of(office, one.id) for one in (free, taken)] == [None, None]
    assert office.thread(taken.id).assignee_id == ana.id
    assert office.read(teams.all) == []
    office.hears(email, "c@example.com")
    assert team_of(office, rests.id) is None
    assert office.read(accounts.all)[0].id == email.id


def test_nothing_of_a_removed_team_is_handed_out(office: Office, email: Account, ana: User) -> None:
    made = team(office, ana, accounts=(email,))
    sits(office, ana)
    waiting = office.hears(email)
    office.write(teams.remove, made.id, ana.id, office.clock())
    assert hand_out(office) == []
    assert holder(office, waiting) is None
