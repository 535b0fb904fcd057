"""An answer that is begun at one computer and ended at another."""

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


def drafts(ana: Person) -> list[str]:
    [thread] = ana.threads("open")
    return [one["text"] for one in ana.get(f"/api/v1/threads/{thread['id']}/drafts")]


def test_a_draft_goes_on_at_another_computer(zoe: Visitor, ana: Person, sit: Sit, eventually: Eventually) -> None:
    office = sit(ana)
    expect(office.rows).to_have_count(1)
    office.press("j", "Enter", "r")
    expect(office.reply).to_be_focused()
    office.page.keyboard.type("It comes on Monday,")
    eventually(lambda: drafts(ana) == ["It comes on Monday,"])
    home = sit(ana)
    expect(home.row("Zoe")).to_contain_text("Draft")
    home.press("j", "Enter", "r")
    expect(home.reply).to_have_value("It comes on Monday,")
    expect(home.reply).to_be_focused()
    home.press("Control+End")
    home.page.keyboard.type(" before noon.")
    home.press("Control+Enter")
    eventually(lambda: zoe.sees() == ["Where is my lamp?", "It comes on Monday, before noon."])
    assert drafts(ana) == []


def test_a_draft_survives_that_its_computer_dies(zoe: Visitor, ana: Person, sit: Sit, eventually: Eventually) -> None:
    office = sit(ana)
    expect(office.rows).to_have_count(1)
    office.press("j", "Enter", "n")
    expect(office.note).to_be_focused()
    office.page.keyboard.type("She has called twice.")
    eventually(lambda: drafts(ana) == ["She has called twice."])
    office.page.context.close()
    home = sit(ana)
    expect(home.rows).to_have_count(1)
    home.press("j", "Enter", "n")
    expect(home.note).to_have_value("She has called twice.")
    assert zoe.sees() == ["Where is my lamp?"]
