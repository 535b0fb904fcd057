"""What came into a thread while somebody wrote an answer: the customer again, or a colleague's answer."""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from inbox import groups
from inbox.arrivals import HUMAN
from inbox.recent import lately
from inbox.schema import message, thread, user
from inbox.words import ThreadId, UserId

LATELY = 50
"""Messages of each thread that are looked at; more do not come while somebody writes."""
COLUMNS = [message.c[name] for name in ("direction", "automatic", "author_id", "state", "threaded_at", "id")]


class Crossing(Struct, frozen=True):
    """The customer wrote, a colleague answered, or their answer is on its way. name: the colleague's."""

    kind: Literal["wrote", "answered", "answering"]
    name: str = ""


def since(conn: Connection, thread_id: ThreadId, seen: datetime, by: UserId) -> list[Crossing]:
    """What came after the last message that the writer's screen showed, oldest first; none of theirs, and no notes.

    seen: its `threaded_at`. Locks the thread: of two who answer in the same moment, the second one hears of the first.
    """
    together = sorted(groups.members(conn, thread_id))
    conn.execute(select(thread.c.id).where(thread.c.id.in_(together)).order_by(thread.c.id).with_for_update())
    last = lately(together, LATELY, *COLUMNS)
    named = select(last, user.c.name).select_from(last.outerjoin(user, user.c.id == last.c.author_id))
    later = named.where(last.c.threaded_at > seen).order_by(last.c.threaded_at, last.c.id)
    return [found for row in conn.execute(later) if (found := crossing(row, by))]


def crossing(row: Row[Any], by: UserId) -> Crossing | None:
    if row.direction == "in":
        return Crossing("wrote") if row.automatic in HUMAN else None
    if row.direction == "note" or row.author_id in (None, by):
        return None
    return Crossing("answering" if row.state in ("queued", "sending") else "answered", row.name)
