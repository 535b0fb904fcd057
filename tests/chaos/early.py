"""The control: a server that says "accepted" first and commits a moment later, as a write-behind cache would.

Run as `python -m tests.chaos.early`, with the arguments of `hilo`. If the trial finds no losses here, it finds none
anywhere, and its good news means nothing.
"""

import asyncio
import sys
from typing import Any

from inbox import journal
from inbox.door import Inbox
from web.cli import main

BEHIND = 0.2
"""Seconds between the answer and the commit."""

in_time = Inbox.batch
late: set[asyncio.Task[Any]] = set()


async def too_early(inbox: Inbox, work: Any, item: Any, /) -> Any:
    if work is not journal.append:
        return await in_time(inbox, work, item)
    committing = asyncio.create_task(commit_later(inbox, work, item))
    late.add(committing)
    committing.add_done_callback(late.discard)
    return True


async def commit_later(inbox: Inbox, work: Any, item: Any) -> None:
    await asyncio.sleep(BEHIND)
    await in_time(inbox, work, item)


if __name__ == "__main__":
    Inbox.batch = too_early  # type: ignore[method-assign]  # that is the point
    sys.exit(main())
