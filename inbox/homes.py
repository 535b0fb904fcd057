"""Whose message is it: from an address to the one thread of its customer.

A claim is never proof. An address that is known has its thread; a new address joins a known customer only if
a proof covers both (one number on two channels is such a proof where both are proven), or if it answers what we sent
(the reference we made up, or the token in our reply address).

Who writes under an address that was proven once, but without proof, is not let into its thread: it may be a forger whom
the agent, and perhaps the address's owner in the chat, would read as the owner. They get a thread of their own, under
the same address but within the account alone, and claim the address, so that one click joins the two where it was only
a forwarded mail or a server that could not check. Where they answer what we sent they belong to it, for that went to
the owner. An address that nobody has proven has no owner to protect, so its mail goes on as before: many a domain
proves nothing.
"""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, insert, select, update

from inbox import accounts, groups, identities
from inbox.arrivals import Arrival
from inbox.identities import Contact, Known, Name
from inbox.ids import new_id
from inbox.rows import given
from inbox.schema import claim, customer, message, thread
from inbox.storing import insert_rows
from inbox.words import AccountId, CustomerId, IdentityId, ThreadId


class Home(Struct, frozen=True):
    """identity_id is None where nobody's address speaks: a mail server reporting a bounce."""

    thread_id: ThreadId
    identity_id: IdentityId | None


def find_homes(conn: Connection, arrivals: list[Arrival], now: datetime) -> list[Home]:
    """A home for each arrival, in order; customers, identities and threads are made where there were none."""
    return Search(conn, arrivals, now).homes()


CITED = 100
"""References per message that are looked up, nearest first; a hostile header may hold thousands."""


class Search:
    """One batch of arrivals: everything is looked up, and everything new is written, in sets."""

    def __init__(self, conn: Connection, arrivals: list[Arrival], now: datetime) -> None:
        self.conn, self.arrivals, self.now = conn, arrivals, now
        contacts = [contact for one in arrivals for contact in named_in(one)]
        self.known: dict[Name, Known] = identities.known(conn, (contact.unique_name for contact in contacts))
        self.answered = answered(conn, arrivals)
        owners = {one.customer_id for one in self.known.values()} | {one.customer_id for one in self.answered.values()}
        self.threads = threads_of(conn, owners)
        self.new_customers: list[dict[str, object]] = []
        self.new_threads: list[dict[str, object]] = []
        self.new_identities: list[tuple[IdentityId, CustomerId, Contact]] = []
        self.proven: dict[IdentityId, str] = {}
        self.names: dict[CustomerId, Contact] = {}
        self.claims: dict[tuple[CustomerId, str, str], str] = {}

    def homes(self) -> list[Home]:
        found = [self.home(arrival) for arrival in self.arrivals]
        self.write()
        return found

    def home(self, arrival: Arrival) -> Home:
        answering = self.answered.get(named(arrival))
        if arrival.automatic == "bounce" and answering:
            return Home(answering.thread_id, None)
        if self.poses(arrival.sender, answering):
            arrival, answering = kept_apart(arrival), None
        owner = self.owner(arrival, answering)
        proven = self.vouched(arrival)
        for contact in proven:
            self.identity(contact, owner)
        sender = self.identity(arrival.sender, owner)
        self.note_claims(owner, (*arrival.claims, *(one for one in arrival.also if one not in proven)))
        return Home(self.threads[owner], sender.id)

    def poses(self, sender: Contact, answering: "Answered | None") -> bool:
        """Whether somebody without proof comes under an address that was proven, and answers nothing of ours to it."""
        known = self.known.get(sender.unique_name)
        if not may_pose(sender) or known is None or known.evidence != "proven":
            return False
        return answering is None or answering.customer_id not in groups.customers(self.conn, known.customer_id)

    def owner(self, arrival: Arrival, answering: "Answered | None") -> CustomerId:
        for contact in (arrival.sender, *self.vouched(arrival)):
            if one := self.known.get(contact.unique_name):
                return one.customer_id
        for contact in arrival.same if arrival.sender.evidence == "proven" else ():
            if (one := self.known.get(contact.unique_name)) and one.evidence == "proven" and not one.shared:
                return one.customer_id
        return answering.customer_id if answering else self.newcomer(arrival.sender)

    def vouched(self, arrival: Arrival) -> tuple[Contact, ...]:
        """Further addresses that are the sender's for sure: one that several people use is nobody's alone."""
        known = [(one, self.known.get(one.unique_name)) for one in covered(arrival)]
        return tuple(one for one, theirs in known if theirs is None or not theirs.shared)

    def note_claims(self, owner: CustomerId, claims: Iterable[Contact]) -> None:
        for one in claims:
            known = self.known.get(one.unique_name)
            if known is None or known.customer_id != owner:
                self.claims.setdefault((owner, one.channel, one.address), one.how)

    def newcomer(self, contact: Contact) -> CustomerId:
        owner, thread_id = CustomerId(new_id()), ThreadId(new_id())
        name = contact.display or (contact.address if not contact.scope else "")
        self.new_customers.append({"id": owner, "name": name, "created_at": self.now})
        self.new_threads.append(
            {
                "id": thread_id,
                "customer_id": owner,
                "token": new_token(),
                "last_at": self.now,
                "status": "closed",
                "last_threaded_at": self.now,
            }
        )
        self.threads[owner] = thread_id
        return owner

    def identity(self, contact: Contact, owner: CustomerId) -> Known:
        known = self.known.get(contact.unique_name)
        if known is None:
            known = Known(IdentityId(new_id()), owner, contact.evidence)
            self.known[contact.unique_name] = known
            self.new_identities.append((known.id, owner, contact))
        elif contact.evidence == "proven" and known.evidence != "proven" and not known.shared:
            self.proven[known.id] = contact.how
            self.known[contact.unique_name] = replace(known, evidence="proven")  # for what comes later in the batch
        if contact.display:
            self.names[known.customer_id] = contact
        return known

    def write(self) -> None:
        insert_rows(self.conn, customer, self.new_customers)
        insert_rows(self.conn, thread, self.new_threads)
        identities.add_many(self.conn, self.new_identities, self.now)
        identities.prove_many(self.conn, self.proven, self.now)
        self.name_the_nameless()
        self.keep_claims()

    def name_the_nameless(self) -> None:
        if self.names:
            unnamed = customer.c.name.in_(("", bindparam("address")))
            nameless = update(customer).where(customer.c.id == bindparam("which"), unnamed)
            rows = [
                {"which": owner, "called": contact.display, "address": contact.address}
                for owner, contact in self.names.items()
            ]
            self.conn.execute(nameless.values(name=bindparam("called")), rows)

    def keep_claims(self) -> None:
        ours = own_addresses(self.conn) if self.claims else set()
        for (owner, channel, address), how in sorted(self.claims.items()):
            same = claim.c.customer_id == owner, claim.c.channel == channel, claim.c.address == address
            if address not in ours and not self.conn.execute(select(claim.c.customer_id).where(*same)).first():
                row = {"customer_id": owner, "channel": channel, "address": address, "how": how, "created_at": self.now}
                self.conn.execute(insert(claim), [row])


def named_in(arrival: Arrival) -> tuple[Contact, ...]:
    """Every address that an arrival names; of who may have to be kept apart, also the one that they have there."""
    apart = (kept_apart(arrival).sender,) if may_pose(arrival.sender) else ()
    return arrival.sender, *apart, *covered(arrival), *arrival.same, *arrival.claims


def may_pose(sender: Contact) -> bool:
    """Whether they come without proof under an address that means somebody everywhere."""
    return not sender.scope and sender.evidence != "proven"


def kept_apart(arrival: Arrival) -> Arrival:
    """Under an address that means the sender only within this account, and claims to be more."""
    sender = arrival.sender
    apart = replace(sender, scope=arrival.account_id, display=sender.display or sender.address)
    return replace(arrival, sender=apart, claims=(sender, *arrival.claims))


def own_addresses(conn: Connection) -> set[str]:
    """Whatever an admin entered to connect an account: customers quote it, and it is none of theirs."""
    entered = [value for one in accounts.all(conn) for value in one.settings.values() if isinstance(value, str)]
    return {"".join(value.split()).lower() for value in entered}


def covered(arrival: Arrival) -> tuple[Contact, ...]:
    """Further addresses that the sender's own proof covers. Without a proof on both sides they are mere claims."""
    if arrival.sender.evidence != "proven":
        return ()
    return tuple(one for one in arrival.also if one.evidence == "proven")


Named = tuple[AccountId, str]
"""A message's account and remote id: two mailboxes may number their mails alike."""


def named(arrival: Arrival) -> Named:
    return arrival.account_id, arrival.remote_id


class Answered(Struct, frozen=True):
    """The thread that an arrival answers."""

    customer_id: CustomerId
    thread_id: ThreadId


def answered(conn: Connection, arrivals: list[Arrival]) -> dict[Named, Answered]:
    """The thread whose token the arrival was sent to, or whose outgoing message it cites."""
    by_token = answered_tokens(conn, {arrival.token for arrival in arrivals if arrival.token})
    by_ref = answered_refs(conn, {cite for arrival in arrivals for cite in arrival.cites[:CITED]})
    found = {}
    for arrival in arrivals:
        cited = next((by_ref[cite] for cite in arrival.cites if cite in by_ref), None)
        if one := cited or by_token.get(arrival.token):
            found[named(arrival)] = one
    return found


def answered_tokens(conn: Connection, tokens: set[str]) -> dict[str, Answered]:
    if not tokens:
        return {}
    rows = conn.execute(
        select(thread.c.token, thread.c.customer_id, thread.c.id).where(thread.c.token.in_(sorted(tokens)))
    )
    return {token: Answered(owner, thread_id) for token, owner, thread_id in rows}


def answered_refs(conn: Connection, refs: set[str]) -> dict[str, Answered]:
    """Only references to what we sent count: a customer's own Message-ID is known to everybody in copy."""
    if not refs:
        return {}
    ours = select(message.c.ref, thread.c.customer_id, thread.c.id).join(thread, thread.c.id == message.c.thread_id)
    rows = conn.execute(ours.where(message.c.ref.in_(sorted(refs)), message.c.direction == "out"))
    return {ref: Answered(owner, thread_id) for ref, owner, thread_id in rows}


def threads_of(conn: Connection, owners: set[CustomerId]) -> dict[CustomerId, ThreadId]:
    return {row.customer_id: row.id for row in conn.execute(THREADS, {"given": list(owners)})}


THREADS = select(thread.c.customer_id, thread.c.id).where(given(thread.c.customer_id))


def new_token() -> str:
    """80 random bits that survive a mail server's changes of case."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()
