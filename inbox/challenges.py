"""One-time codes: sent to an address that a visitor claims, they prove that whoever enters them reads its mail.

A code is kept only as a keyed digest, bound to its row, so neither a backup nor another visitor's row gives it away.
Limits bound both what a guesser can win and how often a stranger can have somebody written to.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from inbox.identities import Contact
from inbox.ids import new_id
from inbox.schema import challenge

LASTS = timedelta(minutes=10)
TRIES = 5
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOW = "one-time code"


class Tried(Struct, frozen=True):
    """outcome "over": there is no code to enter any more. other: the address that is proven now."""

    outcome: Literal["passed", "wrong", "over"]
    other: Contact | None = None


def issue(conn: Connection, key: bytes, visitor: Contact, other: Contact, code: str, now: datetime) -> bool:
    """Expect this code from the visitor, and no earlier one. False where too many have been asked for."""
    conn.execute(delete(challenge).where(challenge.c.asked_at <= now - DAY))
    if not allowed(conn, visitor, other, now):
        return False
    challenge_id = new_id()
    whom = {"account_id": visitor.scope, "visitor": visitor.address, "channel": other.channel, "address": other.address}
    terms = {"digest": digest(key, challenge_id, code), "asked_at": now, "expires_at": now + LASTS, "tries": 0}
    conn.execute(insert(challenge), [{"id": challenge_id, **whom, **terms}])
    return True


def allowed(conn: Connection, visitor: Contact, other: Contact, now: datetime) -> bool:
    """With five tries each, these let a guesser of six digits win once in some 55 years per address."""
    here = challenge.c.account_id == visitor.scope
    address = (challenge.c.channel == other.channel) & (challenge.c.address == other.address)
    most = (
        (here & (challenge.c.visitor == visitor.address), HOUR, 3),
        (address, HOUR, 3),
        (address, DAY, 10),
        (here, HOUR, 60),
        (here, DAY, 300),
    )
    return all(count(conn, which, now - span) < limit for which, span, limit in most)


def count(conn: Connection, which: ColumnElement[bool], since: datetime) -> int:
    asked = select(func.count()).select_from(challenge).where(which, challenge.c.asked_at > since)
    return conn.execute(asked).scalar_one()


def digest(key: bytes, challenge_id: str, code: str) -> str:
    return hmac.new(key, f"{challenge_id}:{code}".encode(), hashlib.sha256).hexdigest()


def attempt(conn: Connection, key: bytes, visitor: Contact, code: str, now: datetime) -> Tried:
    """The visitor enters a code. Every try counts, so a wrong one is told by what comes back, never by an exception."""
    row = standing(conn, visitor, now, lock=True)
    if row is None:
        return Tried("over")
    right = hmac.compare_digest(digest(key, row.id, code), row.digest)
    this = update(challenge).where(challenge.c.id == row.id)
    conn.execute(this.values(tries=row.tries + 1, passed_at=now if right else None))
    return Tried("passed", Contact(row.channel, "", row.address, "", "proven", HOW)) if right else Tried("wrong")


def standing(conn: Connection, visitor: Contact, now: datetime, *, lock: bool = False) -> Row[Any] | None:
    """The visitor's last challenge while it may be met: asking anew voids those before."""
    theirs = challenge.c.account_id == visitor.scope, challenge.c.visitor == visitor.address
    last = select(challenge).where(*theirs).order_by(challenge.c.asked_at.desc(), challenge.c.id.desc()).limit(1)
    row = conn.execute(last.with_for_update() if lock else last).one_or_none()
    if row is None or row.passed_at or row.tries >= TRIES or row.expires_at <= now:
        return None
    return row


def asked_of(conn: Connection, visitor: Contact, now: datetime) -> str:
    """The address for which a code may be entered, or ""."""
    row = standing(conn, visitor, now)
    return row.address if row else ""
