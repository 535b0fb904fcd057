"""What a server says in passing: with the answer to something else."""

import asyncio
from dataclasses import replace

import pytest
from servers.dovecot import Dovecot

from connectors.email.mailbox import Mailbox

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
