"""What an agent has begun to write is there on every device, and is never lost."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from servers.hilo import Person
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]
SAVING = "**/threads/*/draft"


@pytest.fixture
def zoe(visitor: Callable[..., Visitor]) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("Where is my order?")
    return zoe


@pytest.fixture
def two(zoe: Visitor, own_desk: Callable[[Person], Page], ana: Person) -> tuple[Screen, Screen]:
    """Ana at the office, and Ana at home, both about to answer Zoe."""
    office, home = Screen(own_desk(ana)), Screen(own_desk(ana))
    office.open("Zoe")
    home.open("Zoe")
    return office, home


def drafts(ana: Person) -> list[tuple[str, str]]:
    [thread] = ana.threads("open")
    return [(one["mode"], one["text"]) for one in ana.get(f"/api/v1/threads/{thread['id']}/drafts")]


def cut(route: Route) -> None:
    route.abort()


def test_a_draft_goes_on_at_another_computer(
    zoe: Visitor, screen: Screen, own_desk: Callable[[Person], Page], ana: Person, eventually: Eventually
) -> None:
    screen.open("Zoe")
    screen.reply.fill("It is on its")
    screen.button("Note").click()
    screen.note.fill("Ask the carrier")
    assert eventually(lambda: len(drafts(ana)) == 2)
    home = Screen(own_desk(ana))
    expect(home.row("Zoe")).to_contain_text("Draft")
    home.open("Zoe")
    expect(home.reply).to_have_value("It is on its")
    home.button("Note").click()
    expect(home.note).to_have_value("Ask the carrier")
    home.button("Reply").click()
    home.reply.fill("It is on its way.")
    home.reply.press("Control+Enter")
    expect(home.message("It is on its way.")).to_be_visible()
    assert eventually(lambda: drafts(ana) == [("note", "Ask the carrier")])
    expect(home.reply).to_have_value("")


def test_one_that_was_sent_elsewhere_is_gone_here(
    two: tuple[Screen, Screen], ana: Person, eventually: Eventually
) -> None:
    office, home = two
    office.reply.fill("It is on its way.")
    assert eventually(lambda: drafts(ana))
    home.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(home.reply).to_have_value("It is on its way.")
    home.reply.press("Control+Enter")
    expect(office.message("It is on its way.")).to_be_visible()
    office.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(office.reply).to_have_value("")


@pytest.mark.parametrize(
    ("button", "becomes"),
    [
        ("Add it below mine", "From home\n\nFrom the office"),
        ("Use it instead", "From the office"),
        ("Keep only mine", "From home"),
    ],
)
def test_two_computers_that_wrote_different_things_lose_neither(
    two: tuple[Screen, Screen], ana: Person, eventually: Eventually, button: str, becomes: str
) -> None:
    office, home = two
    office.reply.fill("From the office")
    assert eventually(lambda: drafts(ana))
    home.reply.fill("From home")
    both = home.page.get_by_role("group", name="Written on another device")
    expect(both).to_contain_text("From the office")
    expect(home.reply).to_have_value("From home")
    assert drafts(ana) == [("reply", "From the office")]
    home.button(button).click()
    expect(both).to_have_count(0)
    expect(home.reply).to_have_value(becomes)
    expect(home.reply).to_be_focused()
    assert eventually(lambda: drafts(ana) == [("reply", becomes)])


def test_what_was_decided_can_be_taken_back(two: tuple[Screen, Screen], ana: Person, eventually: Eventually) -> None:
    office, home = two
    office.reply.fill("From the office")
    assert eventually(lambda: drafts(ana))
    home.reply.fill("From home")
    home.button("Use it instead").click()
    expect(home.reply).to_have_value("From the office")
    home.button("Undo").click()
    expect(home.reply).to_have_value("From home")
    assert eventually(lambda: drafts(ana) == [("reply", "From home")])


def test_what_the_server_could_not_keep_is_brought_to_it_after_a_reload(
    zoe: Visitor, screen: Screen, ana: Person, eventually: Eventually
) -> None:
    screen.open("Zoe")
    screen.page.route(SAVING, cut)
    with screen.page.expect_event("requestfailed", lambda request: request.url.endswith("/draft")):
        screen.reply.fill("Written in a tunnel")
    assert drafts(ana) == []
    screen.page.unroute(SAVING, cut)
    screen.page.reload()
    expect(screen.reply).to_have_value("Written in a tunnel")
    assert eventually(lambda: drafts(ana)) == [("reply", "Written in a tunnel")]


def test_a_tab_that_is_closed_at_once_keeps_the_last_word(
    zoe: Visitor, screen: Screen, ana: Person, eventually: Eventually
) -> None:
    screen.open("Zoe")
    screen.reply.fill("One last word")
    screen.page.goto("about:blank")
    assert eventually(lambda: drafts(ana)) == [("reply", "One last word")]


def test_two_tabs_of_one_browser_write_the_same_draft(zoe: Visitor, screen: Screen) -> None:
    screen.open("Zoe")
    other = Screen(screen.page.context.new_page())
    other.page.goto(screen.page.url)
    expect(other.reply).to_be_visible()
    screen.reply.fill("It is on its way")
    expect(other.reply).to_have_value("It is on its way")
    other.reply.press("End")
    other.page.keyboard.type(", Zoe")
    expect(screen.reply).to_have_value("It is on its way, Zoe")


def test_what_comes_back_from_a_refusal_stands_above_what_was_begun_meanwhile(zoe: Visitor, screen: Screen) -> None:
    screen.open("Zoe")
    screen.page.route("**/replies", cut)
    screen.send("First thought")
    expect(screen.message("First thought")).to_contain_text("Not sent yet")
    screen.reply.fill("Second thought")
    screen.message("First thought").get_by_role("button", name="Edit").click()
    expect(screen.reply).to_have_value("First thought\n\nSecond thought")


def test_a_draft_of_a_thread_that_was_erased_stays_nowhere(
    zoe: Visitor, screen: Screen, ana: Person, eventually: Eventually
) -> None:
    screen.open("Zoe")
    screen.reply.fill("Her secret")
    assert eventually(lambda: drafts(ana))
    [thread] = ana.threads("open")
    ana.delete(f"/api/v1/customers/{thread['customer_id']}")
    expect(screen.page.get_by_role("textbox", name="Reply to the customer")).to_have_count(0)
    screen.page.reload()
    expect(screen.queue).to_be_visible()
    assert eventually(lambda: "Her secret" not in screen.page.evaluate("JSON.stringify(localStorage)"))
