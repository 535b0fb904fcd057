"""Keeps the index up to date from the event log, behind the ingest: nobody waits for it who writes or is written to."""

from sqlalchemy import Connection, func, insert, select, update

from inbox.fulltext import messages, people
from inbox.fulltext.messages import Level
from inbox.schema import follower
from inbox.words import Event, MessageId

NAME = "search"
CONCERNING_MESSAGES = ("message.received", "message.written", "message.changed", "thread.judged")
CONCERNING_PEOPLE = ("message.received", "customer.")


def stands_at(conn: Connection) -> int:
    """The seq up to which the log was followed; 0 for an index that was just made."""
    return int(conn.execute(select(func.max(follower.c.seq)).where(follower.c.name == NAME)).scalar() or 0)


def relevant(event: Event) -> bool:
    return event.kind.startswith((*CONCERNING_MESSAGES, *CONCERNING_PEOPLE))


def follow(conn: Connection, log: list[Event], level: Level) -> None:
    """Index anew, as they are now, the messages and people that the log speaks of, and move the cursor.

    In one transaction, so a crash loses nothing; where another process went further already, nothing happens.
    """
    if log and move(conn, log[-1].seq):
        if said := concerned_messages(log):
            messages.index(conn, said, level)
        threads = {one.thread_id for one in log if one.thread_id and one.kind.startswith(CONCERNING_PEOPLE)}
        people.index(conn, threads)


def move(conn: Connection, to: int) -> bool:
    """False where the cursor stands there or beyond."""
    behind = update(follower).where(follower.c.name == NAME, follower.c.seq < to).values(seq=to)
    if conn.execute(behind).rowcount:
        return True
    if conn.execute(select(follower.c.seq).where(follower.c.name == NAME)).first():
        return False
    conn.execute(insert(follower).values(name=NAME, seq=to))
    return True


def concerned_messages(log: list[Event]) -> list[MessageId]:
    ids = (one.message_id for one in log if one.message_id and one.kind in CONCERNING_MESSAGES)
    return list(dict.fromkeys(ids))
