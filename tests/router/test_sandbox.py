"""The bounded process, by itself: how it starts, wears out, dies and is replaced."""

import asyncio
import signal
import subprocess
import sys
from subprocess import PIPE

import pytest
from office.office import Office

from connectors.contract import Raw
from inbox.words import Account
from router import cell, sandbox
from router.sandbox import Sandbox, Unreadable, bare


async def read(box: Sandbox, account: Account, order: str) -> list[object]:
    return list(await box.read(account, Raw("key", order.encode(), {})))


@pytest.mark.asyncio
async def test_one_cell_reads_many_payloads(trap: Account) -> None:
    box = Sandbox()
    assert len(await read(box, trap, "say")) == 1
    first = box._cell
    for _ in range(20):
        await read(box, trap, "two")
    assert box._cell is first
    await box.close()


@pytest.mark.asyncio
async def test_callers_at_once_get_their_own_answers(trap: Account) -> None:
    box = Sandbox()
    found = await asyncio.gather(*(read(box, trap, f"say {number}@example.com") for number in range(30)))
    assert [one[0].sender.address for one in found] == [f"{number}@example.com" for number in range(30)]  # type: ignore[attr-defined]
    await box.close()


@pytest.mark.asyncio
async def test_a_worn_out_cell_is_replaced(trap: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "WORN_OUT", 3)
    box, cells = Sandbox(), []
    for _ in range(7):
        await read(box, trap, "say")
        assert box._cell is not None
        cells.append(box._cell.pid)
    assert [cells.index(pid) for pid in cells] == [0, 0, 0, 3, 3, 3, 6]
    await box.close()


@pytest.mark.asyncio
async def test_whoever_leaves_in_mid_read_takes_the_answer_along(trap: Account) -> None:
    box = Sandbox()
    await read(box, trap, "say")
    slow = asyncio.ensure_future(read(box, trap, "loop"))
    await asyncio.sleep(0.05)
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    (next_one,) = await read(box, trap, "say omar@example.com")
    assert next_one.sender.address == "omar@example.com"  # type: ignore[attr-defined]
    await box.close()


@pytest.mark.asyncio
async def test_an_error_tells_its_kind_and_quotes_nothing(trap: Account) -> None:
    box = Sandbox()
    with pytest.raises(Unreadable) as told:
        await read(box, trap, "raise a-private-word@example.com")
    assert str(told.value) == "The parser failed (LookupError)."
    await box.close()


@pytest.mark.asyncio
async def test_a_large_payload_fits_through_the_pipe(trap: Account) -> None:
    box = Sandbox()
    (large,) = await box.read(trap, Raw("key", b"say maria@example.com\n" + b"x" * 30_000_000, {}))
    assert len(large.text) > 30_000_000  # type: ignore[union-attr]
    await box.close()


@pytest.mark.asyncio
async def test_closing_twice_or_before_the_start_is_no_error(trap: Account) -> None:
    box = Sandbox()
    await box.close()
    await read(box, trap, "say")
    assert box._cell is not None
    pid = box._cell
    await box.close()
    await box.close()
    assert pid.returncode == -signal.SIGKILL


def test_a_cell_whose_master_was_killed_ends_by_itself(trap: Account, office: Office) -> None:
    """In the middle of an endless payload it cannot notice the closed pipe; its own alarm must end it."""
    assert cell.DEADLINE > sandbox.PATIENCE
    program = "from office import trap; trap.register(); from router import cell; cell.DEADLINE = 1; cell.main()"
    body = sandbox.msgpack.encode(cell.Task("trap", trap.id, {}, Raw("key", b"loop", {})))
    orphan = subprocess.Popen([sys.executable, "-c", program], stdin=PIPE, stdout=PIPE, env=bare())
    assert orphan.stdin is not None
    assert orphan.stdout is not None
    cell.send(orphan.stdin, body)  # type: ignore[arg-type]  # a pipe is a binary file
    assert orphan.wait(20) == -signal.SIGALRM
    orphan.stdin.close()
    orphan.stdout.close()


def test_an_idle_cell_ends_with_its_pipe() -> None:
    idle = [sys.executable, "-m", "router.cell"]
    done = subprocess.run(idle, input=b"", capture_output=True, env=bare(), timeout=20, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
