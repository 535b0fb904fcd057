"""Looks at screens as everybody meets them: with axe, in light and dark, from left to right and from right to left."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import Page
from servers.hilo import Person

UI = Path(__file__).parents[2] / "web" / "ui"
AXE = UI / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations.map(
    one => one.id + ": " + one.nodes.map(node => node.target + " " + node.failureSummary).join("; "))"""
TOO_WIDE = """() => document.documentElement.scrollWidth > innerWidth && [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
    .slice(0, 3).map(one => `${one.tagName}.${one.className}`).join(", ")"""

DESK = {"width": 1280, "height": 800}
ZOOMED = {"width": 640, "height": 400}  # the desk at 200 %
PHONE = {"width": 320, "height": 640}  # the narrowest that WCAG 2.2 asks for (1.4.10)
LANGUAGES: Final = ("en", "es")
LOOKS: Final = (("light", "ltr"), ("dark", "ltr"), ("dark", "rtl"), ("light", "rtl"))
"""In turn, so that each step changes one thing."""


def axe() -> str:
    """The script, which is fetched with the screens' tools."""
    if not AXE.exists():
        subprocess.run([sys.executable, str(UI / "hatch_build.py"), "--check"], check=True)
    return AXE.read_text()


class Inspector:
    """Goes from one screen to the other, and keeps what it finds in any look of each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, list[str]] = {}

    def look(self, name: str) -> None:
        for theme, direction in LOOKS:
            self.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            self.page.evaluate("direction => document.documentElement.dir = direction", direction)
            self.note(f"{name}, {theme}, {direction}")
        self.page.emulate_media(color_scheme="light")
        self.page.evaluate("document.documentElement.dir = 'ltr'")

    def note(self, name: str) -> None:
        violations: list[str] = self.page.evaluate(RUN, RULES)
        if wide := self.page.evaluate(TOO_WIDE):
            violations.append(f"it scrolls sideways: {wide}")
        if violations:
            self.found[name] = violations

    def visit(self, name: str, address: str, sign: str) -> None:
        """sign: the selector of what shows that the screen is whole."""
        self.page.evaluate("address => location.hash = address", address)
        self.page.locator(sign).first.wait_for()
        self.look(name)


def enter(page: Page, url: str, person: Person, language: str, sign: str = ".shell") -> Inspector:
    """Somebody's inbox, in a language that this browser does not know before they are in."""
    person.patch("/api/v1/me", language=language)
    page.goto(url)
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Log in").click()
    page.locator(f"html[lang={language}] {sign}").first.wait_for()
    return Inspector(page)
