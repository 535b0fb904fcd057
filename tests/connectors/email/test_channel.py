"""An e-mail account as a whole: checked, answering, and being answered, between real servers."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from servers.dovecot import Dovecot
from servers.postfix import Postfix
from servers.programs import free_port
from servers.proxy import Proxy

from connectors.contract import Address, Checks, Connector, Incoming, Listens, Outgoing, Raw, Receipt, Refused, TryLater
from connectors.email.channel import Email
from connectors.email.settings import Settings
from connectors.registry import CONNECTORS

from .conftest import Keeper, until

Proxied = Callable[[int], Proxy]
UUID = "0198f3c2-7b1a-7c3e-9f00-1a2b3c4d5e6f"


@pytest.fixture
def settings(dovecot: Dovecot, postfix: Postfix, address: str) -> Settings:
    return Settings(
        address=address,
        name="Acme",
        imap_host=dovecot.host,
        imap_port=dovecot.imap,
        imap_security="none",
        imap_user=address,
        imap_password=dovecot.password,
        smtp_host=postfix.host,
        smtp_port=postfix.smtp,
        smtp_security="none",
        smtp_user=address,
        smtp_password=dovecot.password,
    )


def account(settings: Settings) -> Email:
    return Email("acc-1", settings, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))


def answer(to: str, text: str = "Of course.", **more: object) -> Outgoing:
    return Outgoing("m1", Address("email", to), text, subject="Where is it?", ref=UUID, **more)  # type: ignore[arg-type]


def test_it_is_a_connector_with_its_abilities(settings: Settings) -> None:
    one: Connector = account(settings)
    assert isinstance(one, Listens)
    assert isinstance(one, Checks)
    assert CONNECTORS["email"] is Email
    assert Email.hostile
    assert not Email.idempotent


def test_its_settings_come_out_of_json_and_keep_their_secrets_to_themselves(settings: Settings) -> None:
    assert msgspec.convert(msgspec.to_builtins(settings), Settings) == settings
    assert "correct-horse" not in repr(account(settings)._imap)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(msgspec.to_builtins(settings) | {"imap_security": "ssl"}, Settings)


@pytest.mark.asyncio
async def test_a_customer_writes_is_answered_and_answers_back(
    settings: Settings, dovecot: Dovecot, postfix: Postfix, keeper: Keeper
) -> None:
    support, customer = settings.address, settings.address.replace("support", "customer")
    ours = account(settings)
    theirs = account(replace(settings, address=customer, name="Ana", imap_user=customer, smtp_user=customer))
    await theirs.send(replace_ref(answer(support, "Where is my order?"), "first@customer.example"))
    listening = asyncio.create_task(ours.listen("", keeper.keep))
    try:
        question = only_incoming(ours, (await keeper.has(1))[0], without_loop=True)
        assert question.said == "Where is my order?"
        sent = await ours.send(answer(customer, cites=(question.ref,), token="tok"))
        assert sent.remote_id == f"{UUID}.hilo@example.test"
        await until(lambda: len(dovecot.seen(customer)) == 1)
        received = dovecot.mails(customer)[0]
        assert received["In-Reply-To"] == "<first@customer.example>"
        assert received["Subject"] == "Re: Where is it?"

        thanks = answer(str(received["Reply-To"].addresses[0].addr_spec), "Thanks!", cites=(received["Message-ID"],))
        await theirs.send(replace_ref(thanks, "second@customer.example"))
        thanks_in = only_incoming(ours, (await keeper.has(2))[1], without_loop=True)
        assert thanks_in.token == "tok"
        assert thanks_in.cites == (UUID,)
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


def replace_ref(outgoing: Outgoing, ref: str) -> Outgoing:
    return msgspec.structs.replace(outgoing, ref=ref)


def only_incoming(connector: Email, raw: Raw, *, without_loop: bool) -> Incoming:
    """`without_loop` makes the mail, which our own sender wrote, one that a customer's program could have written."""
    body = raw.body.replace(b"X-Hilo-Loop:", b"X-Other:") if without_loop else raw.body
    (happening,) = connector.read(Raw(raw.key, body))
    assert isinstance(happening, Incoming)
    assert not happening.automatic
    return happening


@pytest.mark.asyncio
async def test_our_own_mail_coming_back_is_a_loop(settings: Settings, dovecot: Dovecot) -> None:
    ours = account(settings)
    await ours.send(answer(settings.address))
    await until(lambda: len(dovecot.raws(settings.address)) == 1)
    (looped,) = ours.read(Raw("k", dovecot.raws(settings.address)[0]))
    assert isinstance(looped, Incoming)
    assert looped.automatic == "loop"


def test_a_bounce_names_our_own_ref(settings: Settings) -> None:
    bounce = f"""From: MAILER-DAEMON@example.test\r
Subject: Undelivered\r
MIME-Version: 1.0\r
Content-Type: multipart/report; report-type=delivery-status; boundary=b\r
\r
--b\r
Content-Type: text/plain\r
\r
Sorry.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mail.example.test\r
\r
Final-Recipient: rfc822; gone@example.com\r
Action: failed\r
Status: 5.1.1\r
Diagnostic-Code: smtp; 550 nobody\r
\r
--b\r
Content-Type: message/rfc822\r
\r
Message-ID: <{UUID}.hilo@example.test>\r
Subject: x\r
\r
x\r
--b--\r
"""
    receipts = [one for one in account(settings).read(Raw("k", bounce.encode())) if isinstance(one, Receipt)]
    assert [(one.state, one.ref) for one in receipts] == [("failed", UUID)]


@pytest.mark.asyncio
async def test_sending_with_a_wrong_password_waits_for_the_account(settings: Settings) -> None:
    with pytest.raises(TryLater, match="refused the password"):
        await account(replace(settings, smtp_password="wrong")).send(answer("ana@example.com"))


@pytest.mark.asyncio
async def test_good_settings_pass_the_check(
    settings: Settings, dovecot: Dovecot, postfix: Postfix, monkeypatch: pytest.MonkeyPatch
) -> None:
    await account(settings).check()
    await account(replace(settings, smtp_user="", smtp_password="")).check()
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate.chain))
    safe = replace(settings, imap_security="starttls", smtp_security="starttls")
    await account(safe).check()
    await account(replace(safe, imap_host="localhost", imap_security="tls", imap_port=dovecot.imaps)).check()
    await account(replace(safe, smtp_security="tls", smtp_port=postfix.smtps)).check()


IMAP, SMTP = "The IMAP server at 127.0.0.1:{imap}", "The SMTP server at 127.0.0.1:{smtp}"
PASSWORD = "refused the password for {address}. Check the user name and the password, or create an app password"
CHECKS: list[tuple[dict[str, object], str]] = [
    ({"imap_host": "imap.invalid"}, "The IMAP server at imap.invalid:{imap} cannot be found. Check its host name"),
    ({"imap_port": "closed"}, "The IMAP server at 127.0.0.1:{closed} cannot be reached: nothing answers there."),
    ({"imap_security": "tls"}, f"{IMAP} does not speak TLS there. Check the port"),
    ({"imap_security": "starttls"}, f"{IMAP} shows a certificate that cannot be trusted"),
    ({"imap_password": "wrong"}, f"{IMAP} {PASSWORD}"),
    ({"mailbox": "Nowhere"}, f"{IMAP} has no mailbox Nowhere for {{address}}. Check its name."),
    ({"smtp_host": "smtp.invalid"}, "The SMTP server at smtp.invalid:{smtp} cannot be found. Check its host name"),
    ({"smtp_port": "closed"}, "The SMTP server at 127.0.0.1:{closed} cannot be reached: nothing answers there."),
    ({"smtp_security": "tls"}, f"{SMTP} does not speak TLS there. Check the port"),
    ({"smtp_security": "starttls"}, f"{SMTP} shows a certificate that cannot be trusted"),
    ({"smtp_password": "wrong"}, f"{SMTP} {PASSWORD}"),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("wrong", "sentence"), CHECKS)
async def test_each_wrong_setting_has_its_sentence(settings: Settings, wrong: dict[str, object], sentence: str) -> None:
    closed = free_port()
    given = {name: closed if value == "closed" else value for name, value in wrong.items()}
    with pytest.raises(Refused) as told:
        await account(replace(settings, **given)).check()  # type: ignore[arg-type]  # wrong on purpose
    expected = sentence.format(
        imap=settings.imap_port, smtp=settings.smtp_port, closed=closed, address=settings.address
    )
    assert str(told.value).startswith(expected)


@pytest.mark.asyncio
async def test_a_server_that_wants_tls_but_is_asked_without_is_told_about(
    settings: Settings, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.email.channel.CHECK_SECONDS", 0.5)
    with pytest.raises(Refused, match=r"Check the .*security setting"):
        await account(replace(settings, imap_port=dovecot.imaps)).check()


@pytest.mark.asyncio
async def test_a_black_hole_is_told_about(
    settings: Settings, dovecot: Dovecot, proxied: Proxied, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.email.channel.CHECK_SECONDS", 0.5)
    proxy = proxied(dovecot.imap)
    proxy.freeze()
    with pytest.raises(Refused, match="did not answer in time"):
        await account(replace(settings, imap_port=proxy.port)).check()
