"""Everybody can use the card beside the thread: axe finds nothing in whatever it can look like."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from servers.hilo import Hilo
from servers.inspector import LANGUAGES, PHONE, ZOOMED, Inspector, enter
from servers.visitor import SECRET, Visitor, signed

Eventually = Callable[..., Any]
PROFILE = {"about": "Knows Luis.", "zone": "Europe/Madrid", "language": "es", "fields": {"Contract": "Gold"}}
WIDER_THAN_ITS_BOX = "box => box.scrollWidth > box.clientWidth"


class Ward:
    """Zoe, with something of everything: a merged self, a suggestion, a claim, promises, a note, a change of mood."""

    def __init__(self, eventually: Eventually) -> None:
        self.hilo = Hilo()
        self.ana = self.hilo.admin("Ana")
        chat = str(self.ana.add_chat("*", secret=SECRET)["id"])
        for number, name in ((7, "Bea"), (8, "Leo")):
            Visitor(self.hilo, chat, token=signed(str(number), name, f"{name.lower()}@example.com")).say("Good morning")
        zoe = Visitor(self.hilo, chat, "Zoe")
        zoe.say("You are the worst, I am furious!", email="bea@example.com")
        zoe.say("Thank you so much, that is wonderful!", email="leo@example.com")
        eventually(lambda: len(self.ana.threads()) == 3)
        self.zoe = self.thread_of("Zoe")
        at = f"/api/v1/threads/{self.zoe}"
        eventually(lambda: len(self.ana.get(f"{at}/card")["mood"]) == 2)
        customer = self.ana.get(at)["customer"]["id"]
        leo = self.ana.get(f"/api/v1/threads/{self.thread_of('Leo')}")["customer"]["id"]
        self.ana.patch(f"/api/v1/customers/{customer}", **PROFILE)
        self.ana.post(f"/api/v1/customers/{customer}/merge", other_id=leo)
        self.ana.post(f"{at}/notes", text="She called twice", client_id="n")
        due = datetime.now(UTC) + timedelta(days=2)
        self.ana.post(f"{at}/promises", text="Send the invoice", due_at=due.isoformat())
        kept = self.ana.post(f"{at}/promises", text="Call back", due_at=due.isoformat())["id"]
        self.ana.post(f"/api/v1/promises/{kept}/keep")

    def thread_of(self, name: str) -> str:
        return next(str(one["id"]) for one in self.ana.threads() if one["customer_name"] == name)


@pytest.fixture(scope="module")
def ward(eventually: Eventually) -> Iterator[Ward]:
    ward = Ward(eventually)
    yield ward
    ward.hilo.remove()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    here = f"#/queue/{ward.zoe}"
    inspector.visit("card", here, ".suggestion")
    open_dialogs(inspector, here)
    take_back(inspector, here)
    open_forms(inspector, here)
    fit(inspector, f"{here}/customer")
    assert inspector.found == {}


def open_dialogs(inspector: Inspector, here: str) -> None:
    page = inspector.page
    for name, opener, sign in (
        ("join", ".suggestion button", ".side:nth-of-type(2)"),
        ("split", ".merges button", "dialog[open]"),
    ):
        page.locator(opener).first.click()
        inspector.visit(name, here, sign)
        page.keyboard.press("Escape")
    for opener in (".who-is summary", ".identities summary"):
        page.locator(opener).first.click()
        inspector.visit(f"menu of {opener}", here, ".menu.more[open]")
        page.keyboard.press("Escape")


def take_back(inspector: Inspector, here: str) -> None:
    """What is announced can be read, and so can the way back."""
    page = inspector.page
    page.locator(".suggestion button").nth(1).click()
    inspector.visit("notice", here, ".notice .button")
    page.locator(".notice .button").click()
    page.locator(".suggestion").wait_for()


def open_forms(inspector: Inspector, here: str) -> None:
    page = inspector.page
    page.locator(".settled summary").click()
    page.locator(".whereabouts .edit").click()
    page.locator(".who-is .editable .edit").first.click()
    page.locator(".episodes .editable button").first.click()
    inspector.visit("forms", here, ".who-is form")
    page.keyboard.press("Escape")


def fit(inspector: Inspector, here: str) -> None:
    """On a phone, and for those who enlarge everything: nothing is cut off at the side."""
    for name, size in (("phone", PHONE), ("enlarged", ZOOMED)):
        inspector.page.set_viewport_size(size)
        inspector.visit(name, here, ".identities")
        assert not inspector.page.locator(".customer").evaluate(WIDER_THAN_ITS_BOX)
