"""Who answers what: a team has agents, and the accounts whose threads are its queue."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, true, update

from inbox import events
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.schema import account, member, team, thread, user
from inbox.storing import insert_rows
from inbox.words import AccountId, TeamId, UserId


class Team(Struct, frozen=True):
    """assigns: its waiting threads are handed out; otherwise its agents take them themselves.

    account_ids: an account belongs to one team at most. What comes by one of none is everybody's.
    """

    id: TeamId
    name: str
    assigns: bool
    member_ids: tuple[UserId, ...]
    account_ids: tuple[AccountId, ...]


class Wanted(Struct, frozen=True):
    """What is UNSET stays as it is."""

    name: str | UnsetType = UNSET
    assigns: bool | UnsetType = UNSET
    member_ids: Sequence[UserId] | UnsetType = UNSET
    account_ids: Sequence[AccountId] | UnsetType = UNSET


class Parted(Struct, frozen=True):
    """A team is no more: its accounts, and its threads in which somebody waits, are everybody's now.

    waiting: how many of those threads.
    """

    account_names: list[str]
    waiting: int


def all(conn: Connection) -> list[Team]:  # noqa: A001  # `teams.all` reads as it should
    return found(conn, true())


def get(conn: Connection, team_id: TeamId) -> Team:
    these = found(conn, team.c.id == team_id)
    if not these:
        raise NotFound("There is no such team. The settings screen lists the teams.")
    return these[0]


def found(conn: Connection, which: ColumnElement[bool]) -> list[Team]:
    """By name. Colleagues who may no longer sign in are in no team's list, and neither are removed accounts."""
    rows = conn.execute(select(team).where(which).order_by(func.lower(team.c.name), team.c.id)).all()
    people = grouped(conn, select(member.c.team_id, user.c.id).join(user).where(user.c.disabled_at.is_(None)), user)
    working = account.c.team_id.is_not(None), account.c.removed_at.is_(None)
    ways = grouped(conn, select(account.c.team_id, account.c.id).where(*working), account)
    return [Team(row.id, row.name, row.assigns, tuple(people[row.id]), tuple(ways[row.id])) for row in rows]


def grouped(conn: Connection, pairs: Any, named: Table) -> defaultdict[TeamId, list[Any]]:
    together: defaultdict[TeamId, list[Any]] = defaultdict(list)
    for row in conn.execute(pairs.order_by(named.c.name, named.c.id)):
        together[row.team_id].append(row.id)
    return together


def add(conn: Connection, name: str, wanted: Wanted, by: UserId, now: datetime) -> Team:
    """Raises Conflict for a name that another team has, and NotFound for people and accounts that are not there."""
    team_id = TeamId(new_id())
    demand_free(conn, team_id, name)
    conn.execute(insert(team), [{"id": team_id, "name": name.strip(), "created_at": now}])
    return settle(conn, team_id, wanted, by, now)


def change(conn: Connection, team_id: TeamId, wanted: Wanted, by: UserId, now: datetime) -> Team:
    """Raises what `add` raises. Threads that wait already stay with the team that they wait for."""
    get(conn, team_id)
    if wanted.name is not UNSET:
        demand_free(conn, team_id, wanted.name)
    return settle(conn, team_id, wanted, by, now)


def demand_free(conn: Connection, team_id: TeamId, name: str) -> None:
    same = func.lower(team.c.name) == name.strip().lower(), team.c.id != team_id
    if conn.execute(select(team.c.id).where(*same)).first():
        raise Conflict(f"There is already a team called {name.strip()}. Choose another name.")


def settle(conn: Connection, team_id: TeamId, wanted: Wanted, by: UserId, now: datetime) -> Team:
    values: dict[str, Any] = {}
    if wanted.name is not UNSET:
        values["name"] = wanted.name.strip()
    if wanted.assigns is not UNSET:
        values["assigns"] = wanted.assigns
    if values:
        conn.execute(update(team).where(team.c.id == team_id).values(**values))
    if wanted.member_ids is not UNSET:
        set_members(conn, team_id, wanted.member_ids)
    if wanted.account_ids is not UNSET:
        set_accounts(conn, team_id, wanted.account_ids)
    changed(conn, team_id, by, now)
    return get(conn, team_id)


def set_members(conn: Connection, team_id: TeamId, user_ids: Sequence[UserId]) -> None:
    demand_there(conn, user, user_ids, "There is no such user. Reload the list of users.")
    conn.execute(delete(member).where(member.c.team_id == team_id))
    insert_rows(conn, member, [{"team_id": team_id, "user_id": one} for one in sorted(set(user_ids))])


def set_accounts(conn: Connection, team_id: TeamId, account_ids: Sequence[AccountId]) -> None:
    demand_there(conn, account, account_ids, "There is no such account. Reload the list of accounts.")
    theirs = account.c.team_id == team_id, account.c.id.not_in(account_ids)
    conn.execute(update(account).where(*theirs).values(team_id=None))
    conn.execute(update(account).where(account.c.id.in_(account_ids)).values(team_id=team_id))


def demand_there(conn: Connection, table: Table, ids: Sequence[str], sentence: str) -> None:
    there = select(func.count()).select_from(table).where(table.c.id.in_(ids))
    if conn.execute(there).scalar_one() != len(set(ids)):
        raise NotFound(sentence)


def changed(conn: Connection, team_id: TeamId, by: UserId, now: datetime) -> None:
    events.record(conn, "team.changed", now, actor_id=by, data={"team_id": team_id})


def remove(conn: Connection, team_id: TeamId, by: UserId, now: datetime) -> Parted:
    """Its accounts and its waiting threads are everybody's from now on. Whoever has one of them keeps it."""
    left = get(conn, team_id)
    names = select(account.c.name).where(account.c.id.in_(left.account_ids)).order_by(account.c.name)
    account_names = list(conn.execute(names).scalars())
    conn.execute(update(account).where(account.c.team_id == team_id).values(team_id=None))
    # What nobody waits in is left alone: the next message says anew whose it is.
    waits = thread.c.team_id == team_id, thread.c.due.is_not(None)
    waiting = conn.execute(update(thread).where(*waits).values(team_id=None)).rowcount
    conn.execute(delete(member).where(member.c.team_id == team_id))
    conn.execute(delete(team).where(team.c.id == team_id))
    changed(conn, team_id, by, now)
    return Parted(account_names, waiting)
