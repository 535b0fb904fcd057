"""A provider that is refused, not answered, or has nobody to call: it goes on, and counts right."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from math import inf

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from chaos import provider as calls
from chaos.provider import Provider
from servers.fleet import Customer
from servers.programs import free_port

from inbox.words import AccountId

OFTEN = 200.0
"""Messages a second."""
PEOPLE = [Customer(1, AccountId("a")), Customer(2, AccountId("b"))]
Answer = Callable[[web.Request], Awaitable[web.Response]]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "AGAIN", 0.01)


@asynccontextmanager
async def called(answer: Answer) -> AsyncIterator[int]:
    """The port of a server that answers every hook so."""
    app = web.Application()
    app.router.add_post("/hooks/{id}", answer)
    async with TestServer(app, host="127.0.0.1") as server:
        assert server.port is not None
        yield server.port


async def told(provider: Provider, count: int) -> None:
    async with asyncio.timeout(30):
        while len(provider.told) < count:
            await asyncio.sleep(0.005)


@pytest.mark.asyncio
async def test_what_is_refused_comes_again_as_it_was_until_it_is_accepted() -> None:
    statuses, bodies = iter((429, 500, 503)), []

    async def reluctant(request: web.Request) -> web.Response:
        bodies.append(await request.read())
        return web.Response(status=next(statuses, 200))

    async with called(reluctant) as port:
        provider = Provider(PEOPLE[:1], [port])
        async with provider.calling(OFTEN):
            await told(provider, 1)
    assert bodies.count(bodies[0]) >= 2
    assert len(bodies) == len(provider.told) + 3
    assert all(one.sent < one.accepted < inf for one in provider.told)
    assert provider.strange.total() == 1
    assert provider.strange[500] == 1


@pytest.mark.asyncio
async def test_whoever_is_there_is_asked_instead_of_who_is_not() -> None:
    async def willing(request: web.Request) -> web.Response:
        return web.Response()

    async with called(willing) as port:
        provider = Provider(PEOPLE, [free_port(), port])
        async with provider.calling(OFTEN):
            await told(provider, 4)
    assert {one.customer.number for one in provider.told} == {1, 2}
    assert all(one.accepted < inf for one in provider.told)


@pytest.mark.asyncio
async def test_a_server_that_does_not_answer_is_not_spared() -> None:
    enough = asyncio.Event()

    async def stuck(request: web.Request) -> web.Response:
        await enough.wait()
        return web.Response()

    async with called(stuck) as port:
        provider = Provider(PEOPLE, [port])
        async with provider.calling(OFTEN):
            await told(provider, 20)
            assert all(one.accepted == inf for one in provider.told)
            enough.set()
    assert len({one.text for one in provider.told}) == len(provider.told) >= 20
