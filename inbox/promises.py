"""What we said we would do, and by when. When that moment comes, its thread is put back in front of somebody.

An answer does not keep a promise; whoever kept it says so.
"""

from datetime import datetime
from typing import Any

from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update

from inbox import calling, events, groups
from inbox.bus import announce
from inbox.calling import OPEN
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.schema import message, promise, user
from inbox.standings import Standings
from inbox.words import MessageId, PromiseId, ThreadId, UserId

MOST_OPEN = 100
LAST_SETTLED = 10


class Promise(Struct, frozen=True):
    """thread_id: that which shows it. message_id: in which it was made. called_at: when it put its thread back."""

    id: PromiseId
    thread_id: ThreadId
    message_id: MessageId | None
    text: str
    due_at: datetime
    made_by: UserId
    made_by_name: str
    made_at: datetime
    kept_at: datetime | None
    dropped_at: datetime | None
    called_at: datetime | None


class NewPromise(Struct, frozen=True):
    """message_id: in which it was made, if in one: after a split, the promise stays with its message."""

    thread_id: ThreadId
    text: str
    due_at: datetime
    message_id: MessageId | None = None


class Revision(Struct, frozen=True):
    """What is UNSET stays as it is."""

    text: str | UnsetType = UNSET
    due_at: datetime | UnsetType = UNSET


SHOWN = [user.c.name.label(name) if name == "made_by_name" else promise.c[name] for name in Promise.__struct_fields__]


def get(conn: Connection, promise_id: PromiseId) -> Promise:
    found = load(conn, promise.c.id == promise_id)
    if not found:
        raise NotFound("There is no such promise. Reload the thread.")
    return found[0]


def of_threads(conn: Connection, together: list[ThreadId]) -> list[Promise]:
    """Of threads that are shown as one: the open ones by due, then those that were settled last."""
    theirs = promise.c.thread_id.in_(together)
    settled_at = func.coalesce(promise.c.kept_at, promise.c.dropped_at)
    still = load(conn, and_(theirs, OPEN), promise.c.due_at, limit=MOST_OPEN)
    return [*still, *load(conn, and_(theirs, settled_at.is_not(None)), settled_at.desc(), limit=LAST_SETTLED)]


def load(conn: Connection, which: ColumnElement[bool], *order: ColumnElement[Any], limit: int = 1) -> list[Promise]:
    chosen = select(*SHOWN).join(user, user.c.id == promise.c.made_by).where(which)
    rows = conn.execute(chosen.order_by(*order, promise.c.id).limit(limit)).mappings().all()
    heads = groups.heads_of(conn, [row["thread_id"] for row in rows])
    return [Promise(**{**row, "thread_id": heads[row["thread_id"]]}) for row in rows]


def make(conn: Connection, new: NewPromise, by: UserId, now: datetime) -> Promise:
    """Made again in the same message, with the same words, it is the same: screens repeat what they got no answer to.

    Raises NotFound for a thread that is not there, and for a message that is not in it.
    """
    made = {"thread_id": place(conn, new), "message_id": new.message_id, "text": new.text.strip(), "made_by": by}
    if new.message_id and (again := load(conn, and_(*(promise.c[name] == one for name, one in made.items())))):
        return again[0]
    promise_id = PromiseId(new_id())
    conn.execute(insert(promise), [{"id": promise_id, **made, "due_at": new.due_at, "made_at": now}])
    return told(conn, promise_id, by, now)


def place(conn: Connection, new: NewPromise) -> ThreadId:
    """The thread of the message in which it was made; else the one that is shown."""
    standings = Standings(conn, [new.thread_id])
    if new.thread_id not in standings.own or standings.tops[new.thread_id].status == "erased":
        raise NotFound("There is no such thread.")
    if new.message_id is None:
        return standings.head(new.thread_id)
    where = conn.execute(select(message.c.thread_id).where(message.c.id == new.message_id)).scalar_one_or_none()
    if where not in standings.group(new.thread_id):
        raise NotFound("There is no such message in this thread. Reload it.")
    return ThreadId(where)


def told(conn: Connection, promise_id: PromiseId, by: UserId, now: datetime) -> Promise:
    """Screens look again, and so does whoever waits for the next one."""
    changed = get(conn, promise_id)
    events.record(conn, "customer.changed", now, thread_id=changed.thread_id, actor_id=by)
    announce(conn, "promises")
    return changed


def keep(conn: Connection, promise_id: PromiseId, by: UserId, now: datetime) -> Promise:
    """We did what we said. Raises Conflict for one that was dropped."""
    return settle(conn, promise_id, {"kept_at": now}, by, now)


def drop(conn: Connection, promise_id: PromiseId, by: UserId, now: datetime) -> Promise:
    """It need not be kept any more. Raises Conflict for one that was kept."""
    return settle(conn, promise_id, {"dropped_at": now}, by, now)


def settle(conn: Connection, promise_id: PromiseId, how: dict[str, datetime], by: UserId, now: datetime) -> Promise:
    this = update(promise).where(promise.c.id == promise_id, OPEN)
    if not conn.execute(this.values(**how)).rowcount:
        stands = get(conn, promise_id)
        if all(getattr(stands, name) is None for name in how):
            raise Conflict("This promise was settled otherwise already. Reopen it first.")
        return stands
    calling.release(conn, promise_id)
    return told(conn, promise_id, by, now)


def reopen(conn: Connection, promise_id: PromiseId, by: UserId, now: datetime) -> Promise:
    """Undo keep and drop. If its moment has passed, it calls again. Raises Conflict for one that is open."""
    settled = or_(promise.c.kept_at.is_not(None), promise.c.dropped_at.is_not(None))
    this = update(promise).where(promise.c.id == promise_id, settled)
    if not conn.execute(this.values(kept_at=None, dropped_at=None, called_at=None)).rowcount:
        get(conn, promise_id)
        raise Conflict("This promise is open already.")
    return told(conn, promise_id, by, now)


def change(conn: Connection, promise_id: PromiseId, revision: Revision, by: UserId, now: datetime) -> Promise:
    """Other words, another moment: then it calls again. Raises Conflict for one that is settled."""
    values: dict[str, Any] = {}
    if revision.text is not UNSET:
        values["text"] = revision.text.strip()
    if revision.due_at is not UNSET:
        values |= {"due_at": revision.due_at, "called_at": None}
    this = update(promise).where(promise.c.id == promise_id, OPEN)
    if values and not conn.execute(this.values(**values)).rowcount:
        get(conn, promise_id)
        raise Conflict("This promise is settled. Reopen it first.")
    if "due_at" in values:
        calling.release(conn, promise_id)
    return told(conn, promise_id, by, now)
