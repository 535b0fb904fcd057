"""Delivery reports in the style of the servers that customers sit behind."""

from textwrap import dedent

import pytest

from connectors.email.automatic import automatic
from connectors.email.bounce import bounces, original_id
from connectors.email.mime import Part, parse

REPORTS = {
    "Postfix": (
        """
        Return-Path: <>
        From: MAILER-DAEMON@mx.shop.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary="B/mx"

        This is a MIME-encapsulated message.

        --B/mx
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

        <eva@shop.example>: host mail.shop.example[192.0.2.1] said: 550 5.1.1
            <eva@shop.example>: Recipient address rejected: User unknown

        --B/mx
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.shop.example

        Final-Recipient: rfc822; eva@shop.example
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mail.shop.example
        Diagnostic-Code: smtp; 550 5.1.1 <eva@shop.example>: Recipient address
            rejected: User unknown

        --B/mx
        Content-Type: text/rfc822-headers

        Message-ID: <ours@hilo.example>
        Subject: Your order

        --B/mx--
        """,
        "5.1.1",
        True,
    ),
    "Postfix, delayed": (
        """
        Return-Path: <>
        From: MAILER-DAEMON@mx.shop.example (Mail Delivery System)
        Subject: Delayed Mail (still being retried)
        Content-Type: multipart/report; report-type=delivery-status; boundary=B

        --B

        Your message could not be delivered for more than 4 hour(s).

        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.shop.example

        Final-Recipient: rfc822; eva@shop.example
        Action: delayed
        Status: 4.4.1
        Diagnostic-Code: X-Postfix; connect to mail.shop.example: Connection timed out

        --B
        Content-Type: message/rfc822

        Message-ID: <ours@hilo.example>

        Hello
        --B--
        """,
        "4.4.1",
        False,
    ),
    "Exim": (
        """
        Return-path: <>
        X-Failed-Recipients: eva@shop.example
        Auto-Submitted: auto-replied
        From: Mail Delivery System <Mailer-Daemon@mx.shop.example>
        Subject: Mail delivery failed: returning message to sender

        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          eva@shop.example
            host mail.shop.example [192.0.2.1]
            SMTP error from remote mail server after RCPT TO:<eva@shop.example>:
            552 5.2.2 mailbox over quota

        ------ This is a copy of the message, including all the headers. ------

        Return-path: <support@acme.example>
        Message-ID: <ours@hilo.example>
        Subject: Your order

        Hello 550 5.7.1
        """,
        "5.2.2",
        True,
    ),
    "qmail": (
        """
        Return-Path: <>
        From: MAILER-DAEMON@mx.shop.example
        Subject: failure notice

        Hi. This is the qmail-send program at mx.shop.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <eva@shop.example>:
        Sorry, no mailbox here by that name. (#5.1.1)

        --- Below this line is a copy of the message.

        Return-Path: <support@acme.example>
        Message-ID: <ours@hilo.example>

        Hello
        """,
        "5.1.1",
        True,
    ),
    "sendmail": (
        """
        Return-Path: <MAILER-DAEMON>
        From: Mail Delivery Subsystem <MAILER-DAEMON@mx.shop.example>
        Subject: Returned mail: see transcript for details
        Content-Type: multipart/report; report-type=delivery-status; boundary=B

        --B

           ----- The following addresses had permanent fatal errors -----
        <eva@shop.example>
            (reason: 550 5.7.1 Access denied)

        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.shop.example

        Final-Recipient: RFC822; eva@shop.example
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: SMTP; 550 5.7.1 Access denied

        --B
        Content-Type: message/rfc822

        Message-ID: <ours@hilo.example>

        Hello
        --B--
        """,
        "5.7.1",
        True,
    ),
    "Exchange, a domain nobody knows": (
        """
        From: postmaster@shop.example
        Subject: Undeliverable: Your order
        Content-Type: multipart/report; report-type=delivery-status; boundary=B

        --B
        Content-Type: text/html

        <p>Your message to eva@shop.example couldn't be delivered.</p>

        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns;mx.shop.example

        Final-Recipient: rfc822;eva@shop.example
        Action: failed
        Status: 5.4.310
        Diagnostic-Code: smtp;550 5.4.310 DNS domain does not exist [Message=InfoDomainNonexistent]

        --B
        Content-Type: message/rfc822

        Message-ID: <ours@hilo.example>

        Hello
        --B--
        """,
        "5.4.310",
        True,
    ),
    "OpenSMTPD, the code only in the text": (
        """
        From: Mailer Daemon <MAILER-DAEMON@mx.shop.example>
        Subject: Delivery status notification: error
        Content-Type: multipart/report; report-type=delivery-status; boundary=B

        --B

        eva@shop.example: 550 5.7.25 Reverse DNS validation failed

        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.shop.example

        Final-Recipient: rfc822; eva@shop.example
        Action: failed
        Status: 5.0.0

        --B
        Content-Type: text/rfc822-headers

        Message-ID: <ours@hilo.example>

        --B--
        """,
        "5.7.25",
        True,
    ),
    "DragonFly": (
        """
        From: MAILER-DAEMON <>
        Subject: Mail delivery failed

        This is the DragonFly Mail Agent v0.13 at mx.shop.example.

        There was an error delivering your mail to <eva@shop.example>.

        mail.shop.example [192.0.2.1] did not like our final DATA:
        554 5.6.0 Message contains invalid header

        Message headers follow.

        Subject: Your order
        Message-Id: <ours@hilo.example>
        """,
        "5.6.0",
        True,
    ),
    "a gateway of a telephone company": (
        """
        From: post_master@phone.example
        Subject: Re: Your order

        Error: Invalid user address

        Error message below:
        550 - Requested action not taken: no such user here

        Message-ID: <ours@hilo.example>
        """,
        "5.1.1",
        True,
    ),
    "one that tells nothing": (
        """
        Return-Path: <>
        From: MAILER-DAEMON@mx.shop.example
        Subject: Returned mail

        Bad luck.

        ----- Original message -----

        Message-ID: <ours@hilo.example>
        """,
        "5.0.0",
        True,
    ),
}


def report(text: str) -> Part:
    return parse(dedent(text).lstrip().encode())


@pytest.mark.parametrize(("text", "status", "permanent"), REPORTS.values(), ids=REPORTS.keys())
def test_a_server_s_report_is_understood(text: str, status: str, permanent: bool) -> None:
    found = bounces(report(text))
    assert automatic(report(text)) == "bounce"
    assert (found[0].status, found[0].permanent) == (status, permanent)
    assert original_id(report(text)) == "ours@hilo.example"


@pytest.mark.parametrize(("text", "status", "permanent"), REPORTS.values(), ids=REPORTS.keys())
def test_the_same_words_from_a_customer_are_no_report(text: str, status: str, permanent: bool) -> None:
    head, _, words = dedent(text).lstrip().partition("\n\n")
    told = "\n".join(f"> {line}" for line in words.splitlines())
    subject = next(line for line in head.splitlines() if line.startswith("Subject"))
    letter = f"From: Eva <eva@shop.example>\nReturn-Path: <eva@shop.example>\n{subject}\n\nWhat is this?\n\n{told}\n"
    assert automatic(parse(letter.encode())) == ""
