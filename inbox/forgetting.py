"""Forgetting what is written down beside the messages: who somebody is, where they can be reached, our notes."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, and_, delete, func, or_, select, update

from inbox import drafts, fulltext, mentioned, skips
from inbox.calling import OPEN
from inbox.homes import new_token
from inbox.schema import (
    account,
    alert,
    apart,
    challenge,
    change,
    claim,
    customer,
    episode,
    identity,
    look,
    merge,
    message,
    promise,
    proof,
    thread,
)
from inbox.threads import NOBODYS, RESTED
from inbox.words import CustomerId, IdentityId, ThreadId

PROFILE: dict[str, Any] = {"name": "", "about": "", "language": "", "zone": "", "fields": {}}


class Person(Struct, frozen=True):
    """All rows of the customers who are forgotten together; the first is the one who is shown."""

    customers: list[CustomerId]
    threads: list[ThreadId]
    identities: list[IdentityId]


def gather(conn: Connection, customers: list[CustomerId]) -> Person:
    theirs = select(thread.c.customer_id, thread.c.id).where(thread.c.customer_id.in_(customers))
    threads = {row.customer_id: row.id for row in conn.execute(theirs)}
    addresses = select(identity.c.id).where(identity.c.customer_id.in_(customers))
    return Person(customers, [threads[one] for one in customers], list(conn.execute(addresses).scalars()))


def forget(conn: Connection, person: Person, now: datetime) -> None:
    forget_notes(conn, person)
    forget_addresses(conn, person)
    forget_customers(conn, person, now)
    clear_threads(conn, person, now)


def forget_notes(conn: Connection, person: Person) -> None:
    """What colleagues wrote down. An outcome that only their episodes have is no category but a sentence."""
    theirs = episode.c.thread_id.in_(person.threads)
    others = episode.alias("others")
    shared = select(others.c.outcome).where(others.c.thread_id.not_in(person.threads))
    conn.execute(update(episode).where(theirs, episode.c.outcome.not_in(shared)).values(outcome=""))
    conn.execute(update(promise).where(promise.c.thread_id.in_(person.threads)).values(text=""))
    conn.execute(delete(look).where(look.c.thread_id.in_(person.threads)))
    skips.forget(conn, person.threads)
    drafts.forget(conn, person.threads)
    mentioned.forget(conn, person.threads)


def forget_addresses(conn: Connection, person: Person) -> None:
    """Their identities, and wherever else somebody wrote down one of these addresses."""
    mine = identity.c.id.in_(person.identities)
    rows = conn.execute(select(identity.c.channel, identity.c.scope, identity.c.address).where(mine)).all()
    for channel, scope, address in rows:
        conn.execute(delete(claim).where(claim.c.channel == channel, claim.c.address == address))
        sent_there = and_(challenge.c.channel == channel, challenge.c.address == address)
        asked_by = and_(challenge.c.account_id == scope, challenge.c.visitor == address)
        conn.execute(delete(challenge).where(or_(sent_there, asked_by)))
        conn.execute(delete(change).where(change.c.by == address, change.c.message_id.is_(None)))
        quoting = func.lower(account.c.last_error).contains(address.lower(), autoescape=True)
        conn.execute(update(account).where(quoting).values(last_error="", last_error_at=None))
    either = or_(proof.c.identity_id.in_(person.identities), proof.c.other_id.in_(person.identities))
    conn.execute(delete(proof).where(either))
    conn.execute(update(message).where(message.c.identity_id.in_(person.identities)).values(identity_id=None))
    conn.execute(delete(identity).where(mine))


def forget_customers(conn: Connection, person: Person, now: datetime) -> None:
    whose = person.customers
    conn.execute(delete(claim).where(claim.c.customer_id.in_(whose)))
    conn.execute(delete(apart).where(or_(apart.c.one_id.in_(whose), apart.c.other_id.in_(whose))))
    conn.execute(delete(merge).where(or_(merge.c.customer_id.in_(whose), merge.c.into_id.in_(whose))))
    conn.execute(update(customer).where(customer.c.id.in_(whose)).values(**PROFILE, erased_at=now))
    fulltext.forget_people(conn, whose)


def clear_threads(conn: Connection, person: Person, now: datetime) -> None:
    """Nothing waits in them, and no queue shows them any more."""
    nobody = {**RESTED, **NOBODYS, "status": "erased", "preview": "", "head_id": None, "parts": 0}
    for thread_id in person.threads:
        conn.execute(update(thread).where(thread.c.id == thread_id).values(**nobody, token=new_token()))
    theirs = person.threads
    conn.execute(update(promise).where(promise.c.thread_id.in_(theirs), OPEN).values(dropped_at=now))
    conn.execute(update(alert).where(alert.c.thread_id.in_(theirs)).values(next_at=None))
    unfinished = episode.c.thread_id.in_(theirs), episode.c.closed_at.is_(None)
    conn.execute(update(episode).where(*unfinished).values(closed_at=now))
