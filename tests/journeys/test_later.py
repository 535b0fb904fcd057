"""Screens whose code comes only when they are opened; and when it does not come."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect
from servers.hilo import PASSWORD, Hilo
from servers.screen import Screen

SETTINGS = "**/static/assets/settings-*.js"


def cut(route: Route) -> None:
    route.abort()


def gone(route: Route) -> None:
    """As after an update, which has renamed it."""
    route.fulfill(status=404, body="{}", content_type="application/json")


def test_the_settings_are_loaded_when_they_are_opened_and_only_once(screen: Screen) -> None:
    loaded: list[str] = []
    screen.page.on("request", lambda request: loaded.append(request.url))
    for _ in range(2):
        screen.page.get_by_role("link", name="Settings").click()
        expect(screen.page.get_by_role("heading", name="Accounts")).to_be_visible()
        screen.page.get_by_role("link", name="Inbox").click()
        expect(screen.queue).to_be_visible()
    scripts = [url for url in loaded if url.endswith(".js")]
    assert len(scripts) == 1
    assert "/assets/settings-" in scripts[0]


@pytest.mark.parametrize("trouble", [cut, gone])
def test_what_cannot_be_loaded_says_so_and_is_had_again(screen: Screen, trouble: Callable[[Route], None]) -> None:
    screen.page.route(SETTINGS, trouble)
    screen.page.get_by_role("link", name="Settings").click()
    expect(screen.page.get_by_role("heading", name="This screen could not be loaded")).to_be_visible()
    expect(screen.page.get_by_role("main").get_by_role("alert")).to_contain_text("What you have written is kept.")
    screen.page.unroute(SETTINGS)
    screen.button("Load the page again").click()
    expect(screen.page.get_by_role("heading", name="Accounts")).to_be_visible()


def test_the_page_is_not_given_up_while_hilo_is_away(screen: Screen, hilo: Hilo) -> None:
    screen.page.evaluate("window.stays = true")
    hilo.stop()
    screen.page.get_by_role("link", name="Settings").click()
    screen.button("Load the page again").click()
    expect(screen.page.get_by_text("Hilo cannot be reached. Check your connection.")).to_be_visible()
    assert screen.page.evaluate("window.stays") is True
    hilo.start()
    screen.button("Load the page again").click()
    expect(screen.page.get_by_role("heading", name="Accounts")).to_be_visible()


def test_the_first_account_needs_it_too(hilo: Hilo, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(hilo.url)
    for label, text in (("Name", "Ana"), ("E-mail", "ana@desk.example"), ("Password", PASSWORD)):
        page.get_by_label(label, exact=True).fill(text)
    page.route(SETTINGS, gone)
    page.get_by_role("button", name="Create and go on").click()
    expect(page.get_by_role("heading", name="This screen could not be loaded")).to_be_visible()
    page.unroute(SETTINGS)
    page.get_by_role("button", name="Load the page again").click()
    expect(page.get_by_text("No channel is connected yet")).to_be_visible()
