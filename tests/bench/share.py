"""Whose processor time it was: ours, the server's, or somebody else's on the same machine."""

import os
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Share:
    """Fractions of the whole machine."""

    server: float
    client: float
    foreign: float


class Meter:
    """Measures from its making to `read`."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._before = self._now()

    def read(self) -> Share:
        total, busy, server, client = (now - then for now, then in zip(self._now(), self._before, strict=True))
        return Share(server / total, client / total, max(0.0, busy - server - client) / total)

    def _now(self) -> tuple[float, float, float, float]:
        times = psutil.cpu_times()
        total = sum(times) - times.guest - times.guest_nice
        return total, total - times.idle - times.iowait, used(self._server), used(os.getpid())


def used(pid: int) -> float:
    """Seconds of the process and of its children that live."""
    head = psutil.Process(pid)
    children = head.children(recursive=True) if pid != os.getpid() else []
    return sum(sum(one.cpu_times()[:2]) for one in [head, *children])
