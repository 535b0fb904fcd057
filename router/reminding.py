"""A promise puts its thread back in front of somebody when its moment comes: a timer, not a sweep."""

from inbox import calling
from inbox.door import Inbox

LONGEST_SLEEP = 60.0


async def remind(inbox: Inbox) -> None:
    """Until cancelled."""
    async with inbox.bus.listen("promises") as bell:
        while True:
            next_due = await inbox.read(calling.next_due)
            now = inbox.clock()
            if next_due is None or next_due > now:
                left = LONGEST_SLEEP if next_due is None else (next_due - now).total_seconds()
                await bell.wait(min(left, LONGEST_SLEEP))
            else:
                await inbox.write(calling.call_due, now)
