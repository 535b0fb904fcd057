"""What stands in the database, compared with what the visitors were told."""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path

from chaos.visitors import Visitor


@dataclass
class Verdict:
    """gaps: positions missing in a thread. strays: messages that nobody offered."""

    offered: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    reordered: int = 0
    gaps: int = 0
    strays: int = 0

    @property
    def clean(self) -> bool:
        return not any((self.lost, self.doubled, self.reordered, self.gaps, self.strays))

    def __str__(self) -> str:
        return "\n".join(f"{field.name:<13}{getattr(self, field.name):>9,}" for field in fields(self))


def judge(database: Path, visitors: Iterable[Visitor]) -> Verdict:
    """Of a server that has threaded everything."""
    with closing(sqlite3.connect(database)) as conn:
        found = threads(conn)
    verdict = Verdict()
    for visitor in visitors:
        weigh(verdict, visitor, found.get(visitor.address, []))
    return verdict


def threads(conn: sqlite3.Connection) -> dict[str, list[tuple[int, int]]]:
    """(position, number) by visitor, in the order of the thread."""
    said: dict[str, list[tuple[int, int]]] = {}
    rows = conn.execute(
        "SELECT i.address, m.position, m.text FROM message m JOIN identity i ON i.id = m.identity_id "
        "WHERE m.direction = 'in' ORDER BY m.thread_id, m.position"
    )
    for address, position, text in rows:
        said.setdefault(address, []).append((position, int(text)))
    return said


def weigh(verdict: Verdict, visitor: Visitor, said: list[tuple[int, int]]) -> None:
    times = Counter(number for _, number in said)
    verdict.offered += visitor.offered
    verdict.acknowledged += visitor.acknowledged
    verdict.lost += sum(number not in times for number in range(1, visitor.acknowledged + 1))
    verdict.doubled += sum(count - 1 for count in times.values())
    verdict.reordered += sum(later < earlier for (_, earlier), (_, later) in pairwise(said))
    verdict.gaps += sum(position != place for place, (position, _) in enumerate(said, 1))
    verdict.strays += sum(not 1 <= number <= visitor.offered for number in times)


def wait_until_threaded(database: Path, seconds: float = 120.0) -> None:
    """Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    with closing(sqlite3.connect(database, isolation_level=None)) as conn:
        while conn.execute("SELECT 1 FROM journal WHERE read_at IS NULL LIMIT 1").fetchone():
            if time.monotonic() > deadline:
                raise TimeoutError("the server did not thread everything in time")
            time.sleep(0.05)
