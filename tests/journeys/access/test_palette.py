"""Everybody can find commands by name, choose keys of their own, and say how their screens behave."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from servers.hilo import Hilo
from servers.inspector import LANGUAGES, PHONE, enter
from servers.visitor import SECRET, Visitor


class Ward:
    """One who waits, and an agent with a key of their own."""

    def __init__(self, eventually: Callable[..., Any]) -> None:
        self.hilo = Hilo()
        self.ana = self.hilo.admin("Ana")
        Visitor(self.hilo, str(self.ana.add_chat("*", secret=SECRET)["id"]), "Zoe").say("Hello")
        [thread] = eventually(self.ana.threads)
        self.here = f"#/queue/{thread['id']}"
        self.ana.patch("/api/v1/me", preferences={"keys": {"take": "w", "skip": ""}})


@pytest.fixture(scope="module")
def ward(eventually: Callable[..., Any]) -> Iterator[Ward]:
    ward = Ward(eventually)
    yield ward
    ward.hilo.remove()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_palette_the_keys_and_the_preferences(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page, keyboard = inspector.page, inspector.page.keyboard
    page.locator(".row").first.wait_for()
    for size in (None, PHONE):
        if size:
            page.set_viewport_size(size)
        keyboard.press("Control+k")
        inspector.visit(f"palette {size}", ward.here, ".palette [aria-selected=true]")
        keyboard.type("xyzzy")
        inspector.visit(f"nothing found {size}", ward.here, ".dialog [role=status]:not(:empty)")
        keyboard.press("Escape")
        keyboard.press("?")
        page.locator(".key").first.click()
        keyboard.press("e")
        inspector.visit(f"keys, one of them asked for {size}", ward.here, ".keys .error:not(:empty)")
        keyboard.press("Escape")
        keyboard.press("Escape")
        keyboard.press("Control+k")
        keyboard.type("prefer")
        keyboard.press("Enter")
        page.locator(".dialog select").nth(1).select_option("mine")
        inspector.visit(f"preferences {size}", ward.here, ".dialog .error:not(:empty)")
        keyboard.press("Escape")
    assert inspector.found == {}
