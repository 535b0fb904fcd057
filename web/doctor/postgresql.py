"""Whether the PostgreSQL server is fit for Hilo, and what to do where it is not."""

from collections.abc import Iterator
from typing import Final

from inbox.clock import Clock
from inbox.door import READERS
from inbox.errors import Unreachable
from inbox.servers.postgresql import PostgreSQL, look
from web.doctor.clocks import together
from web.doctor.finding import Finding

OLDEST: Final = 14
POOL: Final = READERS + 1
"""Connections that each process holds: its readers and its writer."""
DURABLE: Final = ("on", "remote_apply")


def postgresql(url: str, clock: Clock) -> Iterator[Finding]:
    try:
        found = look(url, clock)
    except Unreachable as wrong:
        sentence = f"It cannot be reached: {wrong}. Start it, or correct DATABASE_URL."
        yield Finding("PostgreSQL", sentence, fatal=True)
        return
    yield from judge(found)


def judge(found: PostgreSQL) -> Iterator[Finding]:
    yield Finding(
        f"PostgreSQL {found.version} at {found.place}",
        f"Hilo needs {OLDEST} or newer. Upgrade it." if found.major < OLDEST else "",
    )
    yield Finding("PostgreSQL: rights", forbidden(found))
    yield Finding("PostgreSQL: durability", losable(found))
    yield Finding("PostgreSQL: locks", "" if found.locks else LOCKLESS)
    yield Finding(f"PostgreSQL: {max(found.room, 0)} connections left, {POOL} per process", crowded(found.room))
    yield together("PostgreSQL", found.ahead)
    narrow = found.encoding != "UTF8"
    yield Finding(f"PostgreSQL: encoding {found.encoding}", NOT_UTF8 if narrow else "", fatal=narrow)


def forbidden(found: PostgreSQL) -> str:
    if found.replica:
        return "It is a replica, and takes no writes. Name the primary in DATABASE_URL."
    if found.read_only:
        return "Its transactions are read-only. Take `default_transaction_read_only` back for this user or database."
    if not found.may_create:
        return "This user may not make tables. Let it own the database, or `GRANT CREATE ON SCHEMA public TO` it."
    return ""


def losable(found: PostgreSQL) -> str:
    """What is acknowledged must have reached the disk, and stand there whole."""
    wrong = [
        *([] if found.fsync else ["fsync"]),
        *([] if found.full_page_writes else ["full_page_writes"]),
        *([] if found.synchronous_commit in DURABLE else ["synchronous_commit"]),
    ]
    if not wrong:
        return ""
    return f"A power cut loses messages that were acknowledged. Switch on {' and '.join(wrong)}."


def crowded(room: int) -> str:
    if room >= POOL:
        return ""
    return "The next process could not start. Raise max_connections, or let other programs hold fewer."


LOCKLESS = (
    "Its advisory locks keep nobody out, so several processes would write at once, and do things twice. "
    "Use PostgreSQL itself, or a version whose pg_advisory_xact_lock waits."
)
NOT_UTF8 = (
    "It cannot hold every letter. Make a new one with `CREATE DATABASE hilo TEMPLATE template0 ENCODING 'UTF8'`, "
    "and name it in DATABASE_URL."
)
