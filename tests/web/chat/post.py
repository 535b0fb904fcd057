"""A real mail server that carries the codes, and what the shop knows by mail."""

import asyncio
import re
from dataclasses import dataclass
from email.message import EmailMessage

from servers.dovecot import Dovecot
from servers.postfix import Postfix
from sqlalchemy import Connection

from inbox import accounts, journal, queue
from inbox.accounts import NewAccount
from inbox.arrivals import Arrival, Read
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.receive import receive
from inbox.words import AccountId, Mood, Thread, UserId
from router.patience import judge

CODE = re.compile(r"\b\d{6}\b")


@dataclass
class Post:
    """The shop's mailbox `address`, and everybody else's."""

    inbox: Inbox
    dovecot: Dovecot
    account: AccountId
    address: str
    count: int = 0

    def of(self, name: str) -> str:
        """Somebody's address, which no other test uses."""
        return self.address.replace("support", name)

    async def mails(self, to: str, count: int = 1, seconds: float = 30.0) -> list[EmailMessage]:
        """All that lies in their mailbox, once there are at least `count`."""
        async with asyncio.timeout(seconds):
            while len(found := await asyncio.to_thread(self.dovecot.mails, to)) < count:
                await asyncio.sleep(0.02)
        return found

    async def code(self, to: str, count: int = 1) -> str:
        """The newest one that they were sent."""
        async with asyncio.timeout(30):
            while len(found := [one["Subject"] for one in await self.mails(to) if CODE.search(one["Subject"])]) < count:
                await asyncio.sleep(0.02)
        return CODE.findall(found[-1])[0]

    async def hears(self, sender: str, text: str) -> Thread:
        """Somebody writes to the shop."""
        self.count += 1
        await self.inbox.write(self.store, f"mail-{self.count}", sender, text)
        page = await self.inbox.read(queue.page, "open", UserId(""))
        return next(one for one in page.threads if one.preview == text)

    def store(self, conn: Connection, key: str, sender: str, text: str) -> None:
        """As the reader does, but at once, so that none reads it in between."""
        now = self.inbox.clock()
        journal.append(conn, [Entry(self.account, key, text.encode(), {}, now)])
        seq = journal.unread(conn, 1000)[-1].seq
        who = Contact("email", "", sender, "Maria", "proven", "DMARC")
        arrival = Arrival(seq, self.account, key, who, now, text, text, Mood(), subject="My order")
        receive(conn, [Read(seq, (arrival,))], judge, now)


async def open_post(inbox: Inbox, dovecot: Dovecot, postfix: Postfix, address: str) -> Post:
    imap = {"imap_host": dovecot.host, "imap_port": dovecot.imap, "imap_user": address, "imap_security": "none"}
    smtp = {"smtp_host": postfix.host, "smtp_port": postfix.smtp, "smtp_security": "none"}
    settings = {"address": address, "name": "Acme Support", **imap, **smtp}
    new = NewAccount("email", "Mail", settings, {"imap_password": dovecot.password})
    account = await inbox.write(accounts.add, inbox.box, new, inbox.clock())
    return Post(inbox, dovecot, account.id, address)
