"""Readers of several processes: each reads its own parts of the journal, and stores under its leases alone."""

from pathlib import Path

import pytest
from office.journalled import journalled, kept_files, outcomes, pressed
from office.office import Office
from office.routing import Until
from office.spy import Script

from inbox import journal, leases
from inbox.door import Inbox
from inbox.leases import Lease
from inbox.words import Account
from router.holding import Holding
from router.mood.instant import Instant
from router.reader import Reader


class Share(Holding):
    """What this process holds, as a test says."""

    def __init__(self, inbox: Inbox, office: Office, *parts: str) -> None:
        super().__init__(inbox, "one", "journal", self.nothing)
        names = {f"journal/{part}": part for part in parts}
        office.write(leases.take, list(names), "one", office.clock())
        held = office.read(leases.tokens, "journal", "one")
        self.held = {part: Lease(name, held[name]) for name, part in names.items()}

    async def nothing(self) -> list[str]:
        return []


def part_of(account: Account) -> str:
    return next(part for part, digits in journal.PARTS.items() if account.id[-1] in digits)


@pytest.fixture
def others(trap: Account) -> list[str]:
    return [part for part in journal.PARTS if part != part_of(trap)]


@pytest.mark.asyncio
async def test_among_several_each_reads_its_own_parts_alone(
    office: Office, trap: Account, inbox: Inbox, others: list[str]
) -> None:
    journalled(office, trap, "say")
    theirs = Reader(inbox, Instant(), holding=Share(inbox, office, *others))
    nobodys = Reader(inbox, Instant(), holding=Share(inbox, office))
    ours = Reader(inbox, Instant(), holding=Share(inbox, office, part_of(trap)))
    assert [await one.read_some() for one in (theirs, nobodys, ours)] == [0, 0, 1]
    assert outcomes(office) == ["threaded"]
    await ours._sandbox.close()


@pytest.mark.asyncio
async def test_what_was_read_under_a_lease_that_is_lost_is_stored_by_its_new_holder_alone(
    office: Office, trap: Account, inbox: Inbox, tmp_path: Path
) -> None:
    """As after a pause between reading and storing; of the files that were written, none is left over."""
    journalled(office, trap, "file", "say")
    share = Share(inbox, office, part_of(trap))
    reader = Reader(inbox, Instant(), holding=share)
    office.write(leases.take, [f"journal/{part_of(trap)}"], "two", office.clock())
    assert await reader.read_some() == 0
    assert outcomes(office) == ["", ""]
    assert kept_files(tmp_path) == []
    share.held = Share(inbox, office, part_of(trap)).held
    assert await reader.read_some() == 2
    assert outcomes(office) == ["threaded", "threaded"]
    assert len(kept_files(tmp_path)) == 1
    await reader._sandbox.close()


@pytest.mark.asyncio
async def test_a_button_that_another_process_reads_is_heeded_by_that_one(
    office: Office, email: Account, spy: Account, inbox: Inbox, script: Script, until: Until
) -> None:
    stands = office.hears(email)
    pressed(office, spy, stands.id)
    slept = Share(inbox, office, *journal.PARTS)
    holds = Share(inbox, office, *journal.PARTS)
    old, new = Reader(inbox, Instant(), holding=slept), Reader(inbox, Instant(), holding=holds)
    assert await old.read_some() == 0
    assert not old._heeding
    assert await new.read_some() == 1
    await until(lambda: script.what("answer") and not new._heeding)
    assert len(script.what("introduce")) == 1
