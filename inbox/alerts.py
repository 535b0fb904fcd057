"""What the whole team should see at once, on whatever screen they look at: told once per episode and kind."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, select, update

from inbox.bus import announce
from inbox.schema import alert, customer, thread
from inbox.storing import insert_rows
from inbox.words import AccountId, EpisodeId, ThreadId

LEASE = timedelta(minutes=2)


class Due(Struct, frozen=True):
    """An alert that has not been told everywhere yet."""

    episode_id: EpisodeId
    kind: str
    thread_id: ThreadId
    customer_name: str
    preview: str
    created_at: datetime
    attempts: int
    told: tuple[AccountId, ...]


def raise_one(conn: Connection, episode_id: EpisodeId, thread_id: ThreadId, kind: str, now: datetime) -> None:
    raise_many(conn, [(episode_id, thread_id, kind)], now)


def raise_many(conn: Connection, raised: Sequence[tuple[EpisodeId, ThreadId, str]], now: datetime) -> None:
    """Each of an episode, its thread and a kind. A second one of its kind in the same episode is no news."""
    if not raised:
        return
    concerned = alert.c.episode_id.in_(sorted({episode_id for episode_id, _, _ in raised}))
    known = {tuple(row) for row in conn.execute(select(alert.c.episode_id, alert.c.kind).where(concerned))}
    news = {(episode_id, kind): thread_id for episode_id, thread_id, kind in raised if (episode_id, kind) not in known}
    moments = {"created_at": now, "next_at": now}
    rows = [{"episode_id": one, "kind": kind, "thread_id": where, **moments} for (one, kind), where in news.items()]
    insert_rows(conn, alert, rows)
    if rows:
        announce(conn, "alerts")


def rearm(conn: Connection, episode_ids: list[EpisodeId]) -> None:
    """Episodes that were over go on: what happens in them is news again."""
    conn.execute(delete(alert).where(alert.c.episode_id.in_(episode_ids)))


def claim(conn: Connection, now: datetime, limit: int = 20) -> list[Due]:
    """Take what may be told now; until the lease has passed, nobody else will."""
    whole = alert.join(thread, thread.c.id == alert.c.thread_id).join(customer, customer.c.id == thread.c.customer_id)
    waiting = select(alert, customer.c.name, thread.c.preview).select_from(whole).where(alert.c.next_at <= now)
    found = []
    for row in conn.execute(waiting.order_by(alert.c.next_at).limit(limit)).all():
        this = alert.c.episode_id == row.episode_id, alert.c.kind == row.kind, alert.c.next_at == row.next_at
        taken = update(alert).where(*this).values(next_at=now + LEASE, attempts=row.attempts + 1)
        if conn.execute(taken).rowcount == 1:
            found.append(
                Due(
                    row.episode_id, row.kind, row.thread_id, row.name, row.preview, row.created_at, row.attempts + 1,
                    tuple(row.told),
                )
            )  # fmt: skip
    return found


def anything(conn: Connection, now: datetime) -> bool:
    """Whether there is something to claim; a look costs no write."""
    return conn.execute(ANYTHING, {"now": now}).first() is not None


ANYTHING = select(alert.c.kind).where(alert.c.next_at <= bindparam("now")).limit(1)


def drop(conn: Connection, now: datetime) -> int:
    """What may be told now is told to nobody, for nobody has asked for it. Returns how many alerts that were."""
    return conn.execute(update(alert).where(alert.c.next_at <= now).values(next_at=None)).rowcount


def settle(conn: Connection, done: Due, told: tuple[AccountId, ...], next_at: datetime | None) -> None:
    """Remember where it was told. next_at: when to try the others again, None if that is over."""
    this = update(alert).where(alert.c.episode_id == done.episode_id, alert.c.kind == done.kind)
    conn.execute(this.values(told=list(told), next_at=next_at))
