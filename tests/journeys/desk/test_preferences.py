"""How one's own screens behave, chosen on one of them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Person
from servers.screen import Screen


@pytest.fixture
def chosen(screen: Screen) -> Locator:
    """The dialog, open."""
    screen.menu("Ana").click()
    screen.button("Preferences").click()
    return screen.page.get_by_role("dialog", name="Preferences")


def test_whatever_is_chosen_holds_at_once_and_everywhere(
    chosen: Locator, ana: Person, own_desk: Callable[[Person], Page], eventually: Callable[..., object]
) -> None:
    chosen.get_by_label("Time to undo sending").select_option("30 seconds")
    chosen.get_by_label("Desktop notifications").select_option("What is for me")
    for switch in ("Ask before I send something harsh", "Sound", "Single-key shortcuts"):
        chosen.get_by_role("switch", name=switch).click()
    wanted = {"hold": 30, "tone": False, "notify": "mine", "sound": True, "shortcuts": False, "keys": {}}
    eventually(lambda: ana.get("/api/v1/session")["preferences"] == wanted)
    elsewhere = Screen(own_desk(ana))
    elsewhere.menu("Ana").click()
    elsewhere.button("Preferences").click()
    there = elsewhere.page.get_by_role("dialog", name="Preferences")
    expect(there.get_by_label("Time to undo sending")).to_have_value("30")
    expect(there.get_by_role("switch", name="Sound")).to_be_checked()


def test_what_is_changed_elsewhere_is_seen_here(chosen: Locator, ana: Person) -> None:
    ana.patch("/api/v1/me", preferences={"hold": 0})
    expect(chosen.get_by_label("Time to undo sending").locator("option:checked")).to_have_text("Send at once")


def test_quick_changes_end_with_the_last(chosen: Locator, ana: Person, eventually: Callable[..., object]) -> None:
    switch = chosen.get_by_role("switch", name="Sound")
    for _ in range(5):
        switch.press("Space")
    expect(switch).to_be_checked()
    eventually(lambda: ana.get("/api/v1/session")["preferences"]["sound"])
    expect(switch).to_be_checked()


def test_what_cannot_be_kept_is_taken_back_and_said(chosen: Locator, screen: Screen) -> None:
    screen.page.route("**/api/v1/me", lambda route: route.abort())
    chosen.get_by_role("switch", name="Sound").click(force=True)
    expect(screen.page.get_by_text("Hilo cannot be reached")).to_have_count(1)
    expect(chosen.get_by_role("switch", name="Sound")).not_to_be_checked()


def test_the_keys_are_at_hand_and_the_focus_finds_back(chosen: Locator, screen: Screen) -> None:
    chosen.get_by_role("button", name="Show and change keys").click()
    expect(screen.map).to_be_visible()
    expect(chosen).to_have_count(0)
    screen.press("Escape")
    expect(screen.map).to_have_count(0)


def test_they_speak_spanish(screen: Screen, ana: Person) -> None:
    ana.patch("/api/v1/me", language="es")
    screen.page.reload()
    screen.page.get_by_role("region", name="Hilos").wait_for()
    screen.press("Control+k")
    screen.page.get_by_role("combobox", name="Busca una orden").fill("preferencias")
    screen.press("Enter")
    expect(screen.page.get_by_role("dialog", name="Preferencias")).to_contain_text("Tiempo para deshacer un envío")
