"""Which mail no human wrote, and what delivery reports say."""

import pytest

from connectors.email.automatic import automatic
from connectors.email.bounce import Bounce, bounces, is_bounce, original_id
from connectors.email.mime import Part, parse
from connectors.email.reason import most_precise, status_of, telling_line


def mail(*lines: str, body: str = "Hello") -> Part:
    return parse(("\r\n".join(["From: Eva <eva@shop.example>", *lines]) + f"\r\n\r\n{body}").encode())


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["Subject: Hello"], ""),
        (["Auto-Submitted: no"], ""),
        (["Auto-Submitted: auto-replied"], "auto-reply"),
        (["Auto-Submitted: auto-replied; owner-email=a@x.example"], "auto-reply"),
        (["Auto-Submitted: auto-generated (failure)"], "auto-reply"),
        (["Precedence: auto_reply"], "auto-reply"),
        (["Precedence: junk"], "auto-reply"),
        (["X-Autoreply: yes"], "auto-reply"),
        (["X-Autoreply: no"], ""),
        (["X-Autorespond: a@x.example"], "auto-reply"),
        (["X-Auto-Response-Suppress: All"], ""),
        (["Precedence: bulk"], "list"),
        (["Precedence: list"], "list"),
        (["List-Id: <riak.lists.example>"], "list"),
        (["List-Unsubscribe: <mailto:x@x.example>"], "list"),
        (["List-Id: <a.b>", "Auto-Submitted: auto-replied"], "auto-reply"),
        (["X-Hilo-Loop: 1"], "loop"),
        (["X-Hilo-Loop: 1", "Auto-Submitted: auto-replied"], "loop"),
        (["Return-Path: <>", "Subject: Hello"], ""),
    ],
)
def test_headers_tell_a_machine(lines: list[str], kind: str) -> None:
    assert automatic(mail(*lines)) == kind


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Your order",
        "Re: Automatic reply: Your order",
        "Auto-Reply: Your order",
        "AUTO: Eva is out (returning 3 May)",
        "Out of office: Your order",
        "Out of the office until Monday",
        "Respuesta automática: pedido",
        "Resposta automática: pedido",
        "Réponse automatique : commande",
        "Automatische Antwort: Bestellung",
        "Abwesenheitsnotiz: Bestellung",
        "Risposta automatica: ordine",
        "Automatisch antwoord: order",
        "Automatyczna odpowiedź: zamówienie",
        "Autosvar: order",
        "Automaattinen vastaus: tilaus",
        "Автоответ: заказ",
        "Otomatik yanıt: sipariş",
        "自動返信: 注文",
        "自动回复: 订单",
        "자동 회신: 주문",
    ],
)
def test_subjects_of_absent_people_are_known_in_many_languages(subject: str) -> None:
    assert automatic(mail(f"Subject: {subject}")) == "auto-reply"


@pytest.mark.parametrize(
    "subject",
    [
        "Vacation rental in June",
        "Auto: Bremsen quietschen",
        "Automatic door broken",
        "On holiday booking 4711",
        "不在票について",
        "Delivery failed: my parcel 4711",
        "Undeliverable parcel",
        "Fwd: Delivery problem",
        "Rejected card",
        "Office closed?",
    ],
)
def test_subjects_of_customers_are_no_machine_s(subject: str) -> None:
    quote = "Hello\r\n\r\n-----Original Message-----\r\nFrom: x\r\n\r\nYour parcel could not be delivered. 550 5.1.1"
    assert automatic(mail(f"Subject: {subject}", body=quote)) == ""


def test_a_customer_who_forwards_a_mail_about_a_failed_delivery_is_no_bounce() -> None:
    body = "--b\r\n\r\nWhy?\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--b--"
    assert (
        automatic(mail("Subject: Fwd: failed delivery", "Content-Type: multipart/mixed; boundary=b", body=body)) == ""
    )


def dsn(*fields: str, text: str = "It failed.", original: str = "Message-ID: <ours@hilo.example>") -> Part:
    parts = [
        f"Content-Type: text/plain\r\n\r\n{text}",
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.x.example\r\n\r\n" + "\r\n".join(fields),
        f"Content-Type: message/rfc822\r\n\r\n{original}\r\nSubject: x\r\n\r\nHello",
    ]
    body = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    return mail("Content-Type: multipart/report; report-type=delivery-status; boundary=b", body=body)


TO = "Final-Recipient: rfc822; Ana@X.example"


def test_a_standard_report_is_read_field_by_field() -> None:
    report = dsn(
        TO, "Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 <ana@x.example>... User unknown"
    )
    assert automatic(report) == "bounce"
    assert bounces(report) == [Bounce("ana@x.example", "5.1.1", "failed", "550 5.1.1 <ana@x.example>... User unknown")]
    assert original_id(report) == "ours@hilo.example"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (["Status: 5.0.0", "Diagnostic-Code: smtp; 550 5.2.2 mailbox full"], "5.2.2"),
        (["Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.7.1 blocked"], "5.7.1"),
        (["Status: 5.1.1", "Diagnostic-Code: smtp; 550 unknown"], "5.1.1"),
        (["Status: 4.4.7 (delivery time expired)"], "4.4.7"),
        (["Status: 5.0.0"], "5.0.0"),
        (["Action: failed"], "5.0.0"),
        (["Diagnostic-Code: smtp; 452 mailbox is full"], "4.2.2"),
        (["Diagnostic-Code: X-Notes; User not listed in directory"], "5.1.1"),
    ],
)
def test_the_most_precise_status_counts(fields: list[str], status: str) -> None:
    assert [one.status for one in bounces(dsn(TO, *fields))] == [status]


def test_every_recipient_of_a_report_is_named() -> None:
    report = dsn(TO, "Status: 5.1.1", "", "Final-Recipient: rfc822; bo@x.example", "Status: 4.2.2", "Action: delayed")
    assert [(one.recipient, one.status, one.permanent) for one in bounces(report)] == [
        ("ana@x.example", "5.1.1", True),
        ("bo@x.example", "4.2.2", False),
    ]


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_good_news_are_no_bounce(action: str) -> None:
    report = dsn(TO, f"Action: {action}", "Status: 2.0.0")
    assert not is_bounce(report)
    assert automatic(report) == "auto-reply"


def test_complaints_and_read_receipts_are_automatic_but_no_bounce() -> None:
    body = "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n--b--"
    complaint = mail("Content-Type: multipart/report; report-type=feedback-report; boundary=b", body=body)
    assert (automatic(complaint), is_bounce(complaint)) == ("auto-reply", False)
    body = "--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: x; displayed\r\n--b--"
    receipt = mail("Content-Type: multipart/report; report-type=disposition-notification; boundary=b", body=body)
    assert (automatic(receipt), is_bounce(receipt)) == ("auto-reply", False)


QMAIL = """Hi. This is the qmail-send program at x.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<ana@x.example>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.7.1 Blocked

--- Below this line is a copy of the message.

Return-Path: <eva@shop.example>
Message-ID: <ours@hilo.example>
Subject: x

250 2.0.0 nothing from here counts
"""


def daemon(body: str, *lines: str) -> Part:
    head = ["From: Mail Delivery System <MAILER-DAEMON@x.example>", *lines]
    return parse(("\n".join(head) + f"\n\n{body}").encode())


def test_an_invented_report_is_read_too() -> None:
    report = daemon(QMAIL, "Subject: failure notice")
    assert automatic(report) == "bounce"
    assert [(one.status, one.diagnostic) for one in bounces(report)] == [
        ("5.7.1", "Remote host said: 550 5.7.1 Blocked")
    ]
    assert original_id(report) == "ours@hilo.example"


def test_failed_recipients_named_in_a_header_get_their_own_codes() -> None:
    text = "a@x.example\n  host mx: 550 5.1.1 unknown\nb@x.example\n  host mx: 552 5.2.2 full\n"
    report = daemon(text, "X-Failed-Recipients: a@x.example, b@x.example")
    assert [(one.recipient, one.status) for one in bounces(report)] == [
        ("a@x.example", "5.1.1"),
        ("b@x.example", "5.2.2"),
    ]


def test_a_null_path_with_the_mail_sent_back_is_a_bounce() -> None:
    sent_back = "Content-Type: message/rfc822\n\nSubject: x\n\ny"
    body = f"--b\n\nCould not be delivered: their mailbox is full.\n--b\n{sent_back}\n--b--"
    report = mail("Return-Path: <>", "Subject: Mail", "Content-Type: multipart/mixed; boundary=b", body=body)
    assert automatic(report) == "bounce"
    assert bounces(report)[0].status == "5.2.2"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("550 5.1.1 <a@x>... User unknown", "5.1.1"),
        ("550 No such user here", "5.1.1"),
        ("Recipient address rejected: user does not exist", "5.1.1"),
        ("The mailbox is full", "5.2.2"),
        ("552 over quota", "5.2.2"),
        ("message size exceeds limit", "5.3.4"),
        ("Host or domain name not found", "5.1.2"),
        ("retry timeout exceeded", "4.4.7"),
        ("Connection refused", "4.4.1"),
        ("421 Connection refused", "4.4.1"),
        ("554 rejected for policy reasons", "5.7.1"),
        ("554 something", "5.0.0"),
        ("192.0.2.550 and 10.5.1.1.2", ""),
        ("552 bytes were sent", ""),
        ("good night", ""),
        ("", ""),
    ],
)
def test_a_sentence_becomes_a_status(sentence: str, status: str) -> None:
    assert status_of(sentence) == status


def test_precision_wins_and_nothing_is_nothing() -> None:
    assert most_precise(["5.0.0", "5.7.26"]) == "5.7.26"
    assert most_precise(["5.0.0"]) == "5.0.0"
    assert most_precise([]) == ""


def test_the_telling_line_is_found_below_the_greeting() -> None:
    assert telling_line("Hi there\n\nsorry\n  550   no such user\nbye") == "550 no such user"
    assert telling_line("Only this") == "Only this"
    assert telling_line("") == ""
