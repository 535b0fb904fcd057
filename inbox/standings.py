"""Where a thread stands: who waits in it, since when, until when, with whom.

A merged thread stands in several ways at once: as it would without the merge, and as the whole does. Both are kept up
to date by everything that happens, so that a split needs to work nothing out: each side stands as if it had never been
merged. A customer's message moves every standing on its way from its own thread to the head that shows it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct, convert
from msgspec.structs import astuple
from sqlalchemy import ColumnElement, Connection, Row, Select, select

from inbox.bus import announce
from inbox.rows import given
from inbox.schema import MICROSECOND, merge, thread
from inbox.storing import update_rows
from inbox.words import EpisodeId, MergeId, TeamId, ThreadId, UserId


class Standing(Struct):
    """What the queue goes by. Changed in place, but its lists and dicts are replaced, never added to: `Standings.write`
    stores what is not as it was. stretch: see `inbox.waiting`.

    status "merged": the thread is shown in its head's; "erased": nobody may see it any more. Nothing here counts then.
    """

    status: Literal["open", "closed", "merged", "erased"]
    channel: str
    preview: str
    last_at: datetime
    unanswered: int
    anger: float
    valence: float
    reasons: list[dict[str, Any]]
    waiting_since: datetime | None
    due: datetime | None
    assignee_id: UserId | None
    held_until: datetime | None
    felt_at: datetime | None = None
    stretch: dict[str, Any] | None = None
    team_id: TeamId | None = None
    stalled_at: datetime | None = None
    snoozed_at: datetime | None = None
    wake_at: datetime | None = None

    def rest(self) -> None:
        """Nobody waits any more; but what is put aside stays there."""
        self.waiting_since = self.due = self.held_until = self.stretch = self.stalled_at = None
        self.unanswered, self.reasons = 0, []
        if self.snoozed_at is None:
            self.wake_at = None

    def rouse(self, woke_at: datetime | None) -> bool:
        """Put it back on the table. False where it lies there already."""
        if self.snoozed_at is None:
            return False
        self.snoozed_at, self.wake_at = None, woke_at
        return True

    def oversleeps(self) -> bool:
        """Whether it is put aside for longer than whoever waits in it may wait."""
        return self.snoozed_at is not None and self.due is not None and self.due < (self.wake_at or LATEST)

    def show(self, channel: str, preview: str, at: datetime) -> None:
        self.channel, self.preview, self.last_at = channel, preview, at

    def because(self, code: str) -> None:
        """Add a reason; a second time is no news."""
        self.reasons = [*(one for one in self.reasons if one["code"] != code), {"code": code}]


FIELDS = Standing.__struct_fields__
LATEST = datetime.max.replace(tzinfo=UTC)


class Own(Struct):
    """A thread's own numbers, which no merge touches."""

    id: ThreadId
    head_id: ThreadId | None
    last_position: int
    last_threaded_at: datetime
    episode_id: EpisodeId | None

    def next(self, now: datetime) -> tuple[int, datetime]:
        """The position of one more message, and the moment that orders it among all threads: it always grows."""
        self.last_position += 1
        self.last_threaded_at = max(now, self.last_threaded_at + MICROSECOND)
        return self.last_position, self.last_threaded_at


STORED = (*Own.__struct_fields__[2:], *FIELDS)
"""What `Standings.write` writes."""


class Link(Struct):
    """A merge that stands. part, head: how each of its sides would stand without it."""

    id: MergeId
    part_id: ThreadId
    head_id: ThreadId
    number: int
    part: Standing
    head: Standing


def read(chosen: ColumnElement[bool]) -> dict[bool, Select[Any]]:
    """Locking them or not, in sorted order: two who lock some of the same never wait for each other in a circle."""
    columns = (thread.c[name] for name in ("id", "head_id", *STORED, "parts"))
    ordered = select(*columns).where(chosen).order_by(thread.c.id)
    return {True: ordered.with_for_update(), False: ordered}


OWN = read(given(thread.c.id))
GROUPED = read(given(thread.c.id) | given(thread.c.head_id))


class Standings:
    """Some threads with all that are shown together with them, locked until the transaction ends.

    lock: False for whoever only looks.
    """

    def __init__(self, conn: Connection, thread_ids: Iterable[ThreadId], *, lock: bool = True) -> None:
        self._conn, self._lock = conn, lock
        self.own: dict[ThreadId, Own] = {}
        self.tops: dict[ThreadId, Standing] = {}
        self.links: list[Link] = []
        self._stored: dict[ThreadId, tuple[Any, ...]] = {}
        rows = self._rows(OWN, thread_ids)
        heads = {row.head_id or row.id for row in rows if row.head_id or row.parts}
        for row in self._whole(heads, rows) if heads else rows:
            whole: tuple[Any, ...] = tuple(row)
            self.own[row.id], self.tops[row.id] = Own(*whole[:5]), Standing(*whole[5:-1])
            self._stored[row.id] = whole[2:-1]
        if heads:
            self.links = links(conn, list(self.own))

    def _rows(self, chosen: dict[bool, Select[Any]], given: Iterable[ThreadId]) -> list[Row[Any]]:
        return list(self._conn.execute(chosen[self._lock], {"given": list(given)}))

    def _whole(self, heads: set[ThreadId], rows: list[Row[Any]]) -> list[Row[Any]]:
        """Those and everything that is shown with them, each once."""
        grouped = self._rows(GROUPED, heads)
        there = {row.id for row in grouped}
        return [*grouped, *(row for row in rows if row.id not in there)]

    def path(self, thread_id: ThreadId, after: int = 0) -> list[Standing]:
        """Every standing that something in this thread changes: its own first, that of the whole last.

        after: the merges into this thread that do not count, because what changes lies behind them.
        """
        behind = [link.head for link in self.into(thread_id)[after:]]
        out = self.out(thread_id)
        if out is None:
            return [*behind, self.tops[thread_id]]
        return [*behind, out.part, *self.path(out.head_id, self.into(out.head_id).index(out) + 1)]

    def resting(self) -> list[ThreadId]:
        """The threads that are closed, or would be without the merges."""
        return [one for one in self.own if self.path(one)[0].status == "closed"]

    def into(self, thread_id: ThreadId) -> list[Link]:
        return [link for link in self.links if link.head_id == thread_id]

    def out(self, thread_id: ThreadId) -> Link | None:
        return next((link for link in self.links if link.part_id == thread_id), None)

    def head(self, thread_id: ThreadId) -> ThreadId:
        return self.own[thread_id].head_id or thread_id

    def group(self, thread_id: ThreadId) -> list[ThreadId]:
        head = self.head(thread_id)
        return [one for one in self.own if self.head(one) == head]

    def every(self, thread_id: ThreadId) -> list[Standing]:
        """All standings of the whole: what is done to the thread as it is shown, such as closing it, is done to all."""
        group = set(self.group(thread_id))
        sides = [side for link in self.links if link.part_id in group for side in (link.part, link.head)]
        return [*sides, self.tops[self.head(thread_id)]]

    def write(self) -> None:
        """Store what has changed, of all who changed alike at once. No patience is outlasted by a snooze."""
        for stands in self.tops.values():
            if stands.oversleeps():
                stands.wake_at = stands.due
                announce(self._conn, "wake")
        alike: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for thread_id in self.own:
            if changed := self._changed(thread_id):
                alike[tuple(changed)].append({"id": thread_id, **changed})
        for rows in alike.values():
            update_rows(self._conn, thread, rows)
        sides = [{"id": one.id, "part": one.part, "head": one.head} for one in self.links]
        update_rows(self._conn, merge, sides)

    def _changed(self, thread_id: ThreadId) -> dict[str, Any]:
        """Since it was read or last written. A column that stays is in no index's way."""
        before = self._stored[thread_id]
        now = self._stored[thread_id] = (*astuple(self.own[thread_id])[2:], *astuple(self.tops[thread_id]))
        return {name: new for name, old, new in zip(STORED, before, now, strict=True) if new != old}


def links(conn: Connection, thread_ids: list[ThreadId]) -> list[Link]:
    standing = select(merge).where(merge.c.part_id.in_(thread_ids), merge.c.undone_at.is_(None))
    made = []
    for row in conn.execute(standing.order_by(merge.c.head_id, merge.c.number)):
        sides = convert(row.part, Standing), convert(row.head, Standing)
        made.append(Link(row.id, row.part_id, row.head_id, row.number, *sides))
    return made
