"""What is meant for the team stays in the team, however fast somebody types."""

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


def test_a_note_never_leaves(zoe: Visitor, ana: Person, sit: Sit, eventually: Eventually) -> None:
    """Back and forth between both, with what is written in one never sent by the other."""
    ana.colleague("Bea")
    screen = sit(ana)
    expect(screen.rows).to_have_count(1)
    screen.press("j", "Enter", "r")
    expect(screen.reply).to_be_focused()
    screen.page.keyboard.type("Dear Zoe, ")
    screen.press("Escape", "n")
    expect(screen.note).to_be_focused()
    expect(screen.note).to_have_value("")
    screen.page.keyboard.type("She is furious, and right. @Be")
    expect(screen.page.get_by_role("listbox")).to_be_visible()
    screen.press("Enter")
    expect(screen.button("Save note")).to_be_visible()
    screen.press("Control+Enter")
    expect(screen.message("She is furious, and right.")).to_contain_text("only your team sees it")
    screen.page.keyboard.type("Second thoughts")
    screen.press("Escape", "r")
    expect(screen.reply).to_be_focused()
    expect(screen.reply).to_have_value("Dear Zoe, ")
    screen.press("Control+End")
    screen.page.keyboard.type("it comes on Monday. Write to us@example.com")
    expect(screen.page.get_by_role("listbox")).to_have_count(0)
    screen.press("Control+Enter")
    eventually(lambda: len(zoe.sees()) == 2)
    assert zoe.sees() == ["Where is my lamp?", "Dear Zoe, it comes on Monday. Write to us@example.com"]
    screen.press("Escape", "n")
    expect(screen.note).to_have_value("Second thoughts")
    assert len(zoe.sees()) == 2
