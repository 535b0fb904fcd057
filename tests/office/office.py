"""A database file with accounts, agents and customers who write: everything that a test of the inbox starts from."""

import itertools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from cryptography.fernet import Fernet
from office.clock import HeldClock
from sqlalchemy import Connection, Executable, Row, select

from inbox import accounts, answers, identities, journal, messages, threads, users
from inbox.accounts import NewAccount
from inbox.answers import Note, Reply
from inbox.arrivals import Arrival, News, Read
from inbox.box import Box
from inbox.engine import open_readers, open_writer
from inbox.events import since
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.receive import receive
from inbox.schema import journal as lines
from inbox.schema import thread
from inbox.users import NewUser
from inbox.words import Account, AccountId, Event, Identity, Message, Mood, Thread, ThreadId, User
from router.patience import judge

P = ParamSpec("P")
T = TypeVar("T")
KEY = Fernet.generate_key()


class Office:
    """Synchronous, on the same engines as `Inbox`: one writing connection, one that cannot write."""

    def __init__(self, url: str, clock: HeldClock) -> None:
        self.url = url
        self.clock = clock
        self.box = Box(KEY)
        self.engine = open_writer(url)
        self.readers = open_readers(url, 1)
        self._numbers = itertools.count(1)

    def close(self) -> None:
        self.readers.dispose()
        self.engine.dispose()

    def write(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self.engine.begin() as conn:
            return work(conn, *args, **kwargs)

    def read(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self.readers.connect() as conn:
            return work(conn, *args, **kwargs)

    def rows(self, statement: Executable) -> list[Row[Any]]:
        with self.readers.connect() as conn:
            return list(conn.execute(statement))

    def account(self, channel: str = "email", **more: Any) -> Account:
        given = {"name": f"Our {channel}", "settings": {}, "secrets": {}, **more}
        new = NewAccount(given.pop("connector", channel), channel=channel, **given)
        return self.write(accounts.add, self.box, new, self.clock())

    def agent(self, name: str = "Ana", role: Any = "agent") -> User:
        new = NewUser(f"{name.lower()}@hilo.example", name, role, "$argon2id$", "en")
        return self.write(users.add, new, self.clock())

    def journalled(self, account_id: AccountId, key: str = "", body: bytes = b"raw") -> int:
        """Append one raw payload; returns its seq."""
        key = key or f"key-{next(self._numbers)}"
        entry = Entry(account_id, key, body, {}, self.clock())
        assert self.write(journal.append, [entry]) == [True]
        (row,) = self.rows(select(lines.c.seq).where(lines.c.account_id == account_id, lines.c.key == key))
        return int(row.seq)

    def arrival(
        self, account: Account, sender: str | Contact = "maria@example.com", text: str = "Hi", **more: Any
    ) -> Arrival:
        """A message on its way in, whose raw payload is journalled already."""
        number = next(self._numbers)
        scope = account.id if account.channel == "chat" else ""
        who = sender if isinstance(sender, Contact) else Contact(account.channel, scope, sender)
        given = {"remote_id": f"remote-{number}", "said": text, "mood": Mood(), "received_at": self.clock(), **more}
        seq = given.pop("journal_seq", 0) or self.journalled(account.id)
        return Arrival(journal_seq=seq, account_id=account.id, sender=who, text=text, **given)

    def receive(self, *arrivals: Arrival, news: tuple[News, ...] = ()) -> list[str]:
        """As the reader does: one Read per journal row, all in one transaction."""
        reads = [Read(seq, tuple(found)) for seq, found in itertools.groupby(arrivals, lambda one: one.journal_seq)]
        if news:
            reads.append(Read(self.journalled(news[0].account_id), (), news, "receipt"))
        return self.write(receive, reads, judge, self.clock())

    def payload(self, account: Account, *arrivals: Arrival, **held: Any) -> Read:
        """One journal row, read: arrivals, and whatever else it held."""
        seq = arrivals[0].journal_seq if arrivals else self.journalled(account.id)
        return Read(seq, arrivals, outcome="threaded" if arrivals else "receipt", **held)

    def take(self, *reads: Read) -> list[str]:
        """All of them in one transaction."""
        return self.write(receive, list(reads), judge, self.clock())

    def hears(
        self, account: Account, sender: str | Contact = "maria@example.com", text: str = "Hi", **more: Any
    ) -> Thread:
        """A customer writes; returns the thread as it stands then."""
        arrived = self.arrival(account, sender, text, **more)
        self.receive(arrived)
        return self.thread_of(arrived.sender)

    def identity(self, who: Contact) -> Identity:
        found = self.read(identities.find, *who.unique_name)
        assert found is not None, f"nobody has {who.unique_name}"
        return found

    def thread_of(self, who: Contact | str, channel: str = "email") -> Thread:
        contact = who if isinstance(who, Contact) else Contact(channel, "", who)
        owner = select(identities.identity.c.customer_id).where(identities.identity.c.id == self.identity(contact).id)
        (row,) = self.rows(select(thread.c.id).where(thread.c.customer_id.in_(owner)))
        return self.thread(row.id)

    def thread(self, thread_id: ThreadId) -> Thread:
        return self.read(threads.get, thread_id)

    def messages(self, thread_id: ThreadId) -> list[Message]:
        return self.read(messages.page, thread_id, None, 10_000)

    def reply(self, thread_id: ThreadId, author: User, text: str = "Dear Maria", **more: Any) -> Message:
        given = {"client_id": f"client-{next(self._numbers)}", **more}
        return self.write(answers.reply, Reply(thread_id, author.id, text, **given), self.clock())

    def note(self, thread_id: ThreadId, author: User, text: str = "Careful", **more: Any) -> Message:
        given = {"client_id": f"client-{next(self._numbers)}", **more}
        return self.write(answers.note, Note(thread_id, author.id, text, **given), self.clock())

    def events(self, after: int = 0) -> list[Event]:
        return self.read(since, after, 100_000)

    def kinds(self, after: int = 0) -> list[str]:
        return [event.kind for event in self.events(after)]
