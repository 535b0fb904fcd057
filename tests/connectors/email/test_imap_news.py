"""What a server says in passing: with the answer to something else."""

import asyncio
import imaplib
from dataclasses import replace

import pytest
from servers.dovecot import Dovecot

from connectors.email.line import connect
from connectors.email.mailbox import Mailbox
from connectors.email.server import Server

from .conftest import FAST, Following, Keeper


@pytest.mark.asyncio
async def test_mail_that_is_announced_while_another_is_marked_is_not_slept_through(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server says so with the answer to STORE, and to IDLE it says nothing more."""
    mark_seen = Mailbox.mark_seen

    def slowly(box: Mailbox, uids: list[int]) -> None:
        if len(keeper.raws) == 1:
            dovecot.deliver(address, b"Subject: m1\r\n\r\nHello.\r\n")
            box.client.noop()
        mark_seen(box, uids)

    monkeypatch.setattr(Mailbox, "mark_seen", slowly)
    await asyncio.to_thread(dovecot.deliver, address, b"Subject: m0\r\n\r\nHello.\r\n")
    async with following(pace=replace(FAST, idle=240.0)):
        await keeper.has(2, 30)
    assert [raw.body.partition(b"Subject: ")[2][:2] for raw in keeper.raws] == [b"m0", b"m1"]


@pytest.mark.asyncio
async def test_a_mailbox_that_is_made_anew_just_before_idle_is_noticed(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dovecot answers IDLE in the deleted one with a warning, at once and every time."""
    newer, deleted = Mailbox.newer, False

    def lately(box: Mailbox, uid: int) -> list[int]:
        nonlocal deleted
        found = newer(box, uid)
        if uid and not deleted:
            deleted = True
            make_anew(dovecot, address)
        return found

    with dovecot.client(address) as box:
        box.folder.create("Support")
        box.append(b"Subject: m0\r\n\r\nHello.\r\n", "Support")
    monkeypatch.setattr(Mailbox, "newer", lately)
    async with following(mailbox="Support"):
        await keeper.has(2, 30)
    assert [raw.body.partition(b"Subject: ")[2][:2] for raw in keeper.raws] == [b"m0", b"m1"]


def make_anew(dovecot: Dovecot, address: str) -> None:
    with dovecot.client(address) as box:
        box.folder.delete("Support")
        box.folder.create("Support")
        box.append(b"Subject: m1\r\n\r\nHello.\r\n", "Support")


@pytest.mark.asyncio
async def test_a_warning_ends_the_connection_and_not_only_the_rest(dovecot: Dovecot, address: str) -> None:
    """Resting would end at once without end, and ask the server thousands of times a second."""
    with dovecot.client(address) as box:
        box.folder.create("Support")
    server = Server("IMAP", dovecot.host, dovecot.imap, "none", address, dovecot.password)
    async with connect(server, "Support", 5.0) as line:
        await asyncio.to_thread(make_anew, dovecot, address)
        with pytest.raises(imaplib.IMAP4.abort, match="warned"):
            await line.call(Mailbox.wait, 5.0)
