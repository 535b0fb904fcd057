"""What one message costs, for whoever multiplies it out: `python tests/bench/cost.py [--messages N]`.

Chat messages of some thirty words, five to a customer, all the way: journal, thread, first impression, index. Bytes
that stay in the database, bytes of write-ahead log, and processor time, on either engine. Hilo's own is the whole of
web and router but for HTTP, which `ingest.py` measures.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

from bench import rows  # noqa: E402  # a script finds only its own folder by itself
from bench.corpus import Corpus  # noqa: E402
from bench.rows import Row  # noqa: E402
from bench.share import Meter, used  # noqa: E402
from cryptography.fernet import Fernet  # noqa: E402
from msgspec import json  # noqa: E402
from servers.postgresql import PostgreSQL, driven  # noqa: E402
from sqlalchemy import func, select  # noqa: E402

from connectors.chat import Said  # noqa: E402
from inbox import accounts, events, journal  # noqa: E402
from inbox.accounts import NewAccount  # noqa: E402
from inbox.clock import utc_now  # noqa: E402
from inbox.door import Conn, Inbox  # noqa: E402
from inbox.engine import open_readers  # noqa: E402
from inbox.fulltext import following  # noqa: E402
from inbox.journal import Entry  # noqa: E402
from inbox.migrate import upgrade  # noqa: E402
from inbox.schema import event  # noqa: E402
from inbox.schema import journal as journal_table  # noqa: E402
from inbox.words import AccountId  # noqa: E402
from router.service import Router  # noqa: E402

EACH, GROUP = 5, 50
"""Messages of one customer, and of one commit."""
SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}
LARGEST = """
    SELECT relname, pg_total_relation_size(relid) FROM pg_stat_user_tables
    ORDER BY pg_total_relation_size(relid) DESC LIMIT 6
"""
LOG = {"sqlite": "SELECT 0", "postgresql": "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"}


@dataclass(frozen=True)
class Spent:
    """Bytes kept and logged; events recorded; seconds of processor time, ours and the server's."""

    kept: float
    logged: float
    events: float
    ours: float
    servers: float

    def since(self, before: "Spent", messages: int) -> "Spent":
        """Of each message."""
        pairs = zip(vars(self).values(), vars(before).values(), strict=True)
        return Spent(*((now - then) / messages for now, then in pairs))


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--messages", type=int, default=20_000, help="and half as many before, which do not count")


def measure(given: argparse.Namespace) -> Iterator[Row]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hilo-cost-")))
        run = stack.enter_context(asyncio.Runner()).run
        meter = Meter()
        spent = run(messages_through(f"sqlite:///{folder}/hilo.db", folder, given.messages))
        foreign = meter.read().foreign
        yield rows.figure("events of a message", spent.events, "")
        yield rows.figure("SQLite: kept of a message", spent.kept / 1024, "KiB")
        yield rows.figure("SQLite: processor time of a message", spent.ours * 1000, "ms", foreign)
        server = PostgreSQL(durable=True)
        stack.callback(server.remove)
        url = driven(server.url(server.new_database()))
        meter = Meter(server.pid)
        spent = run(messages_through(url, folder, given.messages, server.pid))
        foreign = meter.read().foreign
        yield rows.figure("PostgreSQL: kept of a message", spent.kept / 1024, "KiB")
        yield rows.figure("PostgreSQL: write-ahead log of a message", spent.logged / 1024, "KiB")
        yield rows.figure("PostgreSQL: Hilo's processor time of a message", spent.ours * 1000, "ms", foreign)
        yield rows.figure("PostgreSQL: its own processor time of a message", spent.servers * 1000, "ms", foreign)
        yield rows.told("PostgreSQL: the largest tables, KiB of a message", largest(url, given.messages * 3 // 2))


def largest(url: str, messages: int) -> str:
    """With their indexes."""
    engine = open_readers(url, 1)
    with engine.connect() as conn:
        found = conn.exec_driver_sql(LARGEST).all()
    engine.dispose()
    return ", ".join(f"{name} {size / 1024 / messages:.2f}" for name, size in found)


async def messages_through(url: str, folder: Path, count: int, server: int = 0) -> Spent:
    upgrade(url)
    inbox = Inbox.open(url, files=folder / "files", key=Fernet.generate_key())
    try:
        new = NewAccount("chat", channel="chat", name="Chat", settings={"title": "Chat"}, secrets={})
        account = await inbox.write(accounts.add, inbox.box, new, utc_now())
        said = list(islice(entries(account.id), count // 2 + count))
        async with Router(inbox):
            await arrive(inbox, said[: count // 2])
            before = await spent(inbox, server)
            await arrive(inbox, said[count // 2 :])
            return (await spent(inbox, server)).since(before, count)
    finally:
        await inbox.close()


def entries(account: AccountId) -> Iterator[Entry]:
    """Endless."""
    corpus, number = Corpus(), 0
    while True:
        said = Said(f"visitor-{number // EACH}", f"message-{number}", corpus.said())
        yield Entry(account, f"{said.visitor}:{said.client_id}", json.encode(said), {}, utc_now())
        number += 1


async def arrive(inbox: Inbox, said: Sequence[Entry]) -> None:
    """In groups, as under load; then until all of it is threaded and can be found."""
    for start in range(0, len(said), GROUP):
        await inbox.write(journal.append, said[start : start + GROUP])
    ends = time.monotonic() + 600
    while not await inbox.read(is_done):
        if time.monotonic() > ends:
            raise TimeoutError("what was written was not threaded and indexed within ten minutes")
        await asyncio.sleep(0.05)


def is_done(conn: Conn) -> bool:
    unread = select(journal_table.c.seq).where(journal_table.c.read_at.is_(None)).limit(1)
    if conn.execute(unread).first():
        return False
    last = select(func.max(event.c.seq)).where(event.c.kind == "message.received")
    return bool(following.stands_at(conn) >= conn.execute(last).scalar_one())


async def spent(inbox: Inbox, server: int) -> Spent:
    kept, logged, recorded = await inbox.read(weigh)
    return Spent(kept, logged, recorded, time.process_time(), used(server) if server else 0.0)


def weigh(conn: Conn) -> tuple[float, float, int]:
    kept, logged = (conn.exec_driver_sql(one[conn.dialect.name]).scalar_one() for one in (SIZE, LOG))
    return float(kept), float(logged), events.last_seq(conn)


if __name__ == "__main__":
    sys.exit(main())
