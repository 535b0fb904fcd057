"""What an agent's screen asks of the inbox, one thing at a time, with how long it took."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from bench.corpus import Corpus
from bench.crowd import AGENTS, NOW, Crowd
from bench.search import QUESTIONS
from sqlalchemy import select

from inbox import accounts, customers, drafts, landing, messages, queue, search, threads
from inbox.box import new_key
from inbox.door import Conn, Inbox
from inbox.schema import thread
from inbox.words import ThreadId, UserId
from router import local
from router.asked import asked

SEARCHED = "a rare word", "a common word", "a phrase"
PAGE = 50
Ask = Callable[[], Awaitable[list[float]]]
"""Once; milliseconds of everybody who asked."""


class Asking:
    def __init__(self, url: str, files: Path, crowd: Crowd, dice: Random) -> None:
        self._inbox = Inbox.open(url, files=files, key=new_key())
        self._crowd, self._dice, self._corpus = crowd, dice, Corpus()

    def questions(self) -> Iterator[tuple[str, Ask]]:
        agent = self._crowd.agents[0]
        yield "inbox page", partial(self._read, lambda: (queue.page, "queue", agent))
        yield f"claim next, {AGENTS} agents each once a second", partial(self._claim, 1.0)
        yield "thread view", partial(self._read, lambda: (conversation, self._any(), agent))
        yield "customer card", partial(self._read, lambda: (local.show, self._any(), agent, NOW))
        for what in SEARCHED:
            yield f"search: {what}", partial(self._read, partial(self._search, QUESTIONS[what]))

    def _any(self) -> ThreadId:
        return self._dice.choice(self._crowd.some)

    def _search(self, pattern: str) -> tuple[Any, ...]:
        return search.find, asked(pattern.format(rare=self._corpus.rare()), NOW)

    async def _read(self, what: Callable[[], tuple[Any, ...]]) -> list[float]:
        return [await timed(self._inbox.read(*what()))]

    async def _claim(self, spread: float) -> list[float]:
        """Within so many seconds. All that they took is given back afterwards, which is not timed."""
        took = await asyncio.gather(*(self._land(one, self._dice.uniform(0, spread)) for one in self._crowd.agents))
        await self._inbox.write(give_back)
        return took

    async def _land(self, agent: UserId, pause: float) -> float:
        await asyncio.sleep(pause)
        return await timed(self._inbox.write(landing.land, agent, None, (), self._inbox.clock()))

    async def close(self) -> None:
        await self._inbox.close()


async def timed(work: Awaitable[object]) -> float:
    began = time.perf_counter()
    await work
    return (time.perf_counter() - began) * 1000


def conversation(conn: Conn, thread_id: ThreadId, user_id: UserId) -> tuple[Any, ...]:
    """As `GET /api/v1/threads/{id}` reads it."""
    shown = threads.get(conn, thread_id)
    last = messages.page(conn, shown.id, None, PAGE + 1)
    return shown, last, accounts.ever(conn), customers.get(conn, shown.customer_id), drafts.of(conn, user_id, shown.id)


def give_back(conn: Conn) -> None:
    taken = conn.execute(select(thread.c.id, thread.c.assignee_id).where(thread.c.assignee_id.is_not(None))).all()
    for row in taken:
        threads.release(conn, row.id, row.assignee_id, NOW)
