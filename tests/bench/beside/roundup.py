"""Roundup on gunicorn: a message is a new issue by its REST API, which is less than it would do for a mail."""

import itertools
import json
from base64 import b64encode
from collections.abc import Iterator

from bench.beside.environment import THREADS, WORKERS, Environment
from bench.line import request
from bench.load import Asked
from servers.programs import Program, answers, free_port

WANTED = "roundup==2.6.0", "gunicorn==27.0.1"
NAME = "roundup"
SET_UP = f"2.6.0, gunicorn {WORKERS} x {THREADS} threads, SQLite, an issue by REST, passwords hashed in 1000 rounds"
ADDRESS = "http://localhost"
"""Without a port, as the requests name it."""
PASSWORD = "only for the bench"


class Roundup:
    name, set_up = NAME, SET_UP

    def __init__(self) -> None:
        environment, self._program, self.port = Environment(NAME, *WANTED), Program(NAME), free_port()
        home = str(self._program.home / "tracker")
        admin = (str(environment.folder / "bin" / "roundup-admin"), "-i", home)
        environment.call(*admin, "install", "classic", "sqlite", ",".join(self._config()))
        environment.call(*admin, "initialise", PASSWORD)
        command = environment.gunicorn(f"roundup.cgi.wsgi_handler:RequestDispatcher({home!r})", self.port)
        ready = answers(self.port, b"HTTP/1.1", b"GET /rest/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self._program.run(*command, ready=ready, seconds=60)

    def _config(self) -> Iterator[str]:
        """As few rounds as it takes, or every request would wait for the hash of its password."""
        yield f"tracker_web={ADDRESS}/"
        yield "mail_domain=desk.example"
        yield "mail_host=localhost"
        yield f"mail_debug={self._program.home / 'mails'}"
        yield "password_pbkdf2_default_rounds=1000"

    @property
    def pids(self) -> list[int]:
        assert self._program.process is not None
        return [self._program.process.pid]

    def messages(self) -> Iterator[Asked]:
        """Endless."""
        known = b64encode(f"admin:{PASSWORD}".encode()).decode()
        headers = {"Authorization": f"Basic {known}", "Content-Type": "application/json", "X-Requested-With": "rest"}
        headers |= {"Origin": ADDRESS, "Referer": f"{ADDRESS}/"}
        for number in itertools.count(1):
            text = f"Where is my order? This is message {number}."
            yield Asked(text, request("/rest/data/issue", json.dumps({"title": text}).encode(), headers))

    async def settle(self) -> None:
        """A ticket is there once it is acknowledged."""

    def remove(self) -> None:
        self._program.remove()
