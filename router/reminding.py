"""A promise puts its thread back in front of somebody when its moment comes."""

from inbox import calling
from inbox.door import Inbox
from router.timer import on_time


async def remind(inbox: Inbox) -> None:
    """Until cancelled."""
    await on_time(inbox, "promises", calling.next_due, calling.call_due)
