"""Real mails through the real connector in the real cell: one customer, one thread, nothing twice."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from office.office import Office
from sqlalchemy import select

from connectors.email.compose import compose
from inbox import journal, outbox
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.schema import journal as journal_table
from inbox.words import Account, Message, User
from router.reader import Reader
from router.translate import outgoing

SETTINGS = {
    "address": "support@hilo.example", "imap_host": "127.0.0.1", "imap_user": "support", "smtp_host": "127.0.0.1",
    "smtp_user": "support",
}  # fmt: skip


@pytest.fixture
def mailbox(office: Office) -> Account:
    return office.account("email", settings=SETTINGS, secrets={"imap_password": "x", "smtp_password": "x"})


def mail(text: str = "Where is my parcel?", **headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {"from": "Maria Ruiz <maria@example.com>", "to": SETTINGS["address"], "subject": "Parcel", **headers}
    for name, value in given.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def arrives(office: Office, mailbox: Account, *mails: EmailMessage | bytes, folder: str = "INBOX:1") -> None:
    bodies = [one if isinstance(one, bytes) else one.as_bytes() for one in mails]
    entries = [
        Entry(mailbox.id, f"{folder}:{uid}", body, {}, office.clock()) for uid, body in enumerate(bodies, start=1)
    ]
    office.write(journal.append, entries)


def said(office: Office, address: str = "maria@example.com") -> list[Message]:
    return office.messages(office.thread_of(address).id)


def outcomes(office: Office) -> list[str]:
    return [row.outcome for row in office.rows(select(journal_table.c.outcome).order_by(journal_table.c.seq))]


@pytest.mark.asyncio
async def test_a_mail_stands_in_its_customers_thread(office: Office, mailbox: Account, reader: Reader) -> None:
    arrives(office, mailbox, mail(message_id="<1@example.com>"), mail("And my invoice?", message_id="<2@example.com>"))
    await reader.read_some()
    first, second = said(office)
    assert (first.text.strip(), first.subject, second.position) == ("Where is my parcel?", "Parcel", 2)
    assert office.thread(first.thread_id).customer_name == "Maria Ruiz"


@pytest.mark.asyncio
async def test_after_a_changed_uidvalidity_the_same_mails_come_again_and_change_nothing(
    office: Office, mailbox: Account, reader: Reader, tmp_path: Path
) -> None:
    with_photo = mail("See the photo", message_id="<3@example.com>")
    with_photo.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="../../broken.png")
    mails = [mail(message_id="<1@example.com>"), mail("No id at all"), with_photo]
    arrives(office, mailbox, *mails)
    await reader.read_some()
    before = said(office)
    arrives(office, mailbox, *mails, folder="INBOX:2")
    await reader.read_some()
    assert said(office) == before
    assert outcomes(office) == ["threaded"] * 3 + ["repeated"] * 3
    files = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [b"\x89PNG...."]
    assert before[2].attachments[0].size == 8


@pytest.mark.asyncio
async def test_an_answer_from_another_address_finds_its_thread_by_what_it_cites(
    office: Office, mailbox: Account, reader: Reader, ana: User
) -> None:
    arrives(office, mailbox, mail(message_id="<1@example.com>"))
    await reader.read_some()
    answer = office.reply(said(office)[0].thread_id, ana, "On its way")
    (delivery,) = office.write(outbox.claim, office.clock())
    letter = compose(outgoing(delivery), address=SETTINGS["address"], name="", account_id="a", now=office.clock())
    office.write(outbox.sent, delivery, letter.message_id, "sent", office.clock())
    away = mail("Thanks, from elsewhere", in_reply_to=letter.message_id, **{"from": "maria@work.example"})
    arrives(office, mailbox, away, folder="INBOX:9")
    await reader.read_some()
    found = office.identity(Contact("email", "", "maria@work.example"))
    assert found.evidence == "claimed"
    assert office.thread_of("maria@work.example").id == answer.thread_id


@pytest.mark.asyncio
async def test_an_answer_to_our_reply_address_finds_its_thread_by_the_token(
    office: Office, mailbox: Account, reader: Reader, ana: User
) -> None:
    arrives(office, mailbox, mail())
    await reader.read_some()
    answer = office.reply(said(office)[0].thread_id, ana, "On its way")
    (delivery,) = office.write(outbox.claim, office.clock())
    ours = f"support+{delivery.token}@hilo.example"
    arrives(office, mailbox, mail("Hi", **{"from": "m@x.example", "to": ours}), folder="INBOX:9")
    await reader.read_some()
    assert office.thread_of("m@x.example").id == answer.thread_id


@pytest.mark.asyncio
async def test_a_vacation_notice_waits_for_nobody(office: Office, mailbox: Account, reader: Reader) -> None:
    arrives(office, mailbox, mail("I am away", auto_submitted="auto-replied"))
    await reader.read_some()
    stands = office.thread_of("maria@example.com")
    assert (stands.due, stands.status, said(office)[0].automatic) == (None, "closed", "auto-reply")


HOSTILE = {
    "nothing": b"",
    "no mail at all": b"\x00\xff" * 5000,
    "only headers": b"From: maria@example.com\r\n",
    "a deep nest": b"From: maria@example.com\r\n"
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)),
    "a long header": b"From: maria@example.com\r\nSubject: " + b"=?utf-8?q?=F0=9F=98=A1?= " * 50_000 + b"\r\n\r\nHi",
    "many references": b"From: maria@example.com\r\nReferences: " + b"<x@y> " * 200_000 + b"\r\n\r\nHi",
    "a broken charset": b"From: maria@example.com\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+2AD-",
    "NUL in the text": b"From: maria@example.com\r\n\r\nbefore\x00after",
}


@pytest.mark.asyncio
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
async def test_whatever_a_mailbox_holds_the_next_mail_is_read(
    office: Office, mailbox: Account, reader: Reader, body: Any
) -> None:
    arrives(office, mailbox, body, mail("I am next", **{"from": "omar@example.com"}))
    await reader.read_some()
    assert [one.text.strip() for one in said(office, "omar@example.com")] == ["I am next"]
    assert outcomes(office)[0] in {"threaded", "ignored", "stub"}
    assert outcomes(office)[1] == "threaded"
