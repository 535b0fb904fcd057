"""What is so about a customer while they wait: whether they are there, what we owe them, how often it went badly."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, Select, bindparam, func, select

from inbox import episodes
from inbox.calling import OPEN
from inbox.rows import given
from inbox.schema import customer, episode, identity, promise, thread
from inbox.standings import Standing, Standings
from inbox.words import ThreadId

PRESENT = timedelta(minutes=2)
"""A chat window that was open so lately counts as open."""
YEAR = timedelta(days=365)
BAD = 0.5
"""From this anger on, an episode went badly."""


class Around(Struct, frozen=True):
    """present: they have a chat window open. broken: promises of ours whose time has passed. streak: earlier episodes

    of this year that went badly. tags: of the episode that is open.
    """

    language: str = ""
    fields: dict[str, str] = {}
    present: bool = False
    broken: int = 0
    streak: int = 0
    tags: tuple[str, ...] = ()


class Surroundings:
    """Of every thread there: what is so about its own customer, and about all who are shown with it."""

    def __init__(self, conn: Connection, standings: Standings, now: datetime) -> None:
        self._standings, self._now = standings, now
        self._rows = {row.id: row for row in conn.execute(FACTS, {"given": list(standings.own), "since": now - YEAR})}
        self._current = {own.id: own.episode_id for own in standings.own.values() if own.episode_id}
        self._tags = episodes.tags_of(conn, self._current.values())

    def of(self, thread_id: ThreadId, stands: Standing) -> Around:
        """As it counts for one of the ways in which this thread stands: without its merges only its own does."""
        head = self._standings.head(thread_id)
        whole = self._standings.links and stands is self._standings.tops[head]
        return self._together(self._standings.group(thread_id) if whole else [thread_id])

    def _together(self, group: list[ThreadId]) -> Around:
        tags = {name for one in group if one in self._current for name in self._tags.get(self._current[one], ())}
        rows = [self._rows[one] for one in group if one in self._rows]
        return together(rows, tuple(sorted(tags)), self._now)


def facts() -> Select[Any]:
    """Of the threads that are given; what was opened before `since` is forgotten."""
    broken = select(func.count()).where(promise.c.thread_id == thread.c.id, OPEN, promise.c.called_at.is_not(None))
    earlier = episode.c.opened_at > bindparam("since"), episode.c.id.is_distinct_from(thread.c.episode_id)
    streak = select(func.count()).where(episode.c.thread_id == thread.c.id, *earlier, episode.c.anger >= BAD)
    seen = select(func.max(identity.c.seen_at)).where(identity.c.customer_id == thread.c.customer_id)
    columns = (
        thread.c.id, customer.c.language, customer.c.fields, broken.scalar_subquery().label("broken"),
        streak.scalar_subquery().label("streak"), seen.scalar_subquery().label("seen_at"),
    )  # fmt: skip
    whole = thread.join(customer, customer.c.id == thread.c.customer_id)
    return select(*columns).select_from(whole).where(given(thread.c.id))


FACTS = facts()


def together(rows: list[Row[Any]], tags: tuple[str, ...], now: datetime) -> Around:
    fields: dict[str, str] = {}
    for row in reversed(rows):
        fields |= row.fields
    return Around(
        next((row.language for row in rows if row.language), ""),
        fields,
        any(row.seen_at is not None and now - row.seen_at <= PRESENT for row in rows),
        sum(row.broken for row in rows),
        sum(row.streak for row in rows),
        tags,
    )
