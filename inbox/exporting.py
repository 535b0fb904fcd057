"""Everything that is held of a customer, piece by piece, so that no more of it is in memory than one piece."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Table, or_, select

from inbox import audit, changes, customers, groups, messages
from inbox.audit import Entry
from inbox.errors import NotFound
from inbox.schema import attachment, attempt, change, customer, draft, episode, journal, message, promise, tag, thread
from inbox.words import AccountId, AttachmentId, Claim, CustomerId, Identity, Merge, Message, ThreadId, Version

PIECE = 200
"""Messages that are read at a time."""


class About(Struct, frozen=True):
    """Who they are, with all who are shown as one with them, and what colleagues wrote down about them."""

    customers: list[dict[str, Any]]
    threads: list[dict[str, Any]]
    identities: list[Identity]
    claims: list[Claim]
    merges: list[Merge]
    episodes: list[dict[str, Any]]
    tags: list[dict[str, Any]]
    promises: list[dict[str, Any]]
    drafts: list[dict[str, Any]]
    audit: list[Entry]

    @property
    def thread_ids(self) -> list[ThreadId]:
        return [ThreadId(one["id"]) for one in self.threads]


class Attempt(Struct, frozen=True):
    """One time that we tried to send. outcome: what became of it; detail: why it failed, or the provider's id."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    detail: str


class Said(Struct, frozen=True):
    """A message with what it said before, its HTML, and every attempt to send it."""

    message: Message
    html: str
    versions: list[Version]
    attempts: list[Attempt]


class Kept(Struct, frozen=True):
    """A file on our disk. path: within the files' folder."""

    id: AttachmentId
    name: str
    path: str


class Payload(Struct, frozen=True):
    """What came in, as it came."""

    seq: int
    account_id: AccountId
    key: str
    received_at: datetime
    headers: dict[str, str]
    body: bytes


def about(conn: Connection, customer_id: CustomerId) -> About:
    """Raises NotFound. Of colleagues only the names are told."""
    whose = whom(conn, customer_id)
    threads = rows(conn, thread, thread.c.customer_id.in_(whose), but=("token", "assignee_id"))
    theirs = [one["id"] for one in threads]
    episodes = rows(conn, episode, episode.c.thread_id.in_(theirs), but=("closed_by",))
    return About(
        customers=rows(conn, customer, customer.c.id.in_(whose)),
        threads=threads,
        identities=customers.identities_of(conn, whose),
        claims=customers.claims_of(conn, whose),
        merges=customers.merges_of(conn, whose),
        episodes=episodes,
        tags=rows(conn, tag, tag.c.episode_id.in_([one["id"] for one in episodes]), but=("by_id",)),
        promises=rows(conn, promise, promise.c.thread_id.in_(theirs), but=("made_by",)),
        drafts=rows(conn, draft, draft.c.thread_id.in_(theirs), but=("user_id",)),
        audit=entries(conn, whose),
    )


def whom(conn: Connection, customer_id: CustomerId) -> list[CustomerId]:
    known = select(customer.c.id).where(customer.c.id == customer_id, customer.c.erased_at.is_(None))
    if conn.execute(known).first() is None:
        raise NotFound("There is no such customer. They may have been erased.")
    return groups.customers(conn, customer_id)


def rows(conn: Connection, table: Table, which: Any, but: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The oldest first, where ids tell the age."""
    chosen = [column for column in table.c if column.name not in but]
    return [dict(row) for row in conn.execute(select(*chosen).where(which).order_by(*table.primary_key)).mappings()]


def entries(conn: Connection, whose: Sequence[CustomerId]) -> list[Entry]:
    page = audit.page(conn, whose, None)
    found = page.entries
    while page.next:
        page = audit.page(conn, whose, int(page.next))
        found = [*found, *page.entries]
    return found


def said(conn: Connection, thread_id: ThreadId, after: int) -> list[Said]:
    """The next messages of a thread, behind the one at this position; none at its end."""
    some = messages.shown().where(message.c.thread_id == thread_id, message.c.position > after)
    found = messages.load(conn, some.order_by(message.c.position).limit(PIECE))
    ids = [one.id for one in found]
    html = {row.id: row.html for row in conn.execute(select(message.c.id, message.c.html).where(message.c.id.in_(ids)))}
    tried: dict[str, list[Attempt]] = {}
    for row in conn.execute(select(attempt).where(attempt.c.message_id.in_(ids)).order_by(attempt.c.number)):
        kept = Attempt(row.number, row.started_at, row.ended_at, row.outcome, row.detail)
        tried.setdefault(row.message_id, []).append(kept)
    return [Said(one, html[one.id], changes.versions(conn, one.id), tried.get(one.id, [])) for one in found]


def files(conn: Connection, thread_id: ThreadId) -> list[Kept]:
    theirs = select(attachment.c.id, attachment.c.name, attachment.c.path).join(message)
    kept = theirs.where(message.c.thread_id == thread_id, attachment.c.state == "kept")
    return [Kept(*row) for row in conn.execute(kept.order_by(attachment.c.id))]


def payloads(conn: Connection, thread_ids: Sequence[ThreadId]) -> list[int]:
    """The numbers of all journal rows in which their messages, and changes to them, came."""
    theirs = message.c.thread_id.in_(thread_ids)
    came = select(message.c.journal_seq).where(theirs)
    changed = select(change.c.journal_seq).join(message, message.c.id == change.c.message_id).where(theirs)
    held = select(journal.c.seq).where(or_(journal.c.seq.in_(came), journal.c.seq.in_(changed)))
    return list(conn.execute(held.where(journal.c.outcome != "erased").order_by(journal.c.seq)).scalars())


def payload(conn: Connection, seq: int) -> Payload | None:
    """None where it was erased meanwhile."""
    chosen = select(*(journal.c[name] for name in Payload.__struct_fields__)).where(journal.c.outcome != "erased")
    row = conn.execute(chosen.where(journal.c.seq == seq)).mappings().one_or_none()
    return None if row is None else Payload(**row)
