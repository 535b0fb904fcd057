"""Alive is who answers; ready is who may be sent callers."""

from typing import Any

import pytest
from msgspec.structs import replace

from inbox import migrate
from web.health import FRESH, TRIAL
from web.pressure import PRESSURE


def anew(house: Any) -> None:
    """As a second later."""
    house.app[TRIAL].at -= FRESH


@pytest.mark.asyncio
async def test_health_tells_the_living_from_the_able(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = house.stranger()
    assert (await stranger.get("/healthz")).json == {"ok": True}
    assert (await stranger.get("/readyz")).json == {"ok": True}

    async def full(*given: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(house.inbox, "write", full)
    anew(house)
    assert (await stranger.get("/healthz")).status == 200
    answer = await stranger.get("/readyz")
    assert (answer.status, answer.code) == (503, "not_ready")
    assert "disk full" not in answer.sentence
    monkeypatch.undo()
    anew(house)
    assert (await stranger.get("/readyz")).status == 200


@pytest.mark.asyncio
async def test_everybody_may_ask_and_yet_commits_are_few(house: Any) -> None:
    before = house.inbox.load().writes
    for _ in range(20):
        assert (await house.stranger().get("/readyz")).status == 200
    assert house.inbox.load().writes - before < 20


@pytest.mark.asyncio
async def test_a_database_of_another_version_is_not_ready(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "head", lambda: "of tomorrow")
    answer = await house.stranger().get("/readyz")
    assert (answer.status, answer.code) == (503, "not_ready")
    assert "same version in every process" in answer.sentence


@pytest.mark.asyncio
async def test_a_full_disk_is_not_ready(house: Any) -> None:
    pressure = house.app[PRESSURE]
    pressure.limits = replace(pressure.limits, room=1 << 62)
    answer = await house.stranger().get("/readyz")
    assert (answer.status, answer.code) == (503, "not_ready")
    assert "make room" in answer.sentence
