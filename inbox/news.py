"""News of what we sent: delivered, read, bounced. States never go back."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select, update

from inbox import accounts, events, messages, reach
from inbox.arrivals import News
from inbox.bus import announce
from inbox.schema import episode, message, outbox
from inbox.standings import Standings
from inbox.threads import HOLD
from inbox.words import Code, MessageId, State

RANK: dict[State, int] = {"queued": 0, "sending": 1, "uncertain": 2, "sent": 3, "delivered": 4, "read": 5}


def tell(conn: Connection, all_news: list[News], now: datetime) -> None:
    """Apply each piece of news to the message that it names; news of nothing that we sent is dropped."""
    for one in all_news:
        if row := concerned(conn, one):
            if row.remote_id is None and one.remote_id and row.account_id == one.account_id:
                # After an uncertain send we hear the provider's name for it so; reactions will call it by that.
                messages.learn_remote_id(conn, row.id, row.account_id, one.remote_id)
            move(conn, row, one.state, one.detail, now, one.code)


def concerned(conn: Connection, one: News) -> Row[Any] | None:
    named = []
    if one.remote_id:
        named.append(and_(message.c.account_id == one.account_id, message.c.remote_id == one.remote_id))
    if one.ref:
        named.append(message.c.ref == one.ref)
    if not named:
        return None
    ours = select(message).where(message.c.direction == "out", or_(*named)).limit(1)
    return conn.execute(ours).one_or_none()


def move(conn: Connection, row: Row[Any], state: State, detail: str, now: datetime, code: Code = "") -> bool:
    """Move a message's state forward, and tell everybody. False where that would be a step back."""
    if not forward(row.state, state):
        return False
    moved = update(message).where(message.c.id == row.id, message.c.state == row.state)
    if not conn.execute(moved.values(state=state, state_detail=detail, code=code)).rowcount:
        return False
    conn.execute(update(outbox).where(outbox.c.message_id == row.id).values(state=state, next_at=None, lease=None))
    named = {"thread_id": row.thread_id, "message_id": row.id, "identity_id": row.identity_id}
    events.record(conn, "message.state", now, **named, data={"state": state})
    if state == "failed":
        reach.shut(conn, row.identity_id, code, detail, now)
        accounts.note_error(conn, row.account_id, detail, now)
        wait_again(conn, row, now)
    return True


def forward(old: State, new: State) -> bool:
    """A bounce may follow "sent" or "delivered" (a relay's word), but what was read has arrived."""
    if new == "failed":
        return old not in ("failed", "read")
    return old != "failed" and RANK[new] > RANK[old]


def wait_again(conn: Connection, row: Row[Any], now: datetime) -> None:
    """Our answer did not arrive, so the customer still waits: the thread is due at once, with the reason."""
    standings = Standings(conn, [row.thread_id])
    for stands in standings.path(row.thread_id):
        stands.status, stands.waiting_since = "open", stands.waiting_since or row.created_at
        stands.due = min(now, stands.due or now)
        stands.because("undelivered")
        stands.held_until = now + HOLD if stands.assignee_id else None
    standings.write()
    announce(conn, "held")
    current = standings.own[row.thread_id].episode_id
    conn.execute(update(episode).where(episode.c.id == current).values(closed_at=None, closed_by=None))


def set_state(
    conn: Connection, message_id: MessageId, state: State, detail: str, now: datetime, code: Code = ""
) -> bool:
    row = conn.execute(select(message).where(message.c.id == message_id)).one()
    return move(conn, row, state, detail, now, code)
