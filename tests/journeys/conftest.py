"""A whole Hilo, a real browser, and waiting for things that happen elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from servers.clouds import Clouds, NearbyHilo
from servers.hilo import Hilo, Person
from servers.phone import Phone, Phones
from servers.screen import Screen, keep_login
from servers.visitor import SECRET, Visitor

T = TypeVar("T")

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture
def hilo() -> Iterator[Hilo]:
    server = Hilo()
    yield server
    print(server.log())  # shown when the test fails
    server.remove()


@pytest.fixture
def ana(hilo: Hilo) -> Person:
    """The admin, logged in."""
    return hilo.admin("Ana")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for longer than a module: while it is open its event loop runs, and asynchronous tests need their own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def desk(hilo: Hilo, context: BrowserContext) -> Callable[[Person], Page]:
    """Opens somebody's inbox in the browser. The login screen has journeys of its own (test_fleet, test_settings)."""

    return lambda person: entered(context.new_page(), hilo, person)


@pytest.fixture
def own_desk(hilo: Hilo, browser: Browser) -> Iterator[Callable[[Person], Page]]:
    """Opens somebody's inbox as `desk` does, each at a computer of their own."""
    with ExitStack() as computers:

        def sit_down(person: Person) -> Page:
            context = computers.enter_context(closing(browser.new_context(locale="en-GB")))
            return entered(context.new_page(), hilo, person)

        yield sit_down


def entered(page: Page, hilo: Hilo, person: Person) -> Page:
    """As somebody who was logged in already: to fill in the form took a fifth of the time of all these tests."""
    keep_login(page.context, hilo, person)
    page.goto(hilo.url)
    page.get_by_role("region", name="Threads").wait_for()
    return page


@pytest.fixture
def screen(desk: Callable[[Person], Page], ana: Person) -> Screen:
    """Ana's."""
    return Screen(desk(ana))


@pytest.fixture
def chat(ana: Person) -> str:
    """A chat account, by id, which any site may show."""
    return str(ana.add_chat("*", secret=SECRET)["id"])


@pytest.fixture
def visitor(hilo: Hilo, chat: str) -> Callable[..., Visitor]:
    """Lets somebody into the chat: `visitor("Zoe")`, or `visitor(token=signed(...))`."""
    return lambda name="", token="": Visitor(hilo, chat, name, token)


@pytest.fixture
def clouds(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clouds]:
    """The providers' own: for tests whose `hilo` is the fixture `nearby`."""
    clouds = Clouds()
    monkeypatch.setenv("NEARBY", f"{clouds.graph.port} {clouds.twilio.port}")
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    yield clouds
    clouds.close()


@pytest.fixture
def nearby(clouds: Clouds) -> Iterator[Hilo]:
    """A whole Hilo whose Meta and Twilio are `clouds`."""
    server = NearbyHilo()
    yield server
    print(server.log())
    server.remove()


@pytest.fixture
def phones(hilo: Hilo, ana: Person) -> Phones:
    return Phones(hilo, ana)


@pytest.fixture
def lucia(phones: Phones) -> Phone:
    """A customer with a phone."""
    return Phone(phones, "Lucía", "+34600000001")


def eventually(look: Callable[[], T], seconds: float = 30.0) -> T:
    """What `look` gives as soon as it is true."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
    return found


@pytest.fixture(name="eventually", scope="session")
def wait_for_it() -> Callable[..., T]:
    return eventually
