"""Whoever waits and is there right now is answered sooner."""

from datetime import datetime

from inbox import presence
from inbox.door import Conn
from inbox.rejudging import rejudge
from inbox.words import IdentityId
from router.patience import Judging


def see(conn: Conn, identity_id: IdentityId, now: datetime) -> None:
    """A chat window of theirs is open; if they have just come, whatever else they wait for is judged anew."""
    if thread_id := presence.see(conn, identity_id, now):
        rejudge(conn, {thread_id: None}, Judging().within(conn), now)
