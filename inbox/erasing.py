"""A customer asks to be forgotten: what they said and what was said to them goes, and everything that names them.

What stays is what reports count: that there were messages, when and on which channel, how the mood was in numbers, the
episodes with the company's own tags. None of it leads back to a person.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, or_, select

from inbox import audit, blanking, events, forgetting, groups, journal, mentions, merging
from inbox.blanking import Left
from inbox.errors import Conflict, NotFound
from inbox.forgetting import Person
from inbox.mentions import Looked
from inbox.rows import parts
from inbox.schema import change, customer, identity, merge, message, outbox
from inbox.schema import journal as journals
from inbox.words import CustomerId, ThreadId, UserId


class Busy(Conflict):
    """Something of theirs is on its way this moment; a little later it is not."""


class Erased(Struct, frozen=True):
    """What was forgotten. files: still to be removed from the disk, now that this is durable."""

    thread_id: ThreadId
    customers: int
    messages: int
    files: tuple[Left, ...]


def begin(conn: Connection, customer_id: CustomerId, merged: bool) -> Looked:
    """What the journal is to be searched for, by `mentions.look`, before `erase`. Raises NotFound."""
    return Looked(mentions.needles(conn, whom(conn, customer_id, merged)))


def whom(conn: Connection, customer_id: CustomerId, merged: bool) -> list[CustomerId]:
    """merged: with all who are shown as one with them, the head's first. Raises NotFound."""
    known = select(customer.c.id).where(customer.c.id == customer_id, customer.c.erased_at.is_(None))
    if conn.execute(known).first() is None:
        raise NotFound("There is no such customer, or they were erased already.")
    return groups.customers(conn, customer_id) if merged else [customer_id]


def erase(
    conn: Connection, customer_id: CustomerId, merged: bool, looked: Looked, by: UserId | None, now: datetime
) -> Erased:
    """Forget them, in one transaction. looked: how far the journal was searched; the rest is searched here.

    Not merged: whoever is shown as one with them is split off first, and stays. Raises NotFound, and Busy while
    anything of theirs is unread or being sent: it would be written down after they were forgotten.
    """
    person = forgetting.gather(conn, whom(conn, customer_id, merged))
    seqs = search(conn, person, looked)
    demand_quiet(conn, person, seqs, now)
    if not merged:
        split_off(conn, person, by, now)
    said = messages_of(conn, person)
    files = blanking.blank(conn, said, now)
    for some in parts(seqs):
        conn.execute(delete(change).where(change.c.journal_seq.in_(some), change.c.message_id.is_(None)))
        journal.blank(conn, some)
    forgetting.forget(conn, person, now)
    tell(conn, person, by, now)
    done = Erased(person.threads[0], len(person.customers), len(said), tuple(files))
    note(conn, person, done, by, now)
    return done


def search(conn: Connection, person: Person, looked: Looked) -> list[int]:
    """All rows of the journal that name them: from the start, if they have got another address meanwhile."""
    wanted = mentions.needles(conn, person.customers)
    looked = replace(looked, more=True) if looked.needles == wanted else Looked(wanted)
    while looked.more:
        looked = mentions.look(conn, looked)
    return list(looked.seqs)


UNREAD = "Something of this customer has just arrived. Wait until `hilo serve` has read it, and erase them again."
SENDING = "Something is being sent to this customer this moment. Erase them again in a minute."


def demand_quiet(conn: Connection, person: Person, seqs: Sequence[int], now: datetime) -> None:
    for some in parts(seqs):
        if conn.execute(select(journals.c.seq).where(journals.c.seq.in_(some), journals.c.read_at.is_(None))).first():
            raise Busy(UNREAD)
    leased = outbox.c.state == "sending", outbox.c.lease_until > now
    if conn.execute(select(outbox.c.message_id).where(outbox.c.thread_id.in_(person.threads), *leased)).first():
        raise Busy(SENDING)


def split_off(conn: Connection, person: Person, by: UserId | None, now: datetime) -> None:
    (own,) = person.threads
    standing = or_(merge.c.part_id == own, merge.c.head_id == own), merge.c.undone_at.is_(None)
    for merge_id in conn.execute(select(merge.c.id).where(*standing).order_by(merge.c.number.desc())).scalars().all():
        merging.split(conn, merge_id, by, now)


def messages_of(conn: Connection, person: Person) -> list[Any]:
    """In their threads, and what came from their addresses wherever it stands."""
    theirs = or_(message.c.thread_id.in_(person.threads), message.c.identity_id.in_(person.identities))
    return list(conn.execute(select(message.c.id).where(theirs)).scalars())


def tell(conn: Connection, person: Person, by: UserId | None, now: datetime) -> None:
    """The screens, and their own chat windows."""
    for thread_id in person.threads:
        events.record(conn, "customer.erased", now, thread_id=thread_id, actor_id=by)
    for identity_id in person.identities:
        events.record(conn, "customer.erased", now, identity_id=identity_id, actor_id=by)


def note(conn: Connection, person: Person, done: Erased, by: UserId | None, now: datetime) -> None:
    data = {"messages": str(done.messages), "files": str(len(done.files)), "customers": str(done.customers)}
    for customer_id in person.customers:
        audit.note(conn, "customer.erased", now, actor_id=by, customer_id=customer_id, data=data)


def one(conn: Connection, named: str) -> CustomerId:
    """Who has this id or address, in whatever case. Raises NotFound, and Conflict for an address of several."""
    found = find(conn, named)
    if not found:
        raise NotFound(f"No customer has the id or address {named}. Their thread shows their addresses.")
    together = groups.customers(conn, found[0])
    if not set(found) <= set(together):
        raise Conflict(f"{named} is an address of several customers: {', '.join(found)}. Name one of them by its id.")
    return together[0] if len(found) > 1 else found[0]


def find(conn: Connection, named: str) -> list[CustomerId]:
    asked = named.strip().lower()
    has = select(identity.c.customer_id).where(func.lower(identity.c.address) == asked)
    found = select(customer.c.id).where(or_(customer.c.id == asked, customer.c.id.in_(has)))
    return list(conn.execute(found.where(customer.c.erased_at.is_(None)).order_by(customer.c.id)).scalars())


def is_erased(conn: Connection, named: str) -> bool:
    gone = customer.c.id == named.strip().lower(), customer.c.erased_at.is_not(None)
    return conn.execute(select(customer.c.id).where(*gone)).first() is not None
