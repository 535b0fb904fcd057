"""How a thread stood before an answer that can still be taken back: by itself, and in everything that is shown with it.

Merges may come and go until then. So each standing is kept by the threads that stood so together: whatever stands
together when the answer is taken back finds itself again.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct, convert, to_builtins
from sqlalchemy import Connection, select, update

from inbox.schema import episode, outbox
from inbox.standings import Own, Standing, Standings
from inbox.words import MessageId, ThreadId, UserId

Together = frozenset[ThreadId]


class Side(NamedTuple):
    """threads: those that stand so together."""

    threads: Together
    stands: Standing


class Kept(Struct, frozen=True):
    """A Side, as it was."""

    threads: tuple[ThreadId, ...]
    stands: Standing


class Before(Struct, frozen=True):
    """closed_at, closed_by: of the episode. replied: whether somebody had answered in it."""

    sides: tuple[Kept, ...]
    closed_at: datetime | None
    closed_by: UserId | None
    replied: bool

    def by_threads(self) -> dict[Together, Standing]:
        return {frozenset(one.threads): one.stands for one in self.sides}


def remember(conn: Connection, standings: Standings, own: Own) -> Before:
    """As it is now."""
    columns = episode.c.closed_at, episode.c.closed_by, episode.c.first_reply_at
    current = conn.execute(select(*columns).where(episode.c.id == own.episode_id)).one()
    kept = tuple(Kept(tuple(sorted(side.threads)), side.stands) for side in sides(standings, own.id))
    return Before(kept, current.closed_at, current.closed_by, current.first_reply_at is not None)


def sides(standings: Standings, thread_id: ThreadId) -> list[Side]:
    """Every way in which this thread and those that are shown with it stand; the smallest first, the whole last."""
    found = [Side(frozenset(standings.group(thread_id)), standings.tops[standings.head(thread_id)])]
    for link in standings.links:
        earlier = standings.into(link.head_id).index(link)
        found.append(Side(together(standings, link.part_id), link.part))
        found.append(Side(together(standings, link.head_id, earlier), link.head))
    return sorted(found, key=lambda side: len(side.threads))


def together(standings: Standings, thread_id: ThreadId, merges: int | None = None) -> Together:
    """The thread with all that its first merges brought; by default, with everything that is merged into it."""
    parts = [link.part_id for link in standings.into(thread_id)[:merges]]
    return frozenset({thread_id}).union(*(together(standings, one) for one in parts))


def write(conn: Connection, message_id: MessageId, before: Before) -> None:
    conn.execute(update(outbox).where(outbox.c.message_id == message_id).values(before=to_builtins(before)))


def forget_previews(conn: Connection, thread_ids: Collection[ThreadId], gone: Collection[str]) -> None:
    """What is forgotten must not come back with an answer that is taken back."""
    waiting = outbox.c.thread_id.in_(sorted(thread_ids)), outbox.c.next_at.is_not(None)
    rows = conn.execute(select(outbox.c.message_id, outbox.c.before).where(*waiting)).all()
    for row in (one for one in rows if one.before):
        before = convert(row.before, Before)
        for stands in (one.stands for one in before.sides if one.stands.preview in gone):
            stands.preview = ""
        write(conn, row.message_id, before)
