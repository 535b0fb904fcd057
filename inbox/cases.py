"""Threads that wait for a team to hand them out, with what speaks for one agent or another."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from inbox import groups
from inbox.around import BAD
from inbox.recent import lately, own_words
from inbox.schema import customer, episode, event, message, team, thread
from inbox.schema.office import GAVE_BACK
from inbox.words import EpisodeId, TeamId, ThreadId, UserId

MOST = 200
"""Waiting threads of a team that are looked at in one go."""
HEARD = 5
"""Messages of which the language is guessed; of each this many characters."""
LONGEST = 1_000
REMEMBERED = 200
"""Messages of each thread among which the last answers are looked for."""
CONTENT = 3
"""Of five stars; less is a bad end."""


class Case(Struct, frozen=True):
    """A thread that waits for an agent. reasons: the codes why it ranks where it does.

    language: of its customer, "" where nobody has written it down; said: then, what they wrote lately. knows: the agent
    who answered them last in an episode that did not end badly. gave_back: who had it since they wait, and did not
    answer.
    """

    thread_id: ThreadId
    team_id: TeamId
    anger: float
    valence: float
    reasons: tuple[str, ...]
    language: str
    said: tuple[str, ...]
    knows: UserId | None
    gave_back: frozenset[UserId]


def assigning_teams(conn: Connection) -> list[TeamId]:
    return list(conn.execute(select(team.c.id).where(team.c.assigns.is_(True)).order_by(team.c.id)).scalars())


COLUMNS = (
    thread.c.id, thread.c.team_id, thread.c.due, thread.c.waiting_since, thread.c.anger, thread.c.valence,
    thread.c.reasons, customer.c.language,
)  # fmt: skip


def waiting(conn: Connection, team_ids: Iterable[TeamId]) -> list[Any]:
    """What nobody has, in the order of the queue: of each team no more than MOST."""
    known = select(*COLUMNS).join(customer, customer.c.id == thread.c.customer_id)
    found: list[Any] = []
    for team_id in team_ids:  # each walks the index; together they would sort
        theirs = thread.c.team_id == team_id, thread.c.assignee_id.is_(None), thread.c.due.is_not(None)
        found += conn.execute(known.where(*theirs).order_by(thread.c.due, thread.c.id).limit(MOST)).all()
    return sorted(found, key=lambda row: (row.due, row.id))


def case_of(conn: Connection, row: Row[Any]) -> Case:
    together = groups.members(conn, row.id)
    return Case(
        row.id, row.team_id, row.anger, row.valence, tuple(one["code"] for one in row.reasons), row.language,
        () if row.language else said(conn, together), acquainted(conn, together),
        gave_back(conn, row.id, row.waiting_since),
    )  # fmt: skip


def said(conn: Connection, together: list[ThreadId]) -> tuple[str, ...]:
    ends = lately(together, REMEMBERED, message.c.id, message.c.direction, message.c.threaded_at)
    last = select(ends.c.id).where(ends.c.direction == "in").order_by(ends.c.threaded_at.desc()).limit(HEARD)
    return tuple(own_words(conn, list(conn.execute(last).scalars()), LONGEST))


def acquainted(conn: Connection, together: list[ThreadId]) -> UserId | None:
    """Who answered them last, leaving out the episodes that ended badly."""
    columns = message.c.direction, message.c.author_id, message.c.episode_id, message.c.mood, message.c.automatic
    ends = lately(together, REMEMBERED, message.c.threaded_at, *columns)
    last = conn.execute(select(ends).order_by(ends.c.threaded_at.desc())).all()
    told: dict[EpisodeId, list[Row[Any]]] = {}
    for row in last:
        told.setdefault(row.episode_id, []).append(row)
    ended = {row.id: row for row in conn.execute(select(episode).where(episode.c.id.in_(sorted(told))))}
    for episode_id, rows in told.items():
        writer = next((row.author_id for row in rows if row.direction == "out" and row.author_id), None)
        if writer and not ended_badly(ended[episode_id], rows):
            return UserId(writer)
    return None


def ended_badly(ended: Row[Any], newest_first: list[Row[Any]]) -> bool:
    """Customers who went away angry, or said so afterwards; of an episode that goes on, nobody can say."""
    if ended.closed_at is None:
        return False
    if ended.satisfaction is not None:
        return bool(ended.satisfaction < CONTENT)
    mood = next((row.mood for row in newest_first if row.direction == "in" and row.mood and not row.automatic), None)
    return mood is not None and mood["anger"] >= BAD


def gave_back(conn: Connection, thread_id: ThreadId, since: datetime | None) -> frozenset[UserId]:
    """Who let this thread go since its customer waits. Who had to leave may have it again."""
    theirs = event.c.thread_id == thread_id, GAVE_BACK
    found = conn.execute(select(event.c.at, event.c.actor_id, event.c.data).where(*theirs))
    mine = [row for row in found if since is None or row.at >= since]
    named = {row.actor_id or row.data.get("from") for row in mine if row.data.get("reason") != "away"}
    return frozenset(one for one in named if one)
