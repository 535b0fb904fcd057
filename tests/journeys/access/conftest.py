"""A browser with axe in it, whose reader wants little motion."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext
from servers.inspector import DESK, axe


@pytest.fixture(scope="session", name="axe")
def script() -> str:
    return axe()


@pytest.fixture
def context(browser: Browser, axe: str) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB", viewport=DESK, reduced_motion="reduce")
    context.add_init_script(axe)
    yield context
    context.close()
