"""What a channel lets through at this moment, and why not: shown before an agent sends, and held to when they do.

And whether an answer still fits: nobody answers what has changed since they read it, without knowing.
"""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from connectors.contract import Limits, Offers
from connectors.registry import CONNECTORS
from inbox import answers, crossing, uploads, ways
from inbox.answers import Reply
from inbox.crossing import Crossing
from inbox.door import Conn
from inbox.errors import Closed
from inbox.ways import Correspondent
from inbox.words import Account, AccountId, Evidence, IdentityId, Message, ThreadId
from router.fitting import demand_fitting

ANY = Limits()


class Way(Struct, frozen=True):
    """Where an answer may go, and from which account.

    shut: why nothing may be sent there now, "" while it is open; detail: a sentence about it. window_closes_at: until
    when free text may be sent. templates: they may be sent, even after that.
    """

    identity_id: IdentityId
    channel: str
    address: str
    display: str
    evidence: Evidence
    account_id: AccountId | None
    account_name: str
    open: bool
    shut: str
    detail: str
    window_closes_at: datetime | None
    templates: bool
    limits: Limits


def ways_to(conn: Conn, thread_id: ThreadId, now: datetime) -> list[Way]:
    """All of a thread's customer. Whoever wrote last comes first."""
    return [way(one, now) for one in ways.of_thread(conn, thread_id)]


def way(one: Correspondent, now: datetime) -> Way:
    to, account, limits = one.identity, one.account, limits_of(one.account)
    closed = obstacle(one, now)
    return Way(
        to.id, to.channel, to.address, to.display, to.evidence,
        account.id if account else None, account.name if account else "",
        closed is None, closed.code if closed else "", str(closed) if closed else "",
        closes_at(one, limits), limits.templates and obstacle(one, now, template=True) is None, limits,
    )  # fmt: skip


def limits_of(account: Account | None) -> Limits:
    """Those of the account's connector. One that names none lets everything through."""
    connector: Any = CONNECTORS.get(account.connector) if account else None
    return getattr(connector, "limits", ANY)


def obstacle(one: Correspondent, now: datetime, *, template: bool = False) -> Closed | None:
    """Why nothing may be sent there, or nothing but a template; None if it may."""
    try:
        demand_open(one, now, template=template)
    except Closed as why:
        return why
    return None


def demand_open(one: Correspondent, now: datetime, *, template: bool) -> None:
    """Raises Closed."""
    account = ways.demand_open(one)
    connector = CONNECTORS.get(account.connector)
    if connector is None:
        raise Closed("no_account", f"This version of Hilo cannot use the account {account.name}. Choose another one.")
    limits = limits_of(account)
    if template and not (limits.templates and issubclass(connector, Offers)):
        raise Closed("no_templates", f"The account {account.name} has no templates. Write the answer yourself.")
    if not template and limits.window is not None:
        demand_within(limits.window, one, now, limits.templates)


def demand_within(window: timedelta, one: Correspondent, now: datetime, templates: bool) -> None:
    if one.heard_at is None:
        why = "They have not written here yet"
    elif one.heard_at + window <= now:
        why = f"They last wrote here more than {window // timedelta(hours=1)} hours ago"
    else:
        return
    then = "so only a template may be sent" if templates else "so nothing may be sent until they do"
    raise Closed("window_closed", f"{why}, {then}. Or answer to another address.")


def closes_at(one: Correspondent, limits: Limits) -> datetime | None:
    return one.heard_at + limits.window if one.heard_at and limits.window else None


def send(conn: Conn, new: Reply, now: datetime, seen: datetime | None = None) -> Message:
    """Queue a reply, if its channel lets it through: asked within the transaction that queues it.

    seen: `threaded_at` of the last message that its author knew of; None where they send whatever has come since.
    Raises Closed ("crossed" for that) and what `answers.reply` raises. The same reply again is not asked about again.
    """
    if again := answers.already_written(conn, new):
        return again
    to = ways.chosen(conn, new.thread_id, new.identity_id, new.account_id)
    demand_open(to, now, template=new.template is not None)
    demand_fitting(limits_of(to.account), new, uploads.waiting(conn, new.files, new.author_id))
    if seen is not None:
        demand_uncrossed(crossing.since(conn, new.thread_id, seen, new.author_id))
    if to.identity.channel == LIVE:
        new = replace(new, hold=0)
    return answers.reply(conn, new, now)


LIVE = "chat"
"""Here somebody looks on and waits: nothing is held back."""


def demand_uncrossed(crossings: list[Crossing]) -> None:
    """Raises Closed."""
    told = dict.fromkeys(said(one) for one in crossings)
    if told:
        raise Closed("crossed", f"{' '.join(told)} Read it, then change your answer or send it all the same.")


def said(one: Crossing) -> str:
    if one.kind == "wrote":
        return "The customer has written again."
    return f"{one.name} has answered meanwhile." if one.kind == "answered" else f"{one.name}'s answer is on its way."
