"""An agent who never touches the mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor

SENTENCE = "jkxrncasegqtpmuiz[].!? Just text, never shortcuts"


@pytest.fixture
def visitors(visitor: Callable[..., Visitor], ana: Person, eventually: Callable[..., object]) -> list[str]:
    """Three who wait, the first of them longest."""
    names = ["Zoe", "Yan", "Xavi"]
    for number, name in enumerate(names, 1):
        visitor(name).say("Hello")  # the same mood for all: their turn decides
        eventually(lambda: len(ana.threads()) == number)  # noqa: B023 - looked at before the next turn
    return names


@pytest.fixture
def at_work(hilo: Hilo, context: BrowserContext, ana: Person, visitors: list[str]) -> Screen:
    """Logged in, by keys alone."""
    page = context.new_page()
    page.goto(hilo.url)
    expect(page.get_by_label("E-mail")).to_be_focused()
    for text, key in ((ana.email, "Tab"), (ana.password, "Enter")):
        page.keyboard.type(text)
        page.keyboard.press(key)
    screen = Screen(page)
    expect(screen.rows).to_have_count(3)
    return screen


def test_j_and_k_walk_the_queue_and_enter_opens(at_work: Screen) -> None:
    for key, name in (("j", "Zoe"), ("j", "Yan"), ("j", "Xavi"), ("j", "Xavi"), ("k", "Yan")):
        at_work.press(key)
        expect(at_work.row(name)).to_be_focused()
    at_work.press("Enter")
    expect(at_work.thread.get_by_role("heading", name="Yan")).to_be_visible()
    at_work.press("Escape")
    expect(at_work.thread.get_by_role("heading", name="Choose a thread")).to_be_visible()


def test_a_thread_is_taken_answered_noted_closed_and_reopened(at_work: Screen, ana: Person) -> None:
    at_work.press("j", "Enter", "i")
    expect(at_work.thread.get_by_text("Yours", exact=True)).to_be_visible()
    at_work.press("r")
    expect(at_work.reply).to_be_focused()
    at_work.page.keyboard.type("Good morning, Zoe")
    at_work.press("Control+Enter")
    expect(at_work.message("Good morning, Zoe")).to_contain_text("Sent")
    at_work.press("Escape", "n")
    expect(at_work.note).to_be_focused()
    at_work.page.keyboard.type("Knows Yan")
    at_work.press("Control+Enter")
    expect(at_work.message("Knows Yan")).to_contain_text("only your team sees it")
    at_work.press("Escape", "e")
    expect(at_work.thread.get_by_role("heading", name="Yan")).to_be_visible()
    at_work.press("z")
    expect(at_work.thread.get_by_role("heading", name="Zoe")).to_be_visible()
    expect(at_work.thread.get_by_text("Closed", exact=True)).to_have_count(0)
    at_work.press("u")
    expect(at_work.thread.get_by_text("Nobody has it")).to_be_visible()
    assert [one["customer_name"] for one in ana.threads("mine")] == ["Yan"]


def test_brackets_open_the_neighbours(at_work: Screen) -> None:
    for key, name in (("]", "Zoe"), ("]", "Yan"), ("]", "Xavi"), ("]", "Xavi"), ("[", "Yan")):
        at_work.press(key)
        expect(at_work.thread.get_by_role("heading", name=name)).to_be_visible()


VIEWS = {
    "m": "mine",
    "t": "team",
    "u": "unassigned",
    "w": "waiting",
    "z": "snoozed",
    "n": "mentions",
    "o": "open",
    "c": "closed",
    "q": "queue",
}


def test_g_and_a_letter_lead_to_every_view(at_work: Screen) -> None:
    for key, view in VIEWS.items():
        at_work.press("g", key)
        expect(at_work.page).to_have_url(re.compile(f"#/{view}$"))
    at_work.press("g", "s", "g", "m")
    expect(at_work.page).to_have_url(re.compile("#/mine$"))
    expect(at_work.queue).to_be_visible()


def test_g_leads_to_the_search_and_the_settings_and_waits_for_nothing_else(at_work: Screen) -> None:
    at_work.press("g", "s")
    expect(at_work.page.get_by_role("heading", name="Settings")).to_be_visible()
    at_work.press("g", "/")
    expect(at_work.page.get_by_role("searchbox")).to_be_focused()
    at_work.press("Escape", "g", "q")
    expect(at_work.rows).to_have_count(3)
    at_work.press("g", "j", "j")
    expect(at_work.row("Zoe")).to_be_focused()
    at_work.press("g", "Escape", "j")
    expect(at_work.row("Yan")).to_be_focused()


def test_c_unfolds_where_the_reply_may_go(at_work: Screen) -> None:
    at_work.press("j", "Enter")
    at_work.reply.wait_for()
    at_work.press("n", "Escape", "c")
    expect(at_work.to).to_be_focused()
    expect(at_work.to).to_have_attribute("aria-expanded", "true")
    at_work.press("Escape", "c", "Enter", "r")
    expect(at_work.reply).to_be_focused()


def test_buttons_say_which_key_does_the_same(at_work: Screen) -> None:
    at_work.press("j", "Enter")
    for name, key in (("Take", "i"), ("Close", "e"), ("Tag", "t"), ("Reply", "r"), ("Note", "n"), ("Keys", "?")):
        expect(at_work.button(name)).to_have_attribute("aria-keyshortcuts", key)


def test_what_is_typed_into_the_composer_is_never_a_shortcut(at_work: Screen, ana: Person) -> None:
    at_work.press("j", "Enter")
    at_work.reply.wait_for()
    for box, key in ((at_work.reply, "r"), (at_work.note, "n")):
        at_work.press(key)
        at_work.page.keyboard.type(SENTENCE)
        expect(box).to_have_value(SENTENCE)
        at_work.press("Escape")
        expect(box).not_to_be_focused()
    expect(at_work.map).to_have_count(0)
    expect(at_work.thread.get_by_text("Nobody has it")).to_be_visible()
    assert [one["customer_name"] for one in ana.threads()] == ["Zoe", "Yan", "Xavi"]


def test_the_map_names_every_key_and_escape_closes_it_alone(at_work: Screen) -> None:
    at_work.press("j", "Enter")
    at_work.reply.wait_for()
    at_work.press("?")
    told = "Next in the list", "Previous in the list", "Take, or give back", "Write a note", "Send what is written"
    for says in told:
        expect(at_work.map.get_by_text(says)).to_be_visible()
    at_work.press("i", "j", "Escape")
    expect(at_work.map).to_have_count(0)
    expect(at_work.thread.get_by_role("heading", name="Zoe")).to_be_visible()
    expect(at_work.thread.get_by_text("Nobody has it")).to_be_visible()


def test_single_keys_can_be_switched_off_for_good_and_on_again(at_work: Screen) -> None:
    switch = at_work.map.get_by_role("switch", name="Single-key shortcuts")
    at_work.press("?")
    with at_work.page.expect_response("**/api/v1/me"):
        switch.press("Space")
    expect(switch).not_to_be_checked()
    at_work.press("Escape")
    at_work.page.reload()
    expect(at_work.rows).to_have_count(3)
    at_work.press("j", "?", "g", "m")
    expect(at_work.row("Zoe")).not_to_be_focused()
    expect(at_work.map).to_have_count(0)
    expect(at_work.rows).to_have_count(3)
    assert at_work.button("Keys").get_attribute("aria-keyshortcuts") is None
    at_work.button("Keys").press("Enter")
    switch.press("Space")
    at_work.press("Escape", "j")
    expect(at_work.row("Zoe")).to_be_focused()
