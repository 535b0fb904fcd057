"""Agents who have no mouse, each at a computer of their own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen

Sit = Callable[[Person], Screen]

TELL = "for (const kind of ['pointerdown', 'wheel']) addEventListener(kind, () => window.touched(kind), true);"


@pytest.fixture
def touches() -> Iterator[list[str]]:
    """What was done by anything but keys: the test fails if there is any."""
    found: list[str] = []
    yield found
    assert found == [], "these journeys are by keys alone"


@pytest.fixture
def computer(browser: Browser, touches: list[str]) -> Iterator[Callable[[], BrowserContext]]:
    """A browser that nobody has used, and that tells of every touch."""
    with ExitStack() as computers:

        def unpack() -> BrowserContext:
            context = computers.enter_context(closing(browser.new_context(locale="en-GB")))
            context.expose_binding("touched", lambda _, kind: touches.append(kind))
            context.add_init_script(TELL)
            return context

        yield unpack


@pytest.fixture
def sit(hilo: Hilo, computer: Callable[[], BrowserContext]) -> Sit:
    """Opens somebody's inbox at another computer each time."""
    return lambda person: Screen(come_in(computer().new_page(), hilo, person))


def come_in(page: Page, hilo: Hilo, person: Person) -> Page:
    page.goto(hilo.url)
    expect(page.get_by_label("E-mail")).to_be_focused()
    page.keyboard.type(person.email)
    page.keyboard.press("Tab")
    page.keyboard.type(person.password)
    page.keyboard.press("Enter")
    page.get_by_role("region", name="Threads").wait_for()
    return page
