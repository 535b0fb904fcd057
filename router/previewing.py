"""What another patience table would make of today's queue; nothing is written."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from inbox import queue
from inbox.arrivals import Judgement
from inbox.door import Conn
from inbox.queue import LAST
from inbox.rejudging import judged
from inbox.tables import Table
from inbox.waiting import HASTENED
from inbox.words import Reason, Thread, ThreadId, UserId
from router.patience import judge_of

MOST = 500
"""Threads that are looked at, from the top of the queue."""
NOBODY = UserId("")


class Moved(Struct, frozen=True):
    """A thread that would stand elsewhere. Ranks count from 1; reasons: as they would be."""

    thread_id: ThreadId
    customer_name: str
    channel: str
    rank_before: int
    rank_after: int
    due_before: datetime
    due_after: datetime
    reasons: tuple[Reason, ...]


class Preview(Struct, frozen=True):
    """waiting: how many were looked at; earlier, later: of them, whose due would move so."""

    moved: tuple[Moved, ...]
    waiting: int
    earlier: int
    later: int


def preview(conn: Conn, table: Table, now: datetime) -> Preview:
    """By the new ranks."""
    before = queue.page(conn, "queue", NOBODY, limit=MOST).threads
    judgements = judged(conn, [thread.id for thread in before], judge_of(table), now)
    rows = [row_of(rank, thread, judgements.get(thread.id)) for rank, thread in enumerate(before, 1)]
    rows.sort(key=lambda row: (row.due_after, row.thread_id))
    ranked = [replace(row, rank_after=rank) for rank, row in enumerate(rows, 1)]
    return Preview(
        tuple(row for row in ranked if row.rank_after != row.rank_before),
        len(ranked),
        sum(row.due_after < row.due_before for row in ranked),
        sum(row.due_after > row.due_before for row in ranked),
    )


def row_of(rank: int, thread: Thread, judgement: Judgement | None) -> Moved:
    """A thread without messages to judge stays; what calls for somebody by itself is due no later than it was."""
    due = thread.due or LAST
    after = judgement.due if judgement else due
    if any(reason.code in HASTENED for reason in thread.reasons):
        after = min(after, due)
    reasons = judgement.reasons if judgement else thread.reasons
    return Moved(thread.id, thread.customer_name, thread.channel, rank, rank, due, after, reasons)
