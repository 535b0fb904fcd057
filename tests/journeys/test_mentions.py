"""Colleagues are named in notes, and what is noted never reaches a customer."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Person
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]


@pytest.fixture
def bea(ana: Person) -> Person:
    return ana.colleague("Bea Ruiz")


@pytest.fixture
def zoe(visitor: Callable[..., Visitor], bea: Person) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("Where is my order?")
    return zoe


@pytest.fixture
def writing(zoe: Visitor, screen: Screen) -> Screen:
    """Ana, about to note something."""
    screen.open("Zoe")
    screen.press("n")
    expect(screen.note).to_be_focused()
    return screen


def offers(screen: Screen) -> Locator:
    return screen.page.get_by_role("listbox", name="Colleagues").get_by_role("option")


def test_a_colleague_who_is_named_is_told_and_finds_the_thread(
    writing: Screen, own_desk: Callable[[Person], Page], bea: Person
) -> None:
    hers = Screen(own_desk(bea))
    writing.page.keyboard.type("Can you help, @rui")
    expect(offers(writing)).to_have_count(1)
    writing.press("Enter")
    expect(writing.note).to_have_value("Can you help, @Bea Ruiz ")
    writing.page.keyboard.type("please?")
    writing.press("Control+Enter")
    expect(writing.message("Can you help").locator("mark")).to_have_text("@Bea Ruiz")
    told = hers.page.get_by_role("status").filter(has_text="Ana mentioned you in Zoe’s thread.")
    told.get_by_role("link", name="Show").click()
    expect(hers.message("Can you help, @Bea Ruiz please?")).to_be_visible()


def test_what_was_looked_at_is_a_mention_no_more(
    zoe: Visitor, own_desk: Callable[[Person], Page], ana: Person, bea: Person, eventually: Eventually
) -> None:
    [thread] = eventually(lambda: ana.threads("open"))
    [colleague] = [one for one in ana.get("/api/v1/colleagues") if one["name"] == "Bea Ruiz"]
    ana.post(f"/api/v1/threads/{thread['id']}/notes", text="@Bea Ruiz?", client_id="n", mentions=[colleague["id"]])
    hers = Screen(own_desk(bea))
    hers.to_view("Mentions")
    hers.open("Zoe")
    expect(hers.rows).to_have_count(0)
    assert bea.threads("mentions") == []


def test_who_writes_is_not_offered_and_who_is_not_meant_is_not_told(writing: Screen, bea: Person, ana: Person) -> None:
    writing.page.keyboard.type("@")
    expect(offers(writing)).to_have_count(1)
    expect(offers(writing)).to_contain_text("Bea Ruiz")
    writing.press("Escape")
    writing.page.keyboard.type("Bea knows, and so does ana@hilo.example")
    writing.press("Control+Enter")
    expect(writing.message("Bea knows")).to_be_visible()
    [thread] = ana.threads("open")
    assert ana.get(f"/api/v1/threads/{thread['id']}")["messages"][-1]["mentions"] == []
    assert bea.threads("mentions") == []


def test_a_note_that_was_begun_before_a_reload_still_names_whom_it_names(
    writing: Screen, bea: Person, eventually: Eventually
) -> None:
    writing.page.keyboard.type("@bea")
    expect(offers(writing)).to_have_count(1)
    writing.press("Tab")
    writing.page.route("**/colleagues", lambda route: route.abort())
    writing.page.reload()
    writing.button("Note").click()
    expect(writing.note).to_have_value("@Bea Ruiz ")
    writing.press("Control+Enter")
    assert eventually(lambda: bea.threads("mentions"))


def test_in_a_reply_the_sign_is_only_a_sign(writing: Screen, bea: Person) -> None:
    writing.button("Reply").click()
    writing.page.keyboard.type("Write to @bea")
    expect(offers(writing)).to_have_count(0)
    writing.press("Control+Enter")
    expect(writing.message("Write to @bea")).to_be_visible()
    assert bea.threads("mentions") == []


def test_what_is_noted_never_leaves(writing: Screen, zoe: Visitor, ana: Person, eventually: Eventually) -> None:
    """Typed in turns in both modes, changed over by keys and by clicks, with a reload in between."""
    writing.page.keyboard.type("Secret one: ")
    writing.button("Reply").click()
    writing.page.keyboard.type("Dear Zoe, ")
    writing.button("Note").click()
    writing.page.keyboard.type("she is furious")
    writing.page.reload()
    expect(writing.reply).to_have_value("Dear Zoe, ")
    writing.reply.press("End")
    writing.page.keyboard.type("tomorrow.")
    writing.press("Escape", "n")
    expect(writing.note).to_have_value("Secret one: she is furious")
    writing.press("Control+Enter")
    expect(writing.message("she is furious")).to_contain_text("Note by You")
    writing.press("Escape", "r")
    expect(writing.reply).to_have_value("Dear Zoe, tomorrow.")
    writing.press("Control+Enter")
    expect(writing.message("Dear Zoe, tomorrow.")).to_contain_text("Sent")
    heard = eventually(lambda: [one for one in zoe.sees() if "Dear Zoe" in one])
    assert heard == ["Dear Zoe, tomorrow."]
    assert "Secret" not in str(zoe.sees())
    assert "furious" not in str(zoe.sees())
