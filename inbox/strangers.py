"""Identities that came without a name, until their provider has been asked for it."""

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection, select, update

from inbox import customers
from inbox.schema import customer, identity, message
from inbox.words import AccountId, IdentityId

TRY_AGAIN = timedelta(minutes=10)


class Stranger(Struct, frozen=True):
    """account_id: where they wrote, so that is whom to ask."""

    id: IdentityId
    account_id: AccountId
    address: str


def find(conn: Connection, channels: list[str], now: datetime, limit: int) -> list[Stranger]:
    """Those of these channels about whom somebody may be asked now. Of who never wrote, nobody knows whom to ask."""
    wrote = select(message.c.account_id).where(message.c.identity_id == identity.c.id)
    where = wrote.order_by(message.c.threaded_at.desc()).limit(1).scalar_subquery()
    asked = select(identity.c.id, where.label("account_id"), identity.c.address)
    asked = asked.where(identity.c.channel.in_(channels), identity.c.ask_at <= now, where.is_not(None))
    rows = conn.execute(asked.order_by(identity.c.ask_at, identity.c.id).limit(limit)).all()
    return [Stranger(row.id, row.account_id, row.address) for row in rows]


def name(conn: Connection, identity_id: IdentityId, called: str, now: datetime) -> None:
    """They are called this, or nobody knows ("")."""
    row = conn.execute(select(identity).where(identity.c.id == identity_id)).one_or_none()
    if row is None:
        return  # erased while their provider was asked
    conn.execute(update(identity).where(identity.c.id == identity_id).values(ask_at=None, display=called))
    if called:
        nameless = customer.c.id == row.customer_id, customer.c.name.in_(("", row.address))
        conn.execute(update(customer).where(*nameless).values(name=called))
        customers.changed(conn, row.customer_id, None, now)


def ask_later(conn: Connection, identity_id: IdentityId, now: datetime) -> None:
    conn.execute(update(identity).where(identity.c.id == identity_id).values(ask_at=now + TRY_AGAIN))
