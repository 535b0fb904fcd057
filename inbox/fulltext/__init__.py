"""The words of messages and people, each under a number. What differs between engines lies in one file per engine.

It is filled behind the ingest by `following`, and knows nothing that the tables do not: it may be thrown away and made
anew from the event log.
"""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, Table, delete, select

from inbox.fulltext import postgresql, sqlite
from inbox.fulltext.match import Entry, Match
from inbox.rows import given
from inbox.schema import search_message, search_person
from inbox.words import CustomerId, MessageId


class Engine(Protocol):
    def put(self, conn: Connection, table: str, entries: list[Entry]) -> None: ...
    def remove(self, conn: Connection, table: str, numbers: list[int]) -> None: ...
    def newest(self, conn: Connection, table: str, match: Match, above: int, below: int, limit: int) -> list[int]: ...
    def purge(self, conn: Connection, table: str) -> bool: ...


ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}


def engine(conn: Connection) -> Engine:
    return ENGINES[conn.dialect.name]


def newest(conn: Connection, table: Table, match: Match, above: int, below: int, limit: int) -> list[int]:
    """Numbers of what matches, from above up to, but not, below; the highest first."""
    if match.all:
        return engine(conn).newest(conn, table.name, match, above, below, limit)
    walked = select(table.c.number).where(table.c.number >= above, table.c.number < below)
    return list(conn.execute(walked.order_by(table.c.number.desc()).limit(limit)).scalars())


def forget(conn: Connection, message_ids: Sequence[MessageId]) -> None:
    """Take messages out of the index. Their words leave its pages with `purge`, and the file with VACUUM."""
    if not message_ids:
        return
    gone = conn.execute(FORGET, {"given": list(message_ids)})
    engine(conn).remove(conn, search_message.name, list(gone.scalars()))


FORGET = delete(search_message).where(given(search_message.c.message_id)).returning(search_message.c.number)


def forget_people(conn: Connection, customer_ids: Sequence[CustomerId]) -> None:
    """Take customers' names and addresses out of the index, as `forget` does with messages."""
    gone = conn.execute(FORGET_PEOPLE, {"given": list(customer_ids)})
    engine(conn).remove(conn, search_person.name, list(gone.scalars()))


FORGET_PEOPLE = delete(search_person).where(given(search_person.c.customer_id)).returning(search_person.c.number)


def purge(conn: Connection) -> bool:
    """One step of removing every trace of what was forgotten in transactions before; True while there is more to do.

    Write it again and again until it says False: each step is short, so the others get their turn.
    """
    left = [engine(conn).purge(conn, table.name) for table in (search_message, search_person)]
    return any(left)
