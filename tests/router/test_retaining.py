"""The daily forgetting: every batch, every file, once a day, and after a pause."""

import asyncio
from pathlib import Path

import pytest
from office.office import Office
from sqlalchemy import update

from inbox import accounts, audit, retention, threads
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.schema import attachment
from inbox.words import Account, Thread, User
from router import retaining
from router.retaining import retain, retain_once

MARIA = Contact("email", "", "maria@example.com", "Maria", "proven")


def closed(office: Office, inbox: Inbox, email: Account, ana: User) -> tuple[Thread, Path]:
    office.write(accounts.keep, email.id, 30, office.clock())
    stored = inbox.files.keep("lamp.png", "image/png", b"the lamp")
    thread = office.hears(email, MARIA, "Where is it?", files=(stored,))
    office.receive(*(office.arrival(email, MARIA, "And now?") for _ in range(5)))
    office.write(threads.close, thread.id, ana.id, office.clock())
    return thread, inbox.files / stored.path


@pytest.mark.asyncio
async def test_everything_that_is_due_goes_with_its_files_and_is_noted_once(
    office: Office, inbox: Inbox, email: Account, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    thread, file = closed(office, inbox, email, ana)
    office.clock.forward(days=31)
    await retain_once(inbox)
    assert {one.text for one in office.messages(thread.id)} == {""}
    assert not file.exists()
    (entry,) = office.read(audit.page, None, None).entries[:1]
    assert (entry.action, entry.actor_name, entry.data["messages"], entry.data["files"]) == (
        "account.forgot", "", "6", "1",
    )  # fmt: skip
    await retain_once(inbox)
    assert office.read(audit.page, None, None).entries[0].seq == entry.seq


@pytest.mark.asyncio
async def test_what_is_not_due_stays(office: Office, inbox: Inbox, email: Account, ana: User) -> None:
    thread, file = closed(office, inbox, email, ana)
    office.clock.forward(days=29)
    await retain_once(inbox)
    assert "Where is it?" in {one.text for one in office.messages(thread.id)}
    assert file.exists()


@pytest.mark.asyncio
async def test_a_file_that_a_crash_left_is_removed(office: Office, inbox: Inbox, email: Account, ana: User) -> None:
    _, file = closed(office, inbox, email, ana)
    with office.engine.begin() as conn:
        conn.execute(update(attachment).values(state="erased"))
    await retain_once(inbox)
    assert not file.exists()
    assert office.rows(attachment.select()) == []


@pytest.mark.asyncio
async def test_the_clock_decides_and_a_pause_is_caught_up(
    office: Office, inbox: Inbox, email: Account, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retaining, "LOOK", 0.01)
    thread, file = closed(office, inbox, email, ana)
    running = asyncio.create_task(retain(inbox))
    await asyncio.sleep(0)
    office.clock.forward(days=45)  # the machine slept
    async with asyncio.timeout(60):
        while file.exists():  # nothing rings when a file goes
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert {one.text for one in office.messages(thread.id)} == {""}
