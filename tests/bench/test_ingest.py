"""That the benchmark measures what it says, on so short a run that its figures mean nothing."""

import asyncio
import re

import psutil
import pytest
from bench.line import Line, request
from bench.load import plan
from bench.run import main, quantile
from bench.share import Meter


def test_a_short_run_prints_every_row_and_stores_what_it_acknowledged(capsys: pytest.CaptureFixture[str]) -> None:
    before = set(psutil.Process().children(recursive=True))
    assert main(["--seconds", "0.5"]) == 0
    told = capsys.readouterr().out
    assert [line.split()[0] for line in told.splitlines()[1:5]] == ["R0", "A", "B", "B½"]
    assert re.search(r"acknowledged ([\d,]+), stored \1, errors 0,", told)
    assert set(psutil.Process().children(recursive=True)) <= before


def test_a_constant_rate_is_planned_from_the_start_and_not_from_the_last_answer() -> None:
    assert list(plan(100.0, 4.0, 1.0)) == [100.0, 100.25, 100.5, 100.75]


def test_quantiles_come_from_the_sorted_waits() -> None:
    waits = [float(number) for number in range(100, 0, -1)]
    assert (quantile(waits, 0.5), quantile(waits, 0.99)) == (50.0, 99.0)
    assert quantile([], 0.5) != quantile([], 0.5)


def test_shares_add_up_to_no_more_than_the_machine() -> None:
    meter = Meter(psutil.Process().ppid())
    sum(number * number for number in range(1_000_000))
    share = meter.read()
    assert share.client > 0
    assert share.client + share.foreign <= 1.05


@pytest.mark.asyncio
async def test_an_answer_in_pieces_is_put_together() -> None:
    asked: list[bytes] = []
    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(2):
            asked.append(await reader.readuntil(b"{}"))
            for piece in (b"HTTP/1.1 202 Accepted\r\nContent-Le", b"ngth: 4\r\n\r\nab", b"cd"):
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.01)
        writer.close()
        await writer.wait_closed()
        over.set()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        line = await Line.open(server.sockets[0].getsockname()[1])
        assert [await line.ask(request("/x", b"{}", "token")) for _ in range(2)] == [(202, b"abcd")] * 2
        line.close()
        await over.wait()
    assert b"Authorization: Bearer token\r\n" in asked[0]


@pytest.mark.asyncio
async def test_a_server_that_hangs_up_is_noticed() -> None:
    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"{}")
        writer.close()
        await writer.wait_closed()
        over.set()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        line = await Line.open(server.sockets[0].getsockname()[1])
        with pytest.raises(ConnectionError):
            await line.ask(request("/x", b"{}"))
        line.close()
        await over.wait()
