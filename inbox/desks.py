"""Whether agents are there: by what they say themselves, and by the lease that an open screen of theirs renews."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, and_, insert, select, true, update

from inbox import events
from inbox.bus import announce
from inbox.errors import NotFound
from inbox.schema import desk, member, thread, user
from inbox.words import Role, TeamId, UserId

GRACE = timedelta(seconds=60)
"""How long what waits with them stays, once somebody is away."""
RENEW = timedelta(seconds=20)
LEASE = GRACE + timedelta(seconds=40)
"""A screen renews it every RENEW to 2 * RENEW; so who is not heard of any more has GRACE left."""


class Feeling(Struct, frozen=True):
    """How a thread stands in which somebody waits."""

    anger: float
    valence: float


class Desk(Struct, frozen=True):
    """An agent's place. available: as they say; online: a screen of theirs is open, or was just now.

    capacity: 0 as usual. last_furious: what they were given last was. held: the threads of theirs in which somebody
    waits.
    """

    user_id: UserId
    name: str
    role: Role
    skills: tuple[str, ...]
    capacity: int
    available: bool
    online: bool
    last_furious: bool
    given_at: datetime | None
    team_ids: tuple[TeamId, ...]
    held: tuple[Feeling, ...]

    @property
    def there(self) -> bool:
        """Whether they may be given something."""
        return self.available and self.online


def all(conn: Connection, now: datetime) -> list[Desk]:  # noqa: A001  # `desks.all` reads as it should
    """Of everybody who may sign in, by name."""
    return found(conn, true(), now)


def get(conn: Connection, user_id: UserId, now: datetime) -> Desk:
    these = found(conn, user.c.id == user_id, now)
    if not these:
        raise NotFound("There is no such user. The list of users shows who there is.")
    return these[0]


def there(conn: Connection, user_ids: Select[Any], now: datetime) -> list[Desk]:
    """Those of them who may be given something."""
    present = desk.c.available.is_(True), desk.c.online_until > now, user.c.id.in_(user_ids)
    return found(conn, and_(*present), now)


OURS = user.c.id, user.c.name, user.c.role, user.c.skills, user.c.capacity
DESKS = desk.c.available, desk.c.online_until, desk.c.last_furious, desk.c.given_at


def found(conn: Connection, which: ColumnElement[bool], now: datetime) -> list[Desk]:
    known = select(*OURS, *DESKS).outerjoin(desk, desk.c.user_id == user.c.id)
    rows = conn.execute(known.where(user.c.disabled_at.is_(None), which).order_by(user.c.name, user.c.id)).all()
    ids = [row.id for row in rows]
    teams, held = teams_of(conn, ids), held_by(conn, ids)
    return [
        Desk(
            row.id, row.name, row.role, tuple(row.skills), row.capacity,
            row.available is not False, row.online_until is not None and row.online_until > now,
            bool(row.last_furious), row.given_at, tuple(teams[row.id]), tuple(held[row.id]),
        )
        for row in rows
    ]  # fmt: skip


def teams_of(conn: Connection, user_ids: list[UserId]) -> defaultdict[UserId, list[TeamId]]:
    teams: defaultdict[UserId, list[TeamId]] = defaultdict(list)
    for row in conn.execute(select(member).where(member.c.user_id.in_(user_ids)).order_by(member.c.team_id)):
        teams[row.user_id].append(row.team_id)
    return teams


def held_by(conn: Connection, user_ids: list[UserId]) -> defaultdict[UserId, list[Feeling]]:
    held: defaultdict[UserId, list[Feeling]] = defaultdict(list)
    waits = thread.c.assignee_id.in_(user_ids), thread.c.due.is_not(None)
    for row in conn.execute(select(thread.c.assignee_id, thread.c.anger, thread.c.valence).where(*waits)):
        held[row.assignee_id].append(Feeling(row.anger, row.valence))
    return held


def anybody(conn: Connection, now: datetime) -> bool:
    """Whether a screen of anybody's is open, or was just now."""
    return conn.execute(select(desk.c.user_id).where(desk.c.online_until > now).limit(1)).first() is not None


def is_fresh(conn: Connection, user_id: UserId, now: datetime) -> bool:
    """Whether their lease, or their being away, needs no renewal yet: asked often, so that little is written."""
    row = conn.execute(select(desk.c.available, desk.c.online_until).where(desk.c.user_id == user_id)).one_or_none()
    if row is None:
        return False
    return not row.available or (row.online_until is not None and row.online_until > now + LEASE - RENEW)


def arrive(conn: Connection, user_id: UserId, now: datetime) -> None:
    """A screen of theirs is open. Somebody who said that they are away stays away."""
    was_there = sit_down(conn, user_id, now)
    here = update(desk).where(desk.c.user_id == user_id, desk.c.available.is_(True))
    if conn.execute(here.values(online_until=now + LEASE)).rowcount and not was_there:
        announce(conn, "desks")
        announce(conn, "events")  # no change to show, but whoever hands out threads looks again


def sit_down(conn: Connection, user_id: UserId, now: datetime) -> bool:
    """Give them a desk, if they have none; locked, so that of two screens one does. True: their lease has not ended."""
    conn.execute(select(user.c.id).where(user.c.id == user_id).with_for_update())
    row = conn.execute(select(desk.c.online_until).where(desk.c.user_id == user_id)).one_or_none()
    if row is None:
        conn.execute(insert(desk), [{"user_id": user_id}])
        return False
    return row.online_until is not None and row.online_until > now


def set_available(conn: Connection, user_id: UserId, available: bool, now: datetime) -> Desk:
    """Away: nothing new comes, and what waits with them goes back to the queue when GRACE has passed.

    To say again that one is there renews the lease, as an open screen does.
    """
    sit_down(conn, user_id, now)
    other = update(desk).where(desk.c.user_id == user_id, desk.c.available.is_not(available))
    if conn.execute(other.values(available=available, online_until=now + GRACE)).rowcount:
        events.record(conn, "desk.changed", now, actor_id=user_id, data={"user_id": user_id})
        announce(conn, "desks")
    if available:
        arrive(conn, user_id, now)
    return get(conn, user_id, now)
