"""Whoever exports or erases a customer is told before how much that is."""

from typing import Any
from uuid import uuid4

import pytest


@pytest.mark.asyncio
async def test_a_supervisor_sees_how_much_there_is(house: Any) -> None:
    thread, browser = await house.thread(), await house.browser("supervisor")
    answer = await browser.get(f"/api/v1/customers/{thread.customer_id}/extent")
    assert answer.status == 200
    assert answer.json == {"people": ["Maria"], "messages": 1, "files": 0, "bytes": 0, "addresses": 1, "promises": 0}


@pytest.mark.asyncio
async def test_an_agent_may_not_ask(house: Any) -> None:
    thread, browser = await house.thread(), await house.browser("agent")
    assert (await browser.get(f"/api/v1/customers/{thread.customer_id}/extent")).status == 403


@pytest.mark.asyncio
async def test_nobody_has_no_extent(house: Any) -> None:
    browser = await house.browser("admin")
    answer = await browser.get(f"/api/v1/customers/{uuid4()}/extent")
    assert (answer.status, answer.code) == (404, "not_found")
