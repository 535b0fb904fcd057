"""The server that is killed, always at the same port and on the same data."""

import asyncio
import random
import time

from servers.hilo import Hilo


class Victim(Hilo):
    """up: set while it answers. well: set once it has accepted a message after a kill. recoveries: seconds to that."""

    MAIN = ("-m", "web")  # its own command, for what it takes to start counts here

    def __init__(self, *, control: bool = False) -> None:
        if control:
            self.MAIN = ("-m", "tests.chaos.early")
        super().__init__()
        self.up = asyncio.Event()
        self.up.set()
        self.well = asyncio.Event()
        self.kills = 0
        self.recoveries: list[float] = []
        self._killed_at: float | None = None

    async def fall(self) -> None:
        """SIGKILL, and up again; now and then it is killed while it starts, too."""
        self.up.clear()
        self.well.clear()
        await asyncio.to_thread(self.kill)
        self._killed_at = time.monotonic()
        self.kills += 1
        if random.random() < 0.1:
            await asyncio.to_thread(self.stumble, random.uniform(0.1, 1.0))
            self.kills += 1
        await asyncio.to_thread(self.start)
        self.up.set()

    def stumble(self, seconds: float) -> None:
        """Begin to start, and be killed after so long."""
        deadline = time.monotonic() + seconds
        self._program.run(*self.command(), ready=lambda: time.monotonic() > deadline, env=self.environ)
        self.kill()

    def accepted(self) -> None:
        """A visitor was answered; while it is down, with what it had said before."""
        if self._killed_at is not None and self.up.is_set():
            self.recoveries.append(time.monotonic() - self._killed_at)
            self._killed_at = None
            self.well.set()
