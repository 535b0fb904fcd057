"""Who else a customer may be, and why: an agent confirms it by a merge, or says that they are two."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, delete, insert, or_, select

from inbox import customers, groups, merging
from inbox.errors import Conflict
from inbox.groups import HEAD
from inbox.rows import among
from inbox.schema import apart, claim, customer, identity, thread
from inbox.words import Customer, CustomerId, ThreadId, UserId

MOST = 5
MOST_FOUND = 200
"""Rows per question: an address that more customers name is nobody's own."""
PHONES = ("sms", "whatsapp")
"""Channels whose addresses are telephone numbers, so that the same one on both is one telephone."""
SIGNATURE = "signature"
"""How a claim came about that stood below a mail."""


class Ground(Struct, frozen=True):
    """Why two may be one. code: claimed (they named the other's address), claimed_back (the other named theirs),
    signature (it stood below their mail), same_number (one telephone number on two channels, or named by both)."""

    code: str
    channel: str
    address: str


class Suggestion(Struct, frozen=True):
    """Somebody who may be the same person. last_at: when anything was last said there."""

    customer_id: CustomerId
    thread_id: ThreadId
    name: str
    last_at: datetime
    channels: list[str]
    reasons: list[Ground]


Place = tuple[str, str]
"""Channel and address."""
Found = dict[CustomerId, list[Ground]]


def suggest(conn: Connection, customer_id: CustomerId) -> list[Suggestion]:
    """Others that this customer, with all who are shown as one with them, may be; who was last heard of comes first.

    An address that several people share suggests nobody, and whom a colleague has told apart is not suggested again.
    """
    together = groups.customers(conn, customer_id)
    found = grounds(conn, together)
    strangers = told_apart(conn, together)
    heads = heads_of(conn, {*found, *strangers, *together})
    never = {heads[one] for one in (*strangers, *together) if one in heads}
    by_head: dict[ThreadId, list[Ground]] = defaultdict(list)
    for other, reasons in found.items():
        if other in heads and heads[other] not in never:
            by_head[heads[other]] += reasons
    return shown(conn, by_head)


def grounds(conn: Connection, together: list[CustomerId]) -> Found:
    """By whom each ground was given: every other customer's, as if nobody were shown as one with anybody."""
    theirs = select(identity.c.channel, identity.c.scope, identity.c.address, identity.c.shared)
    own = conn.execute(theirs.where(identity.c.customer_id.in_(together))).all()
    named = select(claim.c.channel, claim.c.address, claim.c.how).where(claim.c.customer_id.in_(together))
    claims = {(row.channel, row.address): row.how for row in conn.execute(named.limit(MOST_FOUND))}
    places = {(row.channel, row.address) for row in own if not (row.scope or row.shared)}
    owners = owners_of(conn, {twin for place in (*claims, *places) for twin in twins(place)})
    shared = {(row.channel, row.address) for row in owners if row.shared}
    places, claims = places - shared, {place: how for place, how in claims.items() if place not in shared}
    claimants = claimants_of(conn, {twin for place in (*claims, *places) for twin in twins(place)})
    found: Found = defaultdict(list)
    for row in owners:
        note(found, row, "" if row.shared else code_of_owner((row.channel, row.address), claims, places))
    for row in claimants:
        note(found, row, code_of_claimant((row.channel, row.address), claims, places))
    return found


def twins(place: Place) -> list[Place]:
    """The same telephone on every channel that it may be reached by."""
    channel, address = place
    return [(one, address) for one in PHONES] if channel in PHONES else [place]


def owners_of(conn: Connection, places: Iterable[Place]) -> list[Row[Any]]:
    wanted = among([identity.c.channel, identity.c.scope, identity.c.address], [(one, "", at) for one, at in places])
    asked = select(identity.c.customer_id, identity.c.channel, identity.c.address, identity.c.shared)
    return list(conn.execute(asked.where(wanted).limit(MOST_FOUND)))


def claimants_of(conn: Connection, places: Iterable[Place]) -> list[Row[Any]]:
    wanted = among([claim.c.channel, claim.c.address], places)
    asked = select(claim.c.customer_id, claim.c.channel, claim.c.address).where(wanted)
    return list(conn.execute(asked.limit(MOST_FOUND)))


def note(found: Found, row: Row[Any], code: str) -> None:
    ground = Ground(code, row.channel, row.address)
    if code and ground not in found[row.customer_id]:
        found[row.customer_id].append(ground)


def code_of_owner(place: Place, claims: dict[Place, str], places: set[Place]) -> str:
    how = next((claims[twin] for twin in twins(place) if twin in claims), None)
    if how is not None:
        return "signature" if how == SIGNATURE else "claimed"
    return "same_number" if any(twin in places for twin in twins(place)) else ""


def code_of_claimant(place: Place, claims: dict[Place, str], places: set[Place]) -> str:
    if any(twin in places for twin in twins(place)):
        return "claimed_back"
    named = any(twin in claims for twin in twins(place))
    return ("same_number" if place[0] in PHONES else "claimed") if named else ""


def told_apart(conn: Connection, together: list[CustomerId]) -> set[CustomerId]:
    pairs = select(apart.c.one_id, apart.c.other_id)
    either = or_(apart.c.one_id.in_(together), apart.c.other_id.in_(together))
    return {one for row in conn.execute(pairs.where(either)) for one in row} - set(together)


def heads_of(conn: Connection, customer_ids: Iterable[CustomerId]) -> dict[CustomerId, ThreadId]:
    """In which thread each of them is shown."""
    theirs = select(thread.c.customer_id, HEAD.label("head_id")).where(thread.c.customer_id.in_(sorted(customer_ids)))
    return {row.customer_id: row.head_id for row in conn.execute(theirs)}


def shown(conn: Connection, by_head: dict[ThreadId, list[Ground]]) -> list[Suggestion]:
    columns = thread.c.id, thread.c.customer_id, thread.c.last_at, customer.c.name
    whole = select(*columns).join(customer, customer.c.id == thread.c.customer_id)
    alive = whole.where(thread.c.id.in_(sorted(by_head)), customer.c.erased_at.is_(None))
    rows = sorted(conn.execute(alive), key=lambda row: (row.last_at, row.id), reverse=True)[:MOST]
    channels = channels_of(conn, [row.id for row in rows])
    return [
        Suggestion(
            row.customer_id,
            row.id,
            row.name,
            row.last_at,
            sorted(channels[row.id]),
            list(dict.fromkeys(by_head[row.id])),
        )
        for row in rows
    ]


def channels_of(conn: Connection, heads: list[ThreadId]) -> dict[ThreadId, set[str]]:
    """By which channels whoever is shown in each thread is known."""
    whole = identity.join(thread, thread.c.customer_id == identity.c.customer_id)
    asked = select(HEAD.label("head_id"), identity.c.channel).select_from(whole)
    found: dict[ThreadId, set[str]] = defaultdict(set)
    for row in conn.execute(asked.where(or_(thread.c.id.in_(heads), thread.c.head_id.in_(heads)))):
        found[row.head_id].add(row.channel)
    return found


def confirm(conn: Connection, customer_id: CustomerId, other_id: CustomerId, by: UserId, now: datetime) -> Customer:
    """A colleague says that they are one: other_id's thread is shown in customer_id's. Raises what merging raises."""
    found = grounds(conn, groups.customers(conn, customer_id))
    others = groups.customers(conn, other_id)
    codes = sorted({one.code for other in others for one in found.get(other, ())})
    merging.merge(conn, other_id, customer_id, " ".join(codes) or AGENT, by, now)
    return customers.get(conn, customer_id)


AGENT = "by an agent"
"""How a merge came about for which we knew no reason."""


def keep_apart(conn: Connection, one: CustomerId, other: CustomerId, by: UserId, now: datetime) -> None:
    """They are two, a colleague says. Raises NotFound, and Conflict for those who are shown as one."""
    customers.demand(conn, one)
    customers.demand(conn, other)
    if other in groups.customers(conn, one):
        raise Conflict("These two are shown as one customer. Split them first.")
    first, second = sorted((one, other))
    same = apart.c.one_id == first, apart.c.other_id == second
    if not conn.execute(select(apart.c.at).where(*same)).first():
        conn.execute(insert(apart), [{"one_id": first, "other_id": second, "by_id": by, "at": now}])
        tell(conn, one, other, by, now)


def forget_apart(conn: Connection, one: CustomerId, other: CustomerId, by: UserId, now: datetime) -> None:
    """Undo that, whoever of those who are shown as one with either it was said of. Raises NotFound."""
    customers.demand(conn, one)
    customers.demand(conn, other)
    ones, others = groups.customers(conn, one), groups.customers(conn, other)
    either = or_(
        apart.c.one_id.in_(ones) & apart.c.other_id.in_(others),
        apart.c.one_id.in_(others) & apart.c.other_id.in_(ones),
    )
    if conn.execute(delete(apart).where(either)).rowcount:
        tell(conn, one, other, by, now)


def tell(conn: Connection, one: CustomerId, other: CustomerId, by: UserId, now: datetime) -> None:
    for each in (one, other):
        customers.changed(conn, each, by, now)
