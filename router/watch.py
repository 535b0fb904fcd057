"""A thread whose agent lets it pass unanswered returns to the queue, at that moment: a timer, not a sweep."""

from inbox import threads
from inbox.door import Inbox

LONGEST_SLEEP = 60.0


async def watch(inbox: Inbox) -> None:
    """Until cancelled."""
    async with inbox.bus.listen("held") as bell:
        while True:
            next_return = await inbox.read(threads.next_return)
            now = inbox.clock()
            if next_return is None or next_return > now:
                left = LONGEST_SLEEP if next_return is None else (next_return - now).total_seconds()
                await bell.wait(min(left, LONGEST_SLEEP))
            else:
                await inbox.write(threads.return_overdue, now)
