"""What the desktop tells while nobody looks; and that it is quiet until it is asked to tell."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from servers.hilo import Person
from servers.screen import Screen
from servers.visitor import Visitor

SPY = """() => {
    window.told = [];
    window.played = 0;
    const permission = () => window.permitted ?? "granted";
    window.Notification = class {
        static get permission() { return permission(); }
        static requestPermission() { window.permitted = "granted"; return Promise.resolve("granted"); }
        constructor(title, options) { window.told.push([title, options.body, options.tag]); window.shown = this; }
        close() { this.closed = true; }
    };
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (at) { window.played += 1; start.call(this, at); };
}"""

GIVE = "/api/v1/threads/{}/assign"


class Desktop:
    """Ana's inbox, with one who waits, and what her desktop shows."""

    def __init__(self, page: Page, ana: Person) -> None:
        self.screen = Screen(page)
        self.ana = ana

    def told(self) -> list[list[str]]:
        told: list[list[str]] = self.screen.page.evaluate("window.told")
        return told

    def tells(self, name: str, what: str) -> None:
        said = "([name, what]) => window.told.some((one) => one[0] === name && one[1] === what)"
        self.screen.page.wait_for_function(said, arg=[name, what])

    def played(self) -> int:
        played: int = self.screen.page.evaluate("window.played")
        return played


@pytest.fixture
def zoe(visitor: Callable[..., Visitor]) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("Hello")
    return zoe


@pytest.fixture
def desktop(context: BrowserContext, desk: Callable[[Person], Page], zoe: Visitor, ana: Person) -> Desktop:
    context.add_init_script(f"({SPY})()")
    page = desk(ana)
    expect(Screen(page).rows).to_have_count(1)
    page.wait_for_load_state("networkidle")
    return Desktop(page, ana)


def preferences(desktop: Desktop) -> Page:
    desktop.screen.menu("Ana").click()
    desktop.screen.button("Preferences").click()
    expect(desktop.screen.page.get_by_role("dialog", name="Preferences")).to_be_visible()
    return desktop.screen.page


def ask_for(desktop: Desktop, what: str, *, sound: bool = False) -> None:
    """By the screen, as agents do."""
    page = preferences(desktop)
    with page.expect_response("**/api/v1/me"):
        page.get_by_label("Desktop notifications").select_option(what)
    if sound:
        with page.expect_response("**/api/v1/me"):
            page.get_by_role("switch", name="Sound").click()
    desktop.screen.press("Escape")
    expect(page.get_by_role("dialog", name="Preferences")).to_have_count(0)


def test_nothing_is_told_until_somebody_asks_for_it(
    desktop: Desktop, zoe: Visitor, visitor: Callable[..., Visitor]
) -> None:
    desktop.ana.post(f"/api/v1/threads/{desktop.ana.threads()[0]['id']}/take")
    zoe.say("Still there?")
    visitor("Yan").say("Hello")
    expect(desktop.screen.row("Yan")).to_be_visible()
    assert (desktop.told(), desktop.played()) == ([], 0)


def test_what_is_for_me_is_told_and_nothing_else(
    desktop: Desktop, zoe: Visitor, visitor: Callable[..., Visitor]
) -> None:
    ask_for(desktop, "What is for me")
    visitor("Yan").say("Hello")
    expect(desktop.screen.row("Yan")).to_be_visible()
    thread = next(one["id"] for one in desktop.ana.threads() if one["customer_name"] == "Zoe")
    desktop.ana.post(f"/api/v1/threads/{thread}/take")
    zoe.say("Still there?")
    desktop.tells("Zoe", "wrote in your thread")
    assert desktop.told() == [["Zoe", "wrote in your thread", f"hilo.{thread}"]]
    assert desktop.played() == 0


def test_who_asks_for_all_hears_of_the_queue_too_with_a_sound(
    desktop: Desktop, visitor: Callable[..., Visitor]
) -> None:
    ask_for(desktop, "What is for me, and who waits in the queue", sound=True)
    assert desktop.played() == 2  # one hears what one has chosen
    visitor("Yan").say("Hello")
    desktop.tells("Yan", "is waiting in the queue")
    assert desktop.played() == 4


def test_what_a_colleague_hands_over_is_told(desktop: Desktop) -> None:
    ask_for(desktop, "What is for me")
    ben = desktop.ana.colleague("Ben")
    me = desktop.ana.get("/api/v1/session")["user"]["id"]
    ben.post(GIVE.format(ben.threads()[0]["id"]), user_id=me)
    desktop.tells("Zoe", "is yours now")


def test_the_thread_before_ones_eyes_is_not_told_but_another_is(
    desktop: Desktop, zoe: Visitor, visitor: Callable[..., Visitor]
) -> None:
    ask_for(desktop, "What is for me, and who waits in the queue")
    desktop.screen.open("Zoe")
    zoe.say("Still there?")
    expect(desktop.screen.message("Still there?")).to_be_visible()
    visitor("Yan").say("Hello")
    desktop.tells("Yan", "is waiting in the queue")
    assert [name for name, *_ in desktop.told()] == ["Yan"]


def test_a_click_on_it_opens_the_thread(desktop: Desktop, visitor: Callable[..., Visitor]) -> None:
    ask_for(desktop, "What is for me, and who waits in the queue")
    visitor("Yan").say("Hello")
    desktop.tells("Yan", "is waiting in the queue")
    desktop.screen.page.evaluate("window.shown.onclick()")
    expect(desktop.screen.thread.get_by_role("heading", name="Yan")).to_be_visible()
    assert desktop.screen.page.evaluate("window.shown.closed")


def test_of_two_tabs_only_one_tells(
    desktop: Desktop, context: BrowserContext, hilo: Any, visitor: Callable[..., Visitor]
) -> None:
    ask_for(desktop, "What is for me, and who waits in the queue")
    other = context.new_page()
    other.goto(hilo.url)
    expect(Screen(other).rows).to_have_count(1)
    other.wait_for_load_state("networkidle")
    visitor("Yan").say("Hello")
    desktop.tells("Yan", "is waiting in the queue")
    expect(Screen(other).row("Yan")).to_be_visible()
    assert other.evaluate("window.told") == []


def test_the_browsers_permission_is_asked_for_when_it_is_needed(desktop: Desktop) -> None:
    desktop.screen.page.evaluate("window.permitted = 'default'")
    page = preferences(desktop)
    assert page.evaluate("window.permitted") == "default"
    page.get_by_label("Desktop notifications").select_option("What is for me")
    page.wait_for_function("window.permitted === 'granted'")
    expect(page.get_by_text("Your browser does not allow them yet")).to_have_count(0)


def test_where_the_browser_refuses_it_is_said_what_to_do(desktop: Desktop) -> None:
    desktop.screen.page.evaluate("window.permitted = 'denied'")
    page = preferences(desktop)
    page.get_by_label("Desktop notifications").select_option("What is for me")
    expect(page.get_by_text("Your browser does not allow them yet")).to_be_visible()
