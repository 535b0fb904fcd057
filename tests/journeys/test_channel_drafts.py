"""What is begun for one channel is not written over by what is begun for another."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from servers.hilo import Hilo, Person
from servers.phone import Phone
from servers.screen import Screen

Eventually = Callable[..., Any]
LONG = "A long story, for which a phone is too small"


@pytest.fixture
def hilo(nearby: Hilo) -> Hilo:
    return nearby


@pytest.fixture
def writing(lucia: Phone, screen: Screen, ana: Person, eventually: Eventually) -> Screen:
    """Ana, who answers by WhatsApp to Lucía, who has written an SMS as well."""
    lucia.text("Where is my order?")
    eventually(ana.threads)
    lucia.whatsapp("It is me again")
    eventually(lambda: ana.threads()[0]["preview"] == "It is me again")
    screen.open("Lucía")
    expect(screen.to).to_contain_text("WhatsApp")
    screen.reply.fill(LONG)
    return screen


def drafts(ana: Person) -> dict[str, str]:
    [thread] = ana.threads("open")
    return {one["channel"]: one["text"] for one in ana.get(f"/api/v1/threads/{thread['id']}/drafts")}


def test_another_channel_begins_with_what_there_is_and_has_a_draft_of_its_own(
    writing: Screen, ana: Person, eventually: Eventually
) -> None:
    writing.answer_to("SMS")
    expect(writing.reply).to_have_value(LONG)
    writing.reply.fill("In short: tomorrow")
    writing.answer_to("WhatsApp")
    expect(writing.reply).to_have_value(LONG)
    assert eventually(lambda: drafts(ana) == {"whatsapp": LONG, "sms": "In short: tomorrow"})
    writing.page.reload()
    expect(writing.to).to_contain_text("SMS")  # where it was written last
    expect(writing.reply).to_have_value("In short: tomorrow")
    writing.answer_to("WhatsApp")
    expect(writing.reply).to_have_value(LONG)


def test_the_same_words_are_not_left_behind_on_the_other_channel(
    writing: Screen, ana: Person, eventually: Eventually
) -> None:
    writing.answer_to("SMS")
    writing.reply.press("Control+Enter")
    expect(writing.message(LONG)).to_be_visible()
    assert eventually(lambda: drafts(ana) == {})
    writing.answer_to("WhatsApp")
    expect(writing.reply).to_have_value("")


def test_a_message_on_another_channel_does_not_move_what_is_being_written(
    writing: Screen, lucia: Phone, ana: Person, eventually: Eventually
) -> None:
    lucia.text("Hello?")
    expect(writing.message("Hello?")).to_be_visible()
    writing.reply.press("End")
    writing.page.keyboard.type(".")
    expect(writing.to).to_contain_text("WhatsApp")
    expect(writing.reply).to_have_value(LONG + ".")
