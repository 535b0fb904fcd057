"""The people who write to us."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from inbox import events, identities
from inbox.errors import NotFound
from inbox.identities import SHOWN as IDENTITY
from inbox.identities import Contact, as_identity
from inbox.schema import claim, customer, episode, identity, thread
from inbox.words import Claim, Customer, CustomerId, Episode, Identity, IdentityId, UserId


def get(conn: Connection, customer_id: CustomerId) -> Customer:
    """Everything that stands beside the thread. Episodes: the last twenty, newest first."""
    row = conn.execute(select(customer).where(customer.c.id == customer_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such customer.")
    return Customer(
        customer_id,
        row.name,
        row.created_at,
        tuple(identities_of(conn, customer_id)),
        tuple(claims_of(conn, customer_id)),
        tuple(episodes_of(conn, customer_id)),
    )


def identities_of(conn: Connection, customer_id: CustomerId) -> list[Identity]:
    theirs = select(*IDENTITY).where(identity.c.customer_id == customer_id).order_by(identity.c.created_at)
    return [as_identity(row) for row in conn.execute(theirs).mappings()]


def claims_of(conn: Connection, customer_id: CustomerId) -> list[Claim]:
    theirs = select(claim.c.channel, claim.c.address, claim.c.created_at).where(claim.c.customer_id == customer_id)
    return [Claim(**row) for row in conn.execute(theirs.order_by(claim.c.created_at)).mappings()]


def episodes_of(conn: Connection, customer_id: CustomerId) -> list[Episode]:
    theirs = (
        select(episode.c.id, episode.c.opened_at, episode.c.first_reply_at, episode.c.closed_at)
        .join(thread, thread.c.id == episode.c.thread_id)
        .where(thread.c.customer_id == customer_id)
        .order_by(episode.c.opened_at.desc())
        .limit(20)
    )
    return [Episode(**row) for row in conn.execute(theirs).mappings()]


def count(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(customer)).scalar_one()


def add_address(conn: Connection, customer_id: CustomerId, contact: Contact, by: UserId, now: datetime) -> Customer:
    """An agent says that this address is theirs, too. Raises NotFound, or Conflict for somebody else's."""
    demand(conn, customer_id)
    if identities.assert_one(conn, customer_id, contact, by, now):
        changed(conn, customer_id, by, now)
    return get(conn, customer_id)


def demand(conn: Connection, customer_id: CustomerId) -> None:
    if conn.execute(select(customer.c.id).where(customer.c.id == customer_id)).first() is None:
        raise NotFound("There is no such customer.")


def changed(conn: Connection, customer_id: CustomerId, by: UserId | None, now: datetime) -> None:
    thread_id = conn.execute(select(thread.c.id).where(thread.c.customer_id == customer_id)).scalar_one_or_none()
    events.record(conn, "customer.changed", now, thread_id=thread_id, actor_id=by)


def remove_address(
    conn: Connection, customer_id: CustomerId, identity_id: IdentityId, by: UserId, now: datetime
) -> Customer:
    """Undo that; raises what `identities.retract` raises."""
    demand(conn, customer_id)
    identities.retract(conn, customer_id, identity_id)
    changed(conn, customer_id, by, now)
    return get(conn, customer_id)
