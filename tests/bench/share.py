"""Whose processor time it was: ours, the servers', or somebody else's on the same machine."""

from contextlib import suppress
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Share:
    """Fractions of the whole machine."""

    server: float
    client: float
    foreign: float


class Meter:
    """Measures from its making to `read`. servers: process ids; none where the server is this process, or its child."""

    def __init__(self, *servers: int) -> None:
        self._servers = servers
        self._before = self._now()

    def read(self) -> Share:
        total, busy, server, client = (now - then for now, then in zip(self._now(), self._before, strict=True))
        whole = total or 1.0  # the system counts in hundredths of a second, and none may have passed
        server = max(0.0, server)  # a child that another process has adopted took its time along
        return Share(server / whole, client / whole, max(0.0, busy - server - client) / whole)

    def _now(self) -> tuple[float, float, float, float]:
        times = psutil.cpu_times()
        total = sum(times) - times.guest - times.guest_nice
        ours = psutil.Process()
        return total, total - times.idle - times.iowait, sum(map(used, self._servers)), sum(ours.cpu_times()[:4])


def used(pid: int) -> float:
    """Seconds of the process and of its children, those that have ended and those that live."""
    head = psutil.Process(pid)
    seconds = 0.0
    for one in [head, *head.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):  # a backend of PostgreSQL that has ended meanwhile
            seconds += sum(one.cpu_times()[:4])
    return seconds
