"""Teams, and who is there: threads find the agent who suits, who sees why, and go back when that agent goes away."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor

Desk = Callable[[Person], Page]
Eventually = Callable[..., Any]
AWAY_FOR_GOOD = 150_000
"""Milliseconds within which what waits with somebody who is away is surely back; the server grants them a minute."""


@pytest.fixture
def bea(ana: Person) -> Person:
    return ana.colleague("Bea")


@pytest.fixture
def teams(desk: Desk, hilo: Hilo, ana: Person, chat: str, bea: Person) -> Page:
    """Ana's screen of teams; there is none yet."""
    page = desk(ana)
    page.goto(f"{hilo.url}/#/settings/teams")
    page.get_by_role("heading", name="Who is there").wait_for()
    return page


def make_team(page: Page) -> None:
    page.get_by_role("button", name="Add team").click()
    form = page.get_by_role("form", name="Add team")
    expect(form.get_by_label("Name of the team")).to_be_focused()
    form.get_by_label("Name of the team").fill("Lamps")
    form.get_by_label("Bea").check()
    form.get_by_label("Web").check()
    form.get_by_role("switch", name="Hand its threads out").check()
    form.get_by_role("button", name="Save").click()
    expect(page.locator(".notices")).to_contain_text("“Lamps” is there.")


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem", name=name)


def menu(page: Page, name: str) -> Locator:
    page.get_by_title(f"{name}: language, appearance, log out").click()
    return page.get_by_role("switch", name="Available")


def test_a_thread_goes_to_whoever_suits_says_why_and_goes_back_when_they_leave(
    teams: Page, own_desk: Desk, ana: Person, bea: Person, visitor: Callable[..., Visitor], eventually: Eventually
) -> None:
    """One journey, as a minute passes in it."""
    make_team(teams)
    expect(card(teams, "Lamps")).to_contain_text("Hands threads out")
    expect(card(teams, "Lamps")).to_contain_text("Bea")
    expect(card(teams, "Lamps")).to_contain_text("Web")
    beas = Screen(own_desk(bea))
    desk = teams.locator(".desks li", has_text="Bea")
    visitor("Kim").say("Hello, does the lamp come in blue?")
    expect(beas.page.locator(".notices")).to_contain_text("Kim’s thread is yours now (")
    beas.view("Mine").click()
    beas.open("Kim")
    expect(beas.thread.locator(".given")).to_contain_text("Given to you: ")
    expect(desk).to_contain_text("1 of 5 · 1 customer waits")
    expect(desk).to_contain_text("Available")
    menu(beas.page, "Bea").uncheck()
    expect(beas.page.locator(".there")).to_have_text("Away")
    expect(desk).to_contain_text("Away")
    eventually(lambda: [one["assignee_id"] for one in ana.threads("open")] == [None], seconds=AWAY_FOR_GOOD / 1000)
    expect(beas.rows).to_have_count(0)
    expect(desk).to_contain_text("0 of 5")


def test_who_is_away_is_so_everywhere_and_stays_so(own_desk: Desk, bea: Person) -> None:
    here = own_desk(bea)
    there = own_desk(bea)
    expect(here.locator(".there")).to_have_text("Available")
    here.get_by_title("Bea: language").focus()
    here.keyboard.press("Enter")
    here.keyboard.press("Tab")
    switch = here.get_by_role("switch", name="Available")
    expect(switch).to_be_focused()
    expect(switch).to_have_accessible_description("New threads may be given to you.")
    here.keyboard.press("Space")
    expect(switch).to_have_accessible_description(
        "You get no new threads; those that wait with you go back to the queue after a minute."
    )
    expect(there.locator(".there")).to_have_text("Away")
    there.reload()
    expect(there.locator(".there")).to_have_text("Away")


def test_a_team_is_changed_and_an_account_that_it_gets_leaves_the_other(teams: Page, ana: Person, chat: str) -> None:
    ana.post("/api/v1/teams", name="Billing", account_ids=[chat])
    make = teams.get_by_role("button", name="Edit").first
    make.click()
    teams.get_by_label("Name of the team").fill("Invoices")
    teams.get_by_role("button", name="Save").click()
    expect(card(teams, "Invoices")).to_contain_text("Web")
    teams.get_by_role("button", name="Add team").click()
    form = teams.get_by_role("form", name="Add team")
    expect(form).to_contain_text("Web now with Invoices")
    form.get_by_label("Name of the team").fill("invoices")
    form.get_by_label("Web").check()
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("There is already a team called invoices.")
    form.get_by_label("Name of the team").fill("Lamps")
    form.get_by_role("button", name="Save").click()
    expect(card(teams, "Lamps")).to_contain_text("Web")
    expect(card(teams, "Invoices")).to_contain_text("No account yet")


def test_before_a_team_goes_it_is_said_what_becomes_of_everything(
    teams: Page, ana: Person, visitor: Callable[..., Visitor], eventually: Eventually
) -> None:
    make_team(teams)
    visitor("Kim").say("Hello?")
    eventually(ana.threads)
    opener = card(teams, "Lamps").get_by_role("button", name="Remove")
    opener.click()
    dialog = teams.get_by_role("dialog", name="Remove “Lamps”?")
    expect(dialog).to_contain_text("What comes by Web is everybody’s from then on.")
    expect(dialog).to_contain_text("nobody loses their place in the queue")
    teams.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(card(teams, "Lamps")).to_be_visible()
    opener.click()
    dialog.get_by_role("button", name="Remove team").click()
    expect(teams.locator(".notices")).to_contain_text("“Lamps” is removed; 1 thread waits for everybody now.")
    expect(teams.get_by_role("heading", name="No teams yet")).to_be_visible()
    assert ana.get("/api/v1/teams") == []


def test_a_colleagues_new_team_is_seen_without_reloading(teams: Page, ana: Person) -> None:
    ana.post("/api/v1/teams", name="Night shift")
    expect(card(teams, "Night shift")).to_contain_text("Nobody yet")
    expect(card(teams, "Night shift")).to_contain_text("Agents take threads")


def test_somebodys_skills_and_room_are_kept_and_shown(teams: Page, hilo: Hilo, ana: Person, bea: Person) -> None:
    teams.goto(f"{hilo.url}/#/settings/people")
    teams.locator(".people li", has_text="Bea").get_by_role("button", name="Edit").click()
    form = teams.get_by_role("form", name="Edit Bea")
    form.get_by_label("Spanish").check()
    form.get_by_label("Wins back who is furious").check()
    form.get_by_label("Other skills").fill("nl, billing")
    form.get_by_label("How many threads at a time").fill("3")
    form.get_by_role("button", name="Save").click()
    expect(teams.locator(".notices")).to_contain_text("Bea is saved.")
    [hers] = [one for one in ana.get("/api/v1/users") if one["name"] == "Bea"]
    assert (sorted(hers["skills"]), hers["capacity"]) == (["billing", "es", "nl", "recovery"], 3)
    teams.goto(f"{hilo.url}/#/settings/teams")
    desk = teams.locator(".desks li", has_text="Bea")
    expect(desk).to_contain_text("0 of 3")
    for skill in ("Spanish", "Dutch", "billing", "Wins back who is furious"):
        expect(desk).to_contain_text(skill)
    teams.goto(f"{hilo.url}/#/settings/people")
    teams.locator(".people li", has_text="Bea").get_by_role("button", name="Edit").click()
    expect(form.get_by_label("Other skills")).to_have_value("nl, billing")
    form.get_by_label("Other skills").fill("")
    form.get_by_label("How many threads at a time").fill("")
    form.get_by_role("button", name="Save").click()
    expect(teams.locator(".people li", has_text="Bea").get_by_role("button", name="Edit")).to_be_visible()
    [hers] = [one for one in ana.get("/api/v1/users") if one["name"] == "Bea"]
    assert (sorted(hers["skills"]), hers.get("capacity", 0)) == (["es", "recovery"], 0)
