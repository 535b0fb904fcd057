"""After the storm: what stands in the database, compared with the forecast."""

from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

from chaos.forecast import Forecast, Said
from servers.storage import opened
from sqlalchemy import Connection, func, select

from inbox.news import RANK
from inbox.schema import event, journal, message


@dataclass
class Ruins:
    """offered: distinct messages. disordered: neighbours in a thread that stand against their order of arrival.

    gaps: positions missing. back: states that went back. behind: messages of ours without the best news of them. wrong:
    messages that do not read as their writer left them. strays: what nobody wrote. stubs: what we could not read.
    """

    called: int = 0
    refused: int = 0
    offered: int = 0
    stored: int = 0
    lost: int = 0
    doubled: int = 0
    disordered: int = 0
    gaps: int = 0
    receipts: int = 0
    back: int = 0
    behind: int = 0
    changes: int = 0
    wrong: int = 0
    strays: int = 0
    stubs: int = 0

    @property
    def clean(self) -> bool:
        faults = (
            self.refused, self.lost, self.doubled, self.disordered, self.gaps, self.back, self.behind, self.wrong,
            self.strays, self.stubs,
        )  # fmt: skip
        return not any(faults)

    def __str__(self) -> str:
        return "\n".join(f"{field.name:<20}{getattr(self, field.name):>9,}" for field in fields(self))


def survey(database: str, foreseen: Forecast, refused: int) -> Ruins:
    ruins = Ruins(called=len(foreseen.posted), refused=refused, offered=len(foreseen.said))
    ruins.receipts = foreseen.kinds["receipt"]
    ruins.changes = sum(foreseen.kinds[kind] for kind in ("edit", "deletion", "reaction"))
    with opened(database) as conn:
        count_messages(ruins, conn, foreseen)
        count_order(ruins, conn)
        count_states(ruins, conn, foreseen)
        ruins.stubs = conn.execute(select(func.count()).where(journal.c.outcome == "stub")).scalar_one()
    return ruins


def count_messages(ruins: Ruins, conn: Connection, foreseen: Forecast) -> None:
    columns = (message.c.account_id, message.c.remote_id, message.c.text, message.c.deleted_at, message.c.reactions)
    ours = message.c.direction == "in", message.c.remote_id.not_like("seed-%")
    rows = conn.execute(select(*columns).where(*ours)).all()
    times = Counter((row.account_id, row.remote_id) for row in rows)
    ruins.stored = len(rows)
    ruins.lost = sum(name not in times for name in foreseen.said)
    ruins.doubled = sum(count - 1 for count in times.values())
    ruins.strays = sum(name not in foreseen.said for name in times)
    for row in rows:
        if said := foreseen.said.get((row.account_id, row.remote_id)):
            ruins.wrong += not reads_as(row, said)


def reads_as(row: Any, said: Said) -> bool:
    reactions = {one["emoji"] for one in row.reactions}
    return (row.text, bool(row.deleted_at), reactions) == (said.final, bool(said.deleted_at), said.reactions)


def count_order(ruins: Ruins, conn: Connection) -> None:
    threads = defaultdict(list)
    columns = message.c.thread_id, message.c.position, message.c.journal_seq
    for thread_id, position, seq in conn.execute(select(*columns).order_by(*columns[:2])):
        threads[thread_id].append((position, seq))
    for found in threads.values():
        ruins.gaps += sum(position != place for place, (position, _) in enumerate(found, 1))
        arrived = [seq for _, seq in found if seq is not None]
        ruins.disordered += sum(later < earlier for earlier, later in pairwise(arrived))


def count_states(ruins: Ruins, conn: Connection, foreseen: Forecast) -> None:
    answers = select(message.c.id, message.c.state).where(message.c.direction == "out")
    states = {row.id: row.state for row in conn.execute(answers)}
    ruins.behind = sum(states.get(ref) != state for ref, state in foreseen.states.items())
    told = defaultdict(list)
    news = select(event.c.message_id, event.c.data).where(event.c.kind == "message.state").order_by(event.c.seq)
    for message_id, data in conn.execute(news):
        told[message_id].append(RANK[data["state"]])
    ruins.back = sum(later <= earlier for ranks in told.values() for earlier, later in pairwise(ranks))
