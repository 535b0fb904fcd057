"""The people who write to us."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from inbox import events, groups, identities
from inbox.errors import NotFound
from inbox.identities import SHOWN as IDENTITY
from inbox.identities import Contact, as_identity
from inbox.schema import claim, customer, episode, identity, merge, thread, user
from inbox.words import Claim, Customer, CustomerId, Episode, Identity, IdentityId, Merge, UserId


def get(conn: Connection, customer_id: CustomerId) -> Customer:
    """Everything that stands beside the thread, of all who are shown in it. Episodes: the last twenty, newest first."""
    together = groups.customers(conn, customer_id)
    row = conn.execute(select(customer).where(customer.c.id == (together or [customer_id])[0])).one_or_none()
    if row is None or row.erased_at:
        raise NotFound("There is no such customer.")
    return Customer(
        row.id,
        row.name,
        row.created_at,
        tuple(identities_of(conn, together)),
        tuple(claims_of(conn, together)),
        tuple(episodes_of(conn, together)),
        tuple(merges_of(conn, together)),
        row.about,
        row.language,
        row.zone,
        row.fields,
    )


def identities_of(conn: Connection, together: list[CustomerId]) -> list[Identity]:
    theirs = select(*IDENTITY).where(identity.c.customer_id.in_(together)).order_by(identity.c.created_at)
    return [as_identity(row) for row in conn.execute(theirs).mappings()]


def claims_of(conn: Connection, together: list[CustomerId]) -> list[Claim]:
    """Each address once, as it was claimed first; what is somebody's here by now is no claim any more."""
    theirs = select(*(claim.c[name] for name in Claim.__struct_fields__)).where(claim.c.customer_id.in_(together))
    known = select(identity.c.id).where(
        identity.c.customer_id.in_(together),
        identity.c.channel == claim.c.channel,
        identity.c.address == claim.c.address,
    )
    found: dict[tuple[str, str], Claim] = {}
    for row in conn.execute(theirs.where(~known.exists()).order_by(claim.c.created_at)).mappings():
        found.setdefault((row["channel"], row["address"]), Claim(**row))
    return list(found.values())


def episodes_of(conn: Connection, together: list[CustomerId]) -> list[Episode]:
    theirs = (
        select(episode.c.id, episode.c.opened_at, episode.c.first_reply_at, episode.c.closed_at)
        .join(thread, thread.c.id == episode.c.thread_id)
        .where(thread.c.customer_id.in_(together))
        .order_by(episode.c.opened_at.desc())
        .limit(20)
    )
    return [Episode(**row) for row in conn.execute(theirs).mappings()]


def merges_of(conn: Connection, together: list[CustomerId]) -> list[Merge]:
    """Those that stand among them, in the order in which they were made."""
    who = select(user.c.name).where(user.c.id == merge.c.by_id).scalar_subquery()
    chosen = [merge.c.id, merge.c.customer_id, customer.c.name, merge.c.how, func.coalesce(who, "").label("by_name")]
    standing = select(*chosen, merge.c.at).join(customer, customer.c.id == merge.c.customer_id)
    theirs = standing.where(merge.c.customer_id.in_(together), merge.c.undone_at.is_(None))
    return [Merge(**row) for row in conn.execute(theirs.order_by(merge.c.at, merge.c.id)).mappings()]


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


def share_address(
    conn: Connection, customer_id: CustomerId, identity_id: IdentityId, shared: bool, by: UserId, now: datetime
) -> Customer:
    """Several people use this address, or one after all; raises what `identities.share` raises."""
    if identities.share(conn, customer_id, identity_id, shared):
        changed(conn, customer_id, by, now)
    return get(conn, customer_id)
