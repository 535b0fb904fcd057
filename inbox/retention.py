"""How long an account's messages are kept: afterwards they are blanked, in episodes that were closed as long ago."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, insert, or_, select, update

from inbox import audit, blanking, journal
from inbox.blanking import Left
from inbox.mark import ERASED
from inbox.schema import account, episode, follower, message
from inbox.schema import journal as journals
from inbox.words import AccountId, MessageId

BATCH = 200
"""Messages, or raw payloads, that are forgotten in one transaction; others' writes come in between."""
MESSAGELESS = ("receipt", "ignored", "repeated")
"""Outcomes of payloads that no message stands for: nothing else would ever forget them."""


class Rule(Struct, frozen=True):
    """before: what was closed, or came, earlier than that is to be forgotten."""

    account_id: AccountId
    before: datetime


def rules(conn: Connection, now: datetime) -> list[Rule]:
    """Of every account that has one, removed ones too: what they brought is still here."""
    kept = select(account.c.id, account.c.keep_days).where(account.c.keep_days.is_not(None))
    return [Rule(row.id, now - timedelta(days=row.keep_days)) for row in conn.execute(kept.order_by(account.c.id))]


def due(conn: Connection, rule: Rule, limit: int = BATCH) -> list[MessageId]:
    """Some messages that are to be forgotten now: the account's, and notes in episodes of which it has the last."""
    over = episode.c.closed_at < rule.before
    whole = message.join(episode, episode.c.id == message.c.episode_id)
    chosen = select(message.c.id).select_from(whole).where(over, kept(message), or_(of(rule), lonely_note(rule)))
    return list(conn.execute(chosen.limit(limit)).scalars())


def kept(table: Any) -> ColumnElement[bool]:
    """Not blanked yet."""
    return or_(table.c.remote_id.is_(None), func.substr(table.c.remote_id, 1, len(ERASED)) != ERASED)


def of(rule: Rule) -> ColumnElement[bool]:
    return message.c.account_id == rule.account_id


def lonely_note(rule: Rule) -> ColumnElement[bool]:
    """A note tells of what was said around it, so it goes with the last of that."""
    other = message.alias("other")
    around = other.c.episode_id == message.c.episode_id, other.c.direction != "note"
    by_it = exists().where(*around, other.c.account_id == rule.account_id)
    return and_(message.c.direction == "note", by_it, ~exists().where(*around, kept(other)))


def forget(conn: Connection, rule: Rule, now: datetime) -> tuple[int, list[Left]]:
    """One batch. How many messages there were, and the files that are to leave the disk once this is durable."""
    some = due(conn, rule)
    return len(some), blanking.blank(conn, some, now)


def stale(conn: Connection, rule: Rule, after: int, limit: int = BATCH) -> tuple[int, list[int]]:
    """The next payloads that came before then: how far this looked, and which of them no message stands for."""
    some = journals.c.account_id == rule.account_id, journals.c.seq > after, journals.c.received_at < rule.before
    rows = conn.execute(read(some).order_by(journals.c.seq).limit(limit)).all()
    return max((row.seq for row in rows), default=after), [row.seq for row in rows if row.outcome in MESSAGELESS]


def read(some: tuple[ColumnElement[bool], ...]) -> Select[Any]:
    return select(journals.c.seq, journals.c.outcome).where(*some, journals.c.read_at.is_not(None))


def stands_at(conn: Connection, rule: Rule) -> int:
    """How far the journal was gone through for this account."""
    return int(conn.execute(select(func.max(follower.c.seq)).where(follower.c.name == name(rule))).scalar() or 0)


def name(rule: Rule) -> str:
    return f"retention:{rule.account_id}"


def forget_payloads(conn: Connection, rule: Rule, seqs: list[int], to: int) -> None:
    journal.blank(conn, seqs)
    if not conn.execute(update(follower).where(follower.c.name == name(rule)).values(seq=to)).rowcount:
        conn.execute(insert(follower), [{"name": name(rule), "seq": to}])


def note(conn: Connection, rule: Rule, messages: int, files: int, now: datetime) -> None:
    data = {"account_id": rule.account_id, "messages": str(messages), "files": str(files)}
    audit.note(conn, "account.forgot", now, data=data)
