"""Starting a real server for a test and stopping it wholly: its processes, its port and its files."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil
from servers.forked import Forked

Beginning = Callable[[Sequence[str], Mapping[str, str], Path], "subprocess.Popen[bytes] | Forked"]
"""Starts a command in a process of its own, which writes to the end of a file."""
HOST = "127.0.0.1"


def find(name: str) -> str:
    """The program's path; system directories count even where PATH lacks them, as it does for most users."""
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin:/sbin")
    if path is None:
        raise RuntimeError(
            f"The program {name} is missing, and these tests need the real one. Install it with: "
            "apt-get install --no-install-recommends dovecot-imapd dovecot-lmtpd postfix redis-server swaks"
        )
    return path


def free_port() -> int:
    """Below those that systems give to whoever calls out, or somebody's call may have it before the server does."""
    while True:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((HOST, port))
            return port


def begun(command: Sequence[str], environ: Mapping[str, str], output: Path) -> subprocess.Popen[bytes]:
    with output.open("ab") as sink:
        return subprocess.Popen(command, stdout=sink, stderr=sink, start_new_session=True, env=environ)


class Program:
    """A server in the foreground of a directory of its own under the system's temporary files."""

    def __init__(self, name: str) -> None:
        # Unix sockets lie in here and their paths may have 107 bytes, so pytest's long tmp_path will not do.
        self.home = Path(tempfile.mkdtemp(prefix=f"hilo-{name}-"))
        self.home.chmod(0o755)
        self.name = name
        self.process: subprocess.Popen[bytes] | Forked | None = None

    def run(
        self,
        *command: str,
        ready: Callable[[], bool],
        seconds: float = 10.0,
        env: Mapping[str, str] | None = None,
        begin: Beginning = begun,
    ) -> None:
        """Start it and return once `ready` says so; else show what it printed. env: beside what we have ourselves."""
        self.process = begin(command, {**ours(), **(env or {})}, self.home / "output")
        deadline = time.monotonic() + seconds
        while not ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                said = self.output()
                self.remove()
                raise RuntimeError(f"{self.name} did not start:\n{said}")
            time.sleep(0.01)

    def halt(self, signum: int = signal.SIGTERM, seconds: float = 5.0) -> None:
        """Stop it and everything it started, politely and then not."""
        if self.process is None:
            return
        family = _family(self.process.pid)
        for member in family:  # not the head alone: a Dovecot session in IDLE would stay until its own next look
            with contextlib.suppress(psutil.NoSuchProcess):
                member.send_signal(signum)
        deadline = time.monotonic() + seconds
        while any(map(_lives, family)) and time.monotonic() < deadline:
            self.process.poll()
            time.sleep(0.01)
        for stubborn in filter(_lives, family):
            stubborn.kill()
        self.process.wait()
        self.process = None

    def output(self) -> str:
        """What it printed and what it wrote to its log."""
        files = [self.home / "output", self.home / "log"]
        return "".join(file.read_text(errors="replace") for file in files if file.exists())

    def remove(self) -> None:
        self.halt()
        shutil.rmtree(self.home, ignore_errors=True)


def ours() -> dict[str, str]:
    """Our environment, without what is said to tests alone: Hilo refuses a setting that it does not know."""
    return {name: value for name, value in os.environ.items() if not name.startswith("HILO_TEST_")}


def _family(pid: int) -> list[psutil.Process]:
    try:
        head = psutil.Process(pid)
        return [head, *head.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def answers(port: int, greeting: bytes, asked: bytes = b"") -> Callable[[], bool]:
    """Whether a server on this port greets us, asked or not; a bound socket alone is not yet a server."""

    def ask() -> bool:
        try:
            with socket.create_connection((HOST, port), timeout=1) as connection:
                connection.sendall(asked)
                return connection.recv(64).startswith(greeting)
        except OSError:
            return False

    return ask
