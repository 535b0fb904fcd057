"""Answers that are written often are one slash away, and never leave half filled."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from servers.hilo import Person
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]
GREETING = "Hello {{customer.first_name}}, {{agent.first_name}} here."
REFUND = "Your refund for {{order.number}} is on its way."


@pytest.fixture
def zoe(visitor: Callable[..., Visitor], ana: Person) -> Visitor:
    for name, text in (("Greeting", GREETING), ("Refund policy", REFUND), ("Éclair", "Sweet")):
        ana.post("/api/v1/macros", name=name, text=text)
    zoe = visitor("Zoe")
    zoe.say("Where is my order?")
    return zoe


@pytest.fixture
def writing(zoe: Visitor, screen: Screen) -> Screen:
    """Ana, about to answer Zoe."""
    screen.open("Zoe")
    screen.press("r")
    expect(screen.reply).to_be_focused()
    return screen


def offers(screen: Screen) -> Locator:
    return screen.page.get_by_role("listbox", name="Macros").get_by_role("option")


def test_a_slash_opens_the_list_and_enter_inserts_what_is_filled_in(writing: Screen) -> None:
    writing.page.keyboard.type("/")
    expect(offers(writing)).to_have_count(3)
    expect(offers(writing).first).to_have_attribute("aria-selected", "true")
    writing.page.keyboard.type("gre")
    expect(offers(writing)).to_have_count(1)
    expect(offers(writing).first).to_contain_text("Hello Zoe, Ana here.")
    writing.press("Enter")
    expect(offers(writing)).to_have_count(0)
    expect(writing.reply).to_have_value("Hello Zoe, Ana here.")
    expect(writing.reply).to_be_focused()
    writing.press("Control+Enter")
    expect(writing.message("Hello Zoe, Ana here.")).to_be_visible()


def test_it_goes_in_where_the_sign_was_typed(writing: Screen) -> None:
    writing.reply.fill("Before  after")
    for _ in "after ":
        writing.press("ArrowLeft")
    writing.page.keyboard.type("/gree")
    writing.press("Enter")
    expect(writing.reply).to_have_value("Before Hello Zoe, Ana here. after")


def test_the_arrows_go_through_the_list_and_a_click_chooses(writing: Screen) -> None:
    writing.page.keyboard.type("/")
    expect(offers(writing)).to_have_count(3)
    writing.press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp")
    chosen = offers(writing).and_(writing.page.locator("[aria-selected=true]"))
    expect(chosen).to_contain_text("Greeting")
    expect(writing.reply).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    offers(writing).filter(has_text="Sweet").click()
    expect(writing.reply).to_have_value("Sweet")
    expect(writing.reply).to_be_focused()
    expect(writing.reply).not_to_have_attribute("aria-activedescendant", "")


def test_escape_leaves_the_sign_as_text(writing: Screen) -> None:
    writing.page.keyboard.type("10 /")
    expect(offers(writing)).to_have_count(3)
    writing.press("Escape")
    expect(offers(writing)).to_have_count(0)
    expect(writing.reply).to_be_focused()
    writing.page.keyboard.type("e")
    expect(offers(writing)).to_have_count(0)
    expect(writing.reply).to_have_value("10 /e")
    writing.page.keyboard.type(" /e")
    expect(offers(writing).first).to_contain_text("Éclair")


def test_a_sign_amid_a_word_opens_nothing_and_enter_is_a_new_line_where_nothing_fits(writing: Screen) -> None:
    writing.page.keyboard.type("and/or")
    expect(offers(writing)).to_have_count(0)
    writing.page.keyboard.type(" /nothing")
    expect(offers(writing)).to_have_count(0)
    writing.press("Enter")
    expect(writing.reply).to_have_value("and/or /nothing\n")


def test_a_key_opens_it_too_and_escape_takes_the_sign_away_again(writing: Screen) -> None:
    writing.reply.fill("Well,")
    writing.press("Escape", "m")
    expect(offers(writing)).to_have_count(3)
    expect(writing.reply).to_be_focused()
    writing.press("Escape")
    expect(offers(writing)).to_have_count(0)
    expect(writing.reply).to_have_value("Well, ")
    writing.press("Escape", "m")
    writing.page.keyboard.type("ecl")
    writing.press("Enter")
    expect(writing.reply).to_have_value("Well, Sweet")


def test_what_could_not_be_filled_in_is_written_next_and_nothing_leaves_before(writing: Screen) -> None:
    writing.page.keyboard.type("/ref")
    expect(offers(writing)).to_have_count(1)
    writing.press("Enter")
    expect(writing.button("Fill in {{order.number}}")).to_be_disabled()
    blank = writing.page.get_by_role("group", name="{{order.number}}")
    expect(blank).to_contain_text("{{order.number}} is not filled in.")
    writing.press("Control+Enter")
    expect(writing.log.get_by_role("article")).to_have_count(1)
    writing.page.keyboard.type("A-17")  # it was selected
    expect(writing.reply).to_have_value("Your refund for A-17 is on its way.")
    expect(blank).to_have_count(0)
    writing.press("Control+Enter")
    expect(writing.message("A-17")).to_be_visible()


def test_what_is_meant_so_goes_as_it_stands(writing: Screen) -> None:
    writing.reply.fill("Write {{name}} into the template.")
    blank = writing.page.get_by_role("group", name="{{name}}")
    blank.get_by_role("button", name="Fill in").click()
    expect(writing.reply).to_be_focused()
    assert writing.reply.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)") == "{{name}}"
    blank.get_by_role("button", name="Send it so").click()
    expect(blank).to_have_count(0)
    writing.press("Control+Enter")
    expect(writing.message("Write {{name}} into the template.")).to_be_visible()


def test_the_browsers_own_undo_takes_it_back(writing: Screen) -> None:
    writing.page.keyboard.type("/gree")
    expect(offers(writing)).to_have_count(1)
    writing.press("Enter", "Control+z")
    expect(writing.reply).to_have_value("/gree")


def test_a_macro_is_kept_changed_and_removed_with_a_way_back(screen: Screen, ana: Person) -> None:
    screen.page.goto(screen.page.url.split("#")[0] + "#/settings/macros")
    screen.button("Add a macro").click()
    form = screen.page.get_by_role("form", name="Add a macro")
    expect(form.get_by_label("Name")).to_be_focused()
    screen.page.keyboard.type("Greeting")
    form.get_by_label("Text").fill("Hello ")
    form.get_by_role("button", name="customer.first_name").click()
    screen.page.keyboard.type(", about {{order}}")
    expect(form).to_contain_text("Hello Maria, about {{order}}")
    expect(form).to_contain_text("Nothing is known by this name: {{order}}.")
    form.get_by_role("switch", name="For everybody").click()
    form.get_by_role("button", name="Save").click()
    expect(screen.page.get_by_text("“Greeting” is saved.")).to_be_visible()
    [made] = ana.get("/api/v1/macros")
    assert (made["name"], made["owner_id"]) == ("Greeting", None)
    assert made["text"] == "Hello {{customer.first_name}}, about {{order}}"
    screen.button("Edit Greeting").click()
    form = screen.page.get_by_role("form", name="Edit Greeting")
    form.get_by_label("Text").fill("Hi")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    screen.button("Remove Greeting").click()
    expect(screen.page.get_by_text("“Greeting” was removed.")).to_be_visible()
    assert ana.get("/api/v1/macros") == []
    screen.button("Undo").click()
    expect(screen.button("Edit Greeting")).to_be_visible()
    [again] = ana.get("/api/v1/macros")
    assert (again["text"], again["owner_id"]) == ("Hi", None)


def test_an_agent_keeps_their_own_and_leaves_everybodys_alone(
    ana: Person, desk: Callable[[Person], Any], zoe: Visitor
) -> None:
    ana.post("/api/v1/macros", name="Everybody", text="Hi", shared=True)
    screen = Screen(desk(ana.colleague("Bea")))
    screen.open("Zoe")
    screen.reply.click()
    screen.page.keyboard.type("/")
    screen.page.get_by_role("link", name="Add and edit macros").click()
    expect(screen.page.get_by_role("heading", name="Everybody")).to_be_visible()
    expect(screen.button("Edit Everybody")).to_have_count(0)
    expect(screen.page.get_by_role("link", name="Accounts")).to_have_count(0)
    screen.button("Add a macro").click()
    expect(screen.page.get_by_role("switch", name="For everybody")).to_have_count(0)
