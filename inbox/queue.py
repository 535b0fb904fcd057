"""The views of the inbox, page by page, and how much is in each."""

from datetime import datetime
from typing import Any, Literal, get_args

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, func, literal, or_, select, true

from inbox.errors import NotFound
from inbox.schema import EPOCH, MICROSECOND, thread
from inbox.threads import as_thread, shown
from inbox.words import Thread, UserId

View = Literal["queue", "mine", "open", "closed"]
MOST_COUNTED = 1000
"""Counts stop here, so that they cost the same however long the queue is."""
LAST = datetime(9999, 1, 1, tzinfo=EPOCH.tzinfo)
"""Stands in for the due of a thread in which nobody waits: behind all those in which somebody does."""


class ThreadPage(Struct, frozen=True):
    """next: hand it to `page` for what follows; None at the end."""

    threads: tuple[Thread, ...]
    next: str | None


class Counts(Struct, frozen=True):
    """Threads per view, at most MOST_COUNTED each."""

    queue: int
    mine: int
    open: int
    closed: int


def page(conn: Connection, view: View, user_id: UserId, after: str | None = None, limit: int = 50) -> ThreadPage:
    """The queue and one's own threads by due; the others by last message, newest first."""
    order = ordering(view)
    newest_first = view in ("open", "closed")
    chosen = shown().where(belonging(view, user_id), beyond(order, after, newest_first) if after else true())
    ends = (order.desc(), thread.c.id.desc()) if newest_first else (order, thread.c.id)
    rows = conn.execute(chosen.order_by(*ends).limit(limit + 1)).mappings().all()
    found = tuple(as_thread(row) for row in rows[:limit])
    return ThreadPage(found, bookmark(found[-1], newest_first) if len(rows) > limit else None)


def ordering(view: View) -> ColumnElement[Any]:
    if view == "queue":
        return thread.c.due
    return func.coalesce(thread.c.due, literal(LAST, thread.c.due.type)) if view == "mine" else thread.c.last_at


def belonging(view: View, user_id: UserId) -> ColumnElement[bool]:
    if view == "queue":
        return and_(thread.c.assignee_id.is_(None), thread.c.due.is_not(None))
    if view == "mine":
        return and_(thread.c.assignee_id == user_id, thread.c.status == "open")
    return and_(thread.c.status == view, thread.c.last_position > 0)  # whoever proved an address may not have written


def beyond(order: ColumnElement[Any], after: str, newest_first: bool) -> ColumnElement[bool]:
    """What follows the bookmark. The first bound is redundant, but lets the planner walk the index."""
    at, _, thread_id = after.partition(":")
    try:
        moment = EPOCH + int(at) * MICROSECOND
    except (ValueError, OverflowError) as wrong:
        raise NotFound("This page of the queue does not exist. Load the queue again.") from wrong
    if newest_first:
        return and_(order <= moment, or_(order < moment, thread.c.id < thread_id))
    return and_(order >= moment, or_(order > moment, thread.c.id > thread_id))


def bookmark(last: Thread, newest_first: bool) -> str:
    at = last.last_at if newest_first else last.due or LAST
    return f"{(at - EPOCH) // MICROSECOND}:{last.id}"


def counts(conn: Connection, user_id: UserId) -> Counts:
    return Counts(*(count(conn, view, user_id) for view in get_args(View)))


def count(conn: Connection, view: View, user_id: UserId) -> int:
    some = select(thread.c.id).where(belonging(view, user_id)).limit(MOST_COUNTED).subquery()
    return conn.execute(select(func.count()).select_from(some)).scalar_one()
