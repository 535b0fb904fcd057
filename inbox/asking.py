"""Which of a customer's chat visitors an agent may ask to prove an address."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, exists, func, select

from inbox import accounts, customers, events, groups, proofs
from inbox.errors import Conflict
from inbox.identities import Contact
from inbox.schema import claim, identity, message
from inbox.words import Customer, CustomerId, IdentityId, UserId


class Asked(Struct, frozen=True):
    """A chat visitor. language: the customer's, "" while nobody can tell."""

    id: IdentityId
    contact: Contact
    language: str


def whom(conn: Connection, customer_id: CustomerId, other: Contact) -> Asked:
    """The visitor who typed the address, else the one who wrote last.

    Raises NotFound for no customer, and Conflict where there is nobody to ask, or nothing to be asked.
    """
    known = customers.get(conn, customer_id)
    demand_open(known, other)
    together = groups.customers(conn, customer_id)
    theirs = claim.c.customer_id == identity.c.customer_id
    typed = exists().where(theirs, claim.c.channel == other.channel, claim.c.address == other.address)
    wrote = select(func.max(message.c.threaded_at)).where(message.c.identity_id == identity.c.id).scalar_subquery()
    live = identity.c.scope.in_([one.id for one in accounts.all(conn)])
    visitors = select(identity).where(identity.c.channel == "chat", identity.c.customer_id.in_(together), live)
    row = conn.execute(visitors.order_by(typed.desc(), wrote.desc().nulls_last()).limit(1)).one_or_none()
    if row is None:
        raise Conflict("This customer has not written in the chat, so there is no window in which to enter a code.")
    if other.address in [sight.address for sight in proofs.sights(conn, row.id)]:
        raise Conflict("They have proven this address already.")
    contact = Contact(row.channel, row.scope, row.address, row.display, row.evidence, row.how)
    return Asked(row.id, contact, known.language)


def demand_open(known: Customer, other: Contact) -> None:
    name = other.channel, other.address
    mentioned = {(one.channel, one.address): one.shared for one in known.identities}
    mentioned |= {(one.channel, one.address): False for one in known.claims}
    if name not in mentioned:
        raise Conflict("Nobody said that this address is theirs. Reload the thread.")
    if mentioned[name]:
        raise Conflict("Several people use this address, so it proves nobody.")


def note(conn: Connection, asked: Asked, by: UserId, now: datetime) -> None:
    """Have the visitor's window offer the entry."""
    events.record(conn, "visitor.asked", now, identity_id=asked.id, actor_id=by)
