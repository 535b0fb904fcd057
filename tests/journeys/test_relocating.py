"""A company outgrows the one file: its inbox moves into PostgreSQL, and hardly anybody notices."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from office import everything
from servers import hilo as servers
from servers.hilo import Hilo, Person, RefusedError
from servers.postgresql import PostgreSQL, driven
from servers.programs import ours
from servers.storage import File
from servers.visitor import Visitor
from sqlalchemy import Engine, func, insert, select

from inbox.engine import open_readers, open_writer
from inbox.migrate import upgrade
from inbox.schema import EPOCH, event


@pytest.fixture
def hilo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hilo]:
    """Embedded, whatever the other tests run on."""
    monkeypatch.setattr(servers, "new_storage", File)
    server = Hilo()
    yield server
    print(server.log())
    server.remove()


@pytest.fixture
def place(postgresql: PostgreSQL) -> Iterator[str]:
    """The address of an empty database."""
    name = postgresql.new_database()
    yield postgresql.url(name)
    postgresql.drop(name)


def migrating(data: Path, place: str) -> subprocess.Popen[str]:
    command = (sys.executable, "-m", "web", "migrate", "--to", place)
    env = ours() | {"HILO_DATA": str(data)}
    return subprocess.Popen(command, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=100)
    assert process.returncode == 0, err
    return out


class Talking:
    """A customer goes on writing, as long as somebody is there to take it."""

    def __init__(self, visitor: Visitor) -> None:
        self.said: list[str] = []
        self._visitor = visitor
        self._ended = Event()
        self._thread = Thread(target=self._talk)
        self._thread.start()

    def _talk(self) -> None:
        while not self._ended.is_set():
            line = f"Line {len(self.said)}"
            try:
                self._visitor.say(line)
                self.said.append(line)
            except RefusedError as refused:
                if refused.code != 429:
                    raise
                self._ended.wait(1.0)

    def end(self) -> None:
        self._ended.set()
        self._thread.join()


def test_an_inbox_moves_while_customers_write_and_nothing_is_lost(
    hilo: Hilo, ana: Person, place: str, eventually: Callable[..., Any]
) -> None:
    chat = ana.add_chat("*")["id"]
    visitor = Visitor(hilo, chat, "Maria")
    talking = Talking(visitor)
    assert "Hilo still runs on" in ended(migrating(hilo.data, place))
    talking.end()
    hilo.stop()
    assert "Both are the same" in ended(migrating(hilo.data, place))
    hilo.environ["DATABASE_URL"] = place
    hilo.start()
    visitor.say("And here I am again")
    [thread] = eventually(lambda: [one for one in ana.threads() if one["preview"].startswith("And here")])
    messages = ana.get(f"/api/v1/threads/{thread['id']}")["messages"]
    assert [one["text"] for one in messages][-21:] == [*talking.said, "And here I am again"][-21:]
    assert visitor.sees()[-1] == "And here I am again"
    eventually(lambda: ana.get("/api/v1/search?q=again")["messages"])


MANY = 100_000


def fill(data: Path) -> None:
    """Rows enough to be in the middle of them."""
    url = f"sqlite:///{data}/hilo.db"
    upgrade(url)
    engine = open_writer(url)
    everything.fill(engine, 1)
    with engine.begin() as conn:
        conn.execute(insert(event), [{"at": EPOCH, "kind": "x" * 100, "data": {}} for _ in range(1, MANY)])
    engine.dispose()


def copied(target: Engine) -> int:
    with target.connect() as conn:
        return int(conn.execute(select(func.count()).select_from(event)).scalar_one())


def test_killed_at_any_moment_it_goes_on_where_it_was(
    tmp_path: Path, place: str, eventually: Callable[..., Any]
) -> None:
    fill(tmp_path)
    url = driven(place)
    upgrade(url)
    target = open_readers(url, 1)
    process = migrating(tmp_path, place)
    eventually(lambda: copied(target) > 0)
    process.kill()
    process.communicate()
    half = copied(target)
    assert 0 < half < MANY
    assert "Both are the same" in ended(migrating(tmp_path, place))
    assert copied(target) == MANY
    target.dispose()
