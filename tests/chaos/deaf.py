"""Hilo as in a storm: it is called and it reads, but calls nobody, for no provider is there.

Run as `python -m tests.chaos.deaf`, with the arguments of `hilo`.
"""

import asyncio
import sys
from typing import Any

from router import service
from web.cli import main

CALLING = ("deliverer", "listening", "media", "strangers", "alerts")

begin = service.Router.__init__


def mute(router: service.Router, *given: Any, **named: Any) -> None:
    begin(router, *given, **named)
    for loop in CALLING:
        router._loops[loop] = wait_for_ever


async def wait_for_ever() -> None:
    await asyncio.Event().wait()


if __name__ == "__main__":
    service.Router.__init__ = mute  # type: ignore[method-assign]  # that is the point
    sys.exit(main())
