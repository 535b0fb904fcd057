"""One stretch of a thread, from the first unanswered message to its resolution: what it was about, how it ended."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection, delete, func, literal, select, update

from inbox import alerts, events, groups
from inbox.errors import NotFound
from inbox.rows import given
from inbox.schema import episode, tag, thread
from inbox.storing import insert_rows
from inbox.words import EpisodeId, ThreadId, UserId

REOPEN = timedelta(hours=72)
"""Who writes again this soon after the closing goes on about the same thing."""
MOST_TAGS = 20
LONGEST_TAG = 50
MOST_NAMES = 1000
MOST_COUNTED = 1000
SUGGESTED = 200


class Tag(Struct, frozen=True):
    """count: in how many episodes; counting stops at MOST_COUNTED."""

    name: str
    count: int


def closings(conn: Connection, thread_ids: Iterable[ThreadId]) -> dict[ThreadId, datetime]:
    """When each thread's last episode was closed, if somebody closed it; nobody closes what opened by an auto-reply."""
    ended = conn.execute(ENDED, {"given": list(thread_ids)})
    return {row.id: row.closed_at for row in ended if row.closed_at is not None}


ENDED = (
    select(thread.c.id, episode.c.closed_at)
    .join(episode, episode.c.id == thread.c.episode_id)
    .where(given(thread.c.id), episode.c.closed_by.is_not(None))
)


def continues(closed_at: datetime | None, now: datetime) -> bool:
    """Whether a customer who writes now goes on with the episode that was closed then."""
    return closed_at is not None and now - closed_at <= REOPEN


def resume(conn: Connection, episode_ids: Iterable[EpisodeId]) -> None:
    """They go on, as if they had never been closed."""
    if going_on := sorted(set(episode_ids)):
        these = update(episode).where(episode.c.id.in_(going_on))
        conn.execute(these.values(closed_at=None, closed_by=None))
        alerts.rearm(conn, going_on)


def note_angers(conn: Connection, angers: Mapping[EpisodeId, float]) -> None:
    """The highest anger of each, as far as it is higher than what was noted."""
    for episode_id, anger in sorted(angers.items()):  # few of a group are angry
        lower = update(episode).where(episode.c.id == episode_id, episode.c.anger < anger)
        conn.execute(lower.values(anger=anger))


def set_tags(conn: Connection, episode_id: EpisodeId, names: Iterable[str], by: UserId, now: datetime) -> list[str]:
    """These and no others, at most MOST_TAGS. Returns them as they are kept, in alphabetical order."""
    thread_id = demand(conn, episode_id)
    wanted = sorted({name for one in names if (name := normal(one))})[:MOST_TAGS]
    before = set(conn.execute(select(tag.c.name).where(tag.c.episode_id == episode_id)).scalars())
    conn.execute(delete(tag).where(tag.c.episode_id == episode_id, tag.c.name.not_in(wanted)))
    new = [name for name in wanted if name not in before]
    insert_rows(conn, tag, [{"episode_id": episode_id, "name": name, "by_id": by, "at": now} for name in new])
    if set(wanted) != before:
        changed(conn, thread_id, by, now)
    return wanted


def demand(conn: Connection, episode_id: EpisodeId) -> ThreadId:
    """The thread of this episode. Raises NotFound."""
    found = conn.execute(select(episode.c.thread_id).where(episode.c.id == episode_id)).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such episode. Reload the thread.")
    return ThreadId(found)


def normal(name: str) -> str:
    """As a tag is kept, so that the same word is the same tag, however it was typed."""
    return " ".join(unicodedata.normalize("NFC", name).lower().split())[:LONGEST_TAG].strip()


def changed(conn: Connection, thread_id: ThreadId, by: UserId, now: datetime) -> None:
    events.record(conn, "customer.changed", now, thread_id=groups.head_of(conn, thread_id), actor_id=by)


def tags_of(conn: Connection, episode_ids: Iterable[EpisodeId]) -> dict[EpisodeId, list[str]]:
    found: dict[EpisodeId, list[str]] = {}
    for row in conn.execute(TAGS, {"given": list(episode_ids)}):
        found.setdefault(row.episode_id, []).append(row.name)
    return found


TAGS = select(tag.c.episode_id, tag.c.name).where(given(tag.c.episode_id)).order_by(tag.c.name)


def tags(conn: Connection) -> list[Tag]:
    """All there are, most used first: the first MOST_NAMES of the alphabet, the best SUGGESTED of them.

    Hops from name to name along the index: how often a name is used does not matter.
    """
    start = select(func.min(tag.c.name).label("name"), literal(1).label("number"))
    names = start.cte("names", recursive=True)
    following = select(func.min(tag.c.name)).where(tag.c.name > names.c.name).scalar_subquery()
    more = select(following, names.c.number + 1).where(names.c.name.is_not(None), names.c.number < MOST_NAMES)
    names = names.union_all(more)
    used = select(tag.c.name).where(tag.c.name == names.c.name).limit(MOST_COUNTED).correlate(names).subquery()
    count = select(func.count()).select_from(used).scalar_subquery().label("uses")
    found = select(names.c.name, count).where(names.c.name.is_not(None))
    rows = conn.execute(found.order_by(count.desc(), names.c.name).limit(SUGGESTED))
    return [Tag(row.name, row.uses) for row in rows]


def conclude(
    conn: Connection, episode_id: EpisodeId, outcome: str, satisfaction: int | None, by: UserId, now: datetime
) -> None:
    """How it ended, in an agent's words. satisfaction: the customer's, 1 to 5, where somebody said."""
    thread_id = demand(conn, episode_id)
    ended = update(episode).where(episode.c.id == episode_id)
    conn.execute(ended.values(outcome=outcome.strip(), satisfaction=satisfaction))
    changed(conn, thread_id, by, now)
