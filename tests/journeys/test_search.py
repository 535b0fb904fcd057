"""Whatever was said, by whom, however long ago: an agent finds it, and can show somebody else where."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from servers.hilo import Person
from servers.screen import Screen, log_in
from servers.visitor import Visitor, signed

Eventually = Callable[..., Any]
LONG = 110
"""Messages in a thread that is read in pages of 50."""


class Finder:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.get_by_role("main", name="Search")
        self.field = page.get_by_role("searchbox")
        self.people = page.get_by_role("region", name="People").get_by_role("link")
        self.messages = page.get_by_role("region", name="Messages").get_by_role("link")
        self.chips = page.get_by_role("list", name="What was understood").get_by_role("button")
        self.count = self.main.locator(".search-count")

    def ask(self, text: str) -> None:
        self.field.fill(text)

    def marks(self, at: int = 0) -> Locator:
        return self.messages.nth(at).locator("mark")


@pytest.fixture
def zoe(visitor: Callable[..., Visitor]) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("Mi lavadora tiene una avería, llamadme al 612 345 678")
    return zoe


@pytest.fixture
def bob(visitor: Callable[..., Visitor]) -> Visitor:
    bob = visitor(token=signed("7", "Bob Stone", "bob@example.com"))
    bob.say("I am furious, this is the worst service ever!")
    return bob


@pytest.fixture
def finder(zoe: Visitor, bob: Visitor, screen: Screen, ana: Person, eventually: Eventually) -> Finder:
    """Ana, who has pressed the key for it; everything said so far can be found."""
    known(ana, "averia", eventually)
    known(ana, "furious", eventually)
    screen.press("/")
    finder = Finder(screen.page)
    expect(finder.field).to_be_focused()
    return finder


def known(ana: Person, word: str, eventually: Eventually, count: int = 1) -> None:
    """The index comes a moment after the message."""
    eventually(lambda: len(ana.get(f"/api/v1/search?q={word}")["messages"]) >= count)


@pytest.mark.parametrize("typed", ["averia", "AVERÍA", "aver"])
def test_words_are_found_while_one_types_however_they_are_accented(finder: Finder, typed: str) -> None:
    finder.page.keyboard.type(typed)
    expect(finder.messages).to_have_count(1)
    expect(finder.marks()).to_have_text("avería")
    for part in ("Zoe", "the customer", "Chat", "today"):
        expect(finder.messages).to_contain_text(part)
    expect(finder.count).to_have_text("1 message")


def test_people_come_first_and_angry_messages_say_so(finder: Finder) -> None:
    finder.ask("bob")
    expect(finder.people).to_contain_text("Bob Stone")
    expect(finder.people).to_contain_text("bob@example.com")
    expect(finder.people).to_contain_text("last message")
    finder.ask("worst")
    expect(finder.messages).to_contain_text("angry")
    finder.ask("averia")
    expect(finder.marks()).to_be_visible()
    expect(finder.messages).not_to_contain_text("angry")


def test_a_number_is_found_however_it_is_written(finder: Finder) -> None:
    finder.ask("+34 612-345-678")
    expect(finder.marks()).to_have_text("612 345 678")


def test_what_was_understood_stands_in_chips_that_can_be_taken_away(finder: Finder) -> None:
    month = datetime.now().astimezone().strftime("%B")
    finder.ask(f"angry in {month} worst")
    expect(finder.chips).to_have_count(2)
    expect(finder.chips.first).to_contain_text("angry")
    expect(finder.chips.last).to_contain_text(month)
    expect(finder.messages).to_contain_text("Bob Stone")
    finder.chips.last.click()
    expect(finder.chips).to_have_count(1)
    expect(finder.field).to_have_value("worst")
    expect(finder.messages).to_contain_text("Bob Stone")
    assert finder.page.url.endswith("#/search?q=worst&mood=angry")
    finder.page.go_back()
    expect(finder.field).to_have_value(f"angry in {month} worst")
    expect(finder.chips).to_have_count(2)


def test_filters_narrow_and_stand_in_the_address(finder: Finder) -> None:
    finder.ask("worst")
    finder.page.get_by_label("Who said it").select_option("note")
    expect(finder.page.get_by_role("heading", name="Nothing found: “worst”, note")).to_be_visible()
    finder.page.get_by_role("button", name="Without “note”").click()
    finder.page.get_by_label("Mood").select_option("angry")
    expect(finder.messages).to_contain_text("Bob Stone")
    finder.page.get_by_label("From day").fill("2031-05-01")
    expect(finder.chips.last).to_contain_text("since 1 May 2031")
    expect(finder.messages).to_have_count(0)
    assert finder.page.url.endswith("#/search?q=worst&mood=angry&after=2031-05-01")
    finder.page.reload()
    expect(finder.page.get_by_label("From day")).to_have_value("2031-05-01")
    expect(finder.page.get_by_label("Mood")).to_have_value("angry")


def test_the_address_shows_the_same_to_a_colleague(finder: Finder, ana: Person, browser: Browser) -> None:
    finder.ask("averia")
    expect(finder.messages).to_contain_text("Zoe")
    bea = ana.colleague("Bea")
    with_bea = browser.new_context(locale="en-GB").new_page()
    with_bea.goto(finder.page.url)
    log_in(with_bea, bea)
    expect(Finder(with_bea).messages).to_contain_text("Zoe")
    expect(Finder(with_bea).field).to_have_value("averia")
    with_bea.context.close()


@pytest.mark.parametrize(
    "address", ["#/%", "#/search?q=%", "#/search?after=soon&mood=glad&direction=up", "#/search?q=%3Cb%3E"]
)
def test_an_address_that_somebody_made_up_does_no_harm(finder: Finder, address: str) -> None:
    finder.page.goto(finder.page.url.split("#")[0] + address)
    finder.page.reload()
    expect(finder.page.get_by_role("navigation", name="Main")).to_be_visible()
    finder.page.evaluate("location.hash = '#/search?q=averia'")
    expect(finder.messages).to_contain_text("Zoe")


def test_keys_alone_lead_to_a_message_and_back_to_where_one_was(finder: Finder, screen: Screen) -> None:
    page = finder.page
    page.keyboard.type("is:open")
    expect(finder.messages).to_have_count(2)
    screen.press("Enter")
    expect(finder.messages.first).to_be_focused()
    for key, at in (("j", 1), ("k", 0), ("ArrowDown", 1), ("ArrowDown", 1)):
        screen.press(key)
        expect(finder.messages.nth(at)).to_be_focused()
    screen.press("Enter")
    expect(screen.thread.get_by_role("heading", name="Zoe")).to_be_visible()
    screen.press("Escape")
    expect(finder.messages.nth(1)).to_be_focused()
    screen.press("/")
    expect(finder.field).to_be_focused()
    expect(finder.field).to_have_value("is:open")
    screen.press("Escape")
    expect(screen.queue).to_be_visible()


def test_somebody_who_was_found_is_opened(finder: Finder, screen: Screen) -> None:
    finder.ask("stone")
    expect(finder.people).to_have_count(1)
    screen.press("Enter", "Enter")
    expect(screen.thread.get_by_role("heading", name="Bob Stone")).to_be_visible()
    screen.press("Escape")
    expect(finder.field).to_have_value("stone")


@pytest.fixture
def long_thread(zoe: Visitor, ana: Person) -> str:
    """Zoe's: her message stands before many notes."""
    [thread] = [one["id"] for one in ana.threads() if one["customer_name"] == "Zoe"]
    for number in range(LONG):
        ana.post(f"/api/v1/threads/{thread}/notes", text=f"Again, time {number}", client_id=f"n{number}")
    return str(thread)


def test_a_message_far_back_in_a_long_thread_is_brought_into_sight(
    finder: Finder, screen: Screen, long_thread: str
) -> None:
    finder.ask("averia")
    finder.messages.click()
    found = screen.message("Mi lavadora")
    expect(found).to_be_in_viewport()
    expect(found).to_have_class(re.compile("sought"))
    expect(found).to_be_focused()
    expect(screen.log.get_by_role("article")).to_have_count(LONG + 1)
    screen.page.reload()
    expect(found).to_be_in_viewport()


def test_a_message_that_is_gone_is_not_looked_for_for_ever(finder: Finder, screen: Screen, long_thread: str) -> None:
    nowhere = "01900000-0000-7000-8000-000000000000"
    screen.page.evaluate("address => location.hash = address", f"#/open/{long_thread}?at={nowhere}")
    expect(screen.page.get_by_text("This message is no longer in the thread.")).to_be_visible()
    expect(screen.reply).to_be_visible()


def test_more_is_loaded_at_the_end(finder: Finder, long_thread: str, ana: Person, eventually: Eventually) -> None:
    known(ana, "again", eventually, 20)
    finder.ask("again")
    expect(finder.messages).to_have_count(20)
    expect(finder.count).to_contain_text("and more")
    finder.page.get_by_role("button", name="Load more").click()
    expect(finder.messages).to_have_count(40)
    texts = finder.messages.all_inner_texts()
    assert len(set(texts)) == 40


def test_a_slow_answer_never_replaces_a_later_one(finder: Finder, screen: Screen) -> None:
    with screen.holding("**/search?q=averia*"):
        finder.ask("averia")
        finder.page.wait_for_function("() => location.hash.endsWith('averia')")
        finder.ask("worst")
        expect(finder.messages).to_contain_text("Bob Stone")
    finder.ask("worst service")
    expect(finder.count).to_have_text("1 message")
    expect(finder.messages).to_contain_text("Bob Stone")


def test_what_fails_is_said_and_tried_again(finder: Finder) -> None:
    finder.page.route("**/api/v1/search**", lambda route: route.abort())
    finder.ask("averia")
    expect(finder.main.get_by_role("alert")).to_have_text("Hilo cannot be reached. Check your connection.")
    finder.page.unroute("**/api/v1/search**")
    finder.page.get_by_role("button", name="Try again").click()
    expect(finder.messages).to_contain_text("Zoe")


def test_whoever_knows_no_question_is_shown_some(finder: Finder) -> None:
    finder.page.get_by_role("link", name="angry in March").click()
    expect(finder.field).to_have_value("angry in March")
    expect(finder.chips).to_have_count(2)
    finder.field.fill("")
    expect(finder.page.get_by_role("heading", name="What you can ask")).to_be_visible()
