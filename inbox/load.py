"""How busy this process keeps its database."""

from msgspec import Struct


class Load(Struct, frozen=True):
    """Now: writes and reads that wait, and readers at work, of how many. Since the process began: groups that were
    committed, the writes in them, and the seconds that this took."""

    writes_waiting: int
    reads_waiting: int
    readers_busy: int
    readers: int
    groups: int
    writes: int
    seconds: float
