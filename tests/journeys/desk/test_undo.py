"""Sent, and regretted: within some seconds nothing has left, even where the tab is closed."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from servers.clouds import Clouds
from servers.hilo import Hilo, Person
from servers.phone import Phone
from servers.screen import Screen

Eventually = Callable[..., Any]
Sit = Callable[[Person], Screen]


@pytest.fixture
def hilo(nearby: Hilo) -> Hilo:
    return nearby


@pytest.fixture
def waiting(lucia: Phone, ana: Person, eventually: Eventually) -> Phone:
    lucia.text("Where is my order?")
    eventually(ana.threads)
    return lucia


def answer(screen: Screen, text: str) -> None:
    expect(screen.rows).to_have_count(1)
    screen.press("j", "Enter", "r")
    expect(screen.reply).to_be_focused()
    screen.page.keyboard.type(text)
    screen.press("Control+Enter")
    expect(screen.message(text)).to_contain_text("Undo")


def said(clouds: Clouds) -> list[str]:
    return [text for one in clouds.twilio.sent for text in one["Body"]]


def test_what_was_sent_goes_though_the_tab_is_closed(
    waiting: Phone, ana: Person, sit: Sit, clouds: Clouds, eventually: Eventually
) -> None:
    screen = sit(ana)
    answer(screen, "It leaves today.")
    screen.page.close()
    assert said(clouds) == []
    eventually(lambda: said(clouds) == ["It leaves today."])


def test_what_was_sent_is_taken_back_after_the_tab_was_closed(
    waiting: Phone, ana: Person, sit: Sit, hilo: Hilo, clouds: Clouds, eventually: Eventually
) -> None:
    ana.patch("/api/v1/me", preferences={"hold": 30})
    screen = sit(ana)
    answer(screen, "It leaves today.")
    context: BrowserContext = screen.page.context
    screen.page.close()
    again = Screen(context.new_page())
    again.page.goto(f"{hilo.url}/#/open")
    expect(again.rows).to_have_count(1)
    again.press("j", "Enter")
    expect(again.message("It leaves today.")).to_contain_text("Undo")
    while again.page.evaluate("document.activeElement.textContent") != "Undo":
        again.press("Shift+Tab")
    again.press("Enter")
    expect(again.message("It leaves today.")).to_have_count(0)
    expect(again.reply).to_have_value("It leaves today.")
    [thread] = ana.threads("queue") or ana.threads("mine")
    assert thread["due"] is not None, "she waits again"
    assert said(clouds) == []


def test_one_key_takes_it_back_and_it_is_sent_anew(
    waiting: Phone, ana: Person, sit: Sit, clouds: Clouds, eventually: Eventually
) -> None:
    ana.patch("/api/v1/me", preferences={"hold": 30})
    screen = sit(ana)
    answer(screen, "It leaves todya.")
    screen.press("Escape", "z")
    expect(screen.reply).to_have_value("It leaves todya.")
    ana.patch("/api/v1/me", preferences={"hold": 0})
    screen.page.reload()
    expect(screen.reply).to_have_value("It leaves todya.")
    screen.press("r")
    expect(screen.reply).to_be_focused()
    screen.press("Control+a")
    screen.page.keyboard.type("It leaves today.")
    screen.press("Control+Enter")
    eventually(lambda: said(clouds) == ["It leaves today."])
