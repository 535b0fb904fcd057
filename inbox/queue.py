"""The views of the inbox, page by page, and how much is in each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal, get_args

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, or_, select, true

from inbox.errors import NotFound
from inbox.filters import ALL, Filter, conditions
from inbox.schema import EPOCH, MICROSECOND, member, mention, thread
from inbox.threads import as_thread, shown
from inbox.words import Thread, UserId

View = Literal["queue", "mine", "team", "unassigned", "waiting", "snoozed", "mentions", "open", "closed"]
Counted = Literal["queue", "mine", "team", "snoozed", "mentions"]
"""The views that call for somebody; how much is in the others, nobody acts upon."""
MOST_COUNTED = 1000
"""Counts stop here, so that they cost the same however long the queue is."""
LAST = datetime(9999, 1, 1, tzinfo=EPOCH.tzinfo)
"""Stands in for the due of a thread in which nobody waits: behind all those in which somebody does."""
BY_DUE = ("queue", "mine", "team")
"""The others stand by their last message, newest first; except snoozed, which stand by when they come back."""


class ThreadPage(Struct, frozen=True):
    """next: hand it to `page` for what follows; None at the end."""

    threads: tuple[Thread, ...]
    next: str | None


class Counts(Struct, frozen=True):
    """Threads per view, at most MOST_COUNTED each."""

    queue: int
    mine: int
    team: int
    snoozed: int
    mentions: int


def page(
    conn: Connection, view: View, user_id: UserId, after: str | None = None, limit: int = 50, only: Filter = ALL
) -> ThreadPage:
    """A page of what a view holds for this agent. Raises NotFound for a bookmark that nobody gave."""
    order, down = ordering(view), newest_first(view)
    chosen = shown().where(belonging(view, user_id), *conditions(only), beyond(order, after, down) if after else true())
    ends = *leading(view, only), order.desc() if down else order, thread.c.id
    rows = conn.execute(chosen.order_by(*ends).limit(limit + 1)).all()
    found = tuple(as_thread(row) for row in rows[:limit])
    return ThreadPage(found, bookmark(found[-1], view) if len(rows) > limit else None)


def ordering(view: View) -> ColumnElement[Any]:
    """Who woke, and in whose thread nobody waits, stands where they were to come back."""
    if view == "queue":
        return thread.c.due
    if newest_first(view):
        return thread.c.last_at
    last = literal(LAST, thread.c.due.type)
    return func.coalesce(*([] if view == "snoozed" else [thread.c.due]), thread.c.wake_at, last)


def leading(view: View, only: Filter) -> tuple[ColumnElement[Any], ...]:
    """Nobody's threads are all alike in this, but PostgreSQL walks ix_thread_queue only in the order of its columns."""
    return (thread.c.assignee_id,) if view == "queue" and only.team_id is None else ()


def newest_first(view: View) -> bool:
    return view not in (*BY_DUE, "snoozed")


def belonging(view: View, user_id: UserId) -> ColumnElement[bool]:
    """Whether a thread stands in the view. What is snoozed is always somebody's, so nobody's threads need no look."""
    return and_(*STANDS[view](user_id))


AT_HAND = thread.c.status == "open", thread.c.snoozed_at.is_(None)
WROTE = thread.c.last_position > 0  # whoever proved an address may not have written
NOBODYS = thread.c.assignee_id.is_(None)
STANDS: dict[View, Callable[[UserId], tuple[ColumnElement[bool], ...]]] = {
    "queue": lambda me: (NOBODYS, thread.c.due.is_not(None)),
    "mine": lambda me: (thread.c.assignee_id == me, *AT_HAND),
    "team": lambda me: (thread.c.team_id.in_(teams_of(me)), *AT_HAND),
    "unassigned": lambda me: (NOBODYS, *AT_HAND, WROTE),
    "waiting": lambda me: (thread.c.due.is_(None), *AT_HAND, WROTE),
    "snoozed": lambda me: (thread.c.snoozed_at.is_not(None),),  # nothing that is closed is
    "mentions": lambda me: (thread.c.id.in_(mentioning(me)), thread.c.status.in_(("open", "closed"))),
    "open": lambda me: (thread.c.status == "open", WROTE),
    "closed": lambda me: (thread.c.status == "closed", WROTE),
}


def teams_of(user_id: UserId) -> Select[Any]:
    return select(member.c.team_id).where(member.c.user_id == user_id)


def mentioning(user_id: UserId) -> Select[Any]:
    """The threads that show a note which names them, and which they have not seen."""
    part = thread.alias("part")
    unseen = mention.c.user_id == user_id, mention.c.seen_at.is_(None)
    shows = select(func.coalesce(part.c.head_id, part.c.id))
    return shows.join(mention, mention.c.thread_id == part.c.id).where(*unseen)


def beyond(order: ColumnElement[Any], after: str, down: bool) -> ColumnElement[bool]:
    """What follows the bookmark. The first bound is redundant, but lets the planner walk the index."""
    at, _, thread_id = after.partition(":")
    try:
        moment = EPOCH + int(at) * MICROSECOND
    except (ValueError, OverflowError) as wrong:
        raise NotFound("This page of the queue does not exist. Load the queue again.") from wrong
    tied = thread.c.id > thread_id
    return (
        and_(order <= moment, or_(order < moment, tied)) if down else and_(order >= moment, or_(order > moment, tied))
    )


def bookmark(last: Thread, view: View) -> str:
    due = None if view == "snoozed" else last.due
    at = last.last_at if newest_first(view) else due or last.wake_at or LAST
    return f"{(at - EPOCH) // MICROSECOND}:{last.id}"


def counts(conn: Connection, user_id: UserId) -> Counts:
    return Counts(*(count(conn, view, user_id) for view in get_args(Counted)))


def count(conn: Connection, view: View, user_id: UserId) -> int:
    some = select(thread.c.id).where(belonging(view, user_id)).limit(MOST_COUNTED).subquery()
    return conn.execute(select(func.count()).select_from(some)).scalar_one()
