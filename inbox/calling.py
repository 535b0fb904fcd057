"""Promises whose moment comes: each puts its thread back in front of somebody, once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select, update

from inbox import events
from inbox.bus import announce
from inbox.schema import episode, promise
from inbox.standings import Standing, Standings
from inbox.threads import HOLD
from inbox.words import PromiseId, ThreadId

PROMISED = "promised"
"""The reason why a thread ranks where it does."""
GROUP = 100

OPEN = and_(promise.c.kept_at.is_(None), promise.c.dropped_at.is_(None))
COMING = and_(promise.c.called_at.is_(None), OPEN)


def next_due(conn: Connection) -> datetime | None:
    """When the next promise calls."""
    return conn.execute(NEXT).scalar_one_or_none()


NEXT = select(promise.c.due_at).where(COMING).order_by(promise.c.due_at).limit(1)


def call_due(conn: Connection, now: datetime) -> list[ThreadId]:
    """Put the threads of promises whose moment has come back in front of somebody, each once. Returns those shown."""
    called = []
    for row in conn.execute(due(now).limit(GROUP)).all():
        once = update(promise).where(promise.c.id == row.id, COMING)
        if conn.execute(once.values(called_at=now)).rowcount == 1:
            called.append(call(conn, row, now))
    return called


def due(now: datetime) -> Select[Any]:
    chosen = select(promise.c.id, promise.c.thread_id, promise.c.due_at)
    return chosen.where(promise.c.due_at <= now, COMING).order_by(promise.c.due_at)


def call(conn: Connection, row: Row[Any], now: datetime) -> ThreadId:
    """Whoever has the thread is asked first; if they do nothing about it, it goes back to the queue."""
    standings = Standings(conn, [row.thread_id])
    for stands in standings.path(row.thread_id):
        stands.status, stands.waiting_since = "open", stands.waiting_since or row.due_at
        stands.due = min(row.due_at, stands.due or row.due_at)
        stands.because(PROMISED)
        if stands.assignee_id:
            stands.held_until = min(now + HOLD, stands.held_until or now + HOLD)
    standings.write()
    current = standings.own[row.thread_id].episode_id
    conn.execute(update(episode).where(episode.c.id == current).values(closed_at=None, closed_by=None))
    announce(conn, "held")
    announce(conn, "due")
    shown = standings.head(row.thread_id)
    events.record(conn, "thread.promised", now, thread_id=shown, data={"promise": row.id})
    return shown


def release(conn: Connection, promise_id: PromiseId) -> None:
    """It calls nobody any more: where nothing else waits, the thread rests."""
    thread_id = locate(conn, promise_id)
    standings = Standings(conn, [thread_id])
    calling = called_among(conn, standings.group(thread_id))
    others = [stands for other in calling for stands in standings.path(other)]
    for stands in standings.path(thread_id):
        if not any(stands is one for one in others):
            forget(stands)
    standings.write()


def locate(conn: Connection, promise_id: PromiseId) -> ThreadId:
    return ThreadId(conn.execute(select(promise.c.thread_id).where(promise.c.id == promise_id)).scalar_one())


def called_among(conn: Connection, together: Iterable[ThreadId]) -> list[ThreadId]:
    calling = select(promise.c.thread_id).where(promise.c.thread_id.in_(sorted(together)), OPEN)
    return list(conn.execute(calling.where(promise.c.called_at.is_not(None)).distinct()).scalars())


def forget(stands: Standing) -> None:
    left = [one for one in stands.reasons if one["code"] != PROMISED]
    if left == stands.reasons:
        return  # answered meanwhile, or not called yet: what waits here does so for other reasons
    stands.reasons = left
    if not stands.unanswered and not any(one["code"] == "undelivered" for one in left):
        stands.rest()
