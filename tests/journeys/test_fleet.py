"""Several processes on one PostgreSQL: nothing lost, doubled or out of order, whichever falls asleep or dies."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import psutil
import pytest
import pytest_asyncio
from servers.fleet import Fleet, balancer, eventually, launched
from servers.peer import SECRET, open_peer
from servers.postgresql import PostgreSQL
from servers.programs import Program
from servers.redis import Redis

from inbox import answers, messages, queue, users
from inbox.answers import Reply
from inbox.clock import utc_now
from inbox.users import NewUser
from inbox.words import Message

pytestmark = pytest.mark.timeout(500)  # many processes are started one after the other
DROWSY = "tests.servers.drowsy"


@pytest_asyncio.fixture
async def fleet(postgresql: PostgreSQL) -> AsyncIterator[Fleet]:
    """Without Redis: hints may be lost at any time, so nothing may hang on them."""
    async with launched(postgresql.url(postgresql.new_database())) as fleet:
        await fleet.open_lines()
        yield fleet


def pid(program: Program) -> int:
    assert program.process is not None
    return program.process.pid


async def asleep(program: Program) -> None:
    async def state() -> str:
        return psutil.Process(pid(program)).status()

    await eventually(state, lambda found: found == psutil.STATUS_STOPPED)


async def ended(program: Program, asked: signal.Signals) -> int:
    """The status with which it ends by itself. Raises TimeoutExpired after half a minute: a busy machine is slow."""
    assert program.process is not None
    program.process.send_signal(asked)
    return await asyncio.to_thread(program.process.wait, 30)


@pytest.mark.asyncio
async def test_two_routers_share_the_journal_and_nothing_is_lost_doubled_or_out_of_order(fleet: Fleet) -> None:
    await fleet.shared(4)
    async with fleet.writing(fleet.journalled):
        await fleet.start("router")
        await fleet.shared(2, 2)
        await asyncio.sleep(1)
    assert await fleet.heard() == fleet.said


@pytest.mark.asyncio
async def test_what_a_killed_router_had_is_taken_over(fleet: Fleet) -> None:
    other = await fleet.start("router")
    await fleet.shared(2, 2)
    async with fleet.writing(fleet.journalled):
        os.kill(pid(other), signal.SIGKILL)
        await fleet.shared(4)
    assert await fleet.heard() == fleet.said


@pytest.mark.asyncio
async def test_a_router_that_slept_through_its_lease_cannot_store_what_it_had_read(postgresql: PostgreSQL) -> None:
    """It wakes up with messages in its hands that the other has threaded long since, and customers write on."""
    async with launched(postgresql.url(postgresql.new_database())) as fleet:
        await fleet.open_lines()
        drowsy = await fleet.start("router", DROWSY)
        await fleet.shared(2, 2)
        for customer in fleet.customers:
            await fleet.journalled(customer, "sleep")
            customer.said.append("sleep")
        await asleep(drowsy)
        await fleet.shared(4)
        await fleet.site.threaded(60)
        async with fleet.writing(fleet.journalled):
            os.kill(pid(drowsy), signal.SIGCONT)
            await fleet.shared(2, 2)
        assert await fleet.heard() == fleet.said
        assert "nothing stored" in drowsy.output()
        assert "has gone to another process" in drowsy.output()


@pytest.mark.asyncio
async def test_an_answer_that_was_claimed_before_a_long_pause_is_sent_once(postgresql: PostgreSQL) -> None:
    database = postgresql.url(postgresql.new_database())
    async with launched(database, main=DROWSY) as fleet, open_peer() as peer:
        await fleet.open_lines(SECRET, webhook_url=peer.url, allow_private=True)
        said = await answered(fleet, "Now sleep well")
        await asleep(fleet.first)
        await fleet.start("router")
        await eventually(lambda: fleet.inbox.read(messages.get, said.id), lambda found: found.state == "sent")
        os.kill(pid(fleet.first), signal.SIGCONT)
        await fleet.shared(2, 2)
        assert await ended(fleet.first, signal.SIGTERM) == 0, "it has finished what it had begun"
        assert [one["id"] for one in peer.taken] == [said.id]
        assert (await fleet.inbox.read(messages.get, said.id)).state == "sent"


async def answered(fleet: Fleet, text: str) -> Message:
    """What an agent says to the first customer."""
    await fleet.journalled(fleet.customers[0], "Hello?")
    await fleet.site.threaded(60)
    (thread,) = (await fleet.inbox.read(queue.page, "queue", "")).threads
    ana = await fleet.inbox.write(users.add, NewUser("ana@desk.example", "Ana", "admin", "hash"), utc_now())
    return await fleet.inbox.write(answers.reply, Reply(thread.id, ana.id, text, "client"), utc_now())


@pytest.mark.asyncio
async def test_everything_is_restarted_in_turn_while_customers_write(postgresql: PostgreSQL, redis: Redis) -> None:
    """Whatever was acknowledged stands in its thread, once and in its order."""
    async with launched(postgresql.url(postgresql.new_database()), redis.url) as fleet:
        await fleet.open_lines()
        routers = [fleet.first, await fleet.start("router")]
        webs = [await fleet.start("web"), await fleet.start("web")]
        async with balancer(fleet) as providers, fleet.writing(providers.post):
            await fleet.shared(2, 2)
            for old, part in [*((one, "router") for one in routers), *((one, "web") for one in webs)]:
                assert await ended(old, signal.SIGTERM) == 0, old.output()
                await fleet.start(part)
            await fleet.shared(2, 2)
        assert await fleet.heard() == fleet.said


@pytest.mark.asyncio
async def test_whoever_stops_leaves_its_share_to_the_others_at_once(postgresql: PostgreSQL, redis: Redis) -> None:
    """Its leases would have lasted for seconds still."""
    async with launched(postgresql.url(postgresql.new_database()), redis.url) as fleet:
        other = await fleet.start("router")
        await fleet.shared(2, 2)
        await ended(other, signal.SIGTERM)
        assert sum((await fleet.shares()).values()) in (2, 4), "nobody holds what it held"
        await fleet.shared(4)
