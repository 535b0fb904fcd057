"""Files that were attached and never sent go away, on disk too."""

import asyncio
from pathlib import Path

import pytest
from office.clock import HeldClock
from office.office import Office
from office.routing import Until

from inbox import uploads
from inbox.answers import Reply
from inbox.answers import reply as write_reply
from inbox.door import Inbox
from inbox.words import Account, Attachment, User
from router.uploads import KEPT, sweep, sweep_once


async def brought(inbox: Inbox, by: User, name: str) -> Attachment:
    stored = inbox.files.keep(name, "text/plain", name.encode())
    return await inbox.write(uploads.keep, stored, by.id, inbox.clock())


def on_disk(inbox: Inbox) -> list[str]:
    folder: Path = inbox.files / ""
    return sorted(path.read_text() for path in folder.rglob("*") if path.is_file())


@pytest.mark.asyncio
async def test_only_what_was_never_sent_goes_and_only_after_a_day(
    inbox: Inbox, office: Office, email: Account, ana: User, clock: HeldClock
) -> None:
    await brought(inbox, ana, "old")
    sent = await brought(inbox, ana, "sent")
    await inbox.write(write_reply, Reply(office.hears(email).id, ana.id, "Hi", "c1", files=(sent.id,)), clock())
    clock.forward(seconds=1)
    await brought(inbox, ana, "new")
    await sweep_once(inbox)
    clock.forward(seconds=KEPT.total_seconds() - 1)
    await sweep_once(inbox)
    assert on_disk(inbox) == ["new", "old", "sent"], "a day is a day"
    clock.forward(seconds=1)
    await sweep_once(inbox)
    assert on_disk(inbox) == ["new", "sent"]


@pytest.mark.asyncio
async def test_it_sweeps_as_soon_as_it_starts(inbox: Inbox, ana: User, clock: HeldClock, until: Until) -> None:
    await brought(inbox, ana, "old")
    clock.forward(days=2)
    task = asyncio.create_task(sweep(inbox))
    await until(lambda: not on_disk(inbox))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
