"""How long a search takes at 10,000, 100,000 and a million messages: `python tests/bench/search.py [--sizes N ...]`.

Synthetic messages in English and Spanish whose words are as unevenly common as in real texts (Zipf). Milliseconds of
`search.find` on one reader, with everything that a hit shows. A million takes some minutes to fill, and 3 GB in a
temporary folder.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench import rows  # noqa: E402  # a script finds only its own folder by itself
from bench.corpus import Corpus, email, phone  # noqa: E402
from bench.rows import Row  # noqa: E402
from bench.share import Meter  # noqa: E402
from sqlalchemy import Connection, Engine, insert, text  # noqa: E402

from inbox import search  # noqa: E402
from inbox.engine import open_readers, open_writer  # noqa: E402
from inbox.fulltext import messages, people  # noqa: E402
from inbox.ids import new_id  # noqa: E402
from inbox.migrate import upgrade  # noqa: E402
from inbox.question import Question  # noqa: E402
from inbox.schema import account, customer, episode, identity, message, thread  # noqa: E402
from router.asked import asked  # noqa: E402
from router.indexing import level  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
CHUNK = 5000
MESSAGES_EACH = 8
NOW = datetime(2026, 6, 1, tzinfo=UTC)
YEAR = timedelta(days=365)
QUESTIONS = {
    "a rare word": "{rare} ",
    "a common word": "pedido ",
    "a common word, being typed": "pedi",
    "two letters, being typed": "pe",
    "two words": "pedido devolución ",
    "a common and a rare word": "order {rare} ",
    "a phrase": '"my order" ',
    "a phrase that nobody says": '"devolución the thanks pedido" ',
    "a word that is not there": "zzyzx ",
    "a person": "{name} ",
    "a telephone": "{phone}",
    "channel and word": "channel:sms invoice ",
    "from and word": "from:{email} order ",
    "angry in March": "angry in March",
    "word in a month": "factura in 2026-02",
    "open and word": "is:open refund ",
    "without words": "channel:sms mood:upset",
    "a word but not another": "order -pedido ",
}


def fill(engine: Engine, corpus: Corpus, size: int) -> None:
    """Customers first, then their messages all mixed, oldest first, indexed by the code that follows the log."""
    account_id = new_id()
    with engine.begin() as conn:
        mailbox = {"id": account_id, "connector": "email", "channel": "email", "name": "x", "created_at": NOW}
        conn.execute(insert(account), [mailbox])
    users = [(new_id(), number) for number in range(size // MESSAGES_EACH)]
    for start in range(0, len(users), CHUNK):
        with engine.begin() as conn:
            add_people(conn, corpus, users[start : start + CHUNK])
    for start in range(0, size, CHUNK):
        with engine.begin() as conn:
            rows = [said(corpus, users, account_id, start + one, size) for one in range(CHUNK)]
            conn.execute(insert(message), rows)
            messages.index(conn, [row["id"] for row in rows], level)
    with engine.begin() as conn:
        conn.execute(text("ANALYZE"))


def add_people(conn: Connection, corpus: Corpus, users: list[tuple[str, int]]) -> None:
    ids = [one for one, _ in users]
    pairs = [(one, f"{corpus.dice.choice(corpus.names)} {corpus.dice.choice(corpus.names)}") for one in ids]
    conn.execute(insert(customer), [{"id": one, "name": name, "created_at": NOW - YEAR} for one, name in pairs])
    rows = [
        {"id": one, "customer_id": one, "token": one, "last_at": NOW, "status": "closed" if number % 50 else "open"}
        for one, number in users
    ]
    conn.execute(insert(thread), rows)
    conn.execute(insert(episode), [{"id": one, "thread_id": one, "opened_at": NOW} for one in ids])
    known = {"evidence": "proven", "evidence_at": NOW, "created_at": NOW}
    for channel, address in (("email", email), ("sms", phone)):
        theirs = [
            {"id": new_id(), "customer_id": one, "channel": channel, "address": address(n), **known} for one, n in users
        ]
        conn.execute(insert(identity), theirs)
    people.index(conn, set(ids))  # type: ignore[arg-type]


def said(corpus: Corpus, users: list[tuple[str, int]], account_id: str, place: int, size: int) -> dict[str, Any]:
    whose = corpus.dice.choice(users)[0]
    words = corpus.said()
    mood = {"valence": corpus.dice.uniform(-1, 1), "anger": max(0.0, corpus.dice.gauss(0.1, 0.2)), "confidence": 1.0}
    return {
        "id": new_id(), "thread_id": whose, "episode_id": whose, "position": place + 1,
        "direction": corpus.dice.choice(("in", "in", "out")), "created_at": NOW - YEAR + YEAR * (place / size),
        "channel": corpus.dice.choices(("email", "chat", "whatsapp", "sms"), (50, 25, 20, 5))[0],
        "account_id": account_id, "subject": " ".join(words.split()[:4]), "text": words, "said": words, "mood": mood,
    }  # fmt: skip


def measure(engine: Engine, corpus: Corpus, size: int, rounds: int) -> Iterator[tuple[str, list[float]]]:
    for name, pattern in QUESTIONS.items():
        times = []
        for _ in range(rounds):
            number = corpus.dice.randrange(size // MESSAGES_EACH)
            who = {"name": corpus.dice.choice(corpus.names), "phone": phone(number), "email": email(number)}
            question = asked(pattern.format(rare=corpus.rare(), **who), NOW)
            times.append(timed(lambda question=question: look(engine, question)))
        yield name, times


def look(engine: Engine, question: Question) -> search.Found:
    with engine.connect() as conn:
        return search.find(conn, question)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, at_sizes, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=40)


def at_sizes(given: argparse.Namespace) -> Iterator[Row]:
    for size in given.sizes:
        with tempfile.TemporaryDirectory(prefix="hilo-search-") as folder:
            yield from at_size(Path(folder), size, given.rounds)


def at_size(folder: Path, size: int, rounds: int) -> Iterator[Row]:
    url, corpus, meter = f"sqlite:///{folder}/hilo.db", Corpus(), Meter()
    upgrade(url)
    writer = open_writer(url)
    seconds = timed(lambda: fill(writer, corpus, size)) / 1000
    writer.dispose()
    megabytes = (folder / "hilo.db").stat().st_size / 1e6
    yield Row(f"{size:,} messages: to fill", f"{seconds:,.0f} s, {megabytes:,.0f} MB", foreign=meter.read().foreign)
    readers, meter = open_readers(url, 1), Meter()
    try:
        for name, times in measure(readers, corpus, size, rounds):
            found = f"{statistics.median(times):.1f} ms, p99 {rows.quantile(times, 0.99):.1f}"
            yield Row(f"search in {size:,} messages: {name}", found, foreign=meter.read().foreign)
    finally:
        readers.dispose()


if __name__ == "__main__":
    sys.exit(main())
