"""Everybody can use the accounts' screens: axe finds nothing against WCAG 2.2 AA, in any theme and language."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from servers.inspector import LANGUAGES, PHONE, enter

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_accounts_screens(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page = inspector.page
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
    assert inspector.found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_follows_when_an_account_is_connected(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page = inspector.page
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
