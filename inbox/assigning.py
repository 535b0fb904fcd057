"""A team's threads are handed out: each to one agent who is there, in the order of the queue, with the reasons.

Who is given what, the router decides (`Choose`); here it is asked and done. Nobody is overtaken: where whoever waits
longest fits on nobody's desk, those desks wait for them.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Select, select, update

from inbox import cases, desks, events, threads
from inbox.cases import Case
from inbox.desks import Desk, Feeling
from inbox.schema import desk, member, thread
from inbox.words import TeamId, ThreadId, UserId


class Choice(Struct, frozen=True):
    """Whose a thread becomes. load: of their desk, with it.

    reasons: "language", "recovery", "knows", "spared" (somebody else was given a furious one just now), "free" (they
    had the most room), "turn" (they had been given nothing for longest).
    """

    user_id: UserId
    reasons: tuple[str, ...]
    load: float
    furious: bool


Choose = Callable[[Case, Sequence[Desk]], Choice | None]
"""Whose, of these desks; there is at least one. None while none of them has room."""


def anything(conn: Connection, choose: Choose, now: datetime) -> bool:
    """Whether a thread could be handed out; a look costs no write."""
    team_ids = cases.assigning_teams(conn)
    return bool(team_ids) and next(plan(conn, team_ids, choose, now), None) is not None


def assign(conn: Connection, choose: Choose, now: datetime) -> list[ThreadId]:
    """Hand out what can be. Returns what was; who takes a thread in the same moment has it."""
    team_ids = cases.assigning_teams(conn)
    lock(conn, team_ids)
    given = []
    for case, choice in plan(conn, team_ids, choose, now):
        if threads.change(conn, FREE.values(assignee_id=choice.user_id), case.thread_id):
            threads.hold(conn, case.thread_id, now)
            note(conn, case, choice, now)
            given.append(case.thread_id)
    return given


FREE = update(thread).where(thread.c.assignee_id.is_(None), thread.c.due.is_not(None))


def lock(conn: Connection, team_ids: list[TeamId]) -> None:
    """So that no other process fills the same desks meanwhile; in sorted order, or two would wait for each other."""
    theirs = select(desk.c.user_id).where(desk.c.user_id.in_(members(team_ids)))
    conn.execute(theirs.order_by(desk.c.user_id).with_for_update()).all()


def members(team_ids: list[TeamId]) -> Select[Any]:
    return select(member.c.user_id).where(member.c.team_id.in_(team_ids))


def plan(conn: Connection, team_ids: list[TeamId], choose: Choose, now: datetime) -> Iterator[tuple[Case, Choice]]:
    """Who is to be given what, one after the other: each changes what their desk has room for."""
    there = {one.user_id: one for one in desks.there(conn, members(team_ids), now)}
    manned = {team_id for one in there.values() for team_id in one.team_ids}
    for row in cases.waiting(conn, [one for one in team_ids if one in manned]) if there else ():
        if not any(row.team_id in one.team_ids for one in there.values()):
            continue
        case = cases.case_of(conn, row)
        able = [one for one in there.values() if able_to(one, case)]
        choice = choose(case, able) if able else None
        if choice is not None:
            there[choice.user_id] = with_it(there[choice.user_id], case, choice, now)
            yield case, choice
        for one in able if choice is None else ():
            del there[one.user_id]


def able_to(one: Desk, case: Case) -> bool:
    """Nobody is given a thread again that they gave back: their colleagues may take it, and do see it."""
    return case.team_id in one.team_ids and one.user_id not in case.gave_back


def with_it(one: Desk, case: Case, choice: Choice, now: datetime) -> Desk:
    held = (*one.held, Feeling(case.anger, case.valence))
    return replace(one, held=held, last_furious=choice.furious, given_at=now)


def note(conn: Connection, case: Case, choice: Choice, now: datetime) -> None:
    given = update(desk).where(desk.c.user_id == choice.user_id)
    conn.execute(given.values(last_furious=choice.furious, given_at=now))
    told = {"to": choice.user_id, "reasons": ",".join(choice.reasons), "load": f"{choice.load:g}"}
    events.record(conn, "thread.assigned", now, thread_id=case.thread_id, data=told)
