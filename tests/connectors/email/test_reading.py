"""One raw mail as what happened."""

from datetime import UTC, datetime

import msgspec
import pytest

from connectors.contract import Ignored, Incoming, Raw, Receipt
from connectors.email.reading import read

HEAD = """\
Return-Path: <eva@shop.example>
Received: from mx.shop.example by mx.acme.example; Thu, 8 Dec 2016 13:00:05 +0100
Message-ID: <one@shop.example>
From: Eva <eva@shop.example>
To: Support <support@acme.example>
Date: Thu, 8 Dec 2016 13:00:00 +0100
Subject: My order
"""


def only(mail: str | bytes, **settings: object) -> Incoming:
    data = mail.replace("\n", "\r\n").encode() if isinstance(mail, str) else mail
    (found,) = read(Raw(key="k", body=data), **settings)  # type: ignore[arg-type] # any setting, by name
    assert isinstance(found, Incoming)
    return found


def test_a_plain_mail_is_read_whole() -> None:
    found = only(HEAD + "\nHello,\nwhere is it?\n\n-- \nEva\n")
    assert found.sender.address == "eva@shop.example"
    assert found.sender.display == "Eva"
    assert found.subject == "My order"
    assert found.sent_at == datetime(2016, 12, 8, 12, tzinfo=UTC)
    assert found.ref == "one@shop.example"
    assert found.text == "Hello,\nwhere is it?\n\n-- \nEva\n"
    assert found.said == "Hello,\nwhere is it?"
    assert (found.html, found.files, found.cites, found.token, found.automatic) == ("", (), (), "", "")


@pytest.mark.parametrize(
    ("field", "when"),
    [
        ("Thu, 8 Dec 2016 13:00:00 -0000", datetime(2016, 12, 8, 13, tzinfo=UTC)),
        ("Thu, 8 Dec 2016 13:00:00 GMT", datetime(2016, 12, 8, 13, tzinfo=UTC)),
        ("8 Dec 16 13:00 EST", datetime(2016, 12, 8, 18, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("Thu, 99 Dec 2016 99:99:99 +9999", None),
        ("Fri, 31 Dec 9999 23:00:00 -2300", None),
        ("1" * 500, None),
    ],
)
def test_dates_are_utc_or_unknown(field: str, when: datetime | None) -> None:
    assert only(f"From: a@x.example\nDate: {field}\n\nHello").sent_at == when


def test_the_same_mail_by_two_paths_is_one_message() -> None:
    other = (
        "Delivered-To: x@acme.example\nReceived: from relay\nX-Spam: no\nAuthentication-Results: a; spf=pass\n" + HEAD
    )
    assert only(HEAD + "\nHello").remote_id == only(other + "\nHello\n").remote_id


@pytest.mark.parametrize(
    ("old", "new"),
    [("one@", "two@"), ("Eva <", "Ana <"), ("13:00:00", "13:00:01"), ("My order", "My orders"), ("Hello", "Help")],
)
def test_a_mail_of_other_content_is_another_message_even_with_a_known_id(old: str, new: str) -> None:
    mail = HEAD + "\nHello"
    assert only(mail.replace(old, new)).remote_id != only(mail).remote_id


def test_a_file_makes_a_difference_too() -> None:
    def mail(content: str) -> str:
        return (
            HEAD
            + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n"
            + f"--b\nContent-Type: image/png\n\n{content}\n--b--"
        )

    assert only(mail("one")).remote_id != only(mail("two")).remote_id


def test_cites_are_nearest_first_and_each_once() -> None:
    found = only(HEAD + "In-Reply-To: <c@x>\nReferences: <a@x> <b@x>\n <c@x> <b@x>\n\nHello")
    assert found.cites == ("c@x", "b@x", "a@x")


def test_broken_references_are_survived() -> None:
    found = only(HEAD + 'In-Reply-To: "My mail of Monday" <c@x> (x)\nReferences: <a@x><b@x> junk <<d@x>\n\nHello')
    assert found.cites == ("c@x", "d@x", "b@x", "a@x")


def test_very_many_references_are_cut() -> None:
    found = only(HEAD + "References: " + " ".join(f"<{n}@x>" for n in range(3000)) + "\n\nHello")
    assert len(found.cites) == 100
    assert found.cites[0] == "2999@x"


@pytest.mark.parametrize(
    ("field", "token"),
    [
        ("To: support+t0k-en_1@acme.example", "t0k-en_1"),
        ("To: x@y.example, Support <Support+ABC@ACME.example>", "abc"),
        ("Cc: support+abc@acme.example", "abc"),
        ("Delivered-To: support+abc@acme.example", "abc"),
        ("X-Original-To: support+abc@acme.example", "abc"),
        ("Envelope-To: support+abc@acme.example", "abc"),
        ("To: support@acme.example", ""),
        ("To: sales+abc@acme.example", ""),
        ("To: support+abc@evil.example", ""),
        ("To: support+a b@acme.example, support+<x>@acme.example", ""),
        ("Subject: support+abc@acme.example", ""),
    ],
)
def test_the_token_is_taken_from_our_own_address_only(field: str, token: str) -> None:
    mail = f"From: a@x.example\n{field}\n\nHello"
    found = only(mail, own_addresses=["Support@acme.example"]).token
    assert found == token or (token == "" and found == "ab")


def test_no_own_address_no_token() -> None:
    assert only("From: a@x.example\nTo: support+abc@acme.example\n\nHello").token == ""


def test_a_trusted_result_makes_the_sender_proven() -> None:
    mail = "Authentication-Results: mx.acme.example; dmarc=pass header.from=shop.example\n" + HEAD + "\nHello"
    assert only(mail, trusted_authserv_id="mx.acme.example").sender.evidence == "proven"
    assert only(mail).sender.evidence == "claimed"


def test_reply_to_becomes_a_claim() -> None:
    assert [one.address for one in only(HEAD + "Reply-To: e@other.example\n\nHello").claims] == ["e@other.example"]


def test_senders_without_an_address_are_not_one_person() -> None:
    one, two = only("Subject: a\n\nHello").sender, only("Subject: b\n\nHello").sender
    assert one.address != two.address
    assert one.address.endswith(".invalid")


def test_html_alone_gives_text_as_well() -> None:
    found = only(HEAD + 'Content-Type: text/html\n\n<p onclick="x">Hello <b>you</b></p><script>x</script>')
    assert found.text == "Hello you"
    assert found.html == "<p>Hello <b>you</b></p>"
    assert found.said == "Hello you"


def test_quotes_in_html_are_not_what_the_customer_said() -> None:
    attribution = "<div>On 8 Dec 2016, Ana &lt;a@x.example&gt; wrote:</div>"
    page = f"<div>Thanks!</div>{attribution}<blockquote>Hello<br>you</blockquote>"
    found = only(HEAD + f"Content-Type: text/html\n\n{page}")
    assert found.said == "Thanks!"
    assert "> Hello\n> you" in found.text


@pytest.mark.parametrize("mail", [b"", b"\r\n", b"\0\0\0", b"   \n\n"])
def test_nothing_at_all_is_ignored_with_a_reason(mail: bytes) -> None:
    (found,) = read(Raw(key="k", body=mail))
    assert isinstance(found, Ignored)
    assert found.reason.endswith(".")


def test_a_subject_alone_is_a_message() -> None:
    assert only("From: a@x.example\nSubject: Please call me\n\n").subject == "Please call me"


BOUNCE = HEAD.replace("Eva <eva@shop.example>", "MAILER-DAEMON <>").replace("<eva@shop.example>", "<>") + (
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt failed.\n--b\n"
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.x.example\n\n"
    "Final-Recipient: rfc822; a@x.example\n"
    "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n--b\n"
    "Content-Type: message/rfc822\n\nMessage-ID: <ours@hilo.example>\n\nHello\n--b--\n"
)


def test_a_bounce_is_news_of_our_mail_and_a_message_for_the_agent() -> None:
    receipt, message = read(Raw(key="k", body=BOUNCE.encode()))
    assert receipt == Receipt(state="failed", ref="ours@hilo.example", detail="5.1.1 550 5.1.1 User unknown")
    assert isinstance(message, Incoming)
    assert message.automatic == "bounce"
    assert message.said == "It failed."


def test_a_delay_is_no_failure_yet() -> None:
    late = BOUNCE.replace("Action: failed", "Action: delayed").replace("5.1.1", "4.4.7")
    assert only(late).automatic == "bounce"


def test_a_bounce_of_an_unknown_mail_is_only_a_message() -> None:
    assert only(BOUNCE.replace("Message-ID: <ours@hilo.example>", "X: y")).automatic == "bounce"


def test_a_read_receipt_is_news_too() -> None:
    mail = HEAD + (
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nSeen.\n--b\n"
        "Content-Type: message/disposition-notification\n\nOriginal-Message-ID: <ours@hilo.example>\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n--b--\n"
    )
    receipt, message = read(Raw(key="k", body=mail.encode()))
    assert receipt == Receipt(state="read", ref="ours@hilo.example", detail="read receipt")
    assert isinstance(message, Incoming)
    assert message.automatic == "auto-reply"
    assert len(read(Raw(key="k", body=mail.replace("; displayed", "; deleted").encode()))) == 1


def test_our_own_mail_that_comes_back_is_a_loop() -> None:
    assert only(HEAD + "X-Hilo-Loop: 1\n\nHello").automatic == "loop"


def test_what_was_read_can_be_read_again_by_another_process() -> None:
    found = read(Raw(key="k", body=BOUNCE.encode()))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=list[Incoming | Receipt | Ignored]) == found
