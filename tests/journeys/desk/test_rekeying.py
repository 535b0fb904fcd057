"""Keys of one's own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Person
from servers.screen import Screen
from servers.visitor import Visitor


class KeyMap:
    """Opened, with a thread on the screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.open("Zoe")
        screen.button("Keys").click()

    def key(self, what: str) -> Locator:
        """The button of what the key does."""
        return self.screen.map.get_by_role("button", name=f"{what}: ").and_(self.screen.map.locator(".key"))

    def choose(self, what: str, *keys: str) -> None:
        self.key(what).click()
        self.screen.press(*keys)

    def holds(self, what: str, key: str) -> None:
        expect(self.key(what)).to_have_text(key)

    def warns(self, text: str) -> None:
        expect(self.screen.map.get_by_role("alert").filter(has_text=text)).to_be_visible()

    def leave(self) -> None:
        self.screen.press("Escape")
        expect(self.screen.map).to_have_count(0)


@pytest.fixture
def keys(screen: Screen, visitor: Callable[..., Visitor]) -> KeyMap:
    visitor("Zoe").say("Hello")
    return KeyMap(screen)


def test_a_key_of_ones_own_does_what_the_old_one_did_everywhere(
    keys: KeyMap, own_desk: Callable[[Person], Page], ana: Person
) -> None:
    with keys.screen.page.expect_response("**/api/v1/me"):
        keys.choose("Take, or give back", "w")
    keys.holds("Take, or give back", "w")
    keys.leave()
    expect(keys.screen.button("Take")).to_have_attribute("aria-keyshortcuts", "w")
    keys.screen.press("i")
    expect(keys.screen.thread.get_by_text("Nobody has it")).to_be_visible()
    keys.screen.press("w")
    expect(keys.screen.thread.get_by_text("Yours", exact=True)).to_be_visible()
    elsewhere = Screen(own_desk(ana))
    elsewhere.view("Mine").click()
    elsewhere.open("Zoe")
    elsewhere.press("w")
    expect(elsewhere.thread.get_by_text("Nobody has it")).to_be_visible()


def test_it_holds_at_once_on_other_computers_too(keys: KeyMap, own_desk: Callable[[Person], Page], ana: Person) -> None:
    elsewhere = Screen(own_desk(ana))
    elsewhere.open("Zoe")
    keys.choose("Take, or give back", "w")
    expect(elsewhere.button("Take")).to_have_attribute("aria-keyshortcuts", "w")


def test_a_key_that_is_taken_is_refused_with_who_has_it(keys: KeyMap) -> None:
    keys.choose("Take, or give back", "e")
    keys.warns("e is taken by “Close and go to the next, or reopen”. Press another, or Escape.")
    keys.screen.press("w")
    keys.holds("Take, or give back", "w")
    expect(keys.screen.map.get_by_role("alert").filter(has_text="taken")).to_have_count(0)


def test_one_that_was_freed_can_be_given_to_another(keys: KeyMap) -> None:
    keys.choose("Take, or give back", "w")
    keys.choose("Write a note", "i")
    keys.holds("Write a note", "i")
    keys.screen.map.get_by_role("button", name="Take, or give back: back to i").click()
    keys.warns("i is taken by “Write a note”")
    keys.holds("Take, or give back", "w")


def test_one_is_set_back_alone_and_all_together(keys: KeyMap) -> None:
    reset = keys.screen.map.get_by_role("button", name="Reset all keys")
    expect(reset).to_have_count(0)
    for what, key in (("Take, or give back", "w"), ("Write a note", "y"), ("Snooze", "f")):
        keys.choose(what, key)
        keys.holds(what, key)
    keys.screen.map.get_by_role("button", name="Write a note: back to n").click()
    keys.holds("Write a note", "n")
    expect(keys.key("Write a note")).to_be_focused()
    reset.click()
    keys.holds("Take, or give back", "i")
    keys.holds("Snooze", "s")
    expect(reset).to_have_count(0)


def test_two_presses_after_each_other_are_a_key_too(keys: KeyMap) -> None:
    keys.choose("Take, or give back", "g", "i")
    expect(keys.key("Take, or give back").locator("kbd")).to_have_text(["g", "i"])
    keys.choose("Write a note", "g", "q")
    keys.warns("g q is taken by “Go to who is waiting”")
    keys.screen.press("Escape")
    keys.leave()
    keys.screen.press("g", "i")
    expect(keys.screen.thread.get_by_text("Yours", exact=True)).to_be_visible()


def test_a_command_can_be_left_without_a_key(keys: KeyMap) -> None:
    keys.choose("Take, or give back", "Backspace")
    keys.holds("Take, or give back", "no key")
    keys.leave()
    keys.screen.press("i")
    expect(keys.screen.thread.get_by_text("Nobody has it")).to_be_visible()
    assert keys.screen.button("Take").get_attribute("aria-keyshortcuts") is None


def test_escape_and_leaving_change_nothing(keys: KeyMap) -> None:
    keys.choose("Take, or give back", "Escape")
    expect(keys.screen.map).to_be_visible()
    keys.holds("Take, or give back", "i")
    keys.choose("Take, or give back", "Tab")
    keys.screen.press("w")
    keys.holds("Take, or give back", "i")
    keys.choose("Take, or give back", "ArrowUp", "F5", "Control+w")
    expect(keys.key("Take, or give back")).to_have_text("Press a key…")


def test_what_the_server_refuses_is_taken_back_and_said(keys: KeyMap) -> None:
    refusal = {"error": {"code": "conflict", "message": "Not now. Try again later."}}
    keys.screen.page.route("**/api/v1/me", lambda route: route.fulfill(status=409, json=refusal))
    keys.choose("Take, or give back", "w")
    expect(keys.screen.page.get_by_role("alert").filter(has_text="Not now.")).to_have_count(1)
    keys.holds("Take, or give back", "i")
