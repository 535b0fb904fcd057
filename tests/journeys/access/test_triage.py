"""Everybody can put a thread aside, hand it on, pass it over, and do something to many at once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from servers.hilo import Hilo
from servers.inspector import LANGUAGES, PHONE, enter
from servers.visitor import SECRET, Visitor


class Ward:
    """Two who wait, for two who answer."""

    def __init__(self, eventually: Callable[..., Any]) -> None:
        self.hilo = Hilo()
        self.ana = self.hilo.admin("Ana")
        self.bea = self.ana.colleague("Bea")
        chat = str(self.ana.add_chat("*", secret=SECRET)["id"])
        for number, name in enumerate(("Zoe", "Yan"), 1):
            Visitor(self.hilo, chat, name).say("Hello")
            eventually(lambda: len(self.ana.threads()) == number)  # noqa: B023 - looked at before the next turn
        self.ids = [str(one["id"]) for one in self.ana.threads()]
        self.bea.post(f"/api/v1/threads/{self.ids[1]}/take")


@pytest.fixture(scope="module")
def ward(eventually: Callable[..., Any]) -> Iterator[Ward]:
    ward = Ward(eventually)
    yield ward
    ward.hilo.remove()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dialogs_and_the_bar(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page, keyboard, here = inspector.page, inspector.page.keyboard, f"#/open/{ward.ids[0]}"
    for size in (None, PHONE):
        if size:
            page.set_viewport_size(size)
        inspector.visit(f"buttons {size}", here, ".thread-head .actions .icon-button")
        keyboard.press("s")
        inspector.visit(f"snooze {size}", here, ".picking [aria-selected=true]")
        keyboard.type("xyzzy")
        inspector.visit(f"snooze, unclear {size}", here, ".picking [role=status]:not(:empty)")
        keyboard.press("Escape")
        keyboard.press("a")
        inspector.visit(f"assign {size}", here, ".picking [aria-selected=true]")
        keyboard.press("Escape")
        keyboard.press("q")
        inspector.visit(f"skip {size}", here, ".reasons button")
        keyboard.press("Escape")
        page.evaluate("address => location.hash = address", "#/open")
        for pick in page.locator(".pick").all():
            pick.check()
        page.locator(".bulk .actions .button").nth(3).click()
        inspector.visit(f"bar, with a refusal {size}", "#/open", ".bulk [role=alert] li")
        ward.ana.post(f"/api/v1/threads/{ward.ids[0]}/release")
        page.locator(".bulk header .icon-button").click()
    assert inspector.found == {}
