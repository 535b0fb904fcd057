"""Who did what to whose data. Never the data itself: an entry outlives whom it is about."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection, func, insert, select

from inbox.schema import audit, customer, user
from inbox.words import CustomerId, UserId

PAGE = 50
SAME_READ = timedelta(minutes=10)
"""Within this time, the same person's reads of the same customer are one."""


class Entry(Struct, frozen=True):
    """One act. actor_name: "" for the command line and for Hilo itself. data: codes, counts and ids."""

    seq: int
    at: datetime
    actor_name: str
    action: str
    customer_id: CustomerId | None
    customer_name: str
    data: dict[str, str]


class Page(Struct, frozen=True):
    """Newest first. next: what to ask for as `after` to go on, None at the end."""

    entries: list[Entry]
    next: str | None


def note(
    conn: Connection,
    action: str,
    now: datetime,
    *,
    actor_id: UserId | None = None,
    customer_id: CustomerId | None = None,
    data: dict[str, str] | None = None,
) -> None:
    """Write it down, within the transaction that does it. data must hold nothing that an erasure would have to find."""
    row = {"at": now, "actor_id": actor_id, "action": action, "customer_id": customer_id, "data": data or {}}
    conn.execute(insert(audit), [row])


def note_read(conn: Connection, customer_id: CustomerId, actor_id: UserId, now: datetime) -> None:
    """Looking again soon after is the same read."""
    same = audit.c.customer_id == customer_id, audit.c.actor_id == actor_id, audit.c.action == "thread.read"
    last = conn.execute(select(func.max(audit.c.at)).where(*same)).scalar_one()
    if last is None or now - last >= SAME_READ:
        note(conn, "thread.read", now, actor_id=actor_id, customer_id=customer_id)


SHOWN = [
    audit.c.seq, audit.c.at, func.coalesce(user.c.name, "").label("actor_name"), audit.c.action, audit.c.customer_id,
    func.coalesce(customer.c.name, "").label("customer_name"), audit.c.data,
]  # fmt: skip


def page(conn: Connection, customer_ids: Iterable[CustomerId] | None, before: int | None) -> Page:
    """Entries older than before. customer_ids: of whom, by default of all."""
    whole = audit.outerjoin(user, user.c.id == audit.c.actor_id)
    whole = whole.outerjoin(customer, customer.c.id == audit.c.customer_id)
    wanted = select(*SHOWN).select_from(whole).order_by(audit.c.seq.desc()).limit(PAGE + 1)
    if customer_ids is not None:
        wanted = wanted.where(audit.c.customer_id.in_(sorted(customer_ids)))
    if before is not None:
        wanted = wanted.where(audit.c.seq < before)
    entries = [Entry(**row) for row in conn.execute(wanted).mappings()]
    more = len(entries) > PAGE
    return Page(entries[:PAGE], str(entries[PAGE - 1].seq) if more else None)
