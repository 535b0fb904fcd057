"""Outbox to provider: claimed under a lease, sent once, and what became of it recorded."""

import asyncio
from datetime import datetime, timedelta

import structlog

from connectors.contract import File, Outgoing, Refused, Sent, TryLater, Uncertain
from connectors.registry import CONNECTORS
from inbox import outbox
from inbox.door import Inbox
from inbox.errors import Away, InboxError
from inbox.outbox import LEASE, Delivery, Enclosed
from inbox.words import Code, State
from router.link import media_link
from router.switchboard import connector_of
from router.translate import outgoing

POLL = 2.0
AT_ONCE = 20
"""Deliveries under way together."""
GIVE_UP = timedelta(hours=4)
"""After this long without being accepted, a human is told instead."""
SEND_TIMEOUT = LEASE.total_seconds() - 20
"""Seconds; ends before the lease does, so that nobody else has begun."""

FINISH = 8.0
"""Seconds that a send under way may still take when the router is told to stop."""

UNANSWERED = "The provider did not answer, so it may have arrived. Ask the customer, or send it again."

log = structlog.get_logger()


class Deliverer:
    """alone: no other process shares the database, so every lease found at the start is a dead one's.

    url: where providers reach us, or "" where they cannot.
    """

    def __init__(self, inbox: Inbox, *, alone: bool, url: str = "") -> None:
        self._inbox = inbox
        self._url = url
        self._alone = alone
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def under_way(self) -> int:
        return len(self._under_way)

    async def run(self) -> None:
        """Until cancelled; then what is under way is finished first."""
        try:
            async with self._inbox.bus.listen("outbox") as bell:
                while True:
                    await self._recover()
                    await self.deliver_some()
                    await bell.wait(POLL)
        except asyncio.CancelledError:
            await self._finish()
            raise

    async def _recover(self) -> None:
        repeatable = [name for name, connector in CONNECTORS.items() if connector.idempotent]
        if found := await self._inbox.read(outbox.half_sent, self._inbox.clock(), alone=self._alone):
            await self._inbox.write(outbox.recover, repeatable, self._inbox.clock(), alone=self._alone)
            log.warning("recovered half-sent messages", count=len(found))
        self._alone = False  # from now on a lease may be our own, even if this loop fails and starts again

    async def deliver_some(self) -> None:
        """Start sending whatever may be sent now."""
        room = AT_ONCE - len(self._under_way)
        if room <= 0 or not await self._inbox.read(outbox.anything, self._inbox.clock()):
            return
        for delivery in await self._inbox.write(outbox.claim, self._inbox.clock(), room):
            task = asyncio.create_task(self._deliver(delivery), name=f"deliver {delivery.message_id}")
            self._under_way.add(task)
            task.add_done_callback(self._finished)

    async def _finish(self) -> None:
        """What takes too long is cut off; it stays half sent, and the next start recovers it."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=FINISH)
        for task in tuple(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _finished(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        self._inbox.bus.wake("outbox")
        if not task.cancelled() and (error := task.exception()):
            log.error("delivery not recorded", task=task.get_name(), exc_info=error)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            demand_consent(delivery)
            async with asyncio.timeout(SEND_TIMEOUT):
                connector = await connector_of(self._inbox, delivery.account_id)
                ready = await self._outgoing(delivery)
                demand_time(delivery, self._inbox.clock())
                sent = await connector.send(ready)
        except TryLater as later:
            await self._later(delivery, later)
        except Refused as refused:
            await self._over(delivery, "failed", str(refused), refused.code)
        except Away as gone:  # met while we made ready: nothing has been sent
            await self._later(delivery, TryLater(str(gone), timedelta()))
        except InboxError as unusable:
            await self._over(delivery, "failed", str(unusable))
        except (Uncertain, TimeoutError) as unknown:
            await self._over(delivery, "uncertain", str(unknown) or UNANSWERED)
        except Exception:
            log.exception("sending failed", message=delivery.message_id, channel=delivery.channel)
            await self._over(delivery, "uncertain", "Hilo failed while sending, so it may have arrived.")
        else:
            await self._sent(delivery, sent)  # where even that cannot be kept, it must not be told as refused

    async def _outgoing(self, delivery: Delivery) -> Outgoing:
        files = await asyncio.to_thread(self._files, delivery) if delivery.files else ()
        return outgoing(delivery, files, f"{self._url}/hooks/{delivery.account_id}" if self._url else "")

    def _files(self, delivery: Delivery) -> tuple[File, ...]:
        """Raises Refused where a file is missing: what was promised to go along must not be left out."""
        try:
            return tuple(self._file(one) for one in delivery.files)
        except OSError as gone:
            raise Refused("An attached file is missing on this server. Attach it again.") from gone

    def _file(self, one: Enclosed) -> File:
        content = (self._inbox.files / one.path).read_bytes()
        link = media_link(self._url, self._inbox.box, one.id, self._inbox.clock()) if self._url else ""
        return File(one.name, one.mime, content, link=link)

    async def _sent(self, delivery: Delivery, sent: Sent) -> None:
        await self._inbox.write(outbox.sent, delivery, sent.remote_id, sent.state, self._inbox.clock())

    async def _later(self, delivery: Delivery, later: TryLater) -> None:
        now = self._inbox.clock()
        if now - delivery.queued_at > GIVE_UP:
            await self._over(delivery, "failed", f"Gave up after {GIVE_UP.seconds // 3600} hours. {later}")
            return
        next_at = now + max(later.after, backoff(delivery.attempts))
        await self._inbox.write(outbox.postpone, delivery, next_at, str(later), now)

    async def _over(self, delivery: Delivery, state: State, sentence: str, code: Code = "") -> None:
        await self._inbox.write(outbox.give_up, delivery, state, sentence, self._inbox.clock(), code)


def demand_consent(delivery: Delivery) -> None:
    """Raises Refused: a provider need not know what a customer told only us."""
    if delivery.opted_out:
        raise Refused("They asked us to stop before this was sent. Answer to another address.", "opted_out")


def demand_time(delivery: Delivery, now: datetime) -> None:
    """Raises TryLater: a process that was paused until its lease had ended must not send what others may be sending."""
    if now >= delivery.until:
        raise TryLater("Hilo was paused before this was sent.")


def backoff(attempts: int) -> timedelta:
    """5 s, 10 s, 20 s … up to ten minutes."""
    return min(timedelta(seconds=5 * 2 ** min(attempts - 1, 10)), timedelta(minutes=10))
