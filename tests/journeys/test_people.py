"""Who may come in, and as what: roles, names, languages, and the door."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Hilo, Person
from servers.screen import log_in

Desk = Callable[[Person], Page]


@pytest.fixture
def bea(ana: Person) -> Person:
    return ana.colleague("Bea")


@pytest.fixture
def people(bea: Person, ana: Person, desk: Desk, hilo: Hilo) -> Page:
    """The list, as Ana sees it."""
    page = desk(ana)
    page.goto(f"{hilo.url}/#/settings/people")
    page.get_by_role("heading", name="People").wait_for()
    return page


def row(page: Page, email: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=email)


def edit(page: Page, person: Person) -> Locator:
    """The form of somebody, opened."""
    row(page, person.email).get_by_role("button", name="Edit").click()
    return row(page, person.email).get_by_role("form")


def save(form: Locator) -> None:
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)


def settings_link(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Main").get_by_role("link", name="Settings")


def test_a_new_role_counts_at_once_in_the_others_browser(people: Page, bea: Person, own_desk: Desk) -> None:
    hers = own_desk(bea)
    expect(settings_link(hers)).to_have_count(0)
    form = edit(people, bea)
    form.get_by_label("Role").select_option("Administrator")
    save(form)
    expect(row(people, bea.email)).to_contain_text("Administrator")
    settings_link(hers).click()
    expect(hers.get_by_role("heading", name="Settings")).to_be_visible()
    assert len(bea.get("/api/v1/users")) == 2
    form = edit(people, bea)
    form.get_by_label("Role").select_option("Agent")
    save(form)
    expect(hers.get_by_text("Only administrators change settings")).to_be_visible()
    expect(settings_link(hers)).to_have_count(0)


def test_a_name_and_a_language_are_changed_for_somebody(people: Page, bea: Person, own_desk: Desk) -> None:
    hers = own_desk(bea)
    form = edit(people, bea)
    form.get_by_label("Name").fill("Beatriz Mora")
    form.get_by_label("Language").select_option("Español")
    save(form)
    expect(people.get_by_text("Beatriz Mora is saved.")).to_be_visible()
    expect(row(people, bea.email)).to_contain_text("Beatriz Mora")
    expect(hers.locator("html")).to_have_attribute("lang", "es")
    expect(hers.get_by_title("Beatriz Mora: idioma, aspecto, cerrar sesión")).to_be_visible()
    expect(people.locator("html")).to_have_attribute("lang", "en")


def test_whoever_is_shut_out_stands_before_the_door_until_they_are_let_in(
    people: Page, bea: Person, own_desk: Desk, hilo: Hilo
) -> None:
    hers = own_desk(bea)
    edit(people, bea).get_by_role("button", name="Shut out").click()
    dialog = people.get_by_role("dialog", name="Shut out Bea?")
    expect(dialog).to_contain_text("What they wrote stays")
    dialog.get_by_role("button", name="Shut out").click()
    expect(row(people, bea.email)).to_contain_text("Cannot log in")
    expect(hers.get_by_text("Your session has ended.")).to_be_visible()
    hers.goto(hilo.url)
    log_in(hers, bea)
    expect(hers.get_by_role("main").get_by_role("alert")).to_contain_text("wrong")
    people.reload()
    row(people, bea.email).get_by_role("button", name="Let in again").click()
    expect(row(people, bea.email)).not_to_contain_text("Cannot log in")
    hers.goto(hilo.url)
    log_in(hers, bea)
    expect(hers.get_by_role("region", name="Threads")).to_be_visible()


def test_the_only_admin_keeps_the_role_and_is_told_why(people: Page, ana: Person) -> None:
    form = edit(people, ana)
    expect(form.get_by_text("This is the only administrator.")).to_be_visible()
    expect(form.get_by_label("Role")).to_have_count(0)
    expect(form.get_by_role("button", name="Shut out")).to_have_count(0)
    form.get_by_label("Name").fill("Ana Ruiz")
    save(form)
    expect(people.get_by_title("Ana Ruiz: language, appearance, log out")).to_be_visible()


def test_what_the_server_says_is_shown_where_two_admins_step_down_at_once(people: Page, ana: Person) -> None:
    carl = ana.colleague("Carl", "admin")
    people.reload()
    form = edit(people, ana)
    form.get_by_label("Role").select_option("Agent")
    expect(form).to_contain_text("With this role you lose the settings at once.")
    mine = next(one["id"] for one in ana.get("/api/v1/users") if one["email"] == carl.email)
    carl.patch(f"/api/v1/users/{mine}", role="agent")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("admin")
    expect(settings_link(people)).to_be_visible()


def test_whoever_shuts_out_themselves_is_asked_twice(people: Page, ana: Person) -> None:
    ana.colleague("Carl", "admin")
    people.reload()
    edit(people, ana).get_by_role("button", name="Shut out").click()
    dialog = people.get_by_role("dialog", name="Shut out Ana?")
    dialog.get_by_role("button", name="Shut out").click()
    expect(dialog.get_by_role("alert").filter(has_text="Are you sure?")).to_be_visible()
    assert len(ana.get("/api/v1/users")) == 3
    dialog.get_by_role("button", name="Yes, shut myself out").click()
    expect(people.get_by_role("heading", name="Welcome back")).to_be_visible()


def test_the_keyboard_comes_back_to_where_it_was(people: Page, bea: Person) -> None:
    form = edit(people, bea)
    expect(form.get_by_label("Name")).to_be_focused()
    form.get_by_label("Name").fill("Beatriz")
    people.keyboard.press("Enter")
    expect(row(people, bea.email).get_by_role("button", name="Edit")).to_be_focused()
    edit(people, bea).get_by_role("button", name="Shut out").click()
    people.keyboard.press("Escape")
    expect(people.get_by_role("dialog")).to_have_count(0)
    expect(row(people, bea.email).get_by_role("button", name="Edit")).to_be_focused()
    expect(row(people, bea.email)).not_to_contain_text("Cannot log in")
