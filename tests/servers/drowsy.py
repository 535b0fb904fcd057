"""A router that stops itself at the worst moments, as a paused machine would: what it read or claimed in its hands.

Run as `python -m tests.servers.drowsy`, with the arguments of `hilo`. It falls asleep once, over a text that holds
"sleep", and is woken by SIGCONT.
"""

import os
import signal
import sys
from datetime import timedelta
from typing import Any

from inbox import outbox
from router import deliverer
from router.deliverer import Deliverer
from router.reader import Reader
from web.cli import main

LEASE = timedelta(seconds=4)
"""Of what it claims to send; a test cannot wait for two minutes."""

awake = [True]
score, prepare = Reader._scored, Deliverer._outgoing


def read_and_sleep(reader: Reader, heard: list[Any]) -> list[Any]:
    scored = score(reader, heard)
    for read in scored:
        for arrival in read.arrivals:
            drowse(arrival.text)
    return scored


async def claim_and_sleep(mine: Deliverer, delivery: Any) -> Any:
    ready = await prepare(mine, delivery)
    drowse(delivery.text)
    return ready


def drowse(text: str) -> None:
    if awake and "sleep" in text:
        awake.clear()
        os.kill(os.getpid(), signal.SIGSTOP)


if __name__ == "__main__":
    Reader._scored = read_and_sleep  # type: ignore[method-assign]  # that is the point
    Deliverer._outgoing = claim_and_sleep  # type: ignore[method-assign]  # as above
    outbox.LEASE, deliverer.SEND_TIMEOUT = LEASE, 60.0
    sys.exit(main())
