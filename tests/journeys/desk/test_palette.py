"""Everything by its name: the palette."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Person
from servers.screen import Screen
from servers.visitor import Visitor


class Palette:
    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.dialog = screen.page.get_by_role("dialog", name="Commands")
        self.field = self.dialog.get_by_role("combobox")
        self.offers = self.dialog.get_by_role("option")

    def open(self) -> None:
        self.screen.press("Control+k")
        expect(self.field).to_be_focused()

    def seek(self, text: str) -> None:
        self.open()
        self.screen.page.keyboard.type(text)

    def offer(self, text: str) -> Locator:
        return self.offers.filter(has_text=text)


@pytest.fixture
def palette(screen: Screen, visitor: Callable[..., Visitor], ana: Person, eventually: Callable[..., object]) -> Palette:
    for number, name in enumerate(("Zoe", "José Núñez"), 1):
        visitor(name).say("Hello")
        eventually(lambda: len(ana.threads()) == number)  # noqa: B023 - looked at before the next turn
    expect(screen.rows).to_have_count(2)
    return Palette(screen)


def test_it_names_every_command_with_its_key(palette: Palette) -> None:
    palette.screen.open("Zoe")
    palette.open()
    for what, keys in (("Take, or give back", "i"), ("Go to my threads", "gm"), ("Undo", "z"), ("Show this map", "?")):
        assert "".join(palette.offer(what).locator("kbd").all_inner_texts()) == keys


def test_a_command_is_run_by_its_name_while_one_writes(palette: Palette) -> None:
    palette.screen.open("Zoe")
    palette.screen.reply.fill("Half a sentence")
    palette.screen.reply.focus()
    palette.seek("take")
    expect(palette.offers.first).to_contain_text("Take, or give back")
    palette.screen.press("Enter")
    expect(palette.dialog).to_have_count(0)
    expect(palette.screen.thread.get_by_text("Yours", exact=True)).to_be_visible()
    expect(palette.screen.reply).to_be_focused()
    expect(palette.screen.reply).to_have_value("Half a sentence")


def test_a_command_that_moves_the_focus_has_the_last_word(palette: Palette) -> None:
    palette.screen.open("Zoe")
    palette.screen.button("Keys").focus()
    palette.seek("write a note")
    palette.screen.press("Enter")
    expect(palette.screen.note).to_be_focused()


def test_what_needs_a_thread_is_offered_only_where_one_is_open(palette: Palette) -> None:
    palette.open()
    expect(palette.offer("Go to my threads")).to_be_visible()
    expect(palette.offer("Take, or give back")).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jose", "José Núñez"),
        ("NUN", "José Núñez"),
        ("closed", "Go to closed threads"),
        ("threads closed", "Go to closed threads"),
        ("gtcl", "Go to closed threads"),
        ("patience", "Patience"),
        ("dark", "Dark"),
        ("prefer", "Preferences"),
    ],
)
def test_it_finds_by_parts_initials_and_without_accents(palette: Palette, typed: str, found: str) -> None:
    palette.seek(typed)
    expect(palette.offers.first).to_contain_text(found)


def test_a_thread_is_opened_by_its_customers_name(palette: Palette) -> None:
    palette.seek("jose")
    palette.screen.press("Enter")
    expect(palette.screen.thread.get_by_role("heading", name="José Núñez")).to_be_visible()


def test_one_that_is_not_in_the_list_is_found_as_well(palette: Palette, ana: Person) -> None:
    palette.screen.page.goto(palette.screen.page.url.split("#")[0] + "#/closed")
    palette.screen.page.reload()
    expect(palette.screen.page.get_by_text("Nothing closed yet")).to_be_visible()
    palette.seek("zo")
    expect(palette.offer("Zoe")).to_be_visible()
    palette.offer("Zoe").click()
    expect(palette.screen.thread.get_by_role("heading", name="Zoe")).to_be_visible()


def test_arrows_walk_round_and_the_pointer_works_too(palette: Palette) -> None:
    palette.open()
    selected = palette.dialog.get_by_role("option", selected=True)
    first, last = palette.offers.first.inner_text(), palette.offers.last.inner_text()
    assert selected.inner_text() == first
    palette.screen.press("ArrowUp")
    assert selected.inner_text() == last
    expect(palette.offers.last).to_be_in_viewport()
    palette.screen.press("ArrowDown")
    assert selected.inner_text() == first
    palette.offer("Go to closed threads").click()
    expect(palette.screen.page.get_by_text("Nothing closed yet")).to_be_visible()


def test_where_nothing_fits_it_says_so_and_enter_does_nothing(palette: Palette) -> None:
    palette.seek("xqzw")
    expect(palette.dialog.get_by_role("status")).to_have_text("Nothing fits. Try other words.")
    palette.screen.press("Enter")
    expect(palette.field).to_be_focused()


def test_the_same_key_closes_it_and_the_focus_is_back(palette: Palette) -> None:
    palette.screen.open("Zoe")
    palette.screen.reply.focus()
    for key in ("Control+k", "Escape"):
        palette.open()
        palette.screen.press(key)
        expect(palette.dialog).to_have_count(0)
        expect(palette.screen.reply).to_be_focused()


def test_it_opens_no_second_dialog_over_another(palette: Palette) -> None:
    palette.screen.press("?")
    expect(palette.screen.map).to_be_visible()
    palette.screen.press("Control+k")
    expect(palette.dialog).to_have_count(0)
    expect(palette.screen.map).to_be_visible()


def test_it_works_where_single_keys_are_off(palette: Palette, ana: Person) -> None:
    ana.patch("/api/v1/me", preferences={"shortcuts": False})
    palette.screen.page.reload()
    expect(palette.screen.rows).to_have_count(2)
    palette.seek("closed threads")
    palette.screen.press("Enter")
    expect(palette.screen.page.get_by_text("Nothing closed yet")).to_be_visible()


def test_settings_are_offered_to_those_who_may(
    own_desk: Callable[[Person], Page], palette: Palette, ana: Person
) -> None:
    palette.seek("accounts")
    palette.screen.press("Enter")
    expect(palette.screen.page.get_by_role("heading", name="Accounts")).to_be_visible()
    agents = Palette(Screen(own_desk(ana.colleague("Ben"))))
    agents.seek("accounts")
    expect(agents.dialog.get_by_role("status")).to_have_text("Nothing fits. Try other words.")
