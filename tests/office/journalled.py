"""The journal as tests of the reader fill it, and what becomes of its rows."""

from pathlib import Path

from msgspec import json
from office.office import Office
from sqlalchemy import select

from connectors.contract import Happening, Pressed
from inbox import journal
from inbox.journal import Entry
from inbox.schema import journal as journal_table
from inbox.words import Account


def journalled(office: Office, account: Account, *orders: str, remote: str = "") -> list[int]:
    """Raw payloads, as a listener keeps them; returns their seqs."""
    headers = {"remote": remote} if remote else {}
    last = office.rows(select(journal_table.c.seq).order_by(journal_table.c.seq.desc()).limit(1))
    start = last[0][0] if last else 0
    bodies = [order.encode("utf-8", "surrogatepass") for order in orders]
    keys = [f"{account.id}-{start + number}" for number in range(len(orders))]
    entries = [Entry(account.id, key, body, headers, office.clock()) for key, body in zip(keys, bodies, strict=True)]
    office.write(journal.append, entries)
    seqs = select(journal_table.c.seq).where(journal_table.c.key.in_(keys)).order_by(journal_table.c.seq)
    return [row.seq for row in office.rows(seqs)]


def outcomes(office: Office) -> list[str]:
    return [row.outcome for row in office.rows(select(journal_table.c.outcome).order_by(journal_table.c.seq))]


def kept_files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def pressed(office: Office, spy: Account, *thread_ids: str) -> None:
    found: list[Happening] = [Pressed(one, "U1", "C1") for one in thread_ids]
    journalled(office, spy, json.encode(found).decode())
