"""Somebody wrote by SMS and on WhatsApp: the agent answers where it suits, and never takes their hands off the keys."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
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
def both(lucia: Phone, ana: Person, eventually: Eventually) -> Phone:
    """Lucía wrote an SMS, and then on WhatsApp."""
    lucia.text("Where is my order?")
    eventually(ana.threads)
    lucia.whatsapp("It is me again")
    eventually(lambda: ana.threads()[0]["preview"] == "It is me again")
    return lucia


def test_an_answer_goes_by_another_channel_than_the_last_message_came(
    both: Phone, ana: Person, sit: Sit, clouds: Clouds, eventually: Eventually
) -> None:
    screen = sit(ana)
    expect(screen.rows).to_have_count(1)
    screen.press("j", "Enter", "r")
    expect(screen.to).to_contain_text("WhatsApp")
    expect(screen.reply).to_be_focused()
    screen.page.keyboard.type("It leaves today.")
    screen.press("Escape", "c")
    expect(screen.way("SMS")).to_be_visible()
    screen.press("End", "Enter")
    expect(screen.to).to_contain_text("SMS")
    expect(screen.reply).to_have_value("It leaves today.")
    screen.press("r")
    expect(screen.reply).to_be_focused()
    screen.press("Control+Enter")
    eventually(lambda: [one["Body"] for one in clouds.twilio.sent] == [["It leaves today."]])
    assert clouds.graph.taken == []
    expect(screen.message("It leaves today.")).to_contain_text("SMS")


def test_what_is_written_for_each_channel_waits_there(both: Phone, ana: Person, sit: Sit) -> None:
    screen = sit(ana)
    expect(screen.rows).to_have_count(1)
    screen.press("j", "Enter", "r")
    expect(screen.reply).to_be_focused()
    screen.page.keyboard.type("For WhatsApp")
    screen.press("Escape", "c")
    expect(screen.way("SMS")).to_be_visible()
    screen.press("End", "Enter")
    expect(screen.to).to_contain_text("SMS")
    screen.press("r", "End")
    expect(screen.reply).to_be_focused()
    screen.page.keyboard.type(" or SMS")
    expect(screen.reply).to_have_value("For WhatsApp or SMS")
    screen.press("Escape", "c")
    expect(screen.way("WhatsApp")).to_be_visible()
    screen.press("Home", "Enter")
    expect(screen.to).to_contain_text("WhatsApp")
    expect(screen.reply).to_have_value("For WhatsApp")
