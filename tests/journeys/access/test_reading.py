"""Everybody can read a thread: whichever way their language runs, however large they set it, and with what it holds."""

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route
from servers.hilo import Hilo
from servers.inspector import LANGUAGES, PHONE, ZOOMED, Inspector, enter
from servers.visitor import Visitor

Eventually = Callable[..., Any]
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
ENDLESS = """() => document.getAnimations({subtree: true}).filter(one =>
    one.effect.getComputedTiming().endTime > 400).map(one => one.animationName || one.transitionProperty)"""
LEFT_OF = """names => {
    const [one, other] = names.map(name => document.querySelector(name).getBoundingClientRect());
    return one.x < other.x;
}"""
OUTLINED = "one => getComputedStyle(one).outlineStyle"


class Ward:
    """Zoe's thread, in which everything was done once."""

    def __init__(self, eventually: Eventually) -> None:
        self.hilo = Hilo()
        self.ana = self.hilo.admin("Ana")
        zoe = Visitor(self.hilo, str(self.ana.add_chat("*")["id"]), "Zoe")
        zoe.say("Look at this")
        self.zoe = str(eventually(self.ana.threads)[0]["id"])
        for step in ("take", "release", "take", "close", "reopen", "release"):
            self.ana.post(f"/api/v1/threads/{self.zoe}/{step}")
        zoe.say("And at that")
        eventually(lambda: self.ana.get(f"/api/v1/threads/{self.zoe}")["messages"][1:])

    @property
    def address(self) -> str:
        return f"#/open/{self.zoe}"


@pytest.fixture(scope="module")
def ward(eventually: Eventually) -> Iterator[Ward]:
    ward = Ward(eventually)
    yield ward
    ward.hilo.remove()


def sit_down(ward: Ward, context: BrowserContext, language: str = "en") -> Page:
    page = enter(context.new_page(), ward.hilo.url, ward.ana, language).page
    page.evaluate("address => location.hash = address", ward.address)
    page.locator(".bubble").nth(1).wait_for()
    page.locator(".steps").first.wait_for()
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_files_and_a_mail_whose_images_are_not_shown(ward: Ward, context: BrowserContext, language: str) -> None:
    context.route(f"**/api/v1/threads/{ward.zoe}", as_mail)
    context.route("**/api/v1/attachments/*", lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    context.route("**/api/v1/messages/*/images", lambda route: route.fulfill(json={"count": 2, "hosts": ["a.example"]}))
    context.route("**/api/v1/messages/*/html", lambda route: route.fulfill(body=MAIL, content_type="text/html"))
    page = sit_down(ward, context, language)
    inspector = Inspector(page)
    page.locator(".steps .toggle").click()
    page.locator(".bubble .more .toggle").first.click()
    inspector.visit("steps and a mail", ward.address, ".blocked button")
    page.locator(".picture").first.click()
    inspector.visit("a picture", ward.address, ".viewer img")
    page.keyboard.press("ArrowRight")
    inspector.visit("a text", ward.address, ".viewer pre")
    page.set_viewport_size(PHONE)
    inspector.look("phone, a text")
    page.keyboard.press("Escape")
    inspector.look("phone, steps and a mail")
    assert inspector.found == {}


MAIL = "<!doctype html><html lang=en><title>Mail</title><main><h1>Offer</h1></main></html>"


def as_mail(route: Route) -> None:
    """The first message is one in HTML, with files: what no chat can send."""
    whole = json.loads(route.fetch().body())
    file = {"size": 70, "cid": "", "state": "kept", "detail": ""}
    files = [
        {"id": "1", "name": "a.png", "mime": "image/png", **file},
        {"id": "2", "name": "a.txt", "mime": "text/plain", **file},
    ]
    whole["messages"][0] |= {"formatted": True, "attachments": files}
    route.fulfill(json=whole)


def test_from_right_to_left_everything_stands_on_the_other_side(ward: Ward, context: BrowserContext) -> None:
    page = sit_down(ward, context)
    for direction, turned in (("ltr", "none"), ("rtl", "-1 1")):
        page.evaluate("direction => document.documentElement.dir = direction", direction)
        assert page.evaluate(LEFT_OF, [".rail", ".customer"]) is (direction == "ltr")
        assert page.evaluate(LEFT_OF, [".bubble.in .direction", ".bubble.in time"]) is (direction == "ltr")
        assert page.locator(".mode.reply .icon").evaluate("icon => getComputedStyle(icon).scale") == turned


def test_the_direction_is_that_of_the_language(ward: Ward, context: BrowserContext) -> None:
    page = sit_down(ward, context, "es")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["es", "ltr"]


@pytest.mark.parametrize("size", [PHONE, ZOOMED])
def test_there_is_room_to_read_and_to_write_on_a_phone_and_enlarged(
    ward: Ward, context: BrowserContext, size: Any
) -> None:
    page = sit_down(ward, context)
    page.set_viewport_size(size)
    log = page.get_by_role("log").bounding_box()
    assert log
    assert log["height"] >= size["height"] / 2
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    writing = page.get_by_role("textbox", name="Reply to the customer")
    writing.focus()
    page.wait_for_function(
        "writing => writing.getBoundingClientRect().bottom <= innerHeight", arg=writing.element_handle()
    )


def test_who_wants_little_motion_gets_none_that_goes_on(ward: Ward, context: BrowserContext) -> None:
    page = sit_down(ward, context)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p class=typing><span class=dots><i></i></span></p>')"
    )
    assert page.evaluate(ENDLESS) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(ENDLESS) != [], "else this test could not fail"


def test_where_the_system_chooses_the_colours_what_is_chosen_has_a_shape(ward: Ward, context: BrowserContext) -> None:
    page = sit_down(ward, context)
    chosen = page.locator(".mode.reply")
    assert chosen.evaluate(OUTLINED) == "none"
    page.emulate_media(forced_colors="active")
    assert chosen.evaluate(OUTLINED) == "solid"
    assert page.locator(".mode.note").evaluate(OUTLINED) == "none"
