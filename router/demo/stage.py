"""Where the acts are played: what arrives goes through the journal, what agents do through the inbox's own verbs."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import assert_never

from inbox import answers, identities, journal, messages, threads
from inbox.answers import Note as WrittenNote
from inbox.answers import Reply as WrittenReply
from inbox.door import Conn, Inbox
from inbox.journal import Entry
from inbox.words import AccountId, ThreadId, UserId
from router.demo.acts import Act, Arriving, Close, Doing, Note, Reply, Take
from router.demo.payload import body_of, channel_of
from router.demo.people import Person

POLL = 0.5
"""Seconds between looks at whether the reader has caught up, where no hint comes."""


class Stage:
    def __init__(self, inbox: Inbox, accounts: dict[str, AccountId], agents: dict[str, UserId]) -> None:
        self._inbox = inbox
        self._accounts = accounts
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
                    await self._inbox.write(self._do, act, now - timedelta(minutes=act.ago))

    async def _bring(self, acts: list[Arriving], now: datetime) -> None:
        await self._inbox.write(journal.append, [self._entry(act, now - timedelta(minutes=act.ago)) for act in acts])
        async with self._inbox.bus.listen("events") as bell:
            while await self._inbox.read(journal.unread, 1):
                await bell.wait(POLL)

    def _entry(self, act: Arriving, at: datetime) -> Entry:
        key = str(uuid.uuid4())
        return Entry(self._accounts[channel_of(act)], key, body_of(act, key, at), {}, at)

    def _do(self, conn: Conn, act: Doing, at: datetime) -> None:
        thread_id, by = self.thread_of(conn, act.who), self.agents[act.by.email]
        match act:
            case Reply():
                answers.reply(conn, WrittenReply(thread_id, by, act.text, str(uuid.uuid4())), at)
            case Note():
                answers.note(conn, WrittenNote(thread_id, by, act.text, str(uuid.uuid4())), at)
            case Take():
                threads.claim(conn, thread_id, by, at)
            case Close():
                threads.close(conn, thread_id, by, at)
            case _:
                assert_never(act)

    def thread_of(self, conn: Conn, who: Person) -> ThreadId:
        """Raises LookupError for somebody who has never written."""
        names = ("email", "", who.email), ("chat", self._accounts["chat"], who.address)
        for name in names:
            if (identity := identities.find(conn, *name)) and (said := messages.of_visitor(conn, identity.id, 0, 1)):
                return said[0].thread_id
        raise LookupError("nobody of that name has written")
