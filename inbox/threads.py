"""One thread per customer: what the queue shows, and who looks after it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from msgspec import convert
from msgspec.json import encode
from sqlalchemy import ColumnElement, Connection, Row, Select, Update, func, select, update

from inbox import alerts, events, groups
from inbox.bus import announce
from inbox.errors import Conflict, NotFound
from inbox.rows import given
from inbox.schema import customer, episode, thread, user
from inbox.standings import Standing, Standings
from inbox.words import Reason, Thread, ThreadId, UserId

PREVIEW = 160
"""Characters of the last message that the queue shows."""

HOLD = timedelta(minutes=5)
"""How long a thread stays with whoever takes it, even when it was overdue already."""

RESTED: dict[str, Any] = {
    "waiting_since": None, "due": None, "held_until": None, "unanswered": 0, "reasons": [], "stretch": None,
    "stalled_at": None,
}  # fmt: skip
"""The columns of a thread in which nobody waits."""

NOBODYS: dict[str, Any] = {"assignee_id": None, "held_until": None, "snoozed_at": None, "wake_at": None}
"""Those of one that nobody has: what is put aside is always somebody's."""


def shortened(text: str) -> str:
    """As the queue shows it, on one line."""
    return " ".join(text.split())[:PREVIEW]


JOINED = {"customer_name": customer.c.name, "assignee_name": user.c.name}
COLUMNS = [JOINED[name].label(name) if name in JOINED else thread.c[name] for name in Thread.__struct_fields__]


def shown() -> Select[Any]:
    whole = thread.join(customer, customer.c.id == thread.c.customer_id)
    return select(*COLUMNS).select_from(whole.outerjoin(user, user.c.id == thread.c.assignee_id))


def as_thread(row: Row[Any]) -> Thread:
    cells = dict(zip(Thread.__struct_fields__, row, strict=True))
    cells["reasons"] = convert(cells["reasons"], tuple[Reason, ...])
    return Thread(**cells)


def get(conn: Connection, thread_id: ThreadId) -> Thread:
    found = many(conn, [thread_id])
    if not found or found[thread_id].status == "erased":
        raise NotFound("There is no such thread.")
    return found[thread_id]


def many(conn: Connection, thread_ids: Iterable[ThreadId]) -> dict[ThreadId, Thread]:
    """By the ids that were asked for: a thread that was merged is shown as its head."""
    heads = groups.heads_of(conn, thread_ids)
    found = conn.execute(MANY, {"given": list(set(heads.values()))}).all()
    rows = {row.id: as_thread(row) for row in found}
    return {asked: rows[head] for asked, head in heads.items() if head in rows}


MANY = shown().where(given(thread.c.id))


def claim(conn: Connection, thread_id: ThreadId, user_id: UserId, now: datetime) -> Thread:
    """Take the thread: one conditional UPDATE, so that of two agents exactly one has it. Raises Conflict."""
    thread_id = groups.head_of(conn, thread_id)
    if take(conn, thread_id, user_id, now, thread.c.status == "open"):
        return get(conn, thread_id)
    stands = get(conn, thread_id)
    if stands.status == "closed":
        raise Conflict("This thread is closed. Reopen it first.")
    if stands.assignee_id != user_id:
        raise Conflict(f"{stands.assignee_name} has already taken this thread.")
    return stands


def take(conn: Connection, thread_id: ThreadId, user_id: UserId, now: datetime, which: ColumnElement[bool]) -> bool:
    """Whether nobody had it, and it is theirs now. which: what must hold besides."""
    free = update(thread).where(thread.c.assignee_id.is_(None), which)
    if not change(conn, free.values(assignee_id=user_id), thread_id):
        return False
    hold(conn, thread_id, now)
    events.record(conn, "thread.taken", now, thread_id=thread_id, actor_id=user_id)
    return True


def change(conn: Connection, statement: Update, thread_id: ThreadId) -> bool:
    """True if the conditional UPDATE met its condition."""
    return conn.execute(statement.where(thread.c.id == thread_id)).rowcount == 1


def hold(conn: Connection, thread_id: ThreadId, now: datetime) -> None:
    """Say until when an assigned thread may stay unanswered: until due, but never less than HOLD from now."""
    due = conn.execute(select(thread.c.due).where(thread.c.id == thread_id)).scalar_one()
    until = None if due is None else max(due, now + HOLD)
    conn.execute(update(thread).where(thread.c.id == thread_id).values(held_until=until))
    announce(conn, "held")


def hold_again(conn: Connection, thread_id: ThreadId, now: datetime) -> None:
    """For a thread that has become somebody's in another way, and in which somebody waits."""
    theirs = thread.c.id == thread_id, thread.c.assignee_id.is_not(None), thread.c.held_until.is_(None)
    if conn.execute(select(thread.c.id).where(*theirs)).first():
        hold(conn, thread_id, now)


def release(conn: Connection, thread_id: ThreadId, user_id: UserId, now: datetime) -> Thread:
    """Give the thread back to the queue."""
    thread_id = groups.head_of(conn, thread_id)
    taken = update(thread).where(thread.c.assignee_id.is_not(None), thread.c.status == "open")
    if not change(conn, taken.values(**NOBODYS), thread_id):
        get(conn, thread_id)
        raise Conflict("Nobody has this thread, so there is nothing to give back.")
    announce(conn, "due")
    events.record(conn, "thread.released", now, thread_id=thread_id, actor_id=user_id)
    return get(conn, thread_id)


def close(conn: Connection, thread_id: ThreadId, user_id: UserId, now: datetime) -> Thread:
    """The episode is over, for everybody who is shown here. The next message opens a new one."""
    thread_id = groups.head_of(conn, thread_id)
    is_open = update(thread).where(thread.c.status == "open")
    if not change(conn, is_open.values(status="closed"), thread_id):
        get(conn, thread_id)
        raise Conflict("This thread is closed already.")
    standings = Standings(conn, [thread_id])
    stood = remembered(standings.tops[thread_id])
    for stands in standings.every(thread_id):
        stands.status, stands.assignee_id = "closed", None
        stands.rouse(None)
        stands.rest()
    standings.write()
    over = update(episode).where(episode.c.thread_id.in_(standings.group(thread_id)), episode.c.closed_at.is_(None))
    conn.execute(over.values(closed_at=now, closed_by=user_id))
    events.record(conn, "thread.closed", now, thread_id=thread_id, actor_id=user_id, data=stood)
    return get(conn, thread_id)


def remembered(stands: Standing) -> dict[str, str]:
    """How it stood, for `inbox.unclosing`. No word of the customer's: events outlive what was said."""
    told = {"from": stands.assignee_id or ""}
    if stands.due and stands.waiting_since:
        told |= {"since": stands.waiting_since.isoformat(), "due": stands.due.isoformat()}
        told |= {"unanswered": str(stands.unanswered), "codes": ",".join(one["code"] for one in stands.reasons)}
        told |= {"stretch": encode(stands.stretch).decode() if stands.stretch else ""}
    return {name: said for name, said in told.items() if said}


def reopen(conn: Connection, thread_id: ThreadId, user_id: UserId, now: datetime) -> Thread:
    """The same episode goes on, with this agent; nobody waits in it. To undo a close, see `inbox.unclosing`."""
    thread_id = groups.head_of(conn, thread_id)
    is_closed = update(thread).where(thread.c.status == "closed")
    if not change(conn, is_closed.values(status="open", assignee_id=user_id), thread_id):
        get(conn, thread_id)
        raise Conflict("This thread is open already.")
    standings = Standings(conn, [thread_id])
    for stands in standings.path(thread_id):
        stands.status = "open"
    standings.write()
    current = episode.c.id.in_(select(thread.c.episode_id).where(thread.c.id.in_(standings.group(thread_id))))
    last = select(func.max(episode.c.closed_at)).where(current).scalar_subquery()
    conn.execute(update(episode).where(current, episode.c.closed_at == last).values(closed_at=None, closed_by=None))
    events.record(conn, "thread.reopened", now, thread_id=thread_id, actor_id=user_id)
    return get(conn, thread_id)


HELD = thread.c.held_until.is_not(None), thread.c.due.is_not(None), thread.c.assignee_id.is_not(None)


def return_overdue(conn: Connection, now: datetime) -> list[ThreadId]:
    """Put back into the queue what its agents held too long without an answer."""
    late = thread.c.held_until <= now, *HELD
    returned = []
    for row in conn.execute(
        select(thread.c.id, thread.c.episode_id, thread.c.assignee_id, thread.c.reasons).where(*late)
    ).all():
        reasons = [*(one for one in row.reasons if one["code"] != "returned"), {"code": "returned"}]
        freed = update(thread).where(*late).values(**NOBODYS, reasons=reasons)
        if change(conn, freed, row.id):
            events.record(conn, "thread.returned", now, thread_id=row.id, data={"from": row.assignee_id})
            alerts.raise_one(conn, row.episode_id, row.id, "stalled", now)
            announce(conn, "due")
            returned.append(row.id)
    return returned


def next_return(conn: Connection) -> datetime | None:
    """When the first held thread goes back."""
    return conn.execute(NEXT).scalar_one_or_none()


NEXT = select(thread.c.held_until).where(*HELD).order_by(thread.c.held_until).limit(1)
