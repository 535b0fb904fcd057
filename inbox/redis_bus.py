"""Hints between processes, by one channel of a Redis server.

Redis may be away, slow, flushed or started late: then hints between processes are lost, which costs those who wait for
them their polling interval. Within the process they always come. Whoever rings is never held up and never fails.

Publish and subscribe, as https://redis.io/docs/latest/develop/pubsub/ describes it; there is nothing to flush.
"""

import asyncio
from contextlib import suppress
from typing import Any
from uuid import uuid4

import structlog
from msgspec import MsgspecError, msgpack
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from inbox.bus import MOST, LocalBell, LocalBus

log = structlog.get_logger()

ANSWERS_WITHIN = 2.0
"""Seconds that Redis may take, to connect as to answer, before it counts as away."""
QUIET = 10.0
"""Seconds without a word after which we ask whether the line still stands."""
SHORTEST, LONGEST = 0.1, 10.0
"""Seconds before we try again, each time twice as many, until a connection has lasted for a while."""
AWAY = (RedisError, OSError)
Hints = dict[str, list[bytes]]
"""Which topics were rung, each with its notes."""


class RedisBus:
    """Opened in a running event loop, which then carries it; rung from any thread.

    Raises ValueError for a URL that is none of Redis's. name: shared by those who should hear each other.
    """

    def __init__(self, url: str, name: str) -> None:
        self._redis: Redis = Redis.from_url(
            url, socket_connect_timeout=ANSWERS_WITHIN, socket_timeout=ANSWERS_WITHIN, retry=Retry(NoBackoff(), 0)
        )
        number = self._redis.connection_pool.connection_kwargs.get("db", 0)
        self._channel = f"hilo:{number}:{name}"  # the server keeps its databases apart, but not their channels
        self._self = uuid4().bytes
        self._local = LocalBus()
        self._loop = asyncio.get_running_loop()
        self._unsaid: Hints = {}
        self._rung = asyncio.Event()
        self._speaking = asyncio.Lock()
        self._lost = False
        self._halves: list[asyncio.Task[None]] = []
        self._running = asyncio.create_task(self._run(), name="redis")

    def wake(self, topic: str, note: bytes = b"") -> None:
        self._local.wake(topic, note)
        self.tell(topic, note)

    def tell(self, topic: str, note: bytes = b"") -> None:
        with suppress(RuntimeError):  # the loop was closed; whoever rings must not fail for that
            self._loop.call_soon_threadsafe(self._put, topic, note)

    def listen(self, topic: str) -> LocalBell:
        return self._local.listen(topic)

    def _put(self, topic: str, note: bytes) -> None:
        if self._lost:
            return  # it would come too late to be of any use
        notes = self._unsaid.setdefault(topic, [])
        if note and len(notes) < MOST:
            notes.append(note)
        self._rung.set()

    async def _run(self) -> None:
        """Until cancelled: connect, and connect again."""
        pause = 0.0
        while True:
            await asyncio.sleep(pause)
            began = self._loop.time()
            try:
                async with asyncio.TaskGroup() as both:
                    self._halves = [both.create_task(self._hear()), both.create_task(self._say())]
            except* AWAY as away:
                self._lose(away.exceptions[0])
            except* Exception:
                log.exception("hints between processes failed")
            pause = SHORTEST if self._loop.time() - began > LONGEST else min(max(pause * 2, SHORTEST), LONGEST)

    async def _hear(self) -> None:
        """Raises what redis-py raises when the line is lost."""
        async with self._redis.pubsub() as heard:
            await heard.subscribe(self._channel)
            asked = False
            while True:
                said = await heard.get_message(timeout=ANSWERS_WITHIN if asked else QUIET)
                if said is None and asked:
                    raise TimeoutError("Redis does not answer any more")
                asked = said is None
                if said is None:
                    await heard.ping()
                elif said["type"] == "subscribe":
                    self._find()
                elif said["type"] == "message":
                    self._ring(said["data"])

    def _find(self) -> None:
        """Connected. What was rung meanwhile nobody told us, so everybody looks once."""
        if self._lost:
            log.info("Redis is back")
        self._lost = False
        self._local.wake_all()

    def _lose(self, why: BaseException) -> None:
        if not self._lost:
            log.warning("Redis is away: what other processes do is seen up to 2 s later until it is back", why=str(why))
        self._lost = True
        self._unsaid.clear()

    def _ring(self, said: Any) -> None:
        try:
            sender, hints = msgpack.decode(said, type=tuple[bytes, Hints])
        except MsgspecError:
            log.warning("a hint could not be read")  # another version of Hilo gave it
            return
        if sender == self._self:
            return
        for topic, notes in hints.items():
            for note in notes or (b"",):
                self._local.wake(topic, note)

    async def _say(self) -> None:
        """What gathers while one message is on its way goes with the next."""
        while True:
            await self._rung.wait()
            self._rung.clear()
            await self._publish()

    async def _publish(self) -> None:
        async with self._speaking:
            hints, self._unsaid = self._unsaid, {}
            if hints:
                await self._redis.publish(self._channel, msgpack.encode((self._self, hints)))

    async def close(self) -> None:
        """Say what was rung last, if Redis is there: that a lease is free, or that an agent has gone."""
        await asyncio.sleep(0)  # what was rung just now is put first
        with suppress(*AWAY):
            async with asyncio.timeout(ANSWERS_WITHIN):
                await self._publish()
        while not self._running.done():
            for task in (self._running, *self._halves):
                task.cancel()  # again where redis-py lost it, as it does while it connects
            await asyncio.wait([self._running], timeout=0.1)
        await self._redis.aclose()
