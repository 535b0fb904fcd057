"""What is told of the inbox and of this process, as Prometheus names it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from inbox.gauges import Gauges, Lag
from inbox.load import Load
from router.service import Router
from web.pressure import Pressure

Labels = TypeVar("Labels", bound=tuple[str, ...])


class Figures(Collector):
    """What was read last. A registry asks for it while it writes its answer, when nothing may be waited for."""

    def __init__(self) -> None:
        self.families: list[Metric] = []

    def collect(self) -> Iterable[Metric]:
        return self.families


def of_inbox(seen: Gauges, messages: Mapping[tuple[str, str, str], int], now: datetime) -> Iterator[Metric]:
    """The same in every process: take the highest, not the sum."""
    yield counter("messages", "What came in, and what became of what went out", LABELS, messages)
    yield from lag("journal", "payloads that nobody has read", seen.journal, now)
    yield from lag("outbox", "messages whose time to leave has come", seen.outbox, now)
    yield gauge("queue_threads", "Threads in which somebody waits and which nobody has taken", seen.queue.threads)
    yield gauge("queue_late", "Those of them whose due has passed", seen.queue.late)
    reasons = GaugeMetricFamily("hilo_queue_reasons", "Why they stand where they do", labels=["reason"])
    for code, threads in sorted(seen.queue.reasons.items()):
        reasons.add_metric([code], threads)
    yield reasons
    yield gauge("moods_unweighed", "Messages that the deep tier has not read yet", seen.unweighed)


LABELS = ("channel", "direction", "outcome")


def lag(name: str, what: str, seen: Lag, now: datetime) -> Iterator[Metric]:
    seconds = max(0.0, (now - seen.since).total_seconds()) if seen.since else 0.0
    yield gauge(f"{name}_rows", f"How many there are of {what}", seen.rows)
    yield gauge(f"{name}_lag_seconds", f"How long the first has waited of {what}", seconds)


def of_process(load: Load, pressure: Pressure) -> Iterator[Metric]:
    """Each process has its own: take the sum."""
    yield gauge("writes_waiting", "Writes that wait for the next commit", load.writes_waiting)
    yield counter("writes", "Writes that were committed", (), {(): load.writes})
    yield counter("commits", "Transactions that they were gathered in", (), {(): load.groups})
    yield counter("commit_seconds", "Time that these took", (), {(): load.seconds})
    yield gauge("reads_waiting", "Reads that wait for a connection", load.reads_waiting)
    yield gauge("readers_busy", "Reading connections that are at work", load.readers_busy)
    yield gauge("readers", "Reading connections in the pool", load.readers)
    streams = GaugeMetricFamily("hilo_streams", "Live streams that are open", labels=["whose"])
    for whose in ("agents", "visitors"):
        streams.add_metric([whose], pressure.streams[whose])
    yield streams
    yield gauge("connections", "Connections that are open", pressure.connected())
    refused = {(why,): count for why, count in pressure.refused.items()}
    yield counter("refused", "Callers who were told to come again later", ("why",), refused)
    yield gauge("disk_free_bytes", "Room on the disk of the data folder", pressure.free)


def of_router(router: Router) -> Iterator[Metric]:
    """Of each process that runs one: take the sum."""
    yield counter("router_read", "Payloads of the journal that were read", (), {(): router.read})
    yield gauge("router_sending", "Messages that are being handed to their providers", router.sending)
    broken = {(loop,): count for loop, count in router.broken.items()}
    yield counter("router_broken", "How often which loop failed, and was begun again", ("loop",), broken)


def gauge(name: str, help: str, value: float) -> Metric:
    return GaugeMetricFamily(f"hilo_{name}", f"{help}.", value=value)


def counter(name: str, help: str, labels: tuple[str, ...], counts: Mapping[Labels, float]) -> Metric:
    family = CounterMetricFamily(f"hilo_{name}", f"{help}.", labels=labels)
    for values, count in sorted(counts.items()):
        family.add_metric(list(values), count)
    return family
