"""Erasing somebody: not a byte of them is left, and everything that is counted is still there."""

import asyncio
from pathlib import Path

import pytest
from office.office import Office
from office.planted import WHO, WORDS, found_in, journalled, plant

from inbox.door import Inbox
from inbox.words import Account, Thread, User
from router import erasing
from router.erasing import erase


@pytest.fixture
def planted(office: Office, inbox: Inbox, email: Account, ana: User) -> Thread:
    return plant(office, inbox.files, email, office.account("sms"), ana)


def test_every_word_is_planted(planted: Thread, office: Office, tmp_path: Path) -> None:
    """Or their absence would prove nothing."""
    assert {word for _, word in found_in(tmp_path, office)} == set(WORDS)


@pytest.mark.asyncio
async def test_nothing_is_left_on_the_disk(planted: Thread, office: Office, inbox: Inbox, tmp_path: Path) -> None:
    done, clean = await erase(inbox, planted.customer_id, merged=True)
    assert clean
    assert (done.customers, done.messages, len(done.files)) == (2, 6, 1)
    assert found_in(tmp_path, office) == []


@pytest.mark.asyncio
async def test_one_who_is_shown_with_them_may_stay(
    planted: Thread, office: Office, inbox: Inbox, tmp_path: Path
) -> None:
    _, clean = await erase(inbox, planted.customer_id, merged=False)
    assert clean
    left = {word for _, word in found_in(tmp_path, office)}
    assert left == {"zqname", "600987123", "zqpart"}, "what came by the phone, and nothing that came by mail"


@pytest.mark.asyncio
async def test_what_is_just_arriving_is_waited_for(
    office: Office, inbox: Inbox, email: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "PAUSE", 0.01)
    thread = office.hears(email, WHO, "First")
    seq = journalled(office, email.id, "next", f"From: {WHO.address}\r\n\r\nSecond".encode())
    running = asyncio.create_task(erase(inbox, thread.customer_id, merged=True, patience=60))
    office.hears(email, WHO, "Second", journal_seq=seq)
    done, _ = await running
    assert done.messages == 2
