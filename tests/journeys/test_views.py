"""Views: where they are, what they show without a reload, and those that agents make of their own."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor

FURY = "This is outrageous! I am furious, you are the worst company, I hate this!"
Eventually = Callable[..., Any]


@pytest.fixture
def zoe(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("A question, no hurry")
    eventually(ana.threads)
    return zoe


@pytest.fixture
def both(zoe: Visitor, visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> Visitor:
    """Zoe, and Yan, who is furious."""
    yan = visitor("Yan")
    yan.say(FURY)
    eventually(lambda: len(ana.threads()) == 2)
    return yan


def thread_of(ana: Person, name: str) -> dict[str, Any]:
    return next(one for one in ana.threads("open") if one["customer_name"] == name)


def panel(screen: Screen) -> Locator:
    return screen.queue.get_by_role("region", name="Filter")


def test_every_view_is_a_click_away_and_says_what_comes_there(chat: str, screen: Screen) -> None:
    for name, empty in (
        ("Nobody’s", "Every open thread is somebody’s"),
        ("Customer’s turn", "No customer owes us an answer"),
        ("Snoozed", "Nothing is put aside"),
        ("Mentions", "Nobody needs you just now"),
        ("Open", "No open threads"),
        ("Closed", "Nothing closed yet"),
    ):
        screen.to_view(name)
        expect(screen.view(name).first).to_have_attribute("aria-current", "page")
        expect(screen.queue.get_by_role("heading", name=empty)).to_be_visible()
    screen.view("Mine").click()
    expect(screen.queue.get_by_role("heading", name="You have no threads")).to_be_visible()
    expect(screen.view("Closed")).to_have_count(0)


def test_a_view_stands_in_the_address(zoe: Visitor, screen: Screen) -> None:
    screen.to_view("Open")
    screen.open("Zoe")
    screen.page.reload()
    expect(screen.view("Open").first).to_have_attribute("aria-current", "page")
    expect(screen.thread.get_by_role("heading", name="Zoe")).to_be_visible()
    expect(screen.rows).to_contain_text(["Zoe"])


def test_the_menu_folds_when_it_was_used_and_on_escape(zoe: Visitor, screen: Screen) -> None:
    menu = screen.page.get_by_title("More views")
    menu.focus()
    menu.press("Enter")
    expect(screen.view("Snoozed")).to_be_visible()
    menu.press("Escape")
    expect(screen.view("Snoozed")).not_to_be_visible()
    expect(menu).to_be_focused()
    screen.to_view("Open")
    expect(screen.view("Closed")).not_to_be_visible()


def test_where_it_is_the_customers_turn_a_thread_comes_and_goes_by_itself(
    zoe: Visitor, screen: Screen, ana: Person
) -> None:
    screen.to_view("Customer’s turn")
    expect(screen.queue.get_by_role("heading", name="No customer owes us an answer")).to_be_visible()
    ana.post(f"/api/v1/threads/{thread_of(ana, 'Zoe')['id']}/replies", text="In May", client_id="a")
    expect(screen.rows).to_contain_text(["Zoe"])
    zoe.say("Thank you. And in June?")
    expect(screen.rows).to_have_count(0)
    screen.view("Mine").click()
    expect(screen.rows).to_contain_text(["Zoe"])


def test_what_nobody_has_is_seen_until_somebody_takes_it(zoe: Visitor, screen: Screen, ana: Person) -> None:
    screen.to_view("Nobody’s")
    expect(screen.rows).to_contain_text(["Zoe"])
    ana.colleague("Bea").post(f"/api/v1/threads/{thread_of(ana, 'Zoe')['id']}/take")
    expect(screen.rows).to_have_count(0)


def test_a_teams_threads_are_shown_to_its_members_alone(
    zoe: Visitor, hilo: Hilo, screen: Screen, ana: Person, chat: str
) -> None:
    screen.page.get_by_title("More views").click()
    expect(screen.view("Snoozed")).to_be_visible()
    expect(screen.view("My teams")).to_have_count(0)
    screen.page.keyboard.press("Escape")
    me = ana.get("/api/v1/session")["user"]["id"]
    ana.post("/api/v1/teams", name="Chat", member_ids=[me], account_ids=[chat])
    screen.page.reload()
    screen.to_view("My teams")
    expect(screen.queue.get_by_role("heading", name="Your teams have nothing to do")).to_be_visible()
    Visitor(hilo, chat, "Yan").say("Is anybody here?")
    expect(screen.rows).to_contain_text(["Yan"])
    expect(screen.view("My teams 1").first).to_be_visible()


def test_what_is_snoozed_says_until_when(zoe: Visitor, screen: Screen, ana: Person) -> None:
    one = thread_of(ana, "Zoe")["id"]
    ana.post(f"/api/v1/threads/{one}/replies", text="I will ask", client_id="a")
    ana.post(f"/api/v1/threads/{one}/snooze", until="2100-05-04T09:00:00Z")
    screen.to_view("Snoozed")
    expect(screen.row("Zoe")).to_contain_text("until")
    expect(screen.view("Snoozed 1").first).to_be_visible()
    ana.post(f"/api/v1/threads/{one}/snooze", until=None)
    expect(screen.row("Zoe")).to_contain_text("until they reply")
    zoe.say("And now?")
    expect(screen.rows).to_have_count(0)


def test_a_mention_brings_the_thread_to_whoever_is_named(zoe: Visitor, screen: Screen, ana: Person) -> None:
    bea = ana.colleague("Bea")
    screen.to_view("Mentions")
    expect(screen.queue.get_by_role("heading", name="Nobody needs you just now")).to_be_visible()
    me = ana.get("/api/v1/session")["user"]["id"]
    note = {"text": "@Ana, do you know more?", "client_id": "n", "mentions": [me]}
    bea.post(f"/api/v1/threads/{thread_of(ana, 'Zoe')['id']}/notes", **note)
    expect(screen.rows).to_contain_text(["Zoe"])
    expect(screen.view("Mentions 1").first).to_be_visible()


def test_a_list_is_narrowed_and_its_address_can_be_shared(both: Visitor, screen: Screen) -> None:
    screen.button("Filter").click()
    panel(screen).get_by_role("switch", name="Only who is angry").click()
    expect(screen.rows).to_have_count(1)
    expect(screen.rows).to_contain_text(["Yan"])
    screen.page.reload()
    expect(panel(screen).get_by_role("switch", name="Only who is angry")).to_be_checked()
    expect(screen.rows).to_have_count(1)
    panel(screen).get_by_label("Channel").select_option("SMS")
    expect(screen.queue.get_by_role("heading", name="Nothing fits")).to_be_visible()
    screen.button("Show all").click()
    expect(screen.rows).to_have_count(2)
    expect(panel(screen)).to_have_count(0)


def test_a_narrowed_list_follows_what_happens(both: Visitor, zoe: Visitor, screen: Screen) -> None:
    screen.button("Filter").click()
    panel(screen).get_by_role("switch", name="Only who is angry").click()
    expect(screen.rows).to_contain_text(["Yan"])
    expect(screen.rows).to_have_count(1)
    zoe.say(FURY)
    expect(screen.rows).to_have_count(2)


def test_what_only_the_server_can_tell_follows_too(both: Visitor, screen: Screen, ana: Person) -> None:
    screen.button("Filter").click()
    panel(screen).get_by_label("Tag").fill("Refund")
    panel(screen).get_by_label("Tag").press("Enter")
    expect(screen.queue.get_by_role("heading", name="Nothing fits")).to_be_visible()
    card = ana.get(f"/api/v1/threads/{thread_of(ana, 'Zoe')['id']}/card")
    ana.put(f"/api/v1/episodes/{card['episodes'][0]['id']}/tags", tags=["refund"])
    expect(screen.rows).to_contain_text(["Zoe"])
    ana.put(f"/api/v1/episodes/{card['episodes'][0]['id']}/tags", tags=[])
    expect(screen.rows).to_have_count(0)


def test_a_tag_that_is_being_typed_outlasts_what_comes_meanwhile(both: Visitor, zoe: Visitor, screen: Screen) -> None:
    screen.button("Filter").click()
    tag = panel(screen).get_by_label("Tag")
    tag.press_sequentially("Refu")
    zoe.say(FURY)
    expect(screen.rows).to_contain_text(["Zoe"])
    tag.press_sequentially("nd")
    expect(tag).to_have_value("Refund")
    tag.press("Enter")
    expect(screen.queue.get_by_role("heading", name="Nothing fits")).to_be_visible()
    expect(tag).to_have_value("Refund")
    screen.button("Show all").click()
    screen.button("Filter").click()
    expect(tag).to_have_value("")


def test_a_view_of_ones_own_is_kept_changed_and_removed(both: Visitor, screen: Screen, ana: Person) -> None:
    screen.button("Filter").click()
    panel(screen).get_by_role("switch", name="Only who is angry").click()
    panel(screen).get_by_label("Name of this view").fill("Furious")
    screen.button("Save as a view").click()
    expect(screen.view("Furious").first).to_have_attribute("aria-current", "page")
    expect(screen.rows).to_contain_text(["Yan"])
    screen.view("Mine").click()
    screen.page.reload()
    screen.to_view("Furious")
    expect(screen.rows).to_have_count(1)
    screen.button("Filter").click()
    panel(screen).get_by_label("Channel").select_option("Chat")
    panel(screen).get_by_label("Name of this view").fill("furious")
    screen.button("Save as a view").click()
    expect(screen.view("furious").first).to_have_attribute("aria-current", "page")
    [kept] = ana.get("/api/v1/views")
    assert kept["document"] == {"view": "queue", "channel": "chat", "angry": True}
    screen.button("Remove the view").click()
    expect(screen.view("Waiting 2")).to_have_attribute("aria-current", "page")
    assert ana.get("/api/v1/views") == []
    screen.button("Undo").click()
    expect(screen.view("furious").first).to_have_attribute("aria-current", "page")


def test_a_view_that_is_gone_shows_nothing_and_breaks_nothing(zoe: Visitor, screen: Screen) -> None:
    screen.page.goto(f"{screen.page.url.split('#')[0]}#/v/0190aaaa-0000-7000-8000-000000000000")
    expect(screen.view("A view of your own").first).to_be_visible()
    expect(screen.queue.get_by_role("heading", name="Nothing fits")).to_be_visible()
    screen.view("Waiting").click()
    expect(screen.rows).to_contain_text(["Zoe"])


@pytest.mark.parametrize("width", [320, 390])
def test_views_and_filter_fit_a_phone(both: Visitor, screen: Screen, width: int) -> None:
    screen.page.set_viewport_size({"width": width, "height": 700})
    screen.to_view("Customer’s turn")
    screen.button("Filter").click()
    panel(screen).wait_for()
    screen.page.get_by_title("More views").click()
    expect(screen.view("Closed")).to_be_in_viewport()
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert screen.queue.evaluate("(queue) => queue.scrollWidth") <= width
