"""Two agents, one customer: both write, and the customer is answered once."""

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


def begin(screen: Screen, text: str) -> None:
    expect(screen.rows).to_have_count(1)
    screen.press("j", "Enter", "r")
    expect(screen.reply).to_be_focused()
    screen.page.keyboard.type(text)


def test_of_two_who_write_at_once_the_second_is_stopped_and_shown_what_the_first_said(
    zoe: Visitor, ana: Person, sit: Sit, eventually: Eventually
) -> None:
    bea = ana.colleague("Bea")
    anas, beas = sit(ana), sit(bea)
    begin(anas, "It comes on Monday.")
    begin(beas, "It comes on Tuesday.")
    expect(anas.thread.get_by_text("Bea is writing")).to_be_visible()
    with beas.holding("**/replies"):
        beas.press("Control+Enter")
        expect(beas.message("It comes on Tuesday.")).to_be_visible()
        anas.press("Control+Enter")
        eventually(lambda: zoe.sees()[-1] == "It comes on Monday.")
    stopped = beas.message("It comes on Tuesday.")
    expect(stopped.get_by_role("alert")).to_contain_text("Ana")
    expect(stopped.get_by_role("list")).to_contain_text("It comes on Monday.")
    assert zoe.sees() == ["Where is my lamp?", "It comes on Monday."]
    expect(beas.button("Back to the text")).to_be_focused()
    beas.press("Enter")
    expect(beas.reply).to_have_value("It comes on Tuesday.")
    expect(beas.reply).to_be_focused()
    beas.press("Control+a", "Delete")
    beas.page.keyboard.type("Sorry, Monday it is.")
    beas.press("Control+Enter")
    eventually(lambda: zoe.sees() == ["Where is my lamp?", "It comes on Monday.", "Sorry, Monday it is."])
