"""What waits, and how long already: for whoever watches the whole. Every count ends at a bound, so that a look costs
the same however much there is."""

from collections import Counter
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from inbox import moods
from inbox.schema import account, journal, outbox, thread

MOST_ROWS = 100_000
MOST_THREADS = 5_000
UNREAD = journal.c.read_at.is_(None)


class Lag(Struct, frozen=True):
    """rows: how many wait, at most MOST_ROWS. since: when the first of them should have been done."""

    rows: int = 0
    since: datetime | None = None


class Waiting(Struct, frozen=True):
    """Threads in which somebody waits and which nobody has taken, at most MOST_THREADS, the most pressing ones.

    late: those whose due has passed. reasons: by code, how many wait where they do for it.
    """

    threads: int
    late: int
    reasons: dict[str, int]


class Gauges(Struct, frozen=True):
    """unweighed: messages that the deep tier has not read yet."""

    journal: Lag
    outbox: Lag
    queue: Waiting
    unweighed: int


def look(conn: Connection, now: datetime) -> Gauges:
    return Gauges(unread(conn), unsent(conn, now), queue(conn, now), moods.backlog(conn, now))


def unread(conn: Connection) -> Lag:
    """Payloads that nobody has read."""
    oldest = select(journal.c.received_at).where(UNREAD).order_by(journal.c.seq).limit(1)
    since = conn.execute(oldest).scalar_one_or_none()
    return Lag(unread_rows(conn, MOST_ROWS), since) if since else Lag()


def unread_rows(conn: Connection, most: int) -> int:
    some = select(journal.c.seq).where(UNREAD).limit(most).subquery()
    return conn.execute(select(func.count()).select_from(some)).scalar_one()


def unsent(conn: Connection, now: datetime) -> Lag:
    """Messages whose time to leave has come. Those of a paused account wait because somebody said so."""
    first = due_to_leave(now).subquery()
    chosen = select(func.count(), func.min(first.c.next_at)).where(first.c.paused.is_(False))
    return Lag(*conn.execute(chosen).one())


def due_to_leave(now: datetime) -> Select[Any]:
    rows = select(outbox.c.next_at, account.c.paused).join(account, account.c.id == outbox.c.account_id)
    return rows.where(outbox.c.next_at <= now).order_by(outbox.c.next_at).limit(MOST_ROWS)


def queue(conn: Connection, now: datetime) -> Waiting:
    rows = conn.execute(most_pressing()).all()
    codes = ({one["code"] for one in row.reasons} for row in rows)
    return Waiting(len(rows), sum(row.due <= now for row in rows), Counter(code for some in codes for code in some))


def most_pressing() -> Select[Any]:
    free = thread.c.assignee_id.is_(None), thread.c.due.is_not(None)
    return select(thread.c.due, thread.c.reasons).where(*free).order_by(thread.c.due).limit(MOST_THREADS)


def is_behind(conn: Connection, most: int) -> bool:
    """Whether `most` payloads or more wait to be read.

    Seqs grow in the order of arrival, so where the newest is near the oldest unread there is nothing to count.
    """
    oldest = select(journal.c.seq).where(UNREAD).order_by(journal.c.seq).limit(1).scalar_subquery()
    newest = select(func.max(journal.c.seq)).scalar_subquery()
    ends = conn.execute(select(oldest, newest)).one()
    return ends[0] is not None and ends[1] - ends[0] + 1 >= most and unread_rows(conn, most) >= most
