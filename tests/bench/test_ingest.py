"""That the load is what it says, and that a short run of it ends well; its figures mean nothing."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import psutil
import pytest
from bench import ingest
from bench.climb import Step, best, climb
from bench.line import Line, request
from bench.load import Asked, Heard, Load, plan
from bench.rows import Row, quantile
from bench.share import Share

IDLE = Share(0.0, 0.0, 0.0)


def test_a_short_run_prints_every_row_and_stores_what_it_acknowledged(capsys: pytest.CaptureFixture[str]) -> None:
    before = set(psutil.Process().children(recursive=True))
    assert ingest.main(["--json", "--seconds", "0.3", "--steps", "1", "--agents", "2"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["what"][:30] for row in told if "half" not in row["what"]] == [
        "R0: form, HMAC, 200",
        "W0: sqlite3, 50 rows a commit,",
        "hook -> durable -> 200, of R0",
        "hook -> threaded -> scored -> ",
        "stored of acknowledged; 0 refu",
    ]
    assert told[-1]["met"]
    assert set(psutil.Process().children(recursive=True)) <= before


def step(rate: float, waits: list[float], *, stored: int = 100, accepted: int = 100, errors: int = 0) -> Step:
    heard = Heard(accepted=accepted, planned={str(number): 0.0 for number in range(100)})
    heard.errors[503] += errors
    return Step(rate, heard, stored, waits, IDLE)


def test_a_step_is_sustained_when_all_came_in_time_and_is_kept() -> None:
    assert step(10, [0.2] * 99).sustained


@pytest.mark.parametrize(
    "failed",
    [
        step(10, [0.2] * 98),
        step(10, [0.1] * 95 + [0.3] * 5),
        step(10, [0.2] * 100, stored=99),
        step(10, [0.2] * 100, accepted=99),
        step(10, [0.2] * 100, errors=1),
    ],
    ids=["lost", "late", "not stored", "stored unasked", "refused"],
)
def test_a_step_is_not_sustained_when_one_thing_is_wrong(failed: Step) -> None:
    assert not failed.sustained


def up_to(most: float) -> Callable[[float], Awaitable[Step]]:
    async def tried(rate: float) -> Step:
        return step(rate, [0.1] * 100 if rate <= most else [0.5] * 100)

    return tried


@pytest.mark.asyncio
@pytest.mark.parametrize("ceiling", [3.0, 40.0, 99.0])
async def test_halving_comes_as_near_to_the_ceiling_as_its_steps_allow(ceiling: float) -> None:
    tried = await climb(up_to(ceiling), 100.0, 6)
    top = best(tried)
    assert top is not None
    assert ceiling - 100 / 2**6 <= top.rate <= ceiling
    assert len(tried) == 6


@pytest.mark.asyncio
async def test_where_nothing_is_sustained_the_ratio_is_nothing_and_no_half_is_tried() -> None:
    tried = await climb(up_to(0.0), 100.0, 3)
    assert best(tried) is None
    assert ingest.ceiling("x", tried, 100.0, 0.2) == Row("x", "0.00 (0/s)", ">= 0.2", False, 0.0)


def test_what_was_acknowledged_but_is_not_stored_is_told() -> None:
    assert ingest.kept([step(1, [], stored=99), step(1, [])]) == Row(
        "stored of acknowledged; 0 refused", "199 of 200", "all", False
    )


def test_a_rate_is_planned_from_the_start_and_not_from_the_last_answer() -> None:
    assert list(plan(100.0, 4.0, 4)) == [100.0, 100.25, 100.5, 100.75]


def test_quantiles_come_from_the_sorted_waits() -> None:
    waits = [float(number) for number in range(100, 0, -1)]
    assert (quantile(waits, 0.5), quantile(waits, 0.99)) == (50.0, 99.0)
    assert (quantile([1.0, 9.0], 0.5), quantile([1.0, 9.0], 0.99)) == (1.0, 9.0)
    assert quantile([], 0.5) != quantile([], 0.5)


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def served(once: Serve) -> AsyncIterator[int]:
    """A server of one connection after another, and its port; it has hung up on all of them afterwards."""
    over: list[asyncio.Event] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        over.append(asyncio.Event())
        mine = over[-1]
        with suppress(asyncio.IncompleteReadError):
            await once(reader, writer)
        writer.close()
        await writer.wait_closed()
        mine.set()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]
        for one in over:
            await one.wait()


@pytest.mark.asyncio
async def test_an_answer_in_pieces_is_put_together() -> None:
    asked: list[bytes] = []

    async def twice(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(2):
            asked.append(await reader.readuntil(b"{}"))
            for piece in (b"HTTP/1.1 202 Accepted\r\nContent-Le", b"ngth: 4\r\n\r\nab", b"cd"):
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.01)

    async with served(twice) as port:
        line = await Line.open(port)
        assert [await line.ask(request("/x", b"{}", {"X-Name": "value"})) for _ in range(2)] == [(202, b"abcd")] * 2
        line.close()
    assert b"X-Name: value\r\n" in asked[0]


@pytest.mark.asyncio
async def test_a_server_that_hangs_up_is_noticed() -> None:
    async def not_at_all(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"{}")

    async with served(not_at_all) as port:
        line = await Line.open(port)
        with pytest.raises(ConnectionError):
            await line.ask(request("/x", b"{}", {}))
        line.close()


ASKED = [Asked(str(number), request("/x", b"{}", {})) for number in range(6)]


@pytest.mark.asyncio
async def test_a_server_that_hangs_up_after_each_answer_is_asked_again_on_a_new_connection() -> None:
    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"{}")
        writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")

    async with served(once) as port:
        heard = await Load(port, 2).as_fast_as_answered(iter(ASKED), 60)
    assert heard.accepted + heard.errors.total() == len(ASKED)
    assert heard.accepted >= len(ASKED) - 2  # who asks while the server hangs up is not answered, and says so


@pytest.mark.asyncio
async def test_what_is_refused_counts_as_an_error_and_not_as_delivered() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await reader.readuntil(b"{}")
            writer.write(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")

    async with served(refuse) as port:
        heard = await Load(port, 3).at(1000, ASKED)
    assert (heard.accepted, heard.waits, heard.errors) == (0, [], {503: 6})
    assert set(heard.planned) == {one.text for one in ASKED}
