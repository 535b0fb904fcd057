"""django-helpdesk on gunicorn: a message is a new ticket by its REST API."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

from bench.beside.environment import THREADS, WORKERS, Environment
from bench.line import request
from bench.load import Asked
from servers.programs import Program, answers, free_port

WANTED = "django-helpdesk==2.6.1", "django==5.2.19", "gunicorn==27.0.1"
PROJECTS = Path(__file__).with_name("projects")
NAME = "django-helpdesk"
SET_UP = f"2.6.1, gunicorn {WORKERS} x {THREADS} threads, SQLite WAL FULL, a ticket by REST, mails rendered"


class Helpdesk:
    name, set_up = NAME, SET_UP

    def __init__(self) -> None:
        environment, self._program, self.port = Environment(NAME, *WANTED), Program("helpdesk"), free_port()
        env = {"PEER_DATA": str(self._program.home), "DJANGO_SETTINGS_MODULE": "desk.settings"}
        env |= {"PYTHONPATH": str(PROJECTS)}
        self._token = environment.call("-m", "desk.prepare", **env).split()[-1]
        command = environment.gunicorn("django.core.wsgi:get_wsgi_application()", self.port)
        ready = answers(self.port, b"HTTP/1.1", b"GET /api/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self._program.run(*command, ready=ready, seconds=60, env=env)

    @property
    def pids(self) -> list[int]:
        assert self._program.process is not None
        return [self._program.process.pid]

    def messages(self) -> Iterator[Asked]:
        """Endless."""
        headers = {"Authorization": f"Token {self._token}", "Content-Type": "application/json"}
        for number in itertools.count(1):
            text = f"Where is my order? This is message {number}."
            said = {"queue": 1, "priority": 3, "title": text, "description": text, "submitter_email": sender(number)}
            yield Asked(text, request("/api/tickets/", json.dumps(said).encode(), headers))

    async def settle(self) -> None:
        """A ticket is there once it is acknowledged."""

    def remove(self) -> None:
        self._program.remove()


def sender(number: int) -> str:
    return f"customer{number % 2000}@example.com"
