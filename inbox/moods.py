"""Moods of messages that are there already: the deep tier's, which comes a moment later, and what agents say."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.structs import replace
from sqlalchemy import Connection, Row, bindparam, func, select, update

from inbox import rejudging
from inbox.around import BAD
from inbox.arrivals import HUMAN, Judge
from inbox.rejudging import mood_of
from inbox.schema import episode, message
from inbox.tables import DEFAULT
from inbox.words import MessageId, Mood, ThreadId

FRESH = timedelta(days=1)
"""Older first impressions stay what they are: whoever they were about has been answered, or will not be soon."""
MOST_COUNTED = 100_000


class Unweighed(Struct, frozen=True):
    """A message of which there is but a first impression. said: what its writer wrote, without quotes."""

    id: MessageId
    said: str
    subject: str


def unweighed(conn: Connection, now: datetime, limit: int) -> list[Unweighed]:
    """The newest first: after a burst, those who may still be there must not wait for those who have gone."""
    waits = message.c.weighed.is_(False), message.c.threaded_at > now - FRESH
    chosen = select(message.c.id, message.c.said, message.c.subject).where(*waits)
    rows = conn.execute(chosen.order_by(message.c.threaded_at.desc()).limit(limit))
    return [Unweighed(*row) for row in rows]


def backlog(conn: Connection, now: datetime) -> int:
    """How many wait for the deep tier, at most MOST_COUNTED."""
    waits = message.c.weighed.is_(False), message.c.threaded_at > now - FRESH
    some = select(message.c.id).where(*waits).limit(MOST_COUNTED).subquery()
    return conn.execute(select(func.count()).select_from(some)).scalar_one()


def weigh(conn: Connection, moods: Mapping[MessageId, Mood], judge: Judge, now: datetime) -> list[ThreadId]:
    """Second opinions on messages that had a first impression only. Returns the threads that were judged anew.

    What an agent said of one meanwhile stands, and so does what was forgotten.
    """
    weighing = select(message.c.id).where(message.c.id.in_(sorted(moods)), message.c.weighed.is_(False))
    current = set(conn.execute(weighing.with_for_update()).scalars())
    return put(conn, {one: mood for one, mood in moods.items() if one in current}, judge, now)


def put(conn: Connection, moods: Mapping[MessageId, Mood], judge: Judge, now: datetime) -> list[ThreadId]:
    """These are the moods of these messages; whoever waits with one of them is judged anew.

    A second opinion that agrees keeps the words by which the first one showed it.
    """
    if not moods:
        return []
    chosen = select(message.c.id, message.c.thread_id, message.c.episode_id, message.c.mood)
    theirs = chosen.where(message.c.id.in_(sorted(moods))).order_by(message.c.threaded_at)
    before: list[Row[Any]] = list(conn.execute(theirs))
    new = {row.id: with_words(moods[row.id], mood_of(row)) for row in before}
    this = update(message).where(message.c.id == bindparam("which")).values(mood=bindparam("new_mood"), weighed=None)
    if new:
        conn.execute(this, [{"which": one, "new_mood": to_builtins(mood)} for one, mood in new.items()])
    note_angers(conn, [row for row in before if max(mood_of(row).anger, new[row.id].anger) >= BAD])
    because: dict[ThreadId, MessageId | None] = dict.fromkeys(row.thread_id for row in before)
    because |= {row.thread_id: row.id for row in before if told(mood_of(row)) != told(new[row.id])}
    rejudging.rejudge(conn, because, judge, now)
    return sorted(because)


def with_words(mood: Mood, earlier: Mood) -> Mood:
    return replace(mood, words=earlier.words) if mood.tier == "deep" and not mood.words and level(mood) else mood


def told(mood: Mood) -> tuple[object, ...]:
    """What a screen and the search tell of it."""
    return level(mood), mood.tier == "agent", mood.signals, mood.words


def level(mood: Mood) -> str:
    """In a word, as the queue's reasons have it; "" for calm."""
    if mood.anger >= DEFAULT.mood.angry:
        return "angry"
    bad = max(mood.anger, -mood.valence)
    return "upset" if bad >= DEFAULT.mood.upset else "uneasy" if bad >= DEFAULT.mood.uneasy else ""


def note_angers(conn: Connection, rows: Sequence[Row[Any]]) -> None:
    """The highest anger of the episodes of these messages, as all of their messages have it now."""
    concerned = {row.episode_id for row in rows}
    threads = message.c.thread_id.in_(sorted({row.thread_id for row in rows}))  # an index knows them by that
    theirs = threads, message.c.episode_id.in_(sorted(concerned))
    came = message.c.direction == "in", message.c.automatic.in_(HUMAN)
    highest = dict.fromkeys(concerned, 0.0)
    felt: list[Row[Any]] = list(conn.execute(select(message.c.episode_id, message.c.mood).where(*theirs, *came)))
    for row in felt:
        highest[row.episode_id] = max(highest[row.episode_id], mood_of(row).anger)
    this = update(episode).where(episode.c.id == bindparam("which")).values(anger=bindparam("new_anger"))
    if highest:
        conn.execute(this, [{"which": one, "new_anger": anger} for one, anger in sorted(highest.items())])
