"""Whether the queue is in the order that the stored moods call for, worked out from nothing."""

from datetime import datetime

from bench.opened import Opened
from msgspec import convert
from sqlalchemy import select

from inbox import queue, waiting
from inbox.around import Around
from inbox.door import Conn
from inbox.schema import message
from inbox.standings import Standing
from inbox.waiting import Said
from inbox.words import Mood, ThreadId, UserId
from router.patience import judge

Place = tuple[datetime, ThreadId]
"""Due, and who."""


def out_of_order(at: Opened) -> int:
    """How many places of the queue are not held by whom they should be. Nobody must have been answered yet."""
    shown, wanted = at.read(both, at.agent)
    return sum(one != other for one, other in zip(shown, wanted, strict=True))


def both(conn: Conn, user_id: UserId) -> tuple[list[Place], list[Place]]:
    """The queue as agents see it, and as it should be, in one snapshot."""
    return as_shown(conn, user_id), as_called_for(conn)


def as_shown(conn: Conn, user_id: UserId) -> list[Place]:
    found: list[Place] = []
    page = queue.page(conn, "queue", user_id, None, 500)
    while True:
        found += [(one.due, one.id) for one in page.threads if one.due]
        if page.next is None:
            return found
        page = queue.page(conn, "queue", user_id, page.next, 500)


def as_called_for(conn: Conn) -> list[Place]:
    stand: dict[ThreadId, Standing] = {}
    columns = (message.c[name] for name in ("id", "thread_id", "created_at", "channel", "account_id", "mood", "said"))
    for row in conn.execute(select(*columns).order_by(message.c.threaded_at)):
        said = Said(row.id, row.created_at, row.channel, row.account_id, convert(row.mood, Mood), row.said)
        stands = stand.setdefault(row.thread_id, fresh(row.created_at))
        waiting.add(stands, said, Around(), None, judge, row.created_at)
    return sorted((stands.due, one) for one, stands in stand.items() if stands.due)


def fresh(at: datetime) -> Standing:
    """Of somebody who has never written."""
    return Standing("closed", "chat", "", at, 0, 0.0, 0.0, [], None, None, None, None)
