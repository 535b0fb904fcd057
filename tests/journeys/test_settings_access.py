"""Everybody can use the accounts' screens: axe finds nothing against WCAG 2.2 AA, in any theme and language."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.test_access import AXE, DESK, LOOKS, PHONE, Inspector
from tests.journeys.test_settings_accounts import Lofts, call

Eventually = Callable[..., Any]


class Ward:
    """One account that works, one that needs attention, one that is paused and lags; and what went wrong lately."""

    def __init__(self, eventually: Eventually) -> None:
        self.hilo = Lofts()
        self.ana = self.hilo.admin("Ana")
        self.ana.add_chat("*")
        self.works = self.add("North tower", str(self.hilo.data / "loft"))
        hook = f"{self.hilo.url}/hooks/{self.add('South tower', str(self.hilo.data / 'gone' / 'loft'))}"
        assert call(hook, "tweet", id="1", **{"from": "Zoe", "text": "Coo"}) == 200
        [thread] = eventually(self.ana.threads)
        self.ana.post(f"/api/v1/threads/{thread['id']}/replies", text="Coo coo", client_id="r")
        eventually(lambda: any(one["last_error"] for one in self.ana.get("/api/v1/accounts")))
        assert call(hook, "hoot") == 403
        self.ana.patch(f"/api/v1/accounts/{self.add('West tower', 'loft')}", paused=True)

    def add(self, name: str, loft: str) -> str:
        settings = {"loft": loft, "whistle": "tweet"}
        return str(self.ana.post("/api/v1/accounts", connector="pigeon_post", name=name, settings=settings)["id"])


@pytest.fixture(scope="module")
def ward(eventually: Eventually) -> Iterator[Ward]:
    ward = Ward(eventually)
    yield ward
    ward.hilo.remove()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    assert AXE.exists(), "install the screens' tools: web/ui/hatch_build.py --check"
    context = browser.new_context(locale="en-GB", viewport=DESK, reduced_motion="reduce")
    context.add_init_script(AXE.read_text())
    yield context
    context.close()


def enter(ward: Ward, context: BrowserContext, theme: str, language: str) -> Page:
    ward.ana.patch("/api/v1/me", language=language)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(ward.hilo.url)
    page.get_by_label("E-mail").fill(ward.ana.email)
    page.get_by_label("Password").fill(ward.ana.password)
    page.get_by_role("button", name="Log in").click()
    page.locator(f"html[lang={language}] .shell").wait_for()
    return page


@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_the_accounts_screens(ward: Ward, context: BrowserContext, theme: str, language: str) -> None:
    page = enter(ward, context, theme, language)
    inspector = Inspector(page)
    inspector.visit("accounts", "#/settings/accounts", ".account[data-alarm=true]")
    page.locator(".account", has_text="North").get_by_role("button").nth(-3).click()
    inspector.visit("test", "#/settings/accounts", "dialog[open]")
    page.locator("dialog input").fill("tower 7")
    page.locator("dialog button[type=submit]").click()
    inspector.visit("test refused", "#/settings/accounts", "dialog .error")
    page.keyboard.press("Escape")
    page.locator(".account", has_text="South").get_by_role("button").last.click()
    inspector.visit("remove", "#/settings/accounts", "dialog .danger")
    page.keyboard.press("Escape")
    inspector.visit("edit", f"#/settings/accounts/{ward.works}", ".hook")
    inspector.visit("chooser", "#/settings/accounts/new", ".channels input")
    page.locator(".channels input[type=radio]").last.check(force=True)
    inspector.visit("form", "#/settings/accounts/new", ".account-form")
    page.set_viewport_size(PHONE)
    inspector.visit("phone, chooser", "#/settings/accounts/new", ".channels input")
    inspector.visit("phone, accounts", "#/settings/accounts", ".account[data-alarm=true]")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert inspector.found == {}


@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "es")])
def test_what_follows_when_an_account_is_connected(
    ward: Ward, context: BrowserContext, theme: str, language: str
) -> None:
    page = enter(ward, context, theme, language)
    inspector = Inspector(page)
    inspector.visit("chooser", "#/settings/accounts/new", ".channels input")
    page.locator(".channels input[type=radio]").last.check(force=True)
    page.locator("[name=loft]").fill(str(ward.hilo.data / "loft"))
    page.locator("[name=whistle]").fill("hoot")
    page.locator(".account-form button[type=submit]").click()
    page.locator(".trouble:not(.none)").wait_for()
    inspector.look("refused")
    page.locator(".account-form button[type=submit]").last.click()
    page.locator(".connected .hook").wait_for()
    inspector.look("connected")
    assert inspector.found == {}
