"""The people who write to us."""

from sqlalchemy import Connection, func, select

from inbox.errors import NotFound
from inbox.identities import SHOWN as IDENTITY
from inbox.identities import as_identity
from inbox.schema import claim, customer, episode, identity, thread
from inbox.words import Claim, Customer, CustomerId, Episode, Identity


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
