"""A reader rests between groups that are not full, so that the next has more in it."""

import asyncio

import pytest
from office.journalled import journalled, outcomes
from office.office import Office
from office.routing import Until

from inbox import journal
from inbox.arrivals import Read
from inbox.door import Inbox
from inbox.journal import Entry
from inbox.words import Account
from router import reader as reader_module
from router.reader import Reader


@pytest.mark.asyncio
async def test_it_never_rests_while_more_waits_than_a_group_holds(
    office: Office, trap: Account, reader: Reader, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "GROUP", 2)
    monkeypatch.setattr(reader_module, "REST", 3600.0)
    journalled(office, trap, *(f"say maria@example.com\n{number}" for number in range(5)))
    running = asyncio.ensure_future(reader.run())
    await until(lambda: outcomes(office) == ["threaded"] * 5)
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_what_comes_while_it_rests_is_read_together(
    office: Office, trap: Account, reader: Reader, inbox: Inbox, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "REST", 2.0)
    groups: list[int] = []
    store = reader._store

    async def counted(inbox: Inbox, reads: list[Read]) -> None:
        groups.append(len(reads))
        await store(inbox, reads)

    monkeypatch.setattr(reader, "_store", counted)
    journalled(office, trap, "say maria@example.com\nfirst")
    running = asyncio.ensure_future(reader.run())
    await until(lambda: outcomes(office) == ["threaded"])
    for number in range(4):
        await inbox.batch(journal.append, Entry(trap.id, str(number), b"say", {}, inbox.clock()))
    await until(lambda: outcomes(office) == ["threaded"] * 5)
    assert groups == [1, 4]
    running.cancel()
    await asyncio.wait([running])
