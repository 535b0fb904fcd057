"""Which further addresses a chat visitor has proven to be theirs, and may therefore read.

What an agent merges shows a visitor nothing: only a proof of their own does, and none of an address that several people
share.
"""

from contextlib import suppress
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, insert, select

from inbox import challenges, customers, events, groups, identities, merging
from inbox.arrivals import Arrival
from inbox.errors import Conflict
from inbox.homes import find_homes
from inbox.identities import Contact
from inbox.schema import identity, proof
from inbox.words import AccountId, Identity, IdentityId, Mood


class Sight(Struct, frozen=True):
    """Another address whose messages may be read, and since when that is proven."""

    identity_id: IdentityId
    address: str
    since: datetime


def seen_by(conn: Connection, identity_id: IdentityId) -> list[IdentityId]:
    """Whose messages this identity may read, its own first."""
    return [identity_id, *(sight.identity_id for sight in sights(conn, identity_id))]


def sights(conn: Connection, identity_id: IdentityId) -> list[Sight]:
    """Those beyond its own, in the order in which they were proven."""
    proven = select(identity.c.id, identity.c.address, proof.c.at).join(proof, proof.c.other_id == identity.c.id)
    theirs = proven.where(proof.c.identity_id == identity_id, identity.c.shared.is_(False))
    return [Sight(*row) for row in conn.execute(theirs.order_by(proof.c.at, identity.c.id))]


def by_code(conn: Connection, key: bytes, visitor: Contact, code: str, now: datetime) -> tuple[str, str]:
    """The visitor enters a one-time code: what became of it ("passed", "wrong", "over", "shared"), and the address."""
    tried = challenges.attempt(conn, key, visitor, code, now)
    if tried.other is None:
        return tried.outcome, ""
    return ("passed" if admit(conn, visitor, tried.other, now) else "shared"), tried.other.address


def admit(conn: Connection, visitor: Contact, other: Contact, now: datetime) -> bool:
    """The visitor has proven, by other.how, to be `other`: they are one customer from now on, and read what went there.

    False for an address that several people share: it proves nobody.
    """
    if (known := identities.find(conn, *other.unique_name)) and known.shared:
        return False
    arriving = Arrival(0, AccountId(visitor.scope), "", visitor, now, "", "", Mood(), also=(other,))
    find_homes(conn, [arriving], now)
    own, theirs = demand(conn, visitor), demand(conn, other)
    join(conn, own, theirs, other.how, now)
    prove(conn, own.id, theirs.id, other.how, now)
    customers.changed(conn, own.customer_id, None, now)
    events.record(conn, "visitor.proven", now, identity_id=own.id)
    return True


def demand(conn: Connection, contact: Contact) -> Identity:
    """Raises LookupError for nobody's address."""
    if (found := identities.find(conn, *contact.unique_name)) is None:
        raise LookupError("this address has no identity")
    return found


def join(conn: Connection, own: Identity, theirs: Identity, how: str, now: datetime) -> None:
    if theirs.customer_id not in groups.customers(conn, own.customer_id):
        with suppress(Conflict):  # too many are shown as one already; reading needs no merge
            merging.merge(conn, own.customer_id, theirs.customer_id, how, None, now)


def prove(conn: Connection, identity_id: IdentityId, other_id: IdentityId, how: str, now: datetime) -> None:
    """Whoever writes from the one may read the other, too. Proving it again changes nothing."""
    this = proof.c.identity_id == identity_id, proof.c.other_id == other_id
    if not conn.execute(select(proof.c.how).where(*this)).first():
        conn.execute(insert(proof), [{"identity_id": identity_id, "other_id": other_id, "how": how, "at": now}])


def is_news(conn: Connection, visitor: Contact, other: Contact) -> bool:
    """Whether admitting the visitor would show them something that they do not see yet."""
    theirs = identities.find(conn, *other.unique_name)
    if theirs is None or theirs.shared:
        return False
    own = identities.find(conn, *visitor.unique_name)
    return own is None or theirs.id not in seen_by(conn, own.id)
