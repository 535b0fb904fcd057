"""A customer writes from a real mail client; the agent reads it in a real browser; the answer is in their mailbox."""

import subprocess
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from servers.dovecot import Dovecot
from servers.hilo import Hilo, Person
from servers.postfix import Postfix

Eventually = Callable[..., Any]
Desk = Callable[[Person], Page]


@pytest.fixture
def support(ana: Person, dovecot: Dovecot, postfix: Postfix, address: str) -> str:
    """The address that customers write to; Hilo follows its mailbox."""
    ana.add_mail(dovecot, address, postfix.smtp)
    return address


@pytest.fixture
def customer(address: str) -> str:
    return address.replace("support", "maria")


def swaks(postfix: Postfix, sender: str, to: str, subject: str, text: str, *more: str) -> None:
    command = ("swaks", "--server", f"127.0.0.1:{postfix.smtp}", "--from", sender, "--to", to, "--body", text)
    headers = ("--header", f"Subject: {subject}", "--h-From", f"Maria Ruiz <{sender}>")
    subprocess.run((*command, *headers, *more), check=True, capture_output=True, timeout=20)


def test_a_mail_appears_on_the_open_screen_and_the_answer_is_threaded_in_the_customers_mailbox(
    desk: Desk,
    ana: Person,
    support: str,
    customer: str,
    dovecot: Dovecot,
    postfix: Postfix,
    eventually: Eventually,
) -> None:
    page = desk(ana)
    swaks(postfix, customer, support, "Broken kettle", "My kettle arrived broken. This is unacceptable.")
    row = page.get_by_role("link").filter(has_text="Maria Ruiz")
    expect(row).to_contain_text("My kettle arrived broken")
    expect(row).to_contain_text("angry")
    row.click()
    expect(page.get_by_role("log")).to_contain_text("This is unacceptable.")
    page.get_by_role("textbox", name="Reply to the customer").fill("A new one is on its way.\n\nAna")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("log")).to_contain_text("Sent", timeout=10_000)
    [answer] = eventually(lambda: dovecot.mails(customer))
    [question] = dovecot.mails(support)
    assert answer["In-Reply-To"] == question["Message-ID"]
    assert answer["Subject"] == "Re: Broken kettle"
    assert "A new one is on its way." in answer.get_content()


def test_the_customers_next_mail_joins_the_thread_even_from_another_address(
    ana: Person, support: str, customer: str, dovecot: Dovecot, postfix: Postfix, eventually: Eventually
) -> None:
    swaks(postfix, customer, support, "Question", "Do you ship to Peru?")
    [thread] = eventually(ana.threads)
    ana.post(f"/api/v1/threads/{thread['id']}/replies", text="Yes.", client_id="one")
    [answer] = eventually(lambda: dovecot.mails(customer))
    other = f"other.{customer}"
    swaks(postfix, other, support, "Re: Question", "And to Chile?", "--h-In-Reply-To", answer["Message-ID"])
    messages = eventually(lambda: three(ana, thread["id"]))
    assert [one["direction"] for one in messages] == ["in", "out", "in"]
    assert messages[2]["evidence"] == "claimed"


def three(ana: Person, thread_id: str) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = ana.get(f"/api/v1/threads/{thread_id}")["messages"]
    return messages if len(messages) == 3 else []


def test_the_same_mail_twice_and_mails_without_message_id_are_one_message_each(
    ana: Person, support: str, customer: str, dovecot: Dovecot, eventually: Eventually
) -> None:
    nameless = b"From: %s\r\nSubject: Hello\r\n\r\nNo id on me.\r\n" % customer.encode()
    mail = EmailMessage()
    mail["From"], mail["Message-ID"], mail["Subject"] = customer, "<same@example.com>", "Twice"
    mail.set_content("The same mail.")
    for raw in (nameless, bytes(mail), nameless, bytes(mail)):
        dovecot.deliver(support, raw)
    dovecot.deliver(support, b"From: last@example.com\r\nSubject: End\r\n\r\nThe last one.\r\n")
    eventually(lambda: len(ana.threads()) == 2)
    thread = next(one for one in ana.threads() if one["customer_name"] != "last@example.com")
    texts = [one["said"].strip() for one in ana.get(f"/api/v1/threads/{thread['id']}")["messages"]]
    assert texts == ["No id on me.", "The same mail."]


def test_an_unreadable_mail_stands_as_a_stub_and_the_next_one_is_handled(
    ana: Person, support: str, customer: str, dovecot: Dovecot, eventually: Eventually
) -> None:
    hostile = f"From: {customer}\r\nSubject: Boom\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n".encode()
    dovecot.deliver(support, hostile + b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" * 50_000)
    dovecot.deliver(support, b"From: next@example.com\r\nSubject: Fine\r\n\r\nI am well formed.\r\n")
    found = eventually(lambda: ana.threads() if len(ana.threads()) == 2 else None, 30)
    assert {one["customer_name"] for one in found} == {customer, "next@example.com"}


def test_a_refused_answer_is_shown_as_failed_with_the_servers_reason_and_the_thread_waits_again(
    desk: Desk, ana: Person, support: str, dovecot: Dovecot, postfix: Postfix, eventually: Eventually
) -> None:
    dovecot.deliver(support, b"From: Zoe <gone@example.test>\r\nSubject: Hi\r\n\r\nIs anybody there?\r\n")
    [thread] = eventually(ana.threads)
    page = desk(ana)
    page.get_by_role("link").filter(has_text="Zoe").click()
    page.get_by_role("textbox", name="Reply to the customer").fill("Yes!")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("log")).to_contain_text("Not delivered", timeout=10_000)
    expect(page.get_by_role("log")).to_contain_text("Nobody of that name")
    again = ana.get(f"/api/v1/threads/{thread['id']}")["thread"]
    assert again["waiting_since"] is not None
    assert "undelivered" in [reason["code"] for reason in again["reasons"]]


def test_a_wrong_password_is_one_sentence_that_says_what_to_do(
    ana: Person, hilo: Hilo, dovecot: Dovecot, postfix: Postfix, address: str
) -> None:
    dovecot.password, right = "wrong", dovecot.password
    try:
        with pytest.raises(Exception, match=r"422: The IMAP server .* refused .*[Cc]heck") as refused:
            ana.add_mail(dovecot, address, postfix.smtp)
    finally:
        dovecot.password = right
    assert "\n" not in str(refused.value)
    assert ana.get("/api/v1/accounts") == []
