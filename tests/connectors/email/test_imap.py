"""Following a mailbox of a real Dovecot, over good networks and bad."""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import psutil
import pytest
from servers.dovecot import Dovecot
from servers.proxy import Proxy

from connectors.contract import Refused
from connectors.email.mailbox import Mailbox

from .conftest import FAST, Following, Keeper, until

pytestmark = pytest.mark.asyncio
Proxied = Callable[[int], Proxy]


def mail(subject: str, body: str = "Hello.", size: int = 0) -> bytes:
    padding = ("x" * 70 + "\r\n") * (size // 72)
    return (
        f"From: ana@example.com\r\nMessage-ID: <{subject}@x>\r\nSubject: {subject}\r\n\r\n{body}\r\n{padding}".encode()
    )


async def deliver(dovecot: Dovecot, address: str, *mails: bytes) -> None:
    for one in mails:
        await asyncio.to_thread(dovecot.deliver, address, one)


def subjects(keeper: Keeper) -> list[str]:
    lines = [line for raw in keeper.raws for line in raw.body.splitlines() if line.startswith(b"Subject: ")]
    return [line.removeprefix(b"Subject: ").decode() for line in lines]


async def test_mail_is_kept_byte_for_byte_and_in_order(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    await deliver(dovecot, address, *(mail(f"m{number}") for number in range(5)))
    async with following():
        raws = await keeper.has(5)
        assert subjects(keeper) == ["m0", "m1", "m2", "m3", "m4"]
        assert [raw.body for raw in raws] == dovecot.raws(address)
        validity, _, uid = keeper.cursor.partition(":")
        assert uid == "5"
        assert [raw.key for raw in raws] == [f"INBOX:{validity}:{number}" for number in range(1, 6)]


async def test_new_mail_arrives_at_once(dovecot: Dovecot, address: str, keeper: Keeper, following: Following) -> None:
    async with following(history="none"):
        await until(lambda: keeper.calls == 1)
        took = []
        for number in range(1, 6):
            started = time.monotonic()
            await deliver(dovecot, address, mail(f"m{number}"))
            await keeper.has(number)
            took.append(time.monotonic() - started)
    assert sorted(took)[2] < 1.0  # of which Dovecot itself waits half a second before it tells


async def test_mail_between_search_and_idle_is_not_slept_through(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    # A burst makes some mails arrive while others are being fetched, marked and waited for.
    async with following():
        for number in range(40):
            await deliver(dovecot, address, mail(f"m{number}"))
            await asyncio.sleep(0.02 * (number % 4))
        await keeper.has(40)
    assert subjects(keeper) == [f"m{number}" for number in range(40)]


async def test_mail_without_message_id_or_anything_else_is_kept(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    odd = [b"Subject: bare\r\n\r\n", b"\r\n", b"From: \xff\xfe\r\n\r\n\x00\x01{5}\r\n) OK\r\n", b"no header at all"]
    await deliver(dovecot, address, *odd)
    async with following():
        raws = await keeper.has(len(odd))
    assert [raw.body for raw in raws] == dovecot.raws(address)


async def test_seen_is_set_only_after_the_mail_is_kept(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    await deliver(dovecot, address, mail("one"), mail("two"))
    keeper.failing = 3
    async with following():
        await until(lambda: keeper.calls >= 2)
        assert dovecot.seen(address) == [False, False]
        await keeper.has(2)
        await until(lambda: dovecot.seen(address) == [True, True])
    assert subjects(keeper) == ["one", "two"]


async def test_marking_as_seen_does_not_expunge_what_others_deleted(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    await deliver(dovecot, address, mail("deleted"), mail("new"))
    with dovecot.client(address) as box:
        box.client.uid("STORE", "1", "+FLAGS", r"(\Deleted)")
    async with following():
        await keeper.has(2)
        await until(lambda: dovecot.seen(address) == [True, True])


async def test_a_cursor_goes_on_where_it_stopped(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    await deliver(dovecot, address, mail("one"), mail("two"))
    async with following():
        await keeper.has(2)
    await deliver(dovecot, address, mail("three"))
    with dovecot.client(address) as box:
        box.client.uid("STORE", "3", "+FLAGS", r"(\Seen)")  # somebody read it on a telephone
    async with following():
        await keeper.has(3)
    assert subjects(keeper) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("history", "expected"),
    [("none", ["later"]), ("unseen", ["unread", "later"]), ("all", ["read", "unread", "later"])],
)
async def test_the_first_connection_takes_as_much_history_as_wished(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following, history: str, expected: list[str]
) -> None:
    await deliver(dovecot, address, mail("read"), mail("unread"))
    with dovecot.client(address) as box:
        box.client.uid("STORE", "1", "+FLAGS", r"(\Seen)")
    async with following(history=history):
        await until(lambda: keeper.cursor.endswith(":2"))
        await deliver(dovecot, address, mail("later"))
        await keeper.has(len(expected))
    assert subjects(keeper) == expected
    assert keeper.cursor.endswith(":3")


async def test_unread_history_interrupted_halfway_is_taken_up_again(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    await deliver(dovecot, address, *(mail(f"m{number}") for number in range(4)))
    keeper.full_after = 1
    async with following(history="unseen", pace=replace(FAST, batch_mails=2)):
        await until(lambda: keeper.calls >= 2)
    assert subjects(keeper) == ["m0", "m1"]
    assert keeper.cursor == ""
    keeper.full_after = 1000
    async with following(history="unseen"):
        await keeper.has(4)
        await until(lambda: keeper.cursor.endswith(":4"))


async def test_an_empty_mailbox_and_a_nonsense_cursor_are_a_first_connection(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    keeper.cursor = "yesterday"
    async with following(history="unseen"):
        await until(lambda: keeper.cursor.endswith(":0"))
        await deliver(dovecot, address, mail("first"))
        await keeper.has(1)


async def test_a_renumbered_mailbox_is_read_again_and_nothing_is_lost(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    with dovecot.client(address) as box:
        box.folder.create("Soporte ñ")
        box.append(mail("old"), "Soporte ñ")
    meanwhile = replace(FAST, second_login=3.0)  # for a moment there is none, and nobody gives up for that
    async with following(mailbox="Soporte ñ", pace=meanwhile):
        await keeper.has(1)
        with dovecot.client(address) as box:
            box.folder.delete("Soporte ñ")
            box.folder.create("Soporte ñ")
            box.append(mail("new"), "Soporte ñ")
        await keeper.has(2, 30)
    first, second = keeper.keys
    assert first.rpartition(":")[2] == second.rpartition(":")[2] == "1"
    assert first != second


async def test_a_new_uidvalidity_while_we_were_away_is_noticed(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    await deliver(dovecot, address, mail("one"))
    async with following():
        await keeper.has(1)
    dovecot.admin("mailbox", "update", "--uid-validity", "77", "-u", address, "INBOX")
    await deliver(dovecot, address, mail("two"))
    async with following():
        await keeper.has(3)
    assert subjects(keeper) == ["one", "one", "two"]
    assert keeper.cursor == "77:2"


async def test_mail_expunged_between_search_and_fetch_is_passed_over(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    await deliver(dovecot, address, mail("one"), mail("two"), mail("three"))

    async def expunge_then_keep(raws: object, cursor: str) -> None:
        with dovecot.client(address) as box:
            box.delete("2")
        await kept(raws, cursor)

    kept, keeper.keep = keeper.keep, expunge_then_keep  # type: ignore[method-assign]  # the test stands in between
    async with following(pace=replace(FAST, batch_bytes=1)):
        await until(lambda: keeper.cursor.endswith(":3"))
    assert subjects(keeper) == ["one", "three"]


async def test_a_giant_comes_as_its_headers_and_size(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    await deliver(dovecot, address, mail("before"), mail("giant", size=300_000), mail("after"))
    async with following(pace=replace(FAST, largest_mail=100_000)):
        giant = (await keeper.has(3))[1].body
    size = len(dovecot.raws(address)[1])
    assert giant.startswith(b"X-Hilo-Truncated: %d\r\n" % size)
    assert b"Subject: giant\r\n" in giant
    assert giant.endswith(b"\r\n\r\n")
    assert subjects(keeper) == ["before", "giant", "after"]


async def test_a_connection_killed_in_the_middle_of_a_mail_loses_and_doubles_nothing(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following, proxied: Proxied
) -> None:
    await deliver(dovecot, address, *(mail(f"m{number}", size=200_000) for number in range(6)))
    proxy = proxied(dovecot.imap)
    proxy.cut_after = 300_000
    async with following(port=proxy.port, pace=replace(FAST, batch_bytes=1)):
        await keeper.has(6)
    assert proxy.connections > 1
    assert subjects(keeper) == [f"m{number}" for number in range(6)]
    assert [raw.body for raw in keeper.raws] == dovecot.raws(address)


async def test_a_black_hole_is_noticed(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following, proxied: Proxied
) -> None:
    proxy = proxied(dovecot.imap)
    async with following(port=proxy.port, pace=replace(FAST, answer=0.5, idle=0.5)):
        await until(lambda: proxy.connections == 1)
        await deliver(dovecot, address, mail("before"))
        await keeper.has(1)
        proxy.freeze()
        await deliver(dovecot, address, mail("during"))
        await asyncio.sleep(1.5)
        assert subjects(keeper) == ["before"]
        proxy.thaw()
        await keeper.has(2, 10)
    assert proxy.connections > 1


async def test_the_line_is_renewed_and_goes_on_after_a_quiet_time(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following, proxied: Proxied
) -> None:
    proxy = proxied(dovecot.imap)
    async with following(port=proxy.port, pace=replace(FAST, idle=0.2)):
        await asyncio.sleep(1.0)
        await deliver(dovecot, address, mail("late"))
        await keeper.has(1)
    assert proxy.connections == 1


async def test_a_restart_of_the_server_while_idle_is_survived(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    async with following():
        await deliver(dovecot, address, mail("before"))
        await keeper.has(1)
        await asyncio.to_thread(dovecot.restart)
        await deliver(dovecot, address, mail("after"))
        await keeper.has(2, 10)
    assert subjects(keeper) == ["before", "after"]


async def test_an_idle_session_thrown_out_with_bye_comes_back(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following
) -> None:
    async with following():
        await deliver(dovecot, address, mail("before"))
        await keeper.has(1)
        dovecot.admin("kick", address)
        await deliver(dovecot, address, mail("after"))
        await keeper.has(2)


async def test_a_server_without_idle_is_polled(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.email.mailbox.Mailbox.can_idle", False)
    async with following():
        await deliver(dovecot, address, mail("one"))
        await keeper.has(1)
        await deliver(dovecot, address, mail("two"))
        await keeper.has(2)


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_tls_works_and_checks_the_certificate(
    dovecot: Dovecot,
    address: str,
    keeper: Keeper,
    following: Following,
    monkeypatch: pytest.MonkeyPatch,
    security: str,
) -> None:
    port = dovecot.imaps if security == "tls" else dovecot.imap
    async with following(port=port, security=security) as task:
        with pytest.raises(Refused, match="certificate that cannot be trusted"):
            await asyncio.wait_for(asyncio.shield(task), 30)
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate.chain))
    async with following(port=port, security=security):
        for number in range(1, 4):
            await deliver(dovecot, address, mail("secret", size=100_000))
            await keeper.has(number)


async def test_a_wrong_password_is_tried_twice_and_then_told(
    dovecot: Dovecot, address: str, following: Following, proxied: Proxied
) -> None:
    proxy = proxied(dovecot.imap)
    async with following(port=proxy.port, password="wrong") as task:
        with pytest.raises(Refused) as told:
            await asyncio.wait_for(asyncio.shield(task), 30)
    assert str(told.value) == (
        f"The IMAP server at 127.0.0.1:{proxy.port} refused the password for {address}. "
        "Check the user name and the password, or create an app password with your provider."
    )
    assert proxy.connections == 2


async def test_one_refusal_in_passing_does_not_matter(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = Mailbox._sign_in, iter([True])

    def moody(box: Mailbox) -> None:
        if next(refusals, False):
            raise Refused("not now")
        real(box)

    monkeypatch.setattr(Mailbox, "_sign_in", moody)
    await deliver(dovecot, address, mail("one"))
    async with following():
        await keeper.has(1)


@pytest.mark.parametrize("password", ['qu"ote\\', "ñandú", "a b"])
async def test_any_password_can_be_sent(following: Following, password: str) -> None:
    async with following(password=password) as task:
        with pytest.raises(Refused, match="refused the password"):
            await asyncio.wait_for(asyncio.shield(task), 30)


async def test_a_missing_mailbox_is_told(following: Following) -> None:
    async with following(mailbox="Nowhere") as task:
        with pytest.raises(Refused, match="has no mailbox Nowhere"):
            await asyncio.wait_for(asyncio.shield(task), 30)


@pytest.mark.parametrize("moment", ["idle", "frozen", "keeping"])
async def test_cancelling_leaves_nothing_behind(
    dovecot: Dovecot, address: str, keeper: Keeper, following: Following, proxied: Proxied, moment: str
) -> None:
    proxy = proxied(dovecot.imap)
    before = threads_of_imap()
    async with following(port=proxy.port, pace=replace(FAST, answer=30.0)) as task:
        await deliver(dovecot, address, mail("one"))
        await keeper.has(1)
        if moment == "frozen":
            proxy.freeze()
            await asyncio.sleep(0.2)
        if moment == "keeping":
            keeper.keep = never  # type: ignore[method-assign,assignment]  # a disk that hangs
            await deliver(dovecot, address, mail("two"))
        started = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - started < 1.0
    assert threads_of_imap() == before
    assert not [one for one in psutil.Process().net_connections("tcp") if one.raddr and one.raddr.port == proxy.port]


def threads_of_imap() -> set[str]:
    return {thread.name for thread in threading.enumerate() if thread.name.startswith("imap")}


async def never(raws: object, cursor: str) -> None:
    await asyncio.sleep(3600)
