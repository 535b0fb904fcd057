"""Everybody can use every screen: axe finds nothing against WCAG 2.2 AA, in light and dark, in English and Spanish."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from servers.hilo import PASSWORD, Hilo
from servers.visitor import SECRET, Visitor, signed

UI = Path(__file__).parents[2] / "web" / "ui"
AXE = UI / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations.map(
    one => one.id + ": " + one.nodes.map(node => node.target + " " + node.failureSummary).join("; "))"""
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}
LOOKS = [(theme, language) for theme in ("light", "dark") for language in ("en", "es")]
Eventually = Callable[..., Any]


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        subprocess.run([sys.executable, str(UI / "hatch_build.py"), "--check"], check=True)
    return AXE.read_text()


class Ward:
    """One server for all screens: somebody angry and signed in, somebody nameless, an answer, a note, an account."""

    def __init__(self, eventually: Eventually) -> None:
        self.hilo = Hilo()
        self.ana = self.hilo.admin("Ana")
        self.chat = str(self.ana.add_chat("*", secret=SECRET)["id"])
        bob = Visitor(self.hilo, self.chat, token=signed("7", "Bob", "bob@example.com"))
        bob.say("Where is my order? I wrote to boss@example.com", email="boss@example.com")
        [thread] = eventually(self.ana.threads)
        self.bob = str(thread["id"])
        self.ana.post(f"/api/v1/threads/{self.bob}/notes", text="Second time", client_id="n")
        self.ana.post(f"/api/v1/threads/{self.bob}/replies", text="See https://track.example/1", client_id="r")
        self.ana.post(f"/api/v1/threads/{self.bob}/release")
        bob.say("I am furious, this is the worst service ever! Let me talk to a human!")
        Visitor(self.hilo, self.chat).say("Hello?")
        eventually(lambda: len(self.ana.threads()) == 2)


@pytest.fixture(scope="module")
def ward(eventually: Eventually) -> Iterator[Ward]:
    ward = Ward(eventually)
    yield ward
    ward.hilo.remove()


@pytest.fixture
def context(browser: Browser, axe: str) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB", viewport=DESK, reduced_motion="reduce")
    context.add_init_script(axe)
    yield context
    context.close()


class Inspector:
    """Looks at one screen after the other, and keeps what it finds."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, list[str]] = {}

    def look(self, name: str) -> None:
        if violations := self.page.evaluate(RUN, RULES):
            self.found[name] = violations

    def visit(self, name: str, address: str, sign: str) -> None:
        """sign: the selector of what shows that the screen is whole."""
        self.page.evaluate("address => location.hash = address", address)
        self.page.locator(sign).first.wait_for()
        self.look(name)


@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_the_inbox(ward: Ward, context: BrowserContext, theme: str, language: str) -> None:
    page = enter(ward, context, theme, language)
    inspector = Inspector(page)
    inspector.visit("queue", "#/queue", ".row")
    inspector.visit("thread", f"#/queue/{ward.bob}", ".bubble.note")
    page.keyboard.press("n")
    inspector.visit("note", f"#/queue/{ward.bob}", ".composer.note")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    inspector.visit("keys", f"#/queue/{ward.bob}", "dialog[open]")
    page.keyboard.press("Escape")
    page.locator(".rail summary").click()
    inspector.visit("menu", f"#/queue/{ward.bob}", ".rail details[open]")
    inspector.visit("empty", "#/closed", ".empty")
    page.set_viewport_size(PHONE)
    inspector.visit("phone, queue", "#/queue", ".row")
    inspector.visit("phone, thread", f"#/queue/{ward.bob}", ".bubble.note")
    inspector.visit("phone, customer", f"#/queue/{ward.bob}/customer", ".identities")
    assert inspector.found == {}


@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_the_settings(ward: Ward, context: BrowserContext, theme: str, language: str) -> None:
    page = enter(ward, context, theme, language)
    inspector = Inspector(page)
    inspector.visit("accounts", "#/settings/accounts", ".account")
    inspector.visit("chat form", f"#/settings/accounts/{ward.chat}", ".account-form")
    inspector.visit("new account", "#/settings/accounts/new", ".channels input")
    page.get_by_role("radio").first.check(force=True)
    inspector.visit("mail form", "#/settings/accounts/new", ".account-form")
    inspector.visit("people", "#/settings/people", ".people li")
    page.get_by_role("main").get_by_role("button").first.click()
    inspector.visit("new person", "#/settings/people", "form.card")
    page.set_viewport_size(PHONE)
    inspector.visit("phone, accounts", "#/settings/accounts", ".account")
    assert inspector.found == {}


def enter(ward: Ward, context: BrowserContext, theme: str, language: str) -> Page:
    """Ana's inbox. This browser does not know her language before she is in."""
    ward.ana.patch("/api/v1/me", language=language)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(ward.hilo.url)
    page.get_by_label("E-mail").fill(ward.ana.email)
    page.get_by_label("Password").fill(ward.ana.password)
    page.get_by_role("button", name="Log in").click()
    page.locator(f"html[lang={language}] .row").first.wait_for()
    return page


def test_the_login(ward: Ward, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(ward.hilo.url)
    page.get_by_label("E-mail").fill("nobody@desk.example")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("main").get_by_role("alert").filter(has_text="wrong").wait_for()
    inspector = Inspector(page)
    look_all_over(inspector, "login")
    assert inspector.found == {}


def test_a_fault_would_be_found(ward: Ward, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(ward.hilo.url)
    page.get_by_role("heading").evaluate("heading => heading.style.color = '#ddd'")
    inspector = Inspector(page)
    inspector.look("login")
    assert "color-contrast" in str(inspector.found["login"])


def test_the_wizard(context: BrowserContext) -> None:
    hilo = Hilo()
    try:
        page = context.new_page()
        page.goto(hilo.url)
        inspector = Inspector(page)
        page.get_by_label("Password", exact=True).fill("not yet")
        look_all_over(inspector, "first admin")
        page.get_by_role("button", name="English").click()
        for label, text in (("Name", "Ana"), ("E-mail", "ana@desk.example"), ("Password", PASSWORD)):
            page.get_by_label(label, exact=True).fill(text)
        page.get_by_role("button", name="Create and go on").click()
        page.get_by_role("radio").first.check(force=True)
        look_all_over(inspector, "first account")
        page.get_by_role("button", name="English").click()
        page.get_by_role("button", name="Skip for now").click()
        page.get_by_text("No channel is connected yet").wait_for()
        inspector.look("nothing connected")
        assert inspector.found == {}
    finally:
        hilo.remove()


def look_all_over(inspector: Inspector, name: str) -> None:
    """One of the screens before the inbox, which change their language at once."""
    for language in ("English", "Español"):
        inspector.page.get_by_role("button", name=language).click()
        for theme in ("light", "dark"):
            inspector.page.emulate_media(color_scheme=theme)
            inspector.look(f"{name}, {theme}, {language}")
