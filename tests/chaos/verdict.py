"""What stands in the database, compared with what the visitors were told."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import pairwise

from chaos.visitors import Visitor
from servers.storage import opened
from sqlalchemy import Connection, select

from inbox.schema import identity, journal, message


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


def judge(database: str, visitors: Iterable[Visitor]) -> Verdict:
    """Of a server that has threaded everything."""
    with opened(database) as conn:
        found = threads(conn)
    verdict = Verdict()
    for visitor in visitors:
        weigh(verdict, visitor, found.get(visitor.address, []))
    return verdict


def threads(conn: Connection) -> dict[str, list[tuple[int, int]]]:
    """(position, number) by visitor, in the order of the thread."""
    said: dict[str, list[tuple[int, int]]] = {}
    heard = select(identity.c.address, message.c.position, message.c.text).where(message.c.direction == "in")
    whose = heard.join(identity, identity.c.id == message.c.identity_id)
    for address, position, number in conn.execute(whose.order_by(message.c.thread_id, message.c.position)):
        said.setdefault(address, []).append((position, int(number)))
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


def wait_until_threaded(database: str, seconds: float = 120.0) -> None:
    """Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while some_unread(database):
        if time.monotonic() > deadline:
            raise TimeoutError("the server did not thread everything in time")
        time.sleep(0.05)


def some_unread(database: str) -> bool:
    with opened(database) as conn:
        return conn.execute(select(journal.c.seq).where(journal.c.read_at.is_(None)).limit(1)).first() is not None
