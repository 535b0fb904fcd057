"""Handing mail to a real Postfix, and to networks and servers that fail at every moment."""

import asyncio
import contextlib
import smtplib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from servers.dovecot import Dovecot
from servers.postfix import Postfix
from servers.programs import free_port
from servers.proxy import Proxy

from connectors.contract import Address, File, Outgoing, Refused, TryLater, Uncertain
from connectors.email import smtp
from connectors.email.compose import Letter, compose
from connectors.email.server import Server

from .conftest import until

pytestmark = pytest.mark.asyncio
Proxied = Callable[[int], Proxy]
LARGE = File("large.bin", "image/png", bytes(20_000_000))
"""More than the buffers of both ends can hold."""

PACE = smtp.Pace(answer=3.0, hand_over=5.0, verdict=2.0)


def letter(to: str, text: str = "Hello.", **more: object) -> Letter:
    outgoing = Outgoing("m1", Address("email", to), text, subject="Hi", ref=f"r-{to}", **more)  # type: ignore[arg-type]
    return compose(outgoing, address="support@acme.example", name="Acme", account_id="acc-1", now=datetime.now(UTC))


def local(port: int, **more: str) -> Server:
    return Server("SMTP", "127.0.0.1", port, **({"security": "none"} | more))


async def post(server: Server, sealed: Letter, pace: smtp.Pace = PACE) -> str:
    return await smtp.post(server, sealed, pace)


async def arrived(dovecot: Dovecot, address: str, count: int = 1) -> None:
    await until(lambda: len(dovecot.seen(address)) >= count, 10)


async def test_an_accepted_mail_arrives_as_it_was_written(postfix: Postfix, dovecot: Dovecot, address: str) -> None:
    text = ".\n.dot at the start\n..two\nñandú 山\n" + "x" * 2000
    sealed = letter(address, text, files=(File("ñ.bin", "image/png", bytes(range(256)) * 20_000),))
    said = await post(local(postfix.smtp), sealed)
    assert "queued as" in said
    await arrived(dovecot, address)
    raw = dovecot.raws(address)[0]
    assert raw.endswith(sealed.body)
    mail = dovecot.mails(address)[0]
    assert mail["From"] == "Acme <support@acme.example>"
    assert next(mail.iter_attachments()).get_payload(decode=True) == bytes(range(256)) * 20_000


async def test_refusals_at_every_phase_are_told_apart(postfix: Postfix) -> None:
    server = local(postfix.smtp)
    with pytest.raises(TryLater, match=r"450 4.2.0 .* Mailbox is busy"):
        await post(server, letter("temp@example.com"))
    with pytest.raises(Refused, match=r"550 5.1.1 .* Nobody of that name"):
        await post(server, letter("gone@example.com"))
    with pytest.raises(TryLater, match=r"451 4.3.0 .* Scanner is busy"):
        await post(server, letter("late-temp@example.com"))
    with pytest.raises(Refused, match=r"554 5.7.1 .* Content looks like spam"):
        await post(server, letter("late-gone@example.com"))


async def test_a_mail_above_the_servers_size_is_refused_before_it_is_sent(postfix: Postfix) -> None:
    sealed = letter("ana@example.com")
    huge = Letter(sealed.sender, sealed.recipient, sealed.message_id, b"x" * 61_000_000, utf8=False)
    with pytest.raises(Refused, match=r"552"):
        await post(local(postfix.smtp), huge)


async def test_an_address_that_needs_smtputf8_is_refused_where_there_is_none(postfix: Postfix) -> None:
    with pytest.raises(Refused, match="letters beyond a-z"):
        await post(local(postfix.smtp), letter("ñandú@example.com"))


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_tls_and_login(
    postfix: Postfix, dovecot: Dovecot, address: str, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    server = local(
        postfix.smtps if security == "tls" else postfix.smtp,
        security=security,
        user=address,
        password=dovecot.password,
    )
    with pytest.raises(TryLater, match="certificate that cannot be trusted"):
        await post(server, letter(address))
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate.chain))
    await post(server, letter(address, files=(File("a", "image/png", b"x" * 3_000_000),)))
    await arrived(dovecot, address)


@pytest.mark.parametrize("password", ["wrong", "ñandú"])
async def test_a_wrong_password_delays_the_message_and_blames_the_account(
    postfix: Postfix, address: str, password: str
) -> None:
    server = local(postfix.smtp, user=address, password=password)
    with pytest.raises(TryLater) as told:
        await post(server, letter(address))
    assert told.value.after == timedelta(minutes=5)
    assert str(told.value).startswith(
        f"The SMTP server at 127.0.0.1:{postfix.smtp} refused the password for {address}."
    )


async def test_a_server_that_is_down_is_tried_later() -> None:
    with pytest.raises(TryLater, match="nothing answers there"):
        await post(local(free_port()), letter("ana@example.com"))


@pytest.mark.parametrize("moment", [b"EHLO", b"MAIL FROM", b"RCPT TO", b"DATA\r\n", b"Subject: Hi"])
async def test_a_line_cut_before_the_dot_is_provably_not_accepted(
    postfix: Postfix, dovecot: Dovecot, address: str, proxied: Proxied, moment: bytes
) -> None:
    proxy = proxied(postfix.smtp)
    proxy.block = moment
    with pytest.raises(TryLater):
        await post(local(proxy.port), letter(address, files=(LARGE,)))
    await post(local(proxy.port), letter(address))
    await arrived(dovecot, address)
    await asyncio.sleep(0.3)
    assert len(dovecot.seen(address)) == 1


async def test_a_small_mail_that_vanished_on_its_way_may_have_arrived_for_all_we_know(
    postfix: Postfix, proxied: Proxied, address: str
) -> None:
    proxy = proxied(postfix.smtp)
    proxy.block = b"Subject: Hi"
    with pytest.raises(Uncertain):
        await post(local(proxy.port), letter(address))


async def test_a_line_cut_after_the_dot_is_uncertain_and_the_mail_did_arrive(
    postfix: Postfix, dovecot: Dovecot, address: str, proxied: Proxied
) -> None:
    proxy = proxied(postfix.smtp)
    proxy.eat_answer_to = b"\r\n.\r\n"
    with pytest.raises(Uncertain, match="It may have arrived"):
        await post(local(proxy.port), letter(address))
    await arrived(dovecot, address)


async def test_silence_after_the_dot_is_uncertain(postfix: Postfix, proxied: Proxied, address: str) -> None:
    proxy = proxied(postfix.smtp)
    proxy.freeze_at = b"\r\n.\r\n"
    sending = asyncio.create_task(post(local(proxy.port), letter(address), smtp.Pace(3.0, 5.0, verdict=0.5)))
    await until(lambda: proxy.frozen)
    with pytest.raises(Uncertain):
        await sending


async def test_silence_before_the_dot_is_tried_later(postfix: Postfix, proxied: Proxied, address: str) -> None:
    proxy = proxied(postfix.smtp)
    proxy.freeze_at = b"RCPT TO"
    sending = asyncio.create_task(post(local(proxy.port), letter(address), smtp.Pace(0.5, 0.5, 5.0)))
    await until(lambda: proxy.frozen)
    with pytest.raises(TryLater):
        await sending


async def test_a_body_that_nobody_reads_is_tried_later() -> None:
    async with scripted([b"250 ok", b"250 ok", b"250 ok", b"354 go on"], then=stall) as port:
        with pytest.raises(TryLater, match="before it had the whole message"):
            await post(local(port), letter("ana@x.com", files=(LARGE,)), smtp.Pace(1.0, 1.0, 5.0))


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (b"250 2.0.0 fine\r\n", None),
        (b"250-2.0.0 fine\r\n250 really\r\n", None),
        (b"452 4.3.1 disk full\r\n", TryLater),
        (b"421 4.3.2 going down\r\n", TryLater),
        (b"550 5.7.1 no\r\n", Refused),
        (b"what?\r\n", Uncertain),
        (b"354 more\r\n", Uncertain),
        (b"25", Uncertain),
        (b"", Uncertain),
    ],
)
async def test_the_answer_to_the_dot_decides(verdict: bytes, expected: type[Exception] | None) -> None:
    async with scripted([b"250 ok", b"250 ok", b"250 ok", b"354 go on"], then=answer(verdict)) as port:
        if expected is None:
            await post(local(port), letter("ana@x.com"))
        else:
            with pytest.raises(expected):
                await post(local(port), letter("ana@x.com"))


async def test_a_refusal_in_the_middle_of_the_data_is_heard() -> None:
    async with scripted([b"250 ok", b"250 ok", b"250 ok", b"354 go on"], then=interrupt) as port:
        with pytest.raises(Refused, match=r"552 too much"):
            await post(local(port), letter("ana@x.com", files=(LARGE,)))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([b"250 ok", b"530 5.7.0 Authentication required"], TryLater),
        ([b"250 ok", b"250 ok", b"250 ok", b"503 no valid recipients"], Refused),
        ([b"250 ok", b"250 ok", b"250 ok", b"421 closing"], TryLater),
        ([b"250 ok", b"nonsense"], TryLater),
        ([b"502 what", b"502 what"], Refused),
    ],
)
async def test_any_answer_before_the_data_has_its_meaning(answers: list[bytes], expected: type[Exception]) -> None:
    async with scripted(answers, then=stall) as port:
        with pytest.raises(expected):
            await post(local(port), letter("ana@x.com"), smtp.Pace(1.0, 2.0, 1.0))


async def test_cancelling_a_send_closes_the_connection(postfix: Postfix, proxied: Proxied, address: str) -> None:
    proxy = proxied(postfix.smtp)
    proxy.freeze_at = b"\r\n.\r\n"
    sending = asyncio.create_task(post(local(proxy.port), letter(address)))
    await until(lambda: proxy.frozen)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending


async def test_postfix_is_the_real_thing(postfix: Postfix, dovecot: Dovecot, address: str) -> None:
    with smtplib.SMTP(postfix.host, postfix.smtp) as client:
        client.sendmail("x@example.com", [address], b"Subject: by hand\r\n\r\n")
    await arrived(dovecot, address)


Then = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def scripted(answers: list[bytes], then: Then) -> AsyncIterator[int]:
    """A server that greets, gives one of these answers to each line, and goes on as `then` says."""

    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(asyncio.current_task())  # type: ignore[arg-type]  # a handler always runs in a task
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.write(b"220 scripted\r\n")
            for one in answers:
                await reader.readline()
                writer.write(one + b"\r\n")
            await then(reader, writer)
        writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving)
        await asyncio.sleep(0)  # an aborted transport closes its socket in the next round


async def stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(1.5)


async def interrupt(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1000)
    writer.write(b"552 too much\r\n")
    await writer.drain()
    await asyncio.sleep(0.5)


def answer(verdict: bytes) -> Then:
    async def judge(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n.\r\n")
        writer.write(verdict)
        await writer.drain()

    return judge
