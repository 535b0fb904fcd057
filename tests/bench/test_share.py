"""Whose processor time it was, also that of processes which end meanwhile, or get another parent."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen

import psutil
from bench.share import Meter, used

BUSY = "import time\nwhile time.process_time() < 0.3: pass\n"
LIVES = f"{BUSY}print(flush=True)\ntime.sleep(3)"
PARENT = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {LIVES!r}])"


def test_shares_add_up_to_no_more_than_the_machine() -> None:
    meter = Meter(psutil.Process().ppid())
    sum(number * number for number in range(1_000_000))
    share = meter.read()
    assert share.client > 0
    assert share.client + share.foreign <= 1.05


def test_a_child_that_has_ended_leaves_its_time_with_the_server() -> None:
    with program("", f"subprocess.run([sys.executable, '-c', {BUSY!r}])") as server:
        before = used(server.pid)
        go_on(server)
        assert used(server.pid) - before >= 0.25


def test_a_child_that_gets_another_parent_takes_no_time_from_the_server() -> None:
    begins = f"one = subprocess.Popen([sys.executable, '-c', {PARENT!r}], stdout=subprocess.PIPE)"
    with program(f"{begins}\none.stdout.readline()", "one.kill()\none.wait()") as server:
        meter, before = Meter(server.pid), used(server.pid)
        go_on(server)
        assert used(server.pid) < before
        share = meter.read()
        assert share.server == 0.0
        assert share.client + share.foreign <= 1.05


@contextmanager
def program(first: str, then: str) -> Iterator[Popen[bytes]]:
    """One that has done the first, and does the other when it is told to."""
    steps = [f"import subprocess, sys\n{first}", then, ""]
    code = "\nprint(flush=True)\ninput()\n".join(steps)
    with Popen([sys.executable, "-c", code], stdin=PIPE, stdout=PIPE) as one:
        heard(one)
        yield one
        one.communicate(b"\n")


def go_on(one: Popen[bytes]) -> None:
    assert one.stdin is not None
    one.stdin.write(b"\n")
    one.stdin.flush()
    heard(one)


def heard(one: Popen[bytes]) -> None:
    assert one.stdout is not None
    one.stdout.readline()
    time.sleep(0.05)  # the system counts in hundredths of a second
