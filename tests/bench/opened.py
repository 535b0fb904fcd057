"""An inbox of its own, in this process, whose clock stands where the bench puts it."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from unittest.mock import patch

from cryptography.fernet import Fernet
from msgspec import json
from office.clock import HeldClock

from connectors.chat import Said
from inbox import accounts, engine, journal, users
from inbox.accounts import NewAccount
from inbox.door import Conn, Inbox
from inbox.journal import Entry
from inbox.migrate import upgrade
from inbox.users import NewUser
from inbox.words import UserId

P = ParamSpec("P")
T = TypeVar("T")

HURRIED = tuple("synchronous = OFF" if one.startswith("synchronous") else one for one in engine.SQLITE_PRAGMAS)
"""Never waits for the disk: for whoever measures the order of things, and not how long they take."""


@dataclass
class Opened:
    """run: what the bench's one event loop does."""

    inbox: Inbox
    clock: HeldClock
    run: Callable[[Coroutine[Any, Any, Any]], Any]
    agent: UserId = field(init=False)

    def __post_init__(self) -> None:
        new = NewAccount("chat", channel="chat", name="Chat", settings={"title": "Chat"}, secrets={})
        self._account = self.write(accounts.add, self.inbox.box, new, self.clock())
        self.agent = self.write(users.add, NewUser("ana@hilo.example", "Ana", "agent", "", "en"), self.clock()).id

    def write(self, work: Callable[Concatenate[Conn, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        written: T = self.run(self.inbox.write(work, *args, **kwargs))
        return written

    def read(self, work: Callable[Concatenate[Conn, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        seen: T = self.run(self.inbox.read(work, *args, **kwargs))
        return seen

    def journal(self, said: Sequence[Said]) -> None:
        """Visitors write, all at this moment; nobody has read it yet."""
        now = self.clock()
        entries = [Entry(self._account.id, f"{one.visitor}:{one.client_id}", json.encode(one), {}, now) for one in said]
        self.write(journal.append, entries)


@contextmanager
def opened(*, hurried: bool = False) -> Iterator[Opened]:
    """In a folder that is deleted afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hilo-bench-")))
        if hurried:
            stack.enter_context(patch.object(engine, "SQLITE_PRAGMAS", HURRIED))
        run = stack.enter_context(asyncio.Runner()).run
        url, clock = f"sqlite:///{folder / 'hilo.db'}", HeldClock()
        migrate(url, folder)
        inbox = Inbox.open(url, files=folder / "files", key=Fernet.generate_key(), clock=clock)
        stack.callback(lambda: run(inbox.close()))
        yield Opened(inbox, clock, run)


def migrate(url: str, folder: Path) -> None:
    """The first time; a copy of that later on."""
    if not MIGRATED:
        upgrade(url)
        MIGRATED.append((folder / "hilo.db").read_bytes())
    else:
        (folder / "hilo.db").write_bytes(MIGRATED[0])


MIGRATED: list[bytes] = []
