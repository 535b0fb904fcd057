"""How the day goes on: somebody writes every half minute or so, and customers react to what agents answer."""

import asyncio
import secrets
import uuid
from collections import Counter

from inbox import answers, customers, events, messages, queue, threads
from inbox.answers import Reply
from inbox.door import Conn, Inbox
from inbox.words import Identity, Message, MessageId, Thread, ThreadId
from router.demo.acts import Arriving, Chat, Mail, Reaction, Sms, WhatsApp
from router.demo.chatter import ANSWERS, newcomer, reminder, thanks
from router.demo.people import NORA, Person, is_invented, language_of
from router.demo.stage import Stage

PAUSE = (15.0, 40.0)
"""Seconds between one message and the next."""
THINKING = (5.0, 12.0)
"""Seconds until a customer reacts to an answer."""
CROWDED = 25
"""Waiting threads from which on a colleague helps, so that the queue stays one that a person can look over."""
MOST_THANKS = 2
"""Per thread: nobody wants the last word for ever."""
GLAD = "👍"
"""What is left to say then, where one can say it so."""
POLL = 2.0
SIGNED = "signed token"


class Crowd:
    def __init__(self, inbox: Inbox, stage: Stage) -> None:
        self._inbox = inbox
        self._stage = stage
        self._nora = stage.agents[NORA.email]
        self._thanked: Counter[ThreadId] = Counter()

    async def live(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as going_on:
            going_on.create_task(self._write())
            going_on.create_task(self._react(going_on))

    async def _write(self) -> None:
        while True:
            await asyncio.sleep(between(*PAUSE))
            again = await self._inbox.read(self._impatient) if secrets.randbelow(4) == 0 else None
            act = again or newcomer()
            if act.channel in self._stage.accounts:  # an admin may have removed it before the last start
                await self._stage.play([act])
            await self._inbox.write(self._help_out)

    def _impatient(self, conn: Conn) -> Arriving | None:
        """Somebody who waits asks again, but nobody more than once."""
        waiting = [one for one in queue.page(conn, "queue", self._nora).threads if one.unanswered == 1]
        if not waiting:
            return None
        last = last_heard(conn, secrets.choice(waiting))
        who = identity_of(conn, last)
        return further(who, reminder(language_of(who.address)), last) if self._plays(conn, last) else None

    def _help_out(self, conn: Conn) -> None:
        """The colleague answers whoever may wait longest, and leaves the urgent ones to the newcomer at the screen."""
        waiting = queue.page(conn, "queue", self._nora, limit=2 * CROWDED).threads
        invented = [one for one in waiting if self._plays(conn, last_heard(conn, one))]
        if len(waiting) <= CROWDED or not invented:
            return
        last, now = invented[-1], self._inbox.clock()
        text = ANSWERS[language_of(identity_of(conn, last_heard(conn, last)).address)]
        answers.reply(conn, Reply(last.id, self._nora, text, str(uuid.uuid4())), now)
        threads.close(conn, last.id, self._nora, now)

    def _plays(self, conn: Conn, message: Message) -> bool:
        """Whether the demo speaks for the customer: never for somebody real, nor by an account that is not its own."""
        ours = message.account_id in self._stage.accounts.values()
        return ours and is_invented(identity_of(conn, message).address)

    async def _react(self, going_on: asyncio.TaskGroup) -> None:
        seq = await self._inbox.read(events.last_seq)
        async with self._inbox.bus.listen("events") as bell:
            while True:
                for event in await self._inbox.read(events.since, seq):
                    seq = event.seq
                    if event.kind == "message.written" and event.message_id and event.identity_id:
                        going_on.create_task(self._react_to(event.message_id))
                await bell.wait(POLL)

    async def _react_to(self, message_id: MessageId) -> None:
        answer = await self._inbox.read(messages.get, message_id)
        if not await self._inbox.read(self._plays, answer):
            return
        await asyncio.sleep(between(*THINKING) / 2)
        if not await self._stage.is_received(message_id) or answer.author_id == self._nora:
            return
        await asyncio.sleep(between(*THINKING) / 2)
        await self._thank(answer, await self._inbox.read(identity_of, answer))

    async def _thank(self, answer: Message, to: Identity) -> None:
        if self._thanked[answer.thread_id] < MOST_THANKS:
            self._thanked[answer.thread_id] += 1
            await self._stage.play([further(to, thanks(language_of(to.address)), answer)])
        elif to.channel == "whatsapp":
            await self._stage.play([Reaction(0, same(to), answer.id, GLAD)])


def between(least: float, most: float) -> float:
    return least + secrets.randbelow(1000) / 1000 * (most - least)


def last_heard(conn: Conn, thread: Thread) -> Message:
    return [one for one in messages.page(conn, thread.id) if one.direction == "in"][-1]


def identity_of(conn: Conn, message: Message) -> Identity:
    """Who wrote it, or to whom it was written."""
    customer = customers.get(conn, threads.get(conn, message.thread_id).customer_id)
    return next(one for one in customer.identities if one.id == message.identity_id)


def further(who: Identity, text: str, after: Message) -> Arriving:
    """One more message from the same address. after: what was said last."""
    match who.channel:
        case "chat":
            return Chat(0, same(who), text)
        case "whatsapp":
            return WhatsApp(0, same(who), text)
        case "sms":
            return Sms(0, same(who), text)
    quotes = after.text if after.direction == "out" else ""
    return Mail(0, same(who), f"Re: {after.subject.removeprefix('Re: ')}", text, quotes=quotes)


def same(who: Identity) -> Person:
    """Whichever kind of address it is, it stands where that kind is looked for."""
    sub = who.address.removeprefix("jwt:") if who.how == SIGNED else ""
    return Person(who.display, who.address, who.address, sub, who.address)
