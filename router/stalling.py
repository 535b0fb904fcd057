"""Whoever waits longer than they may is told of at that moment."""

from inbox import stalling
from inbox.door import Inbox
from router.timer import on_time


async def tell_stalled(inbox: Inbox) -> None:
    """Until cancelled."""
    await on_time(inbox, "due", stalling.next_stall, stalling.stall)
