"""How accounts fare: what lags behind, and what went wrong lately."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from inbox import accounts
from inbox.schema import journal, outbox
from inbox.words import AccountId

LATELY = timedelta(hours=24)


class Health(Struct, frozen=True):
    """unread: payloads that arrived and nobody has read; queued: messages that have not left; each with its oldest.

    failed: how many of those that were to leave within the last 24 hours did not.
    """

    account_id: AccountId
    unread: int = 0
    oldest_unread_at: datetime | None = None
    queued: int = 0
    oldest_queued_at: datetime | None = None
    failed: int = 0


def all(conn: Connection, now: datetime) -> list[Health]:  # noqa: A001  # `health.all` reads as it should
    """Of every account, in their order: one grouped query per figure, each by an index that holds little else."""
    figures: dict[AccountId, dict[str, Any]] = {}
    for query in (unread(), queued(), failed(now - LATELY)):
        for row in conn.execute(query).mappings():
            figures.setdefault(row["account_id"], {}).update(row)
    return [Health(**{"account_id": one.id, **figures.get(one.id, {})}) for one in accounts.all(conn)]


def unread() -> Select[Any]:
    oldest = func.min(journal.c.received_at).label("oldest_unread_at")
    rows = select(journal.c.account_id, func.count().label("unread"), oldest)
    return rows.where(journal.c.read_at.is_(None)).group_by(journal.c.account_id)


def queued() -> Select[Any]:
    oldest = func.min(outbox.c.queued_at).label("oldest_queued_at")
    rows = select(outbox.c.account_id, func.count().label("queued"), oldest)
    return rows.where(outbox.c.next_at.is_not(None)).group_by(outbox.c.account_id)


def failed(since: datetime) -> Select[Any]:
    rows = select(outbox.c.account_id, func.count().label("failed"))
    return rows.where(outbox.c.state == "failed", outbox.c.queued_at >= since).group_by(outbox.c.account_id)
