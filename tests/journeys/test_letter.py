"""A mail in the thread: folded, as it was formatted, with its files; and what became of our answer to it."""

import urllib.request
from base64 import b64decode
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import expect
from servers.dovecot import Dovecot
from servers.hilo import Hilo, Person
from servers.postfix import Postfix
from servers.proxy import Proxy
from servers.screen import Screen
from servers.site import Site

Eventually = Callable[..., Any]
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
QUOTED = "Two of them, please.\n\nOn Monday you wrote:\n> How many lamps\n> would you like?\n"
HTML = """<h1>Our <b>offer</b></h1><img src="{url}/pixel.gif" alt="A lamp"><img src="{url}/2" srcset="{url}/3 2x">
<style>@import url("{url}/style.css"); h1 {{ background: url("{url}/background.gif") }}</style>
<p style="background: url({url}/inline.gif)" onclick="top.document.title = 'clicked'">Act now</p>
<link rel="stylesheet" href="{url}/link.css"><iframe src="{url}/frame"></iframe>
<script>top.document.title = "scripted"; new Image().src = "{url}/script"</script>
<img src="x" onerror="top.document.title = 'failed'"><meta http-equiv="refresh" content="0; url={url}/refresh">"""


@pytest.fixture
def support(ana: Person, dovecot: Dovecot, postfix: Postfix, address: str) -> str:
    ana.add_mail(dovecot, address, postfix.smtp)
    return address


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    """A server that a spy's mail would like to reach."""
    server = Site()
    urllib.request.urlopen(f"{server.url}/heard", timeout=5).close()
    assert server.asked == ["/heard"]
    server.asked.clear()
    yield server
    server.close()


def letter(subject: str, text: str, sender: str = "Maria <maria@example.com>") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = sender, subject, f"<{subject}@example.com>"
    mail.set_content(text)
    return mail


def test_a_quote_is_folded_and_shown_when_asked_for(support: str, dovecot: Dovecot, screen: Screen) -> None:
    dovecot.deliver(support, letter("Lamps", QUOTED))
    screen.open("Maria")
    mail = screen.message("Two of them, please.")
    expect(mail.get_by_role("heading", name="Lamps")).to_be_visible()
    expect(mail).not_to_contain_text("would you like?")
    mail.get_by_role("button", name="Show full message").click()
    expect(mail).to_contain_text("would you like?")
    mail.get_by_role("button", name="Show only what is new").click()
    expect(mail).not_to_contain_text("would you like?")
    expect(mail).to_contain_text("Not verified")


def test_the_original_is_shown_and_neither_runs_nor_fetches_anything(
    support: str, dovecot: Dovecot, screen: Screen, elsewhere: Site
) -> None:
    mail = letter("Offer", "Our offer. Act now")
    mail.add_alternative(HTML.format(url=elsewhere.url), subtype="html")
    dovecot.deliver(support, mail)
    screen.open("Maria")
    screen.button("Show original").click()
    frame = screen.page.frame_locator('iframe[title="The original mail"]')
    expect(frame.get_by_role("heading", name="Our offer")).to_be_visible()
    frame.get_by_text("Act now").click()
    [_, inner] = screen.page.frames
    inner.wait_for_load_state("networkidle")
    assert elsewhere.asked == []
    expect(screen.page).to_have_title("(1) Inbox · Hilo")
    sandbox = screen.page.get_by_title("The original mail").get_attribute("sandbox") or ""
    assert "allow-scripts" not in sandbox
    assert "allow-same-origin" not in sandbox
    screen.button("Show as text").click()
    expect(screen.page.get_by_title("The original mail")).to_have_count(0)


def test_images_from_elsewhere_come_when_asked_for_and_then_only_through_hilo(
    support: str, dovecot: Dovecot, screen: Screen, elsewhere: Site
) -> None:
    """Here that means that a sign stands in their place: the sender's server is in our own network."""
    for subject in ("Offer", "Reminder"):
        mail = letter(subject, f"{subject}: act now")
        mail.add_alternative(f"<h1>{subject}</h1>" + HTML.format(url=elsewhere.url), subtype="html")
        dovecot.deliver(support, mail)
    screen.open("Maria")
    offer, reminder = screen.message("Offer: act now"), screen.message("Reminder: act now")
    offer.get_by_role("button", name="Show original").click()
    expect(screen.log).to_contain_text("2 images are not shown. They lie at")
    screen.button("Show images in this thread").click()
    lamp = screen.page.frame_locator('iframe[title="The original mail"]').get_by_role("img", name="A lamp")
    expect(lamp).to_have_js_property("naturalWidth", 20)
    assert elsewhere.asked == []
    screen.button("Show as text").click()
    reminder.get_by_role("button", name="Show original").click()
    expect(lamp).to_have_js_property("naturalWidth", 20)
    expect(screen.button("Show images in this thread")).to_have_count(0)


def test_pictures_and_texts_are_seen_large_one_after_the_other_by_keys(
    support: str, dovecot: Dovecot, screen: Screen
) -> None:
    mail = letter("Photos", "See the photos.")
    for name in ("front.png", "back.png"):
        mail.add_attachment(PIXEL, "image", "png", filename=name)
    mail.add_attachment("Line one\nLine two", "plain", filename="list.txt")
    dovecot.deliver(support, mail)
    screen.open("Maria")
    screen.message("See the photos.").get_by_role("link").filter(has=screen.page.get_by_alt_text("front.png")).focus()
    screen.press("Enter")
    for name, place, key in (("front.png", "1 of 3", "ArrowRight"), ("back.png", "2 of 3", "ArrowRight")):
        expect(screen.page.get_by_role("dialog", name=name).get_by_role("status")).to_have_text(place)
        expect(screen.page.get_by_role("dialog").get_by_role("img", name=name)).to_be_visible()
        screen.press(key)
    expect(screen.page.get_by_role("dialog", name="list.txt")).to_contain_text("Line two")
    screen.press("ArrowRight")
    expect(screen.page.get_by_role("dialog", name="front.png")).to_be_visible()
    screen.press("ArrowLeft", "Escape")
    expect(screen.page.get_by_role("dialog")).to_have_count(0)
    expect(screen.page.locator(".picture:focus")).to_have_count(1)


def test_a_file_comes_down_as_it_was_sent(support: str, dovecot: Dovecot, screen: Screen, tmp_path: Path) -> None:
    mail = letter("Invoice", "See the file.")
    mail.add_attachment(b"%PDF-1.4 \x00 not really", "application", "pdf", filename="Rechnung für Ana.pdf")
    dovecot.deliver(support, mail)
    screen.open("Maria")
    with screen.page.expect_download() as coming:
        screen.message("See the file.").get_by_role("link", name="Rechnung für Ana.pdf").click()
    coming.value.save_as(tmp_path / "file")
    assert coming.value.suggested_filename == "Rechnung für Ana.pdf"
    assert (tmp_path / "file").read_bytes() == b"%PDF-1.4 \x00 not really"


def test_a_mail_that_nobody_can_read_is_explained(support: str, dovecot: Dovecot, screen: Screen, hilo: Hilo) -> None:
    """The process that reads mails hangs on it."""
    dovecot.deliver(support, letter("First", "This one is fine."))
    screen.open("Maria")
    [cell] = [one for one in psutil.Process(hilo.pid).children(recursive=True) if "router.cell" in one.cmdline()]
    cell.suspend()
    dovecot.deliver(support, letter("Second", "This one is not.", "Boris <boris@example.com>"))
    screen.row("Boris").click(timeout=30_000)
    expect(screen.log).to_contain_text("This message could not be read. It is kept as it arrived;")
    expect(screen.row("Boris")).to_contain_text("A message arrived that Hilo could not read.")
    expect(screen.log).not_to_contain_text("This one is not.")


def test_a_mail_without_words_says_so(support: str, dovecot: Dovecot, screen: Screen) -> None:
    dovecot.deliver(support, letter("Only a subject", ""))
    screen.open("Maria")
    expect(screen.message("Only a subject")).to_contain_text("(no text)")


def test_a_refused_answer_says_why_and_can_be_tried_again(
    support: str, dovecot: Dovecot, postfix: Postfix, screen: Screen, eventually: Eventually
) -> None:
    gone = f"gone@{support.partition('@')[0]}.test"
    dovecot.deliver(support, letter("Hello", "Anybody there?", f"Maria <{gone}>"))
    screen.open("Maria")
    screen.send("Yes, me")
    answer = screen.message("Yes, me")
    expect(answer).to_contain_text("Not delivered")
    expect(answer).to_contain_text("Nobody of that name")
    answer.get_by_role("button", name="Try again").click()
    eventually(lambda: refusals(postfix, gone) == 2)
    expect(answer).to_contain_text("Not delivered")


def refusals(postfix: Postfix, address: str) -> int:
    return len([line for line in postfix.log().splitlines() if "reject:" in line and f"to=<{address}>" in line])


def test_an_uncertain_answer_warns_before_it_goes_twice(
    ana: Person, dovecot: Dovecot, postfix: Postfix, screen: Screen, address: str,
    proxied: Callable[[int], Proxy], eventually: Eventually,
) -> None:  # fmt: skip
    """The connection breaks after the mail was handed over, before the server could say that it took it."""
    network = proxied(postfix.smtp)
    ana.add_mail(dovecot, address, network.port)
    maria = address.replace("support", "maria")
    dovecot.deliver(address, letter("Hello", "Anybody there?", f"Maria <{maria}>"))
    screen.open("Maria")
    network.eat_answer_to = b"\r\n.\r\n"
    screen.send("Yes, me")
    answer = screen.message("Yes, me")
    expect(answer).to_contain_text("Uncertain")
    expect(answer).to_contain_text("Sending again could double it.")
    answer.get_by_role("button", name="Send again anyway").click()
    expect(answer.get_by_text("Sent", exact=True)).to_be_visible()
    assert len(eventually(lambda: (found := dovecot.mails(maria))[1:] and found)) == 2
