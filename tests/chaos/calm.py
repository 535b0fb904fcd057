"""Before the storm: accounts of every provider, customers, and answers to them that their providers have accepted."""

from dataclasses import dataclass, field
from pathlib import Path

from servers.callers.call import Caller
from servers.callers.every import CALLERS
from sqlalchemy import Connection

from connectors.registry import CONNECTORS
from inbox import accounts, answers, identities, journal, outbox, users
from inbox.accounts import NewAccount
from inbox.answers import Reply
from inbox.arrivals import Arrival, Read
from inbox.clock import utc_now
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.receive import receive
from inbox.schema import identity, thread
from inbox.users import NewUser
from inbox.words import AccountId, Mood, ThreadId, UserId
from router.patience import judge
from web.key import open_inbox
from web.settings import Settings

CUSTOMERS = 40
ANSWERS = 8
"""That each of them got."""
TWINS = {"twilio_whatsapp": 10_000}
"""Where customers of another account would have the same number, and so be the same people."""


@dataclass
class Line:
    """One account with its provider.

    answers: our name and its own for what we sent, by customer. spoken: who will say which message.
    """

    account_id: AccountId
    caller: Caller
    numbers: range
    answers: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    spoken: list[tuple[int, int]] = field(default_factory=list)


async def seed(data: Path, database: str, url: str, customers: int = CUSTOMERS) -> list[Line]:
    """database: its URL. url: where the providers will call. customers: of each account."""
    inbox = await open_inbox(Settings(data=data, url=url, database=database))
    try:
        ana = await inbox.write(users.add, NewUser("ana@desk.example", "Ana", "admin", "$argon2id$"), utc_now())
        return [await opened(inbox, name, url, ana.id, customers) for name in CALLERS]
    finally:
        await inbox.close()


async def opened(inbox: Inbox, name: str, url: str, author: UserId, customers: int) -> Line:
    kind = CALLERS[name]
    new = NewAccount(name, name, kind.settings, kind.secrets, CONNECTORS[name].channel)
    account = await inbox.write(accounts.add, inbox.box, new, utc_now())
    first = TWINS.get(name, 0)
    line = Line(account.id, kind(f"{url}/hooks/{account.id}"), range(first, first + customers))
    if hasattr(kind, "STATES"):
        for number in line.numbers:
            line.answers[number] = await inbox.write(answered, line, number, author)
    return line


def answered(conn: Connection, line: Line, number: int, author: UserId) -> list[tuple[str, str]]:
    """The customer wrote, and got several answers."""
    kind = CONNECTORS[line.caller.name]
    scope = line.account_id if kind.channel == "api" else ""
    who = Contact(kind.channel, scope, line.caller.address(number), evidence="proven")
    key, now = f"seed-{number}", utc_now()
    journal.append(conn, [Entry(line.account_id, key, b"", {}, now)])
    (row,) = journal.unread(conn, 1)
    said = Arrival(row.seq, line.account_id, key, who, now, "Hello?", "Hello?", Mood())
    receive(conn, [Read(row.seq, (said,))], judge, now)
    thread_id = thread_of(conn, who)
    return [accepted(conn, line, thread_id, author, f"{line.caller.name}-{number}-{count}") for count in range(ANSWERS)]


def thread_of(conn: Connection, who: Contact) -> ThreadId:
    found = identities.find(conn, *who.unique_name)
    assert found is not None
    owned = thread.select().join(identity, identity.c.customer_id == thread.c.customer_id)
    return ThreadId(conn.execute(owned.where(identity.c.id == found.id)).one().id)


def accepted(conn: Connection, line: Line, thread_id: ThreadId, author: UserId, client_id: str) -> tuple[str, str]:
    """One answer, which the provider has taken under an id of its own."""
    wrote = answers.reply(conn, Reply(thread_id, author, "Yes.", client_id), utc_now())
    (mine,) = outbox.claim(conn, utc_now(), 1)
    remote_id = theirs(line.caller.name, wrote.id.replace("-", ""))
    outbox.sent(conn, mine, remote_id, "sent", utc_now())
    return wrote.id, remote_id


def theirs(name: str, bare: str) -> str:
    """An id as this provider gives."""
    if name == "api":
        return f"out:{bare}"
    return f"SM{bare}" if name.startswith("twilio") else f"wamid.{bare}"
