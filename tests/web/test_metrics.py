"""Figures that count what happens, for those who may see them."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from inbox.door import Inbox
from router import service
from router.service import Router
from tests.web.hooks.line import MESSAGE, open_line
from web import metrics
from web.metrics import METRICS
from web.settings import Settings

TOKEN = "a token that nobody guesses".replace(" ", "-")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, metrics_token=TOKEN)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "FRESH", 0.0)


async def figures(house: Any) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Read by Prometheus' own parser."""
    answer = await house.stranger().get("/metrics")
    assert answer.status == 200, answer.body
    families = text_string_to_metric_families(answer.body.decode())
    samples = [sample for family in families for sample in family.samples]
    return {(sample.name, frozenset(sample.labels.items())): sample.value for sample in samples}


def of(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return f"hilo_{name}", frozenset(labels.items())


@pytest.mark.asyncio
async def test_every_figure_is_there_before_anything_happens(house: Any) -> None:
    found = await figures(house)
    for name in ("journal_rows", "journal_lag_seconds", "outbox_rows", "outbox_lag_seconds", "queue_threads"):
        assert found[of(name)] == 0, name
    for name in ("queue_late", "moods_unweighed", "writes_waiting", "reads_waiting"):
        assert found[of(name)] == 0, name
    assert found[of("readers")] == 4
    assert found[of("readers_busy")] <= 4
    assert found[of("streams", whose="agents")] == found[of("streams", whose="visitors")] == 0
    assert found[of("disk_free_bytes")] > 0
    assert found[("process_resident_memory_bytes", frozenset())] > 1 << 20


@pytest.mark.asyncio
async def test_what_nobody_has_read_shows_as_rows_and_seconds(house: Any) -> None:
    line = await open_line(house)
    for number in range(3):
        await line.call({**MESSAGE, "id": str(number)})
    found = await figures(house)
    assert found[of("journal_rows")] == 3
    assert 0 < found[of("journal_lag_seconds")] < 100


@pytest.mark.asyncio
async def test_messages_are_counted_once_each_however_often_somebody_asks(house: Any) -> None:
    await figures(house)
    await house.customer_says("Hello?")
    received = of("messages_total", channel="email", direction="in", outcome="threaded")
    assert (await figures(house))[received] == 1
    assert (await figures(house))[received] == 1
    await house.customer_says("Anybody?")
    assert (await figures(house))[received] == 2


@pytest.mark.asyncio
async def test_answers_are_counted_by_pattern_and_status_and_never_by_what_a_stranger_writes(house: Any) -> None:
    agent, thread = await house.browser(), await house.thread()
    for _ in range(2):
        await agent.get(f"/api/v1/threads/{thread.id}")
    await house.stranger().get(f"/api/v1/threads/{thread.id}")
    await house.stranger().ask("PROPFIND", "/hunter2")
    found = await figures(house)
    count = "request_seconds_count"
    assert found[of(count, method="GET", route="/api/v1/threads/{id}", status="200")] == 2
    assert found[of(count, method="GET", route="/api/v1/threads/{id}", status="401")] == 1
    assert found[of(count, method="", route="unknown", status="405")] == 1
    told = str(list(found))
    assert thread.id not in told
    assert "PROPFIND" not in told
    assert "hunter2" not in told


@pytest.mark.asyncio
async def test_hooks_are_timed(house: Any) -> None:
    line = await open_line(house)
    await line.call(MESSAGE)
    found = await figures(house)
    labels = {"method": "POST", "route": "/hooks/{id}", "status": "200"}
    assert found[of("request_seconds_count", **labels)] == 1
    assert found[of("request_seconds_bucket", **labels, le="+Inf")] == 1
    assert found[of("request_seconds_sum", **labels)] > 0


@pytest.mark.asyncio
async def test_streams_are_counted_while_they_last_and_never_timed(house: Any) -> None:
    agent = await house.browser()
    async with agent.stream() as stream:
        await stream.fields()
        assert (await figures(house))[of("streams", whose="agents")] == 1
    async with asyncio.timeout(20):
        while (found := await figures(house))[of("streams", whose="agents")]:
            await asyncio.sleep(0.01)
    assert not any(("route", "/api/v1/stream") in labels for _, labels in found)


@pytest.mark.asyncio
async def test_why_threads_wait_is_told_by_reason(house: Any) -> None:
    await house.thread()
    assert (await figures(house))[of("queue_threads")] == 1


@pytest.mark.asyncio
async def test_commits_are_told_with_what_they_held(house: Any) -> None:
    before = await figures(house)
    await asyncio.gather(*(house.inbox.write(lambda conn: None) for _ in range(50)))
    after = await figures(house)
    assert after[of("writes_total")] - before[of("writes_total")] >= 50
    assert 0 < after[of("commits_total")] - before[of("commits_total")] <= 50
    assert after[of("commit_seconds_total")] > before[of("commit_seconds_total")]


@pytest.mark.asyncio
async def test_asking_often_reads_once(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "FRESH", 1000.0)
    await figures(house)
    reads: list[Any] = []
    read = house.inbox.read

    async def counted(work: Any, *given: Any) -> Any:
        reads.append(work)
        return await read(work, *given)

    monkeypatch.setattr(house.inbox, "read", counted)
    for _ in range(10):
        await figures(house)
    assert metrics._read not in reads


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X_Real_IP": "10.0.0.1"},
        {"Via": "1.1 proxy"},
        {"Host": "inbox.example.com"},
        {"X_Forwarded_For": "10.0.0.1", "Authorization": "Bearer wrong"},
        {"X_Forwarded_For": "10.0.0.1", "Authorization": f"Basic {TOKEN}"},
        {"X_Forwarded_For": "10.0.0.1", "Authorization": "Bearer"},
    ],
    ids=str,
)
async def test_whoever_comes_through_a_proxy_finds_nothing_there(house: Any, headers: dict[str, str]) -> None:
    answer = await house.stranger().get("/metrics", **headers)
    assert (answer.status, answer.code) == (404, "not_found")
    assert b"hilo_" not in answer.body


@pytest.mark.asyncio
async def test_the_token_opens_from_anywhere(house: Any) -> None:
    answer = await house.stranger().get("/metrics", X_Forwarded_For="10.0.0.1", Authorization=f"Bearer {TOKEN}")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=")


@pytest.mark.asyncio
async def test_without_a_token_nobody_has_the_right_one(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    object.__setattr__(house.app[metrics.SETTINGS], "metrics_token", "")
    for given in ("", "Bearer", "Bearer "):
        answer = await house.stranger().get("/metrics", X_Forwarded_For="10.0.0.1", Authorization=given)
        assert answer.status == 404


@pytest.mark.asyncio
async def test_a_router_in_the_same_process_tells_what_it_did(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "remind", broken)
    line = await open_line(house)
    async with Router(house.inbox) as router:
        house.app[METRICS]._router = router
        for number in range(3):
            await line.call({**MESSAGE, "id": str(number)})
        await line.read_all()
        async with asyncio.timeout(20):
            while (found := await figures(house))[of("router_broken_total", loop="promises")] == 0:
                await asyncio.sleep(0.01)
        assert found[of("router_broken_total", loop="reader")] == 0
        assert found[of("router_read_total")] == 3
        assert found[of("router_sending")] == 0


async def broken(inbox: Inbox) -> None:
    raise RuntimeError("broken for good")


@pytest.mark.asyncio
async def test_where_no_router_runs_none_is_told_of(house: Any) -> None:
    assert not any(name.startswith("hilo_router") for name, _ in await figures(house))
