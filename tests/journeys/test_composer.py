"""What an agent writes is kept, goes where it should, and goes once."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from servers.dovecot import Dovecot
from servers.hilo import Hilo, Person
from servers.postfix import Postfix
from servers.screen import Screen
from servers.visitor import Visitor, signed

Eventually = Callable[..., Any]


@pytest.fixture
def zoe(visitor: Callable[..., Visitor]) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("Where is my order?")
    return zoe


def test_a_draft_survives_reload_and_change_of_thread_for_each_mode(
    visitor: Callable[..., Visitor], zoe: Visitor, screen: Screen
) -> None:
    visitor("Yan").say("Do you deliver on Sundays?")
    screen.open("Zoe")
    screen.reply.fill("It is on its")
    screen.button("Note").click()
    screen.note.fill("Ask the carrier")
    screen.open("Yan")
    expect(screen.reply).to_have_value("")
    screen.button("Note").click()
    expect(screen.note).to_have_value("")
    expect(screen.row("Zoe")).to_contain_text("Draft")
    screen.open("Zoe")
    expect(screen.reply).to_have_value("It is on its")
    screen.page.reload()
    expect(screen.reply).to_have_value("It is on its")
    screen.button("Note").click()
    expect(screen.note).to_have_value("Ask the carrier")


def test_a_draft_of_one_agent_is_not_the_next_ones(zoe: Visitor, screen: Screen, ana: Person) -> None:
    """Two who share a computer."""
    bea = ana.colleague("Bea")
    screen.open("Zoe")
    screen.reply.fill("Between us")
    screen.menu("Ana").click()
    screen.button("Log out").click()
    screen.page.get_by_label("E-mail").fill(bea.email)
    screen.page.get_by_label("Password").fill(bea.password)
    screen.button("Log in").click()
    expect(screen.reply).to_have_value("")
    expect(screen.row("Zoe")).not_to_contain_text("Draft")


def test_nothing_empty_can_be_sent(zoe: Visitor, screen: Screen, ana: Person) -> None:
    screen.open("Zoe")
    for text in ("", "  \n "):
        screen.send(text)
        expect(screen.button("Send to chat")).to_be_disabled()
    screen.send("Tomorrow")
    expect(screen.message("Tomorrow")).to_contain_text("Sent")
    expect(screen.log.get_by_role("article")).to_have_count(2)
    [thread] = ana.threads("mine")
    assert len(ana.get(f"/api/v1/threads/{thread['id']}")["messages"]) == 2


def test_a_note_looks_and_reads_different_and_is_never_delivered(zoe: Visitor, screen: Screen, ana: Person) -> None:
    screen.open("Zoe")
    replying = look_of(screen.page.get_by_role("form", name="Reply to the customer"))
    screen.button("Note").click()
    assert look_of(screen.page.get_by_role("form", name="Note for your team")) != replying
    expect(screen.button("Send to chat")).to_have_count(0)
    screen.note.fill("Third time this week")
    screen.button("Save note").click()
    note = screen.message("Third time this week")
    expect(note).to_contain_text("Note by You")
    expect(note).to_contain_text("only your team sees it")
    for state in ("Queued", "Sending", "Sent", "Delivered"):
        expect(note.get_by_text(state, exact=True)).to_have_count(0)
    screen.button("Reply").click()
    screen.send("It left today")
    expect(screen.message("It left today")).to_contain_text("Sent")
    assert look_of(note) != look_of(screen.message("It left today"))
    [thread] = ana.threads("mine")
    states = [one["state"] for one in ana.get(f"/api/v1/threads/{thread['id']}")["messages"]]
    assert states == [None, None, "sent"]
    assert zoe.sees() == ["Where is my order?", "It left today"]


def look_of(box: Locator) -> tuple[str, str]:
    """Background and border."""
    return tuple(box.evaluate("box => [getComputedStyle(box).backgroundColor, getComputedStyle(box).borderTopStyle]"))


def test_what_is_written_while_the_server_is_down_goes_out_by_itself_once(
    zoe: Visitor, screen: Screen, hilo: Hilo, ana: Person
) -> None:
    screen.open("Zoe")
    hilo.kill()
    screen.send("Written in the dark")
    waiting = screen.message("Written in the dark")
    expect(waiting).to_contain_text("Not sent yet")
    expect(waiting).to_contain_text("It goes by itself as soon as the connection is back.")
    expect(screen.page.get_by_text("Connection lost.")).to_be_visible()
    expect(screen.reply).to_have_value("")
    hilo.start()
    expect(waiting).to_contain_text("You", timeout=30_000)
    expect(waiting).not_to_contain_text("Not sent yet", timeout=30_000)
    expect(screen.page.get_by_text("Connection lost.")).to_have_count(0)
    expect(waiting).to_have_count(1)
    screen.page.reload()
    expect(waiting).to_have_count(1)
    assert zoe.sees() == ["Where is my order?", "Written in the dark"]


def test_what_the_server_refuses_comes_back_into_the_composer(zoe: Visitor, screen: Screen) -> None:
    screen.open("Zoe")
    screen.send("x" * 100_001)
    refused = screen.message("xxx")
    expect(refused).to_contain_text("Not sent yet")
    refused.get_by_role("button", name="Edit").click()
    expect(refused).to_have_count(0)
    expect(screen.reply).to_be_focused()
    expect(screen.reply).to_have_value("x" * 100_001)


def test_the_agent_sees_and_chooses_where_an_answer_goes(
    visitor: Callable[..., Visitor], screen: Screen, ana: Person, dovecot: Dovecot, postfix: Postfix, address: str,
    eventually: Eventually,
) -> None:  # fmt: skip
    """One customer who writes by mail, and then in the chat, where the site vouches for the same address."""
    bob = address.replace("support", "bob")
    ana.add_mail(dovecot, address, postfix.smtp)
    dovecot.deliver(address, f"From: Bob <{bob}>\r\nSubject: Order\r\n\r\nWhere is my order?\r\n".encode())
    eventually(ana.threads)
    on_site = visitor(token=signed("7", "Bob", bob))
    on_site.say("Me again")
    screen.open("Me again")
    expect(screen.to).to_contain_text("Chat")
    expect(screen.to).to_contain_text("Bob")
    screen.send("In the chat")
    expect(screen.message("In the chat")).to_contain_text("Sent")
    screen.answer_to(bob)
    screen.reply.fill("By mail")
    screen.button("Send e-mail").click()
    expect(screen.message("By mail").get_by_text("E-mail", exact=True)).to_be_visible()
    [mail] = eventually(lambda: dovecot.mails(bob))
    assert "By mail" in mail.get_content()
    assert on_site.sees() == ["Where is my order?", "Me again", "In the chat", "By mail"]
