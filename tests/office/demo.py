"""A demo inbox, looked at from outside."""

import asyncio
from collections.abc import Callable

from inbox import answers, customers, journal, messages, moods, queue, threads, users
from inbox.answers import Reply
from inbox.door import Conn, Inbox
from inbox.words import Message, Thread
from router.demo import story
from router.demo.people import ANA
from router.demo.show import agents

NOBODY = "00000000-0000-7000-8000-000000000000"


async def hashed(password: str) -> str:
    return f"hash of {password}"


async def until(inbox: Inbox, holds: Callable[[Conn], object]) -> None:
    async with asyncio.timeout(60):
        while not await inbox.read(holds):
            await asyncio.sleep(0.02)


async def until_told(inbox: Inbox) -> None:
    await until(inbox, is_told)


async def until_weighed(inbox: Inbox) -> None:
    """The deep tier has read all of it."""
    await until(inbox, lambda conn: not moods.backlog(conn, inbox.clock()))


def is_told(conn: Conn) -> bool:
    everybody = customers.count(conn) >= len(story.CUSTOMERS)
    return everybody and not journal.unread(conn, 1) and not any(m.state in ("queued", "sending") for m in said(conn))


def said(conn: Conn) -> list[Message]:
    return [message for thread in everything(conn) for message in messages.page(conn, thread.id)]


def everything(conn: Conn) -> list[Thread]:
    pages = (queue.page(conn, view, users.UserId(NOBODY), limit=500) for view in ("open", "closed"))
    return [thread for page in pages for thread in page.threads]


def named(conn: Conn, name: str) -> Thread:
    (thread,) = (one for one in everything(conn) if one.customer_name == name)
    return thread


async def answer(inbox: Inbox, thread: Thread, text: str = "Yes, it is.") -> Message:
    ana = (await inbox.read(agents))[ANA.email]
    return await inbox.write(answers.reply, Reply(thread.id, ana, text, f"c-{thread.id}-{text}"), inbox.clock())


async def when(inbox: Inbox, thread: Thread, position: int) -> list[Message]:
    await until(inbox, lambda conn: threads.get(conn, thread.id).last_position >= position)
    return await inbox.read(messages.page, thread.id)
