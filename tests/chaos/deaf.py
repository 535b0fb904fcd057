"""Hilo as in a storm: it is called and it reads, but calls nobody, for no provider is there.

Run as `python -m tests.chaos.deaf`, with the arguments of `hilo`.
"""

import asyncio
import sys
from typing import Any

from router import service
from web.cli import main

CALLING = ("deliverer", "listening")
CALLING_FOR_ALL = ("media", "strangers", "alerts")

begin, for_all = service.Router.__init__, service.works_for_all


def mute_all() -> None:
    service.Router.__init__ = mute  # type: ignore[method-assign]  # that is the point
    service.works_for_all = mute_for_all


def mute(router: service.Router, *given: Any, **named: Any) -> None:
    begin(router, *given, **named)
    for loop in CALLING:
        router._loops[loop] = wait_for_ever


def mute_for_all(*given: Any) -> dict[str, Any]:
    return for_all(*given) | dict.fromkeys(CALLING_FOR_ALL, wait_for_ever)


async def wait_for_ever(*_: Any) -> None:
    await asyncio.Event().wait()


if __name__ == "__main__":
    mute_all()
    sys.exit(main())
