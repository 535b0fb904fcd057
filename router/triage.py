"""Steps of triage that may make somebody wait again: judged by the patience table that holds."""

from collections.abc import Iterable
from datetime import datetime

from inbox import bulk, unclosing
from inbox.bulk import Deed, Outcome
from inbox.door import Conn
from inbox.words import Thread, ThreadId, UserId
from router.patience import Judging


def unclose(conn: Conn, thread_id: ThreadId, by: UserId, now: datetime) -> Thread:
    """See `inbox.unclosing.unclose`."""
    return unclosing.unclose(conn, thread_id, by, Judging().within(conn), now)


def do(conn: Conn, thread_ids: Iterable[ThreadId], deed: Deed, now: datetime) -> list[Outcome]:
    """See `inbox.bulk.do`."""
    return bulk.do(conn, thread_ids, deed, Judging().within(conn), now)
