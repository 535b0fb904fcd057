"""The queue itself, from the journal to the claim, on a clock that the shift moves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from bench.opened import Opened, opened
from bench.policies import Moods, Policy
from bench.shift import Call

from connectors.chat import Said
from inbox import answers, queue, tables, threads
from inbox.answers import Reply
from inbox.words import Mood, ThreadId
from router.deepening import Deepening
from router.mood.scorers import Scorers
from router.patience import Judging
from router.reader import Reader


class Known:
    """A scorer that heard every text before."""

    def __init__(self, moods: Moods) -> None:
        self._moods = moods

    def score(self, texts: Sequence[str]) -> list[Mood]:
        return [self._moods[text] for text in texts]


class Counter:
    """Customers write by chat; an agent takes the head of the queue, answers when done, and closes.

    Of a thread that takes an agent longer than it may be held, nobody is told: the same agent goes on with it.
    """

    def __init__(self, policy: Policy, at: Opened) -> None:
        self._at, self._threads = at, dict[int, ThreadId]()
        judging = Judging()
        self._reader = Reader(at.inbox, Known(policy.first), judging=judging)
        self._deepening = Deepening(at.inbox, Scorers(), judging) if policy.deep else None
        self._deep = Known(policy.deep)
        at.write(tables.save, policy.table, None, at.clock())

    def arrive(self, number: int, call: Call, now: datetime) -> None:
        self._at.clock.now = now
        self._at.journal([Said(f"v{number}", "1", call.said.text, name=str(number))])
        self._at.run(self._reader.read_some())

    def deepen(self, now: datetime) -> None:
        self._at.clock.now = now
        if self._deepening:
            self._at.run(self._deepening.deepen_some(self._deep))

    def take(self, now: datetime) -> int | None:
        first = self._at.read(queue.page, "queue", self._at.agent, None, 1).threads
        if not first:
            return None
        number = int(first[0].customer_name)
        self._threads[number] = self._at.write(threads.claim, first[0].id, self._at.agent, now).id
        return number

    def finish(self, number: int, now: datetime) -> None:
        thread_id, agent = self._threads[number], self._at.agent
        self._at.write(answers.reply, Reply(thread_id, agent, "Dear customer", client_id=str(number)), now)
        self._at.write(threads.close, thread_id, agent, now)


@contextmanager
def counter(policy: Policy) -> Iterator[Counter]:
    with opened(hurried=True) as at:
        yield Counter(policy, at)
