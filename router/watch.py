"""A thread whose agent lets it pass unanswered returns to the queue, at that moment."""

from inbox import threads
from inbox.door import Inbox
from router.timer import on_time


async def watch(inbox: Inbox) -> None:
    """Until cancelled."""
    await on_time(inbox, "held", threads.next_return, threads.return_overdue)
