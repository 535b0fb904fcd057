"""By which ways a customer can be answered: each address, with the account that would write to it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, Select, select

from inbox import accounts, groups
from inbox.errors import Closed, NotFound
from inbox.identities import SHOWN, as_identity
from inbox.schema import identity, message, thread
from inbox.words import Account, AccountId, Identity, IdentityId, ThreadId

EVIDENCE = ("proven", "asserted", "claimed")
SHUT = {
    "opted_out": ("They asked us to stop.", "Answer to another address; this one opens again when they allow it."),
    "unreachable": ("Nothing arrives here.", "Answer to another address, or wait until they write again."),
}
"""Why, unless it is known better; and what to do next."""


class Correspondent(Struct, frozen=True):
    """An address of a customer, and who would write to it.

    account: None where none can. heard_at: when they last wrote from there, None if never.
    """

    identity: Identity
    account: Account | None
    heard_at: datetime | None


def of_thread(conn: Connection, thread_id: ThreadId) -> list[Correspondent]:
    """All of a thread's customer: whoever wrote last comes first, then by how well we know that they are theirs."""
    rows = conn.execute(heard().where(shown_with(conn, thread_id))).all()
    if not rows:
        demand_thread(conn, thread_id)
    ours = accounts.all(conn)
    return [correspondent(row, ours) for row in ranked(rows)]


def heard() -> Select[Any]:
    """Identities, each with the last message that came from it."""
    theirs = message.c.identity_id == identity.c.id, message.c.direction == "in"
    last = select(message.c.id).where(*theirs).order_by(message.c.threaded_at.desc()).limit(1).correlate(identity)
    latest = message.alias("latest")
    known = identity.join(thread, thread.c.customer_id == identity.c.customer_id)
    said = latest.c.account_id, latest.c.threaded_at, latest.c.created_at.label("came_at"), latest.c.sent_at
    whole = known.outerjoin(latest, latest.c.id == last.scalar_subquery())
    return select(*SHOWN, identity.c.scope, *said).select_from(whole)


def shown_with(conn: Connection, thread_id: ThreadId) -> ColumnElement[bool]:
    return thread.c.id.in_(groups.members(conn, thread_id))


def demand_thread(conn: Connection, thread_id: ThreadId) -> None:
    if conn.execute(select(thread.c.id).where(thread.c.id == thread_id)).first() is None:
        raise NotFound("There is no such thread.")


def ranked(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    known = sorted(rows, key=lambda row: (EVIDENCE.index(row.evidence), row.created_at, row.id))
    newest = max((row.threaded_at for row in known if row.threaded_at), default=None)
    return sorted(known, key=lambda row: row.threaded_at != newest)


def correspondent(row: Row[Any], ours: list[Account]) -> Correspondent:
    heard_at = row.came_at and min(row.came_at, row.sent_at or row.came_at)  # an outage may have held it up
    return Correspondent(as_identity(row._mapping), sender(row, ours), heard_at)


def sender(row: Row[Any], ours: list[Account]) -> Account | None:
    """Where they last wrote to, even if it is paused; else any account of their channel, rather one that is not."""
    fitting = [one for one in ours if fits(one, row)]
    return min(fitting, key=lambda one: (one.id != row.account_id, one.paused), default=None)


def fits(account: Account, row: Row[Any]) -> bool:
    return account.channel == row.channel and row.scope in ("", account.id)


def chosen(
    conn: Connection,
    thread_id: ThreadId,
    identity_id: IdentityId | None = None,
    account_id: AccountId | None = None,
) -> Correspondent:
    """The address to answer to, by default that of the one who wrote last; from the account given, if there is one.

    Raises NotFound for an address of another customer, and Closed for an account that cannot write there.
    """
    theirs = heard().where(shown_with(conn, thread_id))
    if identity_id:
        theirs = theirs.where(identity.c.id == identity_id)
    rows = [row for row in conn.execute(theirs) if identity_id or row.threaded_at]
    if not rows:
        demand_thread(conn, thread_id)
        raise NotFound("This customer has no such address. Choose another one to answer to.")
    ours = accounts.all(conn)
    row = ranked(rows)[0]
    return correspondent(row, ours if account_id is None else [demand_fitting(account_id, row, ours)])


def demand_fitting(account_id: AccountId, row: Row[Any], ours: list[Account]) -> Account:
    found = next((one for one in ours if one.id == account_id), None)
    if found is None:
        raise Closed("no_account", "This account was removed. Choose another one to answer from.")
    if not fits(found, row):
        raise Closed("no_account", f"The account {found.name} cannot write to this address. Choose another one.")
    return found


def demand_open(one: Correspondent) -> Account:
    """The account that writes there. Raises Closed where nothing may be sent now, whatever it is."""
    if one.identity.shut:
        why, what_next = SHUT[one.identity.shut]
        raise Closed(one.identity.shut, f"{one.identity.shut_detail or why} {what_next}")
    if one.account is None:
        channel = one.identity.channel
        raise Closed("no_account", f"There is no {channel} account to send from. An admin can add one in the settings.")
    if one.account.paused:
        raise Closed("paused", f"The account {one.account.name} is paused. An admin can let it go on in the settings.")
    return one.account
