"""Which addresses may be written to: some are shut, by their owner's wish or because nothing arrives there."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select, update

from inbox.arrivals import Consented
from inbox.rows import given
from inbox.schema import identity
from inbox.words import Code, IdentityId

SHUTS = ("opted_out", "unreachable")
OPEN = {"shut": "", "shut_detail": "", "shut_at": None}


def shut(conn: Connection, identity_id: IdentityId | None, code: Code, detail: str, now: datetime) -> None:
    """Remember why nothing may be sent there; a code that says nothing of the address changes nothing."""
    if identity_id is not None and code in SHUTS:
        there = update(identity).where(identity.c.id == identity_id, identity.c.shut != "opted_out")
        conn.execute(there.values(shut=code, shut_detail=detail, shut_at=now))


def inherit(conn: Connection, heir: IdentityId, former: IdentityId, now: datetime) -> None:
    """Who asked us to stop meant their next number, too."""
    stopped = select(identity.c.shut_detail).where(identity.c.id == former, identity.c.shut == "opted_out")
    if row := conn.execute(stopped).one_or_none():
        shut(conn, heir, "opted_out", row.shut_detail, now)


def reopen(conn: Connection, identity_ids: Iterable[IdentityId | None]) -> None:
    """Who writes can be reached again. Who asked us to stop must say so: a question is no consent."""
    wrote = {one for one in identity_ids if one is not None}
    if wrote:
        conn.execute(REOPEN, {"given": list(wrote)})


REOPEN = update(identity).where(given(identity.c.id), identity.c.shut == "unreachable").values(**OPEN)


def heed(conn: Connection, consents: list[Consented], now: datetime) -> None:
    """In the order in which they came: the last word holds."""
    for one in consents:
        channel, scope, address = one.contact.unique_name
        theirs = identity.c.channel == channel, identity.c.scope == scope, identity.c.address == address
        stopped = {"shut": "opted_out", "shut_detail": "They asked us to stop.", "shut_at": now}
        conn.execute(update(identity).where(*theirs).values(**OPEN if one.given else stopped))
