"""What everybody decides for themselves: how they come in, the language, the colours, and when they leave."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page, expect
from servers.hilo import PASSWORD, Hilo, Person
from servers.screen import Screen, log_in

Desk = Callable[[Person], Page]
END = """fetch('/api/v1/session').then(answer => answer.json()).then(me =>
    fetch('/api/v1/session', {method: 'DELETE', headers: {'X-CSRF-Token': me.csrf}}))"""


def test_the_wizards_account_can_be_skipped(hilo: Hilo, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(hilo.url)
    page.get_by_label("Name").fill("Ana")
    page.get_by_label("E-mail").fill("ana@desk.example")
    page.get_by_label("Password", exact=True).fill("short")
    expect(page.get_by_text("5 more characters needed.")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create and go on").click()
    page.get_by_role("button", name="Skip for now").click()
    expect(page.get_by_text("No channel is connected yet")).to_be_visible()
    expect(page.get_by_role("link", name="Add account")).to_be_visible()


def test_a_wrong_password_lets_nobody_in(hilo: Hilo, ana: Person, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(hilo.url)
    page.get_by_label("E-mail").fill(ana.email)
    page.get_by_label("Password").fill("a wrong password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_have_text(
        "E-mail or password is wrong. Check both and try again."
    )
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="Te damos la bienvenida")).to_be_visible()


def test_who_reloads_after_their_session_has_ended_logs_in_once(desk: Desk, hilo: Hilo, ana: Person) -> None:
    page = desk(ana)
    page.reload()  # now the page is kept as of somebody who is logged in
    page.get_by_role("region", name="Threads").wait_for()
    page.evaluate(END)
    page.reload()
    log_in(page, ana)
    expect(page.get_by_role("region", name="Threads")).to_be_visible()


def test_the_language_is_kept_and_goes_with_the_person(
    screen: Screen, ana: Person, hilo: Hilo, browser: Browser
) -> None:
    page = screen.page
    screen.menu("Ana").click()
    page.get_by_label("Language").select_option("Español")
    expect(page.get_by_role("link", name="Bandeja")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.reload()
    expect(page.get_by_text("Aún no hay ningún canal conectado")).to_be_visible()
    elsewhere = browser.new_context(locale="en-GB")
    other = elsewhere.new_page()
    other.goto(hilo.url)
    log_in(other, ana)
    expect(other.get_by_role("link", name="Bandeja")).to_be_visible()
    elsewhere.close()


def test_the_theme_is_kept_in_the_browser(screen: Screen) -> None:
    seen = {}
    for theme in ("Light", "Dark"):
        screen.menu("Ana").click()
        screen.page.get_by_label("Appearance").select_option(theme)
        seen[theme] = brightness(screen.page)
        screen.page.reload()
        screen.queue.wait_for()
        assert brightness(screen.page) == seen[theme]
    assert seen["Light"] > 200
    assert seen["Dark"] < 60


def brightness(page: Page) -> int:
    """Of the paper, 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return min(int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(","))


def test_logging_out_ends_the_session_for_good(screen: Screen, hilo: Hilo, desk: Desk) -> None:
    page = screen.page
    page.goto(f"{hilo.url}/#/mine")
    expect(screen.view("Mine")).to_have_attribute("aria-current", "page")
    screen.menu("Ana").click()
    screen.button("Log out").click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    expect(screen.queue).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert page.evaluate("fetch('/api/v1/threads?view=queue').then(answer => answer.status)") == 401


def test_a_session_that_ended_elsewhere_asks_for_the_password_again(screen: Screen) -> None:
    page = screen.page
    page.evaluate(END)
    # Not a click: whatever the page asks for next may have found out first, and there is nothing left to click on.
    page.evaluate("location.hash = '#/mine'")
    # The whole sentence: whatever was asked for meanwhile may have left a notice of much the same words.
    expect(page.get_by_text("Your session has ended. Log in again; your drafts are still here.")).to_be_visible()
