"""The durable log of what arrived, exactly as it arrived. Once a row is committed, the provider may forget it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, Text, bindparam, cast, exists, func, insert, literal, select, update

from inbox.bus import announce
from inbox.mark import mark
from inbox.rows import given
from inbox.schema import account, journal
from inbox.words import AccountId


class Entry(Struct, frozen=True):
    """A raw payload on its way in. key is unique within the account, for ever."""

    account_id: AccountId
    key: str
    body: bytes
    headers: dict[str, str]
    received_at: datetime


class Unread(Struct, frozen=True):
    """A journal row that nobody has turned into our words yet."""

    seq: int
    account_id: AccountId
    channel: str
    key: str
    body: bytes
    headers: dict[str, str]
    received_at: datetime


class Connectors(Struct, frozen=True):
    """What these brought; or, with but, what all others did."""

    names: tuple[str, ...]
    but: bool = False


PARTS = {"1": "0123", "2": "4567", "3": "89ab", "4": "cdef"}
"""The journal in equal parts, each with whole accounts: those whose ids end in one of these digits."""


class Outcome(Struct, frozen=True):
    """What became of a row: threaded, repeated, receipt, ignored or stub. error: why it could not be read."""

    seq: int
    outcome: str
    error: str = ""


def append(conn: Connection, entries: list[Entry]) -> list[bool]:
    """True where the entry is new, False where its key is already there, or was erased (a provider's repetition)."""
    rows = [{name: getattr(entry, name) for name in GIVEN} | {"mark": mark(entry.key)} for entry in entries]
    count = conn.execute(APPEND, rows).rowcount if rows else 0
    if count:
        announce(conn, "journal")
    return [True] * count if count == len(entries) else fresh(conn, entries, count)


GIVEN = Entry.__struct_fields__
THERE = exists().where(
    journal.c.account_id == bindparam("account_id"), journal.c.key.in_([bindparam("key"), bindparam("mark")])
)
ROW = select(*(bindparam(name, type_=journal.c[name].type) for name in GIVEN), literal(""), literal("")).where(~THERE)
APPEND = insert(journal).from_select([*GIVEN, "outcome", "error"], ROW).execution_options(preserve_rowcount=True)
"""Built once: every call of a hook waits for it, and to build it took longer than to run it."""


def fresh(conn: Connection, entries: list[Entry], count: int) -> list[bool]:
    """Which were new, of which so many were: the newest rows, since nobody else writes meanwhile."""
    newest = select(journal.c.account_id, journal.c.key).order_by(journal.c.seq.desc()).limit(count)
    new = {tuple(row) for row in conn.execute(newest)} if count else set()
    firsts = {(entry.account_id, entry.key): place for place, entry in reversed([*enumerate(entries)])}
    return [
        (name := (entry.account_id, entry.key)) in new and firsts[name] == place for place, entry in enumerate(entries)
    ]


def unread(
    conn: Connection,
    limit: int,
    size: int = 32 << 20,
    connectors: Connectors | None = None,
    parts: Collection[str] | None = None,
) -> list[Unread]:
    """The oldest rows that nobody has read, in the order of arrival, up to about size bytes and at least one.

    parts: of PARTS, by default all.
    """
    whole = parts is None or set(parts) == PARTS.keys()
    lengths = conn.execute(waiting(connectors, None if whole else frozenset(parts or ())), {"most": limit}).all()
    seqs = fitting(((row[0], row[1]) for row in lengths), size)
    return [Unread(*row) for row in conn.execute(ROWS, {"given": seqs})] if seqs else []


ROWS = (
    select(*(journal.c[name] if name != "channel" else account.c.channel for name in Unread.__struct_fields__))
    .join(account)
    .where(given(journal.c.seq))
    .order_by(journal.c.seq)
)


@lru_cache(64)
def waiting(connectors: Connectors | None, parts: frozenset[str] | None) -> Select[Any]:
    """Their numbers and lengths, `most` of them."""
    rows = select(journal.c.seq, func.length(journal.c.body)).where(journal.c.read_at.is_(None))
    if connectors is not None:
        named = account.c.connector.in_(connectors.names)
        rows = rows.join(account).where(~named if connectors.but else named)
    if parts is not None:
        digits = [digit for part in sorted(parts) for digit in PARTS[part]]
        rows = rows.where(func.substr(cast(journal.c.account_id, Text), 36).in_(digits))
    return rows.order_by(journal.c.seq).limit(bindparam("most"))


def fitting(lengths: Iterable[tuple[int, int]], size: int) -> list[int]:
    """The first seqs, by (seq, length), whose lengths fit into size; at least one."""
    seqs: list[int] = []
    for seq, length in lengths:
        if seqs and length > size:
            break
        seqs.append(seq)
        size -= length
    return seqs


def settle(conn: Connection, outcomes: list[Outcome], now: datetime) -> None:
    """Mark rows as read. Settling a row twice keeps the first outcome."""
    alike: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for one in outcomes:
        alike[one.outcome, one.error].append(one.seq)
    for (became, why), seqs in alike.items():
        conn.execute(SETTLE, {"given": seqs, "now": now, "became": became, "why": why})


SETTLE = (
    update(journal)
    .where(given(journal.c.seq), journal.c.read_at.is_(None))
    .values(read_at=bindparam("now"), outcome=bindparam("became"), error=bindparam("why"))
)


def unreadable(conn: Connection, limit: int = 100) -> list[Outcome]:
    """Rows that stand as stubs, newest first."""
    stubs = select(journal.c.seq, journal.c.outcome, journal.c.error).where(journal.c.outcome == "stub")
    return [Outcome(**row) for row in conn.execute(stubs.order_by(journal.c.seq.desc()).limit(limit)).mappings()]


def unread_among(conn: Connection, seqs: list[int]) -> set[int]:
    """Those that nobody has settled; asked within the transaction that settles them."""
    return set(conn.execute(UNREAD, {"given": seqs}).scalars())


UNREAD = select(journal.c.seq).where(given(journal.c.seq), journal.c.read_at.is_(None))


def reread(conn: Connection) -> int:
    """Offer every stub to the reader once more, after a fix. Returns how many."""
    again = update(journal).where(journal.c.outcome == "stub")
    announce(conn, "journal")
    return conn.execute(again.values(read_at=None, outcome="", error="")).rowcount


def blank(conn: Connection, seqs: Iterable[int]) -> None:
    """Forget what these rows held, and their keys but for a mark: what comes again under them is still no news."""
    those = journal.c.seq.in_(sorted(set(seqs))), journal.c.outcome != "erased"
    kept = conn.execute(select(journal.c.seq, journal.c.key).where(*those))
    rows = [{"row": seq, "name": mark(key)} for seq, key in kept]
    if rows:
        nothing = {"body": b"", "headers": {}, "error": "", "outcome": "erased"}
        this = update(journal).where(journal.c.seq == bindparam("row"))
        conn.execute(this.values(key=bindparam("name"), **nothing), rows)
