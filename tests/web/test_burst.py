"""Ten times as much as usual comes at once: the journal takes it, and what it cannot take is told so beforehand."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from aiohttp import ClientSession, TCPConnector
from prometheus_client.parser import text_string_to_metric_families
from servers.hilo import Hilo
from servers.peer import SECRET

from connectors.api.signature import sign

MANY = 1_500
AT_ONCE = 300
CUSTOMERS = 40
GROWTH = 160 << 20
"""Bytes that the process may grow by: payloads, the model and the caches; far less than a queue without an end."""
Start = Callable[[], Hilo]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    running: list[Hilo] = []

    def run() -> Hilo:
        running.append(Hilo())
        return running[-1]

    yield run
    for server in running:
        server.remove()


@pytest_asyncio.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession(connector=TCPConnector(limit=AT_ONCE)) as session:
        yield session


class Kiosk:
    """A peer that sends much at once."""

    def __init__(self, hilo: Hilo, http: ClientSession) -> None:
        settings = {"secret": SECRET, "allow_private": True}
        account = hilo.admin().post("/api/v1/accounts", connector="api", name="Kiosk", settings=settings)
        self._hilo = hilo
        self._http = http
        self._hook = f"{hilo.url}/hooks/{account['id']}"
        self.told: list[str] = []

    async def send(self, number: int) -> int:
        who = {"address": f"customer{number % CUSTOMERS}@shop", "name": "Maria"}
        said = json.dumps({"id": str(number), "from": who, "text": "Where is my order?", "verified": True}).encode()
        headers = {"Content-Type": "application/json", "X-Hilo-Signature": sign(SECRET, said, datetime.now(UTC))}
        async with self._http.post(self._hook, data=said, headers=headers) as answer:
            self.told += answer.headers.getall("Retry-After", [])
            return answer.status

    async def figures(self) -> dict[str, float]:
        """Those without labels; and how many messages came in."""
        async with self._http.get(f"{self._hilo.url}/metrics") as answer:
            families = text_string_to_metric_families(await answer.text())
        found: dict[str, float] = Counter()
        for sample in (sample for family in families for sample in family.samples):
            if not sample.labels or sample.labels.get("outcome") == "threaded":
                found[sample.name] += sample.value
        return found

    async def until_read(self, count: int) -> dict[str, float]:
        async with asyncio.timeout(100):
            while (found := await self.figures())["hilo_messages_total"] < count or found["hilo_journal_rows"]:
                await asyncio.sleep(0.2)
        return found


@pytest.mark.asyncio
@pytest.mark.timeout(300)
async def test_the_journal_absorbs_a_burst_in_bounded_memory(start: Start, http: ClientSession) -> None:
    kiosk = Kiosk(start(), http)
    before = await kiosk.figures()
    answers = await asyncio.gather(*(kiosk.send(number) for number in range(MANY)))
    assert Counter(answers) == {200: MANY}
    after = await kiosk.until_read(MANY)
    assert after["hilo_messages_total"] == MANY, "each was threaded once"
    assert after["hilo_journal_lag_seconds"] == 0
    assert after["hilo_commits_total"] - before["hilo_commits_total"] < MANY, "those who came together shared commits"
    grown = after["process_resident_memory_bytes"] - before["process_resident_memory_bytes"]
    assert grown < GROWTH, f"{grown / (1 << 20):.0f} MiB"


@pytest.mark.asyncio
@pytest.mark.timeout(300)
async def test_who_is_told_to_come_again_loses_nothing(
    start: Start, http: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HILO_ACCOUNT_RATE", "1")
    kiosk = Kiosk(start(), http)
    await kiosk.figures()
    answers = await asyncio.gather(*(kiosk.send(number) for number in range(160)))
    assert set(answers) == {200, 429}
    assert len(kiosk.told) == answers.count(429)
    assert all(1 <= int(seconds) <= 60 for seconds in kiosk.told)
    refused = answers.index(429)
    while await kiosk.send(refused) == 429:
        await asyncio.sleep(int(kiosk.told[-1]))
    kept = answers.count(200) + 1
    assert (await kiosk.until_read(kept))["hilo_messages_total"] == kept, "what was acknowledged, and nothing else"
