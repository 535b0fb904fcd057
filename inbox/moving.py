"""A customer's address changed, and the provider vouches for it: the new one is theirs, the old one shut."""

from datetime import datetime

from sqlalchemy import Connection

from inbox import customers, identities, reach
from inbox.arrivals import Moving
from inbox.ids import new_id
from inbox.words import IdentityId


def move(conn: Connection, moves: list[Moving], now: datetime) -> None:
    """A new address that somebody has already stays where it is: people confirm, nothing is merged."""
    for one in moves:
        before, after = one.before.unique_name, one.after.unique_name
        known = identities.known(conn, [before, after])
        if before not in known or before == after:
            continue
        owner = known[before].customer_id
        if after not in known:
            moved_to = IdentityId(new_id())
            identities.add_many(conn, [(moved_to, owner, one.after)], now)
            reach.inherit(conn, moved_to, known[before].id, now)
        reach.shut(conn, known[before].id, "unreachable", "They have moved to another number.", now)
        customers.changed(conn, owner, None, now)
