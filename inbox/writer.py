"""Group commit: one thread, one connection, as few transactions as the load allows."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from inbox.bus import Bus, announced
from inbox.engine import begun, is_away
from inbox.errors import Away, Busy

A = TypeVar("A")
T = TypeVar("T")

LONGEST_GROUP = 200
LONGEST_QUEUE = 50_000
"""Jobs that may wait. The last resort: those who ask for others are turned away long before, see web/pressure.py."""
LINGER = 0.002
"""Seconds in which the writer waits for company, once several callers write at a time (PostgreSQL's commit_delay)."""


class Job:
    """What one caller waits for. Jobs with the same `shared` work and an item are run as one call.

    outside: its work takes no part in any transaction.
    """

    def __init__(
        self, work: Callable[..., Any], item: Any = None, *, shared: bool = False, outside: bool = False
    ) -> None:
        self.work = work
        self.item = item
        self.shared = shared
        self.outside = outside
        self.loop = asyncio.get_running_loop()
        self.answer: asyncio.Future[Any] = self.loop.create_future()

    def settle(self, result: Any, error: BaseException | None) -> None:
        if self.answer.cancelled():
            return
        if isinstance(error, StopIteration):  # a future refuses it, and its caller would wait for ever
            self.answer.set_exception(RuntimeError("the work raised StopIteration"))
        elif error is not None:
            self.answer.set_exception(error)
        else:
            self.answer.set_result(result)


class Writer:
    """groups, jobs, seconds: what was committed since the beginning, and how long that took."""

    def __init__(self, engine: Engine, bus: Bus, longest: int = LONGEST_QUEUE) -> None:
        self.groups, self.jobs, self.seconds = 0, 0, 0.0
        self._longest = longest
        self._engine = engine
        self._bus = bus
        self._conn: Connection | None = None
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._closed = False
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="inbox-writer", daemon=True)
        self._thread.start()

    async def submit(self, work: Callable[[Connection], T]) -> T:
        return await self._put(Job(work))  # type: ignore[no-any-return]  # a Job's answer is its work's result

    async def submit_item(self, work: Callable[[Connection, list[A]], list[T]], item: A) -> T:
        return await self._put(Job(work, item, shared=True))  # type: ignore[no-any-return]  # as above

    async def submit_outside(self, work: Callable[[Connection], T]) -> T:
        return await self._put(Job(work, outside=True))  # type: ignore[no-any-return]  # as above

    @property
    def waiting(self) -> int:
        return self._jobs.qsize()

    async def _put(self, job: Job) -> Any:
        """Raises Busy, so that a queue which nobody empties costs no memory without end."""
        if self.waiting >= self._longest:
            raise Busy("Hilo cannot keep so much at a time. Nothing was kept; try again in a moment.")
        with self._gate:  # or a job could queue up behind the end, and its caller wait for ever
            if self._closed:
                raise RuntimeError("the inbox is closed")
            self._jobs.put(job)
        return await job.answer

    def close(self) -> None:
        """Run what was submitted, then stop."""
        with self._gate:
            self._closed = True
            self._jobs.put(None)
        self._thread.join()
        self._engine.dispose()

    def _run(self) -> None:
        for group in self._groups():
            began = time.monotonic()
            for outside, jobs in groupby(group, lambda job: job.outside):
                if outside:
                    self._leave()
                    self._do(jobs)
                else:
                    self._commit(list(jobs))
            self.groups, self.jobs = self.groups + 1, self.jobs + len(group)
            self.seconds += time.monotonic() - began
        self._leave()

    def _groups(self) -> Iterator[list[Job]]:
        crowded = False
        while (first := self._jobs.get()) is not None:
            if crowded:
                time.sleep(LINGER)
            group = [first]
            while len(group) < LONGEST_GROUP and not self._jobs.empty():
                job = self._jobs.get()
                if job is None:
                    yield group
                    return
                group.append(job)
            crowded = len(group) > 1
            yield group

    def _do(self, jobs: Iterable[Job]) -> None:
        for job in jobs:
            try:
                with self._engine.connect() as conn:
                    results = [job.work(conn)]
            except BaseException as error:  # it belongs to the caller, whatever it is
                answer([job], [None], Away(AWAY) if is_away(error) else error)
            else:
                answer([job], results, None)

    def _commit(self, group: list[Job]) -> None:
        """One caller's failure must not fail the others: a group that fails is run again in halves.

        Unless the database went away: then nobody knows whether the commit was its last act, and what was done must
        not be done twice. The callers know their own work again by its key when they ask once more.
        """
        try:
            conn = self._connection()
            with begun(conn):
                announced(conn)
                results = run(conn, group)
                topics = announced(conn)
        except BaseException as error:  # it belongs to the caller, whatever it is
            self._leave()  # whatever state it left the connection in
            if len(group) > 1 and not is_away(error):
                middle = len(group) // 2
                self._commit(group[:middle])
                self._commit(group[middle:])
            else:
                answer(group, [None] * len(group), Away(AWAY) if is_away(error) else error)
            return
        for topic in topics:
            self._bus.wake(topic)
        answer(group, results, None)

    def _connection(self) -> Connection:
        """The only one, kept: to take it from the pool and to give it back would cost a third of a small group."""
        if self._conn is None:
            self._conn = self._engine.connect()
        return self._conn

    def _leave(self) -> None:
        if self._conn is not None:
            self._conn.close()
            self._conn = None


AWAY = "The database does not answer just now. What you asked may be done or not; look, and ask again in a moment."


def run(conn: Connection, group: list[Job]) -> list[Any]:
    """The results, one per job, in the group's order. Shared work runs where its first job stands."""
    results: dict[int, Any] = {}
    for place, job in enumerate(group):
        if place in results:
            continue
        if not job.shared:
            results[place] = job.work(conn)
            continue
        places = [at for at, other in enumerate(group) if other.shared and other.work == job.work]
        results.update(zip(places, job.work(conn, [group[at].item for at in places]), strict=True))
    return [results[place] for place in range(len(group))]


def answer(group: list[Job], results: list[Any], error: BaseException | None) -> None:
    """Settle every future in its own loop, with one hop per loop."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[Job, Any]]] = {}
    for job, result in zip(group, results, strict=True):
        loops.setdefault(job.loop, []).append((job, result))
    for loop, settled in loops.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more, and the writer must live on
            loop.call_soon_threadsafe(settle_all, settled, error)


def settle_all(settled: list[tuple[Job, Any]], error: BaseException | None) -> None:
    for job, result in settled:
        job.settle(result, error)
