"""An agent far away who opens the inbox: a thin line, a slow machine, and nothing kept in the browser."""

from contextlib import closing
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page
from servers.hilo import Hilo, Person
from servers.screen import keep_login

GATE = 1500
"""Milliseconds within which the inbox is usable."""
SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 1.6e6 / 8}
"""In ms and bytes a second: https://chromedevtools.github.io/devtools-protocol/tot/Network/"""
ROW = ".queue li a"
WATCH = f"""
const look = () => document.querySelector({ROW!r}) ? (window.drawnAt = performance.now()) : requestAnimationFrame(look);
look();
"""
ASKED = "performance.getEntriesByType('resource').map(({name}) => name.replace(location.origin, ''))"


@dataclass(frozen=True)
class Loading:
    """Milliseconds from the address on: rows are drawn; `j` moves into them; `Enter` has opened a thread.

    asked: every address that the browser asked for, in order.
    """

    drawn: float
    usable: float
    opened: float
    asked: list[str]


def load(browser: Browser, hilo: Hilo, person: Person, locale: str = "en-GB") -> Loading:
    """Of somebody who is logged in."""
    with closing(browser.new_context(locale=locale)) as context:
        keep_login(context, hilo, person)
        page = context.new_page()
        slow_down(page)
        page.goto(hilo.url, wait_until="commit")
        drawn = moment(page, "window.drawnAt")
        page.keyboard.press("j")
        usable = moment(page, f"document.activeElement.matches({ROW!r}) && performance.now()")
        page.keyboard.press("Enter")
        opened = moment(page, "document.querySelector('[role=log] article') && performance.now()")
        return Loading(drawn, usable, opened, page.evaluate(ASKED))


def slow_down(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)


def moment(page: Page, when: str) -> float:
    """What that expression says as soon as it says anything. Looked for in the page, whose policy forbids `eval`."""
    found: Any = page.evaluate(
        f"new Promise(tell => {{ const look = () => ({when}) ? tell({when}) : requestAnimationFrame(look); look(); }})"
    )
    return float(found)
