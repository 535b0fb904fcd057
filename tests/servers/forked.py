"""Hilo's own processes, each forked from one that has imported it already: anew, that costs a second of processor."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import TimeoutExpired

from web.cli import main

ANEW = multiprocessing.get_context("forkserver")
ANEW.set_forkserver_preload(["web.cli"])


class Forked:
    """What `subprocess.Popen` would be of `hilo ARGUMENTS`. output: where it writes to, at the end of what is there."""

    def __init__(self, arguments: Sequence[str], environ: Mapping[str, str], output: Path) -> None:
        self._process = ANEW.Process(target=live, args=(arguments, dict(environ), output))
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutExpired("hilo", timeout or 0)
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        os.kill(self.pid, signum)


def live(arguments: Sequence[str], environ: Mapping[str, str], output: Path) -> None:
    """As a program that was started by itself: with nothing of whoever started it."""
    os.setsid()
    with output.open("ab") as sink, Path(os.devnull).open("rb") as nothing:
        for mine, theirs in ((0, nothing), (1, sink), (2, sink)):
            os.dup2(theirs.fileno(), mine)
    os.environ.clear()
    os.environ.update(environ)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv[1:] = arguments
    sys.exit(main(list(arguments)))
