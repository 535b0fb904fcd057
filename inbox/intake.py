"""What a listener brought: journal and cursor move together, in one commit."""

from datetime import datetime

from sqlalchemy import Connection

from inbox import accounts, journal
from inbox.journal import Entry
from inbox.words import AccountId


def take_in(conn: Connection, account_id: AccountId, entries: list[Entry], cursor: str, now: datetime) -> None:
    """After this commit the provider may be told. Entries that we already have are skipped."""
    journal.append(conn, entries)
    accounts.move_cursor(conn, account_id, cursor)
    accounts.calm(conn, account_id, now, called=False)
