"""The connection breaks in the middle of a sentence, and comes back later."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]
Sit = Callable[[Person], Screen]


@pytest.fixture
def zoe(ana: Person, hilo: Hilo, chat: str, eventually: Eventually) -> Visitor:
    zoe = Visitor(hilo, chat, "Zoe")
    zoe.say("Where is my lamp?")
    eventually(ana.threads)
    return zoe


def test_what_was_written_offline_goes_by_itself_once(
    zoe: Visitor, ana: Person, sit: Sit, eventually: Eventually
) -> None:
    screen = sit(ana)
    expect(screen.rows).to_have_count(1)
    screen.press("j", "Enter", "r")
    expect(screen.reply).to_be_focused()
    screen.page.keyboard.type("It comes ")
    screen.page.context.set_offline(True)
    screen.page.keyboard.type("on Monday.")
    screen.press("Control+Enter")
    expect(screen.message("It comes on Monday.")).to_contain_text("Not sent yet")
    expect(screen.reply).to_have_value("")
    expect(screen.page.get_by_role("status").filter(has_text="1 answer waits")).to_be_visible()
    assert zoe.sees() == ["Where is my lamp?"]
    screen.page.context.set_offline(False)
    eventually(lambda: zoe.sees() == ["Where is my lamp?", "It comes on Monday."])
    expect(screen.message("It comes on Monday.")).not_to_contain_text("Not sent yet")
    expect(screen.message("It comes on Monday.")).to_have_count(1)


def test_whoever_wrote_again_meanwhile_is_shown_before_it_goes(
    zoe: Visitor, ana: Person, sit: Sit, eventually: Eventually
) -> None:
    screen = sit(ana)
    expect(screen.rows).to_have_count(1)
    screen.press("j", "Enter", "r")
    expect(screen.reply).to_be_focused()
    screen.page.context.set_offline(True)
    screen.page.keyboard.type("It comes on Monday.")
    screen.press("Control+Enter")
    expect(screen.message("It comes on Monday.")).to_contain_text("Not sent yet")
    zoe.say("Never mind, here it is!")
    eventually(lambda: ana.threads()[0]["preview"] == "Never mind, here it is!")
    screen.page.context.set_offline(False)
    stopped = screen.message("It comes on Monday.")
    expect(stopped.get_by_role("list")).to_contain_text("Never mind, here it is!")
    expect(screen.button("Back to the text")).to_be_focused()
    screen.press("Enter")
    expect(screen.reply).to_have_value("It comes on Monday.")
    assert zoe.sees() == ["Where is my lamp?", "Never mind, here it is!"]
