"""What was put aside is back when its moment comes."""

from inbox import snoozing
from inbox.door import Inbox
from router.timer import on_time


async def wake_snoozed(inbox: Inbox) -> None:
    """Until cancelled."""
    await on_time(inbox, "wake", snoozing.next_wake, snoozing.wake_due)
