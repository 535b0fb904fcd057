"""Hilo itself as a test sees it: the real command in a process of its own, and a client that is logged in."""

import json
import re
import signal
import sys
import urllib.request
from typing import Any
from urllib.error import HTTPError

from servers.forked import Forked
from servers.programs import Program, begun
from servers.storage import new_storage

PASSWORD = "a long enough password"
ANNOUNCED = re.compile(r"Hilo is at (http://localhost:(\d+))")


class Hilo:
    """`hilo serve` on a free port of localhost, with data of its own. environ: what its other commands need, too.

    MAIN: another program that takes its arguments, as Python is told to run it.
    """

    MAIN: tuple[str, ...] = ()

    def __init__(self, *arguments: str) -> None:
        self._program = Program("serve")
        self._arguments = arguments
        self.data = self._program.home / "data"
        self._storage = new_storage(self.data)
        self.environ = {"HILO_DATA": str(self.data)} | self._storage.environ
        self.port = 0
        self.start()

    def start(self, *more: str) -> None:
        """Start, or start again, on the same data and port."""
        started = self._program.output().count("Hilo is at")
        self._program.run(
            *self.command(),
            *more,
            ready=lambda: self._program.output().count("Hilo is at") > started,
            seconds=30,
            env=self.environ,
            begin=begun if self.MAIN else Forked,
        )
        found = ANNOUNCED.findall(self._program.output())[-1]
        self.url, self.port = found[0], int(found[1])

    def command(self) -> tuple[str, ...]:
        program = (sys.executable, *self.MAIN) if self.MAIN else ()
        return (*program, "serve", "--port", str(self.port), *self._arguments)

    def kill(self) -> None:
        """As a power cut does."""
        self._program.halt(signal.SIGKILL)

    def stop(self) -> None:
        self._program.halt(seconds=15)

    def remove(self) -> None:
        self._program.remove()
        self._storage.remove()

    @property
    def database(self) -> str:
        """Its URL."""
        return self._storage.url

    @property
    def pid(self) -> int:
        assert self._program.process is not None
        return self._program.process.pid

    def log(self) -> str:
        return self._program.output()

    def admin(self, name: str = "Ana", language: str = "en") -> "Person":
        """The first user, made as the wizard makes it."""
        person = Person(self, f"{name.lower().replace(' ', '.')}@desk.example")
        person.enter("/api/v1/setup", name=name, email=person.email, password=PASSWORD, language=language)
        return person


class Person:
    """Somebody logged in, who speaks the API as the screens do; or, with a token, a chat visitor."""

    def __init__(self, hilo: Hilo, email: str) -> None:
        self._hilo = hilo
        self.email = email
        self.password = PASSWORD
        self.token = ""
        self._cookie = ""
        self._csrf = ""

    def enter(self, path: str = "/api/v1/session", **body: Any) -> None:
        answer = self.post(path, **(body or {"email": self.email, "password": self.password}))
        self._csrf = answer["csrf"]

    def colleague(self, name: str, role: str = "agent") -> "Person":
        """Add somebody and log them in. Admins only."""
        other = Person(self._hilo, f"{name.lower().replace(' ', '.')}@desk.example")
        self.post("/api/v1/users", name=name, email=other.email, role=role, password=other.password, language="en")
        other.enter()
        return other

    def get(self, path: str) -> Any:
        return self._ask("GET", path, None)

    def post(self, path: str, **body: Any) -> Any:
        return self._ask("POST", path, body)

    def put(self, path: str, **body: Any) -> Any:
        return self._ask("PUT", path, body)

    def patch(self, path: str, **body: Any) -> Any:
        return self._ask("PATCH", path, body)

    def delete(self, path: str, **body: Any) -> Any:
        return self._ask("DELETE", path, body)

    def _ask(self, method: str, path: str, body: Any) -> Any:
        headers = {"Content-Type": "application/json", "X-CSRF-Token": self._csrf, "Cookie": self._cookie}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._hilo.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                if cookie := answer.headers.get("Set-Cookie"):
                    self._cookie = cookie.split(";")[0]
                content = answer.read()
        except HTTPError as refused:
            raise RefusedError(refused.code, refused.read().decode()) from None
        return json.loads(content) if content else None

    def cookie(self) -> tuple[str, str]:
        name, _, value = self._cookie.partition("=")
        return name, value

    def add_mail(self, dovecot: Any, address: str, smtp_port: int) -> dict[str, Any]:
        """An e-mail account on the real servers."""
        common = {"address": address, "name": "Acme Support"}
        imap = {"imap_host": dovecot.host, "imap_port": dovecot.imap, "imap_user": address, "imap_security": "none"}
        smtp = {
            "smtp_host": dovecot.host,
            "smtp_port": smtp_port,
            "smtp_security": "none",
        }
        settings = {**common, **imap, **smtp, "imap_password": dovecot.password}
        account: dict[str, Any] = self.post("/api/v1/accounts", connector="email", name="Mail", settings=settings)
        return account

    def add_chat(self, *origins: str, secret: str = "") -> dict[str, Any]:
        settings = {"title": "Acme", "allowed_origins": list(origins), "jwt_secret": secret}
        account: dict[str, Any] = self.post("/api/v1/accounts", connector="chat", name="Web", settings=settings)
        return account

    def threads(self, view: str = "queue") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(f"/api/v1/threads?view={view}")["threads"]
        return found


class RefusedError(Exception):
    """An answer of 400 or more. `code` is the HTTP status, `sentence` what the server told the person."""

    def __init__(self, code: int, body: str) -> None:
        self.code = code
        self.sentence = json.loads(body)["error"]["message"] if body.startswith("{") else body
        super().__init__(f"{code}: {self.sentence}")
