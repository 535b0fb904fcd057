"""How often agents agree with the moods that were heard, by language, account and week."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import BigInteger, ColumnElement, Connection, Row, Select, case, func, select, type_coerce

from inbox.around import BAD
from inbox.arrivals import HUMAN
from inbox.schema import EPOCH, MICROSECOND, account, correction, customer, message, thread

WEEK = timedelta(weeks=1)
MONDAY = EPOCH + timedelta(days=4)
"""The first one after the epoch."""


class Cell(Struct, frozen=True):
    """The messages of one week in one language by one account. week: its Monday, in UTC.

    language: ISO 639-1, as it was told when a message was corrected, of others their customer's; "" for unknown.
    heard: how many were scored. marked: of them, taken for angry. angry, calm: what agents said of how many. missed: of
    those who they say are angry, taken for calm. wrong: of those who they say are not, taken for angry.
    agreed: 1 - (missed + wrong) / (marked + missed), among those who were, or should have been, taken for angry; None
    for none of them. Whom nobody corrected counts as heard well, so true agreement is at most that.
    """

    language: str
    account_name: str
    week: date
    heard: int
    marked: int
    angry: int
    calm: int
    missed: int
    wrong: int
    agreed: float | None


def report(conn: Connection, weeks: int, now: datetime) -> list[Cell]:
    """This week and those before it, the newest first."""
    since = monday(now) - (weeks - 1) * WEEK
    return [cell_of(row) for row in conn.execute(counted(since))]


def monday(moment: datetime) -> datetime:
    return MONDAY + (moment - MONDAY) // WEEK * WEEK


def counted(since: datetime) -> Select[Any]:
    anger = func.coalesce(correction.c.anger, message.c.mood["anger"].as_float())
    angry, calm = correction.c.angry.is_(True), correction.c.angry.is_(False)
    language = func.coalesce(func.nullif(correction.c.language, ""), customer.c.language).label("language")
    week = ((type_coerce(message.c.created_at, BigInteger) - micros(MONDAY)) // (WEEK // MICROSECOND)).label("week")
    counts = (
        func.count().label("heard"), times(anger >= BAD, "marked"), times(angry, "angry"), times(calm, "calm"),
        times(angry & (anger < BAD), "missed"), times(calm & (anger >= BAD), "wrong"),
    )  # fmt: skip
    whole = message.join(thread, thread.c.id == message.c.thread_id).join(customer).join(account)
    whole = whole.outerjoin(correction, correction.c.message_id == message.c.id)
    moved = select(thread.c.id).where(thread.c.last_at >= since)
    lately = message.c.thread_id.in_(moved), message.c.created_at >= since  # the first spares the rest of the messages
    scored = message.c.direction == "in", message.c.stub.is_(False), message.c.automatic.in_(HUMAN)
    chosen = select(language, account.c.name, week, *counts).select_from(whole).where(*lately, *scored)
    groups = language, account.c.id, account.c.name, week
    return chosen.group_by(*groups).order_by(week.desc(), language, account.c.name)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def times(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0)).label(name)


def cell_of(row: Row[Any]) -> Cell:
    concerned, off = row.marked + row.missed, row.missed + row.wrong
    week = (MONDAY + row.week * WEEK).astimezone(UTC).date()
    agreed = round(1 - off / concerned, 4) if concerned else None
    return Cell(row.language, row.name, week, row.heard, row.marked, row.angry, row.calm, row.missed, row.wrong, agreed)
