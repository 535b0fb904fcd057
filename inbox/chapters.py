"""How a thread's last episodes went, and how its customer sounded."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, func, select

from inbox import episodes
from inbox.recent import lately
from inbox.schema import episode, message, user
from inbox.words import EpisodeId, MessageId, ThreadId

COUNTED = 10_000
"""Messages of each thread that are counted."""
FELT = 500
"""Messages of each thread whose mood and subject are looked at."""
LAST_EPISODES = 20


class Chapter(Struct, frozen=True):
    """An episode at a glance. heard, answered: messages that came and went. valence_first, _last: of those that came.

    anger: the highest. What nobody can tell is None.
    """

    id: EpisodeId
    subject: str
    opened_at: datetime
    first_reply_at: datetime | None
    closed_at: datetime | None
    closed_by_name: str
    outcome: str
    satisfaction: int | None
    tags: list[str]
    heard: int
    answered: int
    anger: float | None
    valence_first: float | None
    valence_last: float | None


class MoodPoint(Struct, frozen=True):
    """How one message sounded."""

    message_id: MessageId
    at: datetime
    valence: float
    anger: float
    channel: str


def heard_lately(conn: Connection, together: list[ThreadId]) -> list[Row[Any]]:
    """What came in, oldest first."""
    columns = message.c.id, message.c.episode_id, message.c.direction, message.c.channel, message.c.subject
    more = message.c.created_at, message.c.threaded_at, message.c.automatic, message.c.mood
    ends = lately(together, FELT, *columns, *more)
    return list(conn.execute(select(ends).where(ends.c.direction == "in").order_by(ends.c.threaded_at, ends.c.id)))


def last(conn: Connection, together: list[ThreadId], felt: Sequence[Row[Any]]) -> list[Chapter]:
    """The last LAST_EPISODES, newest first."""
    columns = (
        episode.c.id, episode.c.opened_at, episode.c.first_reply_at, episode.c.closed_at, episode.c.outcome,
        episode.c.satisfaction, func.coalesce(user.c.name, "").label("closed_by_name"),
    )  # fmt: skip
    whole = select(*columns).outerjoin(user, user.c.id == episode.c.closed_by)
    theirs = whole.where(episode.c.thread_id.in_(together)).order_by(episode.c.opened_at.desc(), episode.c.id.desc())
    rows = conn.execute(theirs.limit(LAST_EPISODES)).mappings().all()
    named = episodes.tags_of(conn, [row["id"] for row in rows])
    counted = counts(conn, together)
    within: defaultdict[EpisodeId, list[Row[Any]]] = defaultdict(list)
    for one in felt:
        within[one.episode_id].append(one)
    return [
        Chapter(**{**row, **counted[row["id"]], **feeling(within[row["id"]]), "tags": named.get(row["id"], [])})
        for row in rows
    ]


def counts(conn: Connection, together: list[ThreadId]) -> defaultdict[EpisodeId, dict[str, int]]:
    ends = lately(together, COUNTED, message.c.episode_id, message.c.direction)
    grouped = select(ends.c.episode_id, ends.c.direction, func.count().label("many"))
    found: defaultdict[EpisodeId, dict[str, int]] = defaultdict(lambda: {"heard": 0, "answered": 0})
    for row in conn.execute(grouped.group_by(ends.c.episode_id, ends.c.direction)):
        if row.direction != "note":
            found[row.episode_id]["heard" if row.direction == "in" else "answered"] = row.many
    return found


def feeling(heard: list[Row[Any]]) -> dict[str, Any]:
    felt = moods(heard)
    return {
        "subject": next((one.subject for one in heard if one.subject), ""),
        "anger": max((one.anger for one in felt), default=None),
        "valence_first": felt[0].valence if felt else None,
        "valence_last": felt[-1].valence if felt else None,
    }


def moods(heard: Iterable[Row[Any]]) -> list[MoodPoint]:
    """Of what people wrote; machines have none."""
    return [
        MoodPoint(one.id, one.created_at, one.mood["valence"], one.mood["anger"], one.channel)
        for one in heard
        if one.mood and not one.automatic
    ]
