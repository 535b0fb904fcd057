"""Screens whose code comes only when they are opened; and when it does not come."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect
from servers.hilo import PASSWORD, Hilo
from servers.screen import Screen

SETTINGS = "**/static/assets/settings-*.js"
STYLE = "**/static/assets/settings-*.css"
FIRST_LOOK = """() => new MutationObserver((_, watch) => {
    const head = document.querySelector(".settings-head");
    if (!head) return;
    window.firstLook = getComputedStyle(head).display;
    watch.disconnect();
}).observe(document.body, {childList: true, subtree: true})"""


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
    files = [found[1] for url in loaded if (found := re.search(r"/assets/(.+\.(?:js|css))$", url))]
    assert len(files) == len(set(files))
    named = sorted(re.sub(r"-\w+\.", ".", name) for name in files if name.startswith("settings"))
    assert named == ["settings.css", "settings.en.js", "settings.js"]


def test_a_screen_is_not_seen_before_it_has_its_style(screen: Screen) -> None:
    screen.page.evaluate(FIRST_LOOK)
    with screen.holding(STYLE), screen.page.expect_request_finished(lambda request: "/settings-" in request.url):
        screen.page.get_by_role("link", name="Settings").click()
        expect(screen.page.get_by_role("main").get_by_role("status")).to_contain_text("Loading")
    expect(screen.page.get_by_role("heading", name="Accounts")).to_be_visible()
    assert screen.page.evaluate("window.firstLook") == "flex"


@pytest.mark.parametrize("file", [SETTINGS, STYLE])
@pytest.mark.parametrize("trouble", [cut, gone])
def test_what_cannot_be_loaded_says_so_and_is_had_again(
    screen: Screen, trouble: Callable[[Route], None], file: str
) -> None:
    screen.page.route(file, trouble)
    screen.page.get_by_role("link", name="Settings").click()
    expect(screen.page.get_by_role("heading", name="This screen could not be loaded")).to_be_visible()
    expect(screen.page.get_by_role("main").get_by_role("alert")).to_contain_text("What you have written is kept.")
    screen.page.unroute(file)
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


def test_only_one_language_is_loaded_and_another_when_it_is_chosen(hilo: Hilo, context: BrowserContext) -> None:
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(hilo.url)
    expect(page.get_by_role("heading", name="Welcome to Hilo")).to_be_visible()
    assert [url for url in loaded if "/assets/en-" in url]
    assert not [url for url in loaded if "/assets/es-" in url]
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="Te damos la bienvenida")).to_be_visible()
    assert [url for url in loaded if "/assets/es-" in url]


def test_a_language_that_cannot_be_loaded_leaves_the_one_before(hilo: Hilo, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(hilo.url)
    page.route("**/assets/es-*.js", cut)
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("alert").filter(has_text="This language could not be loaded.")).to_be_visible()
    expect(page.get_by_role("heading", name="Welcome to Hilo")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("trouble", [cut, gone])
def test_without_any_words_one_sentence_in_each_language_says_what_to_do(
    hilo: Hilo, context: BrowserContext, trouble: Callable[[Route], None]
) -> None:
    page = context.new_page()
    page.route("**/assets/en-*.js", trouble)
    page.goto(hilo.url)
    expect(page.get_by_role("alert")).to_contain_text(["Hilo could not be loaded.", "No se ha podido cargar Hilo."])
    page.unroute("**/assets/en-*.js")
    page.get_by_role("link", name="Load the page again.").click()
    expect(page.get_by_role("heading", name="Welcome to Hilo")).to_be_visible()


def test_what_was_open_changes_its_language_with_the_rest(screen: Screen) -> None:
    screen.page.get_by_role("link", name="Settings").click()
    expect(screen.page.get_by_role("heading", name="Accounts")).to_be_visible()
    screen.menu("Ana").click()
    screen.page.get_by_label("Language").select_option("Español")
    expect(screen.page.get_by_role("heading", name="Cuentas")).to_be_visible()
    expect(screen.page.get_by_role("link", name="Bandeja")).to_be_visible()
