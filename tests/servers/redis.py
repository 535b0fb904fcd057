"""A real Redis that keeps nothing."""

import signal

from servers.programs import HOST, Program, answers, find, free_port


class Redis:
    def __init__(self) -> None:
        self._program = Program("redis")
        self.port = free_port()
        self.url = f"redis://{HOST}:{self.port}/0"
        self.start()

    def start(self) -> None:
        """Start, or start again, on the same port."""
        places = ("--port", str(self.port), "--bind", HOST, "--dir", str(self._program.home))
        nothing = ("--save", "", "--appendonly", "no")
        self._program.run(find("redis-server"), *places, *nothing, ready=self._greets)

    def _greets(self) -> bool:
        return answers(self.port, b"+PONG", b"PING\r\n")()

    @property
    def pid(self) -> int:
        assert self._program.process is not None
        return self._program.process.pid

    def stop(self) -> None:
        self._program.halt(signal.SIGKILL)

    def remove(self) -> None:
        self._program.remove()
