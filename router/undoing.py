"""An agent takes an answer back while it is held: whoever waits again is judged by the patience table that holds."""

from datetime import datetime

from inbox import undoing
from inbox.door import Conn
from inbox.undoing import Undone
from inbox.words import MessageId, UserId
from router.patience import Judging


def undo(conn: Conn, message_id: MessageId, by: UserId, now: datetime) -> Undone:
    """See `inbox.undoing.undo`."""
    return undoing.undo(conn, message_id, by, Judging().within(conn), now)
