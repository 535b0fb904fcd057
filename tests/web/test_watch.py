"""Every request has an id, which its answer and every line of the log about it carry."""

import re
from typing import Any

import pytest
import structlog

from web.watch import HEADER

OWN = re.compile(r"[0-9a-f]{16}")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def keep(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
        found.append({**event})
        raise structlog.DropEvent

    structlog.configure([structlog.contextvars.merge_contextvars, keep])
    return found


@pytest.mark.asyncio
async def test_a_request_without_an_id_is_given_one_of_its_own(house: Any) -> None:
    ids = {(await house.stranger().get("/healthz")).headers[HEADER] for _ in range(5)}
    assert len(ids) == 5
    assert all(OWN.fullmatch(one) for one in ids)


@pytest.mark.asyncio
async def test_an_id_that_a_proxy_gave_is_kept(house: Any) -> None:
    for given in ("9f0c1d2e-1111-4222-8333-444455556666", "a_b-C_12"):
        assert (await house.stranger().get("/healthz", X_Request_ID=given)).headers[HEADER] == given


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "two words", 'quo"ted-id', "<script>abc", "ünïcödé-id", "a.b.c.d.e"]
)
async def test_what_is_no_id_is_replaced(house: Any, given: str) -> None:
    answered = (await house.stranger().get("/healthz", X_Request_ID=given)).headers[HEADER]
    assert OWN.fullmatch(answered)


@pytest.mark.asyncio
async def test_errors_and_streams_carry_it_too(house: Any) -> None:
    name = "request-0001"
    assert (await house.stranger().get("/api/v1/nothing", X_Request_ID=name)).headers[HEADER] == name
    assert (await house.stranger().get("/api/v1/threads", X_Request_ID=name)).headers[HEADER] == name
    agent = await house.browser()
    agent.headers["X-Request-ID"] = name
    async with agent.stream() as stream:
        assert stream.response.headers[HEADER] == name


@pytest.mark.asyncio
async def test_the_log_of_a_request_carries_it(lines: list[Any], house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*given: Any) -> None:
        raise RuntimeError("broken")

    agent = await house.browser()
    monkeypatch.setattr(house.inbox, "read", broken)
    await agent.get("/api/v1/threads?view=queue", X_Request_ID="request-0001")
    told = {line["event"]: line for line in lines if line.get("request") == "request-0001"}
    assert set(told) == {"request failed", "answered"}
    assert told["answered"]["route"] == "/api/v1/threads"
    assert told["answered"]["status"] == 500


@pytest.mark.asyncio
async def test_one_connection_carries_many_requests_each_with_its_own(lines: list[Any], house: Any) -> None:
    names = [f"request-{number:04}" for number in range(5)]
    for name in names:
        await house.stranger().get("/healthz", X_Request_ID=name)
    assert [line["request"] for line in lines if line["event"] == "answered"] == names
