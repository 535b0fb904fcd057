"""A customer's addresses, each with how we know it is theirs."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select, update

from inbox import groups
from inbox.bus import announce
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.rows import given
from inbox.schema import claim, customer, identity, message, user
from inbox.storing import insert_rows
from inbox.words import CustomerId, Evidence, Identity, IdentityId, UserId

BY = select(user.c.name).where(user.c.id == identity.c.by_id).scalar_subquery()
DERIVED = {"by_name": func.coalesce(BY, "")}
SHOWN = [DERIVED[name].label(name) if name in DERIVED else identity.c[name] for name in Identity.__struct_fields__]

Name = tuple[str, str, str]
"""channel, scope, address: what is unique."""


class Contact(Struct, frozen=True):
    """An address as it arrives. scope: an account id where the address means nothing elsewhere, else ""."""

    channel: str
    scope: str
    address: str
    display: str = ""
    evidence: Evidence = "claimed"
    how: str = ""

    @property
    def unique_name(self) -> Name:
        return self.channel, self.scope, self.address


class Known(Struct, frozen=True):
    """An identity that is already somebody's."""

    id: IdentityId
    customer_id: CustomerId
    evidence: Evidence
    shared: bool = False


def find(conn: Connection, channel: str, scope: str, address: str) -> Identity | None:
    name = identity.c.channel == channel, identity.c.scope == scope, identity.c.address == address
    row = conn.execute(select(*SHOWN).where(*name)).mappings().one_or_none()
    return None if row is None else as_identity(row)


def names(conn: Connection, identity_ids: Iterable[IdentityId]) -> set[Name]:
    name = select(identity.c.channel, identity.c.scope, identity.c.address)
    found = conn.execute(name.where(identity.c.id.in_(list(identity_ids))))
    return {(row.channel, row.scope, row.address) for row in found}


def as_identity(row: Mapping[Any, Any]) -> Identity:
    return Identity(**{name: row[name] for name in Identity.__struct_fields__})


def known(conn: Connection, names: Iterable[Name]) -> dict[Name, Known]:
    """Those of the names that somebody has."""
    return {
        (row.channel, row.scope, row.address): Known(row.id, row.customer_id, row.evidence, row.shared)
        for row in conn.execute(KNOWN, {"given": list(names)})
    }


KNOWN = select(identity).where(given(identity.c.channel, identity.c.scope, identity.c.address))


def add_many(conn: Connection, new: list[tuple[IdentityId, CustomerId, Contact]], now: datetime) -> None:
    rows = [
        {
            "id": identity_id,
            "customer_id": customer_id,
            **{name: getattr(contact, name) for name in Contact.__struct_fields__},
            "evidence_at": now,
            "ask_at": None if contact.display else now,
            "created_at": now,
        }
        for identity_id, customer_id, contact in new
    ]
    insert_rows(conn, identity, rows)
    if any(row["ask_at"] for row in rows):
        announce(conn, "strangers")


def prove_many(conn: Connection, proven: dict[IdentityId, str], now: datetime) -> None:
    """Record a proof, by its how; evidence only ever grows stronger here."""
    rows = [{"which": identity_id, "why": how} for identity_id, how in proven.items()]
    if rows:
        better = update(identity).where(identity.c.id == bindparam("which"), identity.c.evidence != "proven")
        conn.execute(better.values(evidence="proven", how=bindparam("why"), evidence_at=now), rows)


def assert_one(conn: Connection, customer_id: CustomerId, contact: Contact, by: UserId, now: datetime) -> bool:
    """An agent says that this address is theirs. False if that is nothing new; Conflict for somebody else's."""
    said = {"evidence": "asserted", "how": ASSERTED, "by_id": by, "evidence_at": now}
    theirs = known(conn, [contact.unique_name]).get(contact.unique_name)
    if theirs is None:
        add_many(conn, [(IdentityId(new_id()), customer_id, contact)], now)
    elif theirs.customer_id not in groups.customers(conn, customer_id):
        raise Conflict(taken(conn, theirs.customer_id))
    elif theirs.evidence != "claimed":
        return False
    conn.execute(update(identity).where(*named(contact)).values(**said))
    conn.execute(delete(claim).where(*claimed(customer_id, contact)))
    return True


ASSERTED = "added by an agent"


def taken(conn: Connection, owner: CustomerId) -> str:
    name = conn.execute(select(customer.c.name).where(customer.c.id == owner)).scalar_one()
    return f"This address belongs to {name or 'another customer'}, who has a thread of their own. Answer them there."


def named(contact: Contact) -> tuple[ColumnElement[bool], ...]:
    channel, scope, address = contact.unique_name
    return identity.c.channel == channel, identity.c.scope == scope, identity.c.address == address


def claimed(customer_id: CustomerId, contact: Contact) -> tuple[ColumnElement[bool], ...]:
    whose = claim.c.customer_id == customer_id
    return whose, claim.c.channel == contact.channel, claim.c.address == contact.address


def retract(conn: Connection, customer_id: CustomerId, identity_id: IdentityId) -> None:
    """Undo an agent's word, as long as nobody wrote by it. Raises NotFound, or Conflict for what is more than that."""
    this = identity.c.id == identity_id, identity.c.customer_id.in_(groups.customers(conn, customer_id))
    evidence = conn.execute(select(identity.c.evidence).where(*this)).scalar_one_or_none()
    if evidence is None:
        raise NotFound("This customer has no such address. Reload the thread.")
    if evidence != "asserted":
        raise Conflict("Only an address that a colleague added can be removed.")
    if conn.execute(select(message.c.id).where(message.c.identity_id == identity_id).limit(1)).first():
        raise Conflict("There are messages from or to this address, so it stays.")
    conn.execute(delete(identity).where(*this))


def share(conn: Connection, customer_id: CustomerId, identity_id: IdentityId, shared: bool) -> bool:
    """Say that several people use this address (info@, a family's telephone), or that it is one person's after all.

    A shared one keeps its thread, but proves nobody and joins nobody from now on. False if that is nothing new; raises
    NotFound.
    """
    theirs = identity.c.id == identity_id, identity.c.customer_id.in_(groups.customers(conn, customer_id))
    before = conn.execute(select(identity.c.shared).where(*theirs)).scalar_one_or_none()
    if before is None:
        raise NotFound("This customer has no such address. Reload the thread.")
    if before == shared:
        return False
    conn.execute(update(identity).where(*theirs).values(shared=shared))
    return True
