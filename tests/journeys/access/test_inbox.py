"""Everybody can use every screen: axe finds nothing against WCAG 2.2 AA, in light and dark, in English and Spanish."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from servers.hilo import PASSWORD, Hilo
from servers.inspector import LANGUAGES, LOOKS, PHONE, Inspector, enter
from servers.visitor import SECRET, Visitor, signed

Eventually = Callable[..., Any]


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_inbox(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page = inspector.page
    inspector.visit("queue", "#/queue", ".row")
    inspector.visit("thread", f"#/queue/{ward.bob}", ".steps")
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page = inspector.page
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
    assert all("color-contrast" in str(inspector.found[f"login, {theme}, {way}"]) for theme, way in LOOKS[::3])


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
        inspector.look(f"{name}, {language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search(ward: Ward, context: BrowserContext, language: str, eventually: Eventually) -> None:
    eventually(lambda: ward.ana.get("/api/v1/search?q=furious")["messages"])  # which the index learns a moment later
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page = inspector.page
    inspector.visit("examples", "#/search", ".examples")
    inspector.visit("people", "#/search?q=bob", ".find.person")
    inspector.visit("messages", "#/search?q=angry", ".find mark, .find .grave")
    inspector.visit("note", "#/search?q=second&direction=note", ".find.note mark")
    inspector.visit("nothing", "#/search?q=xylophone&channel=sms&after=2031-01-01", ".search .empty")
    inspector.visit("a find", f"#/open/{ward.bob}", ".bubble.note")
    page.keyboard.press("t")
    inspector.visit("tags", f"#/open/{ward.bob}", ".tag-field")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+p")
    inspector.visit("promise", f"#/open/{ward.bob}", ".promise-fields")
    page.set_viewport_size(PHONE)
    inspector.visit("phone", "#/search?q=worst", ".find mark")
    page.locator(".filters .toggle").click()
    inspector.look("phone, filters turned")
    assert inspector.found == {}
