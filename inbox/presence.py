"""Customers who are there right now: a chat window of theirs is open. How lately is enough says `inbox.around`."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from inbox.around import PRESENT
from inbox.groups import HEAD
from inbox.schema import identity, thread
from inbox.words import IdentityId, ThreadId

REFRESH = timedelta(minutes=1)
"""More often it is not written down."""


def see(conn: Connection, identity_id: IdentityId, now: datetime) -> ThreadId | None:
    """Their window is open. Returns their thread if they wait in it and have just come: so far they seemed away."""
    row = conn.execute(select(identity.c.customer_id, identity.c.seen_at).where(identity.c.id == identity_id)).first()
    late = or_(identity.c.seen_at.is_(None), identity.c.seen_at <= now - REFRESH)
    seen = update(identity).where(identity.c.id == identity_id, late).values(seen_at=now)
    if row is None or not conn.execute(seen).rowcount:
        return None
    came = row.seen_at is None or now - row.seen_at > PRESENT
    own = select(HEAD).where(thread.c.customer_id == row.customer_id).scalar_subquery()
    waits = select(thread.c.id).where(thread.c.id == own, thread.c.due.is_not(None))
    return conn.execute(waits).scalar_one_or_none() if came else None
