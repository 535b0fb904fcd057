"""Who has done what to whose data, as the admins read it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Hilo, Person
from servers.storage import opened
from servers.visitor import Visitor, signed

from inbox.clock import utc_now
from inbox.schema import audit

Eventually = Callable[..., Any]
Desk = Callable[[Person], Page]


@pytest.fixture
def bob(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> dict[str, Any]:
    visitor(token=signed("7", "Bob Ray", "bob@example.com")).say("Where is my order?")
    [thread] = eventually(ana.threads)
    return dict(thread)


def read(page: Page, hilo: Hilo) -> Locator:
    """The entries."""
    page.goto(f"{hilo.url}/#/settings/audit")
    page.get_by_role("heading", name="Audit").wait_for()
    return entries(page)


def entries(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("listitem")


def id_of(ana: Person, person: Person) -> str:
    return next(str(one["id"]) for one in ana.get("/api/v1/users") if one["email"] == person.email)


def test_it_tells_who_read_and_who_changed_what(desk: Desk, own_desk: Desk, hilo: Hilo, ana: Person, bob: Any) -> None:
    bea = ana.colleague("Bea")
    hers = own_desk(bea)
    hers.goto(f"{hilo.url}/#/queue/{bob['id']}")
    hers.get_by_role("article").filter(has_text="Where is my order?").wait_for()
    ana.patch(f"/api/v1/users/{id_of(ana, bea)}", role="supervisor", name="Beatriz")
    ana.patch(f"/api/v1/accounts/{ana.get('/api/v1/accounts')[0]['id']}", keep_days=30)
    page = desk(ana)
    told = read(page, hilo)
    changed = "Ana changed the role of Beatriz from agent to supervisor; Ana changed the name of Beatriz"
    expect(told.filter(has_text=changed)).to_have_count(1)
    expect(told.filter(has_text="Beatriz read the thread of Bob Ray")).to_have_count(1)
    expect(told.filter(has_text="Ana set how many days “Web” keeps messages: 30")).to_have_count(1)
    expect(told.filter(has_text="Ana added Bea as agent")).to_have_count(1)
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def test_it_is_read_in_the_readers_language(desk: Desk, hilo: Hilo, ana: Person, bob: Any) -> None:
    carl = ana.colleague("Carl", "supervisor")
    ana.patch(f"/api/v1/users/{id_of(ana, carl)}", disabled=True)
    ana.patch("/api/v1/me", language="es")
    page = desk_in_spanish(desk, ana)
    page.goto(f"{hilo.url}/#/settings/audit")
    expect(entries(page).filter(has_text="Ana ha impedido la entrada a Carl")).to_have_count(1)
    expect(entries(page).filter(has_text="Ana ha añadido a Carl como supervisión")).to_have_count(1)
    expect(page.get_by_role("heading", name="Hoy")).to_be_visible()


def desk_in_spanish(desk: Desk, ana: Person) -> Page:
    """The door still speaks the browser's language."""
    ana.patch("/api/v1/me", language="en")
    page = desk(ana)
    ana.patch("/api/v1/me", language="es")
    page.reload()
    page.locator("html[lang=es] .shell").wait_for()
    return page


def test_who_looked_at_a_customer_is_asked_from_their_card(desk: Desk, hilo: Hilo, ana: Person, bob: Any) -> None:
    ana.colleague("Bea")
    page = desk(ana)
    page.goto(f"{hilo.url}/#/queue/{bob['id']}")
    page.locator(".who-is summary").click()
    page.get_by_role("link", name="Who looked at this").click()
    expect(page.get_by_role("heading", name="What happened to the data of Bob Ray")).to_be_visible()
    expect(entries(page).filter(has_text="Ana read the thread of Bob Ray")).to_have_count(1)
    expect(entries(page).filter(has_text="Bea")).to_have_count(0)
    page.get_by_role("link", name="Show everybody").click()
    expect(page.get_by_role("heading", name="Audit")).to_be_visible()
    expect(entries(page).filter(has_text="Ana added Bea as agent")).to_have_count(1)


def test_of_whom_was_erased_the_name_is_gone_and_the_deed_is_not(desk: Desk, hilo: Hilo, ana: Person, bob: Any) -> None:
    page = desk(ana)
    page.goto(f"{hilo.url}/#/queue/{bob['id']}")
    page.locator(".who-is summary").click()
    page.get_by_role("button", name="Erase this customer").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("Bob Ray")
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("Bob Ray is erased.")).to_be_visible()
    page.reload()
    told = read(page, hilo)
    expect(told.filter(has_text="Ana erased a customer (messages: 1, files: 0)")).to_have_count(1)
    expect(told.filter(has_text="Ana read the thread of somebody without a name")).to_have_count(1)
    expect(page.get_by_text("Bob")).to_have_count(0)


def write_down(hilo: Hilo, *actions: str) -> None:
    """As a later version of Hilo, with other actions, would."""
    now = utc_now()
    with opened(hilo.database) as conn:
        conn.execute(audit.insert(), [{"at": now, "action": one, "data": {}} for one in actions])


def test_an_action_without_words_is_shown_by_its_code(desk: Desk, hilo: Hilo, ana: Person) -> None:
    write_down(hilo, "moon.landed", "user.changed.role_before")
    told = read(desk(ana), hilo)
    expect(told.filter(has_text="Hilo: moon.landed")).to_have_count(1)
    expect(told.filter(has_text="Hilo: user.changed.role_before")).to_have_count(1)


def test_older_entries_come_when_they_are_asked_for(desk: Desk, hilo: Hilo, ana: Person) -> None:
    write_down(hilo, *(f"step.{number:03}" for number in range(120)))
    page = desk(ana)
    steps, more = read(page, hilo).filter(has_text="step."), page.get_by_role("button", name="Show older entries")
    expect(steps).to_have_count(50)
    expect(steps.first).to_contain_text("step.119")
    more.click()
    expect(steps).to_have_count(100)
    more.click()
    expect(steps).to_have_count(120)
    expect(steps.last).to_contain_text("step.000")
    expect(more).to_have_count(0)


def test_what_cannot_be_read_now_says_so_and_can_be_read_again(desk: Desk, hilo: Hilo, ana: Person) -> None:
    page = desk(ana)
    read(page, hilo)
    page.get_by_role("link", name="People").click()
    page.context.set_offline(True)
    page.get_by_role("link", name="Audit").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("Hilo cannot be reached")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(entries(page).filter(has_text="Hilo added Ana as administrator")).to_have_count(1)
