"""How long people may wait, as a supervisor sets it: tried on today's queue, saved, and taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Hilo, Person
from servers.visitor import Visitor

Desk = Callable[[Person], Page]
Eventually = Callable[..., Any]
BLUE, REFUND = "Hello, does the lamp come in blue?", "Good morning, about the refund for order seven."


@pytest.fixture
def sue(ana: Person) -> Person:
    return ana.colleague("Sue", "supervisor")


@pytest.fixture
def waiting(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> None:
    """Kim came first, then Lee. Only that counts, and by hours, so that a slow moment between them does not."""
    flat = [{"badness": 0, "leaves": 1}, {"badness": 1, "leaves": 1}]
    ana.put("/api/v1/patience", table={"patience": {"chat": 600}, "mood": {"ladder": flat}})
    visitor("Kim").say(BLUE)
    eventually(lambda: len(ana.threads()) == 1)
    visitor("Lee").say(REFUND)
    eventually(lambda: len(ana.threads()) == 2)


@pytest.fixture
def page(desk: Desk, hilo: Hilo, sue: Person) -> Page:
    page = desk(sue)
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("heading", name="Patience", exact=True).wait_for()
    return page


def field(page: Page, label: str) -> Locator:
    return page.get_by_role("form", name="Patience").get_by_label(label, exact=True)


def part(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def foreseen(page: Page) -> Locator:
    return page.get_by_role("complementary", name="What this would change")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the table").click()
    expect(page.locator(".notices")).to_contain_text("Saved.")


def add_refund_rule(page: Page) -> None:
    page.get_by_role("button", name="Add a rule").click()
    rule = page.locator(".rule").last
    expect(rule.get_by_label("Name", exact=True)).to_be_focused()
    rule.get_by_label("Name", exact=True).fill("Money first")
    rule.get_by_label("Any of these words").fill("refund, money back")
    rule.get_by_label("Leaves").fill("25")


def names(ana: Person) -> list[str]:
    return [one["customer_name"] for one in ana.threads()]


def test_a_rule_is_tried_on_todays_queue_saved_and_taken_back(
    waiting: None, page: Page, ana: Person, eventually: Eventually
) -> None:
    expect(foreseen(page)).to_contain_text("Change something")
    add_refund_rule(page)
    expect(foreseen(page)).to_contain_text("2 of 2 threads move")
    expect(foreseen(page)).to_contain_text("Due earlier: 1. Due later: 0.")
    first = foreseen(page).get_by_role("listitem").first
    expect(first).to_contain_text("2 → 1")
    expect(first).to_contain_text("Lee")
    expect(first).to_contain_text("Money first")
    assert names(ana) == ["Kim", "Lee"]
    save(page)
    eventually(lambda: names(ana) == ["Lee", "Kim"])
    lees = ana.threads()[0]
    assert {"code": "rule", "name": "Money first", "words": ["refund"]} in lees["reasons"]
    history = part(page, "How it was before").get_by_role("listitem")
    expect(history).to_have_count(3)
    expect(history.first).to_contain_text("Sue: rules")
    expect(history.first).to_contain_text("Holds now")
    history.nth(1).get_by_role("button", name="Restore").click()
    expect(page.locator(".notices")).to_contain_text("The earlier table holds again.")
    expect(page.locator(".rule")).to_have_count(0)
    eventually(lambda: names(ana) == ["Kim", "Lee"])
    page.locator(".notices").get_by_role("button", name="Undo").click()
    expect(page.locator(".rule")).to_have_count(1)
    eventually(lambda: names(ana) == ["Lee", "Kim"])


def test_minutes_and_parts_are_kept_as_they_were_written(page: Page, ana: Person) -> None:
    field(page, "Chat").fill("1.5")
    field(page, "E-mail").fill("90")
    expect(part(page, "Patience by channel")).to_contain_text("= 1 hr 30 min")
    field(page, "They have the chat open now").fill("33.5")
    page.get_by_role("switch", name="Says it is urgent").uncheck()
    page.get_by_role("switch", name="When somebody is furious").uncheck()
    save(page)
    page.reload()
    expect(field(page, "Chat")).to_have_value("1.5")
    expect(field(page, "They have the chat open now")).to_have_value("33.5")
    expect(page.get_by_role("switch", name="Says it is urgent")).not_to_be_checked()
    table = ana.get("/api/v1/patience")["table"]
    assert (table["patience"]["chat"], table["patience"]["email"]) == (1.5, 90)
    assert table["situation"]["present"] == pytest.approx(0.335)
    assert (table["signals_off"], table["alerts"]["furious"]) == (["urgent"], None)


def test_what_is_wrong_is_said_beside_its_field_and_not_saved(page: Page, ana: Person) -> None:
    shortest = field(page, "Nobody’s patience is shorter than")
    shortest.fill("10")
    expect(shortest).to_have_accessible_description(
        "However many reasons there are. The shortest patience is longer than a channel's own. Make it shorter."
    )
    expect(foreseen(page)).to_contain_text("Correct what is marked")
    page.get_by_role("button", name="Save the table").click()
    expect(shortest).to_be_focused()
    assert ana.get("/api/v1/patience")["id"] == 0
    shortest.fill("0.5")
    expect(shortest).to_have_attribute("aria-invalid", "false")


def test_a_field_that_is_empty_is_pointed_at_even_where_it_is_folded_away(page: Page, ana: Person) -> None:
    page.get_by_text("Finer points").click()
    hours = page.get_by_label("Anger halves every")
    hours.fill("")
    page.get_by_text("Finer points").click()
    field(page, "Chat").fill("1")
    page.get_by_role("button", name="Save the table").click()
    expect(hours).to_be_focused()
    assert ana.get("/api/v1/patience")["id"] == 0


def test_working_hours_and_holidays(page: Page, ana: Person) -> None:
    page.get_by_role("switch", name="Count only working hours").check()
    zone = page.get_by_label("Time zone")
    zone.fill("Nowhere/Land")
    expect(zone).to_have_accessible_description(
        "For example Europe/Madrid. That is no time zone. Write one as Europe/Madrid."
    )
    zone.fill("Europe/Madrid")
    page.get_by_label("Closes at").fill("08:00")
    expect(part(page, "Working hours").get_by_role("alert").first).to_contain_text("It must close after it opens.")
    page.get_by_label("Closes at").fill("17:30")
    page.get_by_role("button", name="Add hours").click()
    page.get_by_label("Closes at").last.fill("14:00")
    page.get_by_label("Holidays").fill("12-25\n2027-01-06")
    save(page)
    hours = ana.get("/api/v1/patience")["table"]["hours"]
    week = {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:00", "closes": "17:30"}
    assert hours["spans"] == [week, {"days": ["sat"], "opens": "09:00", "closes": "14:00"}]
    assert (hours["zone"], hours["holidays"]) == ("Europe/Madrid", ["12-25", "2027-01-06"])


def test_the_mood_ladder_gets_and_loses_steps(page: Page, ana: Person) -> None:
    before = ana.get("/api/v1/patience")["table"]["mood"]["ladder"]
    ladder = part(page, "Mood").locator(".ladder li")
    page.get_by_role("button", name="Add a step").click()
    expect(ladder).to_have_count(len(before) + 1)
    page.get_by_role("button", name="Remove step 2").click()
    expect(ladder).to_have_count(len(before))
    page.get_by_label("What step 2 leaves").fill("100")
    page.get_by_label("What step 3 leaves").fill("5")
    page.get_by_label("What step 4 leaves").fill("50")
    expect(part(page, "Mood").get_by_role("alert")).to_contain_text("A worse mood may never wait longer.")
    page.get_by_label("What step 4 leaves").fill("5")
    save(page)
    after = ana.get("/api/v1/patience")["table"]["mood"]["ladder"]
    assert [one["leaves"] for one in after] == [1, 1, 0.05, 0.05, 0.05]


def test_rules_change_places_with_all_that_is_in_them(page: Page, ana: Person) -> None:
    add_refund_rule(page)
    page.get_by_role("button", name="Add a rule").click()
    vip = page.locator(".rule").last
    vip.get_by_label("Name", exact=True).fill("VIP")
    vip.get_by_label("Tag").fill("vip")
    vip.get_by_label("It changes").select_option("the longest they wait")
    vip.get_by_label("At most").fill("5")
    up = page.get_by_role("button", name="Move “VIP” up")
    up.click()
    expect(page.locator(".rule").first).to_contain_text("VIP tag vip → 5 mins at most")
    expect(page.locator(".rule").first.get_by_label("Tag")).to_have_value("vip")
    page.get_by_role("switch", name="“Money first” counts").uncheck()
    save(page)
    rules = ana.get("/api/v1/patience")["table"]["rules"]
    assert [(one["name"], one["on"], one["minutes"], one["leaves"]) for one in rules] == [
        ("VIP", True, 5, None),
        ("Money first", False, None, 0.25),
    ]
    page.get_by_role("button", name="Remove “VIP”").click()
    expect(page.locator(".rule")).to_have_count(1)
    page.get_by_role("button", name="Discard the changes").click()
    expect(page.locator(".rule")).to_have_count(2)
    expect(page.get_by_role("heading", name="Patience", exact=True)).to_be_focused()


def test_a_rule_for_everybody_is_refused_where_it_stands(page: Page) -> None:
    page.get_by_role("button", name="Add a rule").click()
    page.locator(".rule").get_by_label("Name", exact=True).fill("All")
    expect(page.locator(".rule").get_by_role("alert")).to_have_text("“All” would hold for everybody. Say when it does.")


@pytest.mark.parametrize(("button", "minutes"), [("Save mine all the same", 1), ("Drop mine, show theirs", 7)])
def test_two_who_edit_at_the_same_time_do_not_undo_each_other_unawares(
    page: Page, ana: Person, button: str, minutes: int
) -> None:
    field(page, "Chat").fill("1")
    saved = ana.get("/api/v1/patience")
    ana.put("/api/v1/patience", table={"patience": {**saved["table"]["patience"], "chat": 7}}, over=saved["id"])
    page.get_by_role("button", name="Save the table").click()
    expect(page.locator(".save-bar")).to_contain_text("Somebody else has changed the patience table meanwhile.")
    page.get_by_role("button", name=button).click()
    expect(page.locator(".save-bar").get_by_role("button")).to_have_count(0)
    expect(field(page, "Chat")).to_have_value(str(minutes))
    assert ana.get("/api/v1/patience")["table"]["patience"]["chat"] == minutes


def test_what_a_colleague_saves_is_shown_to_whoever_has_changed_nothing(page: Page, ana: Person) -> None:
    expect(field(page, "SMS")).to_have_value("15")
    ana.put("/api/v1/patience", table={"patience": {"sms": 3}})
    expect(field(page, "SMS")).to_have_value("3")
    expect(part(page, "How it was before").get_by_role("listitem").first).to_contain_text("Ana")


def test_a_team_has_a_patience_of_its_own(desk: Desk, hilo: Hilo, ana: Person, sue: Person) -> None:
    team = ana.post("/api/v1/teams", name="Billing")
    page = desk(sue)
    page.goto(f"{hilo.url}/#/settings/patience")
    part(page, "Other patience for a team").get_by_text("Billing").click()
    part(page, "Other patience for a team").get_by_label("Chat").fill("1")
    page.get_by_role("switch", name="Its own working hours").check()
    save(page)
    own = ana.get("/api/v1/patience")["table"]["teams"][team["id"]]
    assert own["patience"] == {"chat": 1}
    assert own["hours"]["spans"][0]["opens"] == "09:00"


def test_supervisors_see_what_is_theirs_and_agents_none_of_it(
    desk: Desk, own_desk: Desk, hilo: Hilo, ana: Person, sue: Person
) -> None:
    page = desk(sue)
    page.get_by_role("link", name="Settings").click()
    tabs = page.get_by_role("navigation", name="Settings").get_by_role("link")
    expect(tabs).to_have_text(["Teams", "Patience", "Mood", "Macros"])
    page.goto(f"{hilo.url}/#/settings/accounts")
    expect(page.get_by_role("main")).to_contain_text("Only administrators change settings")
    bens = own_desk(ana.colleague("Ben"))
    expect(bens.get_by_role("link", name="Settings")).to_have_count(0)
    bens.goto(f"{hilo.url}/#/settings/patience")
    expect(bens.get_by_role("main")).to_contain_text("Only administrators change settings")
    expect(bens.get_by_role("navigation", name="Settings").get_by_role("link")).to_have_text(["Macros"])


def test_the_audit_says_who_changed_what_of_it(own_desk: Desk, hilo: Hilo, ana: Person) -> None:
    ana.put("/api/v1/patience", table={"others": 20})
    page = own_desk(ana)
    page.goto(f"{hilo.url}/#/settings/audit")
    expect(page.get_by_text("Ana changed how long people may wait: minutes on other channels")).to_be_visible()
