"""Where the acts are played: what arrives goes through the journal, what agents do through the inbox's own verbs."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Literal, assert_never

from inbox import answers, customers, episodes, identities, journal, messages, promises, threads
from inbox.answers import Note as WrittenNote
from inbox.answers import Reply as WrittenReply
from inbox.door import Conn, Inbox
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.promises import NewPromise
from inbox.words import AccountId, Message, MessageId, ThreadId, UserId
from router.demo.acts import Act, AddNumber, Arriving, Close, Doing, Note, Promise, Reaction, Receipt, Reply, Tag, Take
from router.demo.payload import body_of
from router.demo.people import Person

POLL = 0.5
"""Seconds between looks at whether the reader or the deliverer has caught up, where no hint comes."""
RECEIPTS: dict[str, tuple[Literal["delivered", "read"], ...]] = {
    "chat": ("read",),
    "whatsapp": ("delivered", "read"),
    "sms": ("delivered",),
}
"""What is heard of an answer. A mail's sender hears nothing."""


class Stage:
    """accounts: the demo's own, by channel; agents: by e-mail."""

    def __init__(self, inbox: Inbox, accounts: dict[str, AccountId], agents: dict[str, UserId]) -> None:
        self._inbox = inbox
        self.accounts = accounts
        self.agents = agents

    async def play(self, acts: Sequence[Act]) -> None:
        """In the order in which they happened. Agents answer what has been threaded, so they wait for the reader."""
        now = self._inbox.clock()
        for arrives, group in groupby(sorted(acts, key=lambda act: -act.ago), lambda act: isinstance(act, Arriving)):
            if arrives:
                await self._bring([act for act in group if isinstance(act, Arriving)], now)
                continue
            for act in group:
                if not isinstance(act, Arriving):
                    await self._perform(act, now)

    async def _bring(self, acts: list[Arriving], now: datetime) -> None:
        await self._inbox.write(journal.append, [self._entry(act, now - timedelta(minutes=act.ago)) for act in acts])
        async with self._inbox.bus.listen("events") as bell:
            while await self._inbox.read(journal.unread, 1):
                await bell.wait(POLL)

    def _entry(self, act: Arriving, at: datetime) -> Entry:
        key = str(uuid.uuid4())
        return Entry(self.accounts[act.channel], key, body_of(act, key, at), {}, at)

    async def _perform(self, act: Doing, now: datetime) -> None:
        said = await self._inbox.write(self._do, act, now - timedelta(minutes=act.ago))
        if isinstance(act, Reply) and said and await self.is_received(said.id) and act.emoji:
            await self.play([Reaction(0, act.who, said.id, act.emoji)])

    def _do(self, conn: Conn, act: Doing, at: datetime) -> Message | None:
        """What was said, if anything."""
        thread_id, by = self.thread_of(conn, act.who), self.agents[act.by.email]
        match act:
            case Reply():
                return answers.reply(conn, WrittenReply(thread_id, by, act.text, str(uuid.uuid4())), at)
            case Note():
                return answers.note(conn, WrittenNote(thread_id, by, act.text, str(uuid.uuid4())), at)
            case AddNumber():
                whose = threads.get(conn, thread_id).customer_id
                customers.add_address(conn, whose, Contact("sms", "", act.who.phone), by, at)
            case Promise():
                due_at = at + timedelta(minutes=act.within)
                promises.make(conn, NewPromise(thread_id, act.text, due_at), by, at)
            case Tag():
                last = messages.page(conn, thread_id, limit=1)[0]
                episodes.set_tags(conn, last.episode_id, [act.name], by, at)
            case Take():
                threads.claim(conn, thread_id, by, at)
            case Close():
                threads.close(conn, thread_id, by, at)
            case _:
                assert_never(act)
        return None

    async def is_received(self, message_id: MessageId) -> bool:
        """Once it has left, its channel tells what became of it. False where it has not left, and never will."""
        async with self._inbox.bus.listen("events") as bell:
            while (said := await self._inbox.read(messages.get, message_id)).state in ("queued", "sending"):
                await bell.wait(POLL)
        if said.state != "sent":
            return False
        await self.play([Receipt(0, said.channel, said.id, state) for state in RECEIPTS.get(said.channel, ())])
        return True

    def thread_of(self, conn: Conn, who: Person) -> ThreadId:
        """Raises LookupError for somebody who has never written."""
        phone = ("whatsapp", "", who.phone), ("sms", "", who.phone)
        names = ("email", "", who.email), ("chat", self.accounts["chat"], who.address), *phone
        for name in names:
            if (identity := identities.find(conn, *name)) and (said := messages.of_visitor(conn, {identity.id: 0}, 1)):
                return said[0].thread_id
        raise LookupError("nobody of that name has written")
