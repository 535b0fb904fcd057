"""A customer's addresses, each with how we know it is theirs."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, insert, select, update

from inbox.schema import among, identity
from inbox.words import CustomerId, Evidence, Identity, IdentityId

SHOWN = [identity.c[name] for name in Identity.__struct_fields__]

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


def find(conn: Connection, channel: str, scope: str, address: str) -> Identity | None:
    name = identity.c.channel == channel, identity.c.scope == scope, identity.c.address == address
    row = conn.execute(select(*SHOWN).where(*name)).mappings().one_or_none()
    return None if row is None else as_identity(row)


def as_identity(row: Mapping[Any, Any]) -> Identity:
    return Identity(**{name: row[name] for name in Identity.__struct_fields__})


def known(conn: Connection, names: Iterable[Name]) -> dict[Name, Known]:
    """Those of the names that somebody has."""
    wanted = among([identity.c.channel, identity.c.scope, identity.c.address], names)
    return {
        (row.channel, row.scope, row.address): Known(row.id, row.customer_id, row.evidence)
        for row in conn.execute(select(identity).where(wanted))
    }


def add_many(conn: Connection, new: list[tuple[IdentityId, CustomerId, Contact]], now: datetime) -> None:
    rows = [
        {
            "id": identity_id,
            "customer_id": customer_id,
            **{name: getattr(contact, name) for name in Contact.__struct_fields__},
            "evidence_at": now,
            "created_at": now,
        }
        for identity_id, customer_id, contact in new
    ]
    if rows:
        conn.execute(insert(identity), rows)


def prove_many(conn: Connection, proven: dict[IdentityId, str], now: datetime) -> None:
    """Record a proof, by its how; evidence only ever grows stronger here."""
    rows = [{"which": identity_id, "why": how} for identity_id, how in proven.items()]
    if rows:
        better = update(identity).where(identity.c.id == bindparam("which"), identity.c.evidence != "proven")
        conn.execute(better.values(evidence="proven", how=bindparam("why"), evidence_at=now), rows)
