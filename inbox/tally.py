"""How many messages came and went, counted from the event log in steps: each event once, whoever asks and how often."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, case, func, select

from inbox import events
from inbox.schema import event, message

LONGEST_STEP = 50_000
"""Events that are counted at a time; the rest is for the next time."""
COUNTED = ("message.received", "message.written", "message.state")


class Tally(Struct, frozen=True):
    """Since the tally before. seq: of the last event that counts here. counts: by channel, direction and outcome."""

    seq: int
    counts: dict[tuple[str, str, str], int]


def since(conn: Connection, seq: int) -> Tally:
    """What happened after this event: what came in (threaded, or a stub), and what became of what went out."""
    last = min(events.last_seq(conn), seq + LONGEST_STEP)
    rows = conn.execute(counts(seq, last))
    return Tally(last, {(row.channel, row.direction, row.outcome): row.messages for row in rows})


def counts(after: int, last: int) -> Select[Any]:
    became = case(
        (event.c.kind == "message.state", event.c.data["state"].as_string()),
        (event.c.kind == "message.written", "written"),
        (message.c.stub, "stub"),
        else_="threaded",
    ).label("outcome")
    told = select(message.c.channel, message.c.direction, became).join(event, event.c.message_id == message.c.id)
    some = told.where(event.c.seq > after, event.c.seq <= last, event.c.kind.in_(COUNTED)).subquery()
    return select(some, func.count().label("messages")).group_by(*some.c)
