"""A thread, and all that are shown with it, stand as if one answer had never been. See `inbox.undoing`."""

from datetime import datetime
from typing import Any

from msgspec import convert, structs
from sqlalchemy import Connection, Row, delete, exists, func, select, update

from inbox import before, calling
from inbox.before import Before, Kept, Side, Together, sides
from inbox.bus import announce
from inbox.recent import lately
from inbox.rejoining import rejoined, restored
from inbox.schema import alert, episode, merge, message, outbox, tag, thread
from inbox.standings import FIELDS, Link, Standing, Standings
from inbox.words import Message, ThreadId

LATELY = 50
"""Messages of each thread among which later answers are looked for: no answer is held for longer."""


def restore(conn: Connection, row: Row[Any], said: Message, was: Before, now: datetime) -> None:
    """row: of the answer, which is gone already; said: the same, as it was shown; was: how the thread stood before."""
    standings = Standings(conn, [row.thread_id])
    since, whole = Since(conn, standings, row), standings.tops[standings.head(row.thread_id)]
    closed, settled = whole.status == "closed", since.answered(frozenset(standings.group(row.thread_id)))
    if not (closed and settled):
        Restoring(conn, standings, row.thread_id, was, said, now).restore(since, closed)
        standings.write()
        restore_episode(conn, standings, row, was)
        if closed:
            reopen_episodes(conn, standings, row)
    pass_on(conn, row.thread_id, since.later, was, said, now)
    note_first_reply(conn, row, was)
    forget_empty(conn, row)
    for topic in ("due", "held", "moods", "wake"):
        announce(conn, topic)


class Since:
    """What happened since an answer was written: later answers, with the merges and splits before or after them."""

    def __init__(self, conn: Connection, standings: Standings, row: Row[Any]) -> None:
        group = standings.group(row.thread_id)
        self.later = answers_after(conn, group, row)
        apart = select(merge).where(merge.c.head_id.in_(group), merge.c.undone_at.is_not(None))
        self._links = standings.links
        self._splits = conn.execute(apart).all() if self.later else ()

    def answered(self, together: Together) -> bool:
        """Whether somebody answered these threads, since they stand together."""
        inside = [link for link in self._links if {link.part_id, link.head_id} <= together]
        formed = [split.undone_at for split in self._splits if any(above(link, split) for link in inside)]
        return any(
            later.thread_id in together
            and all(later.id > link.id for link in inside)
            and all(later.threaded_at > at for at in formed)
            for later in self.later
        )


def above(link: Link, split: Row[Any]) -> bool:
    """Whether this merge was put upon the one that was undone: then its threads stand together anew since."""
    upon = link.head_id == split.head_id and link.number > split.number
    return bool(upon or link.part_id == split.head_id)


def answers_after(conn: Connection, group: list[ThreadId], row: Row[Any]) -> list[Row[Any]]:
    """The colleagues', and one's own, oldest first; before: of those that can still be taken back."""
    columns = message.c.id, message.c.thread_id, message.c.threaded_at
    last = lately(sorted(group), LATELY, *columns)
    answers = select(last, outbox.c.before).join(outbox, outbox.c.message_id == last.c.id)
    return list(conn.execute(answers.where(last.c.id > row.id).order_by(last.c.id)))


class Restoring:
    """One answer, in everything that its thread is shown with."""

    def __init__(
        self, conn: Connection, standings: Standings, own_id: ThreadId, was: Before, said: Message, now: datetime
    ) -> None:
        self._sides, self._own_id = sides(standings, own_id), own_id
        self._called = set(calling.called_among(conn, standings.group(own_id)))
        self._without = Without(own_id, was, said, now)

    def restore(self, since: Since, closed: bool) -> None:
        """closed: the whole was closed since, and is open again."""
        for side in self._sides:  # the smallest first: the larger ones show what these do
            if self._own_id not in side.threads:
                if closed and (was := self._without.kept.get(side.threads)):
                    put(side.stands, was)
            elif not since.answered(side.threads):
                self._put_back(side)

    def _put_back(self, side: Side) -> None:
        inner = [one.stands for one in self._sides if one.threads < side.threads]
        put(side.stands, self._without.of(side.threads, side.stands, inner))
        if not self._called & side.threads:
            calling.forget(side.stands)  # a promise was settled meanwhile


class Without:
    """How threads would stand without an answer. kept: how they stood before it."""

    def __init__(self, own_id: ThreadId, was: Before, said: Message, now: datetime) -> None:
        self._own_id, self._said, self._now = own_id, said, now
        self.kept = was.by_threads()

    def of(self, together: Together, stands: Standing, inner: list[Standing]) -> Standing:
        if was := self.kept.get(together):
            return restored(stands, was, self._said, self._now)
        known = [one for one in self.kept if self._own_id in one and one <= together]
        return rejoined(stands, self.kept[max(known, key=len)], inner, self._said, self._now)

    def kept_as(self, side: Kept, before: Before) -> Kept:
        """What a later answer is to restore."""
        if self._own_id not in side.threads:
            return side
        inner = [one.stands for one in before.sides if set(one.threads) < set(side.threads)]
        return Kept(side.threads, self.of(frozenset(side.threads), side.stands, inner))


def put(stands: Standing, new: Standing) -> None:
    """In place, for a merge and the rows of threads hold on to it."""
    for name in FIELDS:
        setattr(stands, name, getattr(new, name))


def restore_episode(conn: Connection, standings: Standings, row: Row[Any], was: Before) -> None:
    """Its own, which the answer has opened if it was closed."""
    alone = standings.path(row.thread_id)[0]
    if alone.status == "closed" and was.closed_at:
        this = update(episode).where(episode.c.id == row.episode_id)
        conn.execute(this.values(closed_at=was.closed_at, closed_by=was.closed_by))


def reopen_episodes(conn: Connection, standings: Standings, row: Row[Any]) -> None:
    """Of all that are shown there, those that were closed since."""
    open_again = [one for one in standings.own if standings.path(one)[0].status == "open"]
    current = select(thread.c.episode_id).where(thread.c.id.in_(open_again))
    since = episode.c.id.in_(current), episode.c.closed_at >= row.created_at
    conn.execute(update(episode).where(*since).values(closed_at=None, closed_by=None))


def pass_on(
    conn: Connection, own_id: ThreadId, later: list[Row[Any]], was: Before, said: Message, now: datetime
) -> None:
    """Whoever takes back a later answer as well is to find the thread as it stood before both."""
    without, answered = Without(own_id, was, said, now), set[ThreadId]()
    for row in later:
        if row.before:
            kept = convert(row.before, Before)
            if row.thread_id == own_id not in answered:
                kept = structs.replace(kept, closed_at=was.closed_at, closed_by=was.closed_by, replied=was.replied)
            sides = tuple(one if answered & set(one.threads) else without.kept_as(one, kept) for one in kept.sides)
            before.write(conn, row.id, structs.replace(kept, sides=sides))
        answered.add(row.thread_id)


def note_first_reply(conn: Connection, row: Row[Any], was: Before) -> None:
    """If it was the first, the next one is."""
    if not was.replied:
        ours = message.c.episode_id == row.episode_id, message.c.direction == "out", message.c.author_id.is_not(None)
        first = select(func.min(message.c.created_at)).where(*ours).scalar_subquery()
        conn.execute(update(episode).where(episode.c.id == row.episode_id).values(first_reply_at=first))


def forget_empty(conn: Connection, row: Row[Any]) -> None:
    """Somebody was written to first: with the answer, its episode goes."""
    used = [exists().where(table.c.episode_id == row.episode_id) for table in (message, tag, alert)]
    empty = delete(episode).where(episode.c.id == row.episode_id, *(~one for one in used))
    if conn.execute(empty).rowcount:
        conn.execute(update(thread).where(thread.c.id == row.thread_id).values(episode_id=None))
