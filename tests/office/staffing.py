"""Agents at their desks, and the teams that hand out threads to them."""

from typing import Any

from office.office import Office

from inbox import assigning, desks, teams, users
from inbox.teams import Team, Wanted
from inbox.users import Change
from inbox.words import Account, Event, Mood, Thread, ThreadId, User
from router.assigning import choose

ANGRY = Mood(-0.6, 0.6)
FURIOUS = Mood(-0.9, 0.95)
UPSET = Mood(-0.6, 0.1)


def sits(office: Office, *agents: User, **how: Any) -> None:
    """They have the inbox open, and these skills and this capacity."""
    for one in agents:
        office.write(desks.arrive, one.id, office.clock())
        if how:
            office.write(users.change, one.id, Change(**how), one.id, office.clock())


def team(office: Office, *agents: User, accounts: tuple[Account, ...] = (), name: str = "Support", **more: Any) -> Team:
    """It hands out what comes by its accounts."""
    wanted = Wanted(member_ids=[one.id for one in agents], account_ids=[one.id for one in accounts], assigns=True)
    made = office.write(teams.add, name, wanted, agents[0].id, office.clock())
    return office.write(teams.change, made.id, Wanted(**more), agents[0].id, office.clock()) if more else made


def hand_out(office: Office) -> list[ThreadId]:
    return office.write(assigning.assign, choose, office.clock())


def assigned(office: Office, after: int = 0) -> list[Event]:
    return [one for one in office.events(after) if one.kind == "thread.assigned"]


def why(office: Office, thread: Thread) -> list[str]:
    """The reasons of its last assignment."""
    last = [one for one in assigned(office) if one.thread_id == thread.id][-1]
    return last.data["reasons"].split(",")


def holder(office: Office, thread: Thread) -> str | None:
    return office.thread(thread.id).assignee_name
