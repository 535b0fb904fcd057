"""The screen follows what happens, without a reload, on every tab, and after a lost connection."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]


@pytest.fixture
def zoe(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> Visitor:
    """She has waited longest."""
    zoe = visitor("Zoe")
    zoe.say("A question, no hurry")
    eventually(ana.threads)
    return zoe


@pytest.fixture
def yan(zoe: Visitor, visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> Visitor:
    yan = visitor("Yan")
    yan.say("A question, no hurry")  # as Zoe: their turn decides
    eventually(lambda: len(ana.threads()) == 2)
    return yan


def test_whoever_gets_angry_moves_to_the_top_without_a_reload(yan: Visitor, screen: Screen) -> None:
    expect(screen.rows).to_contain_text(["Zoe", "Yan"])
    screen.page.evaluate("window.stays = true")
    yan.say("This is outrageous! I am furious, you are the worst company, I hate this!")
    expect(screen.rows).to_contain_text(["Yan", "Zoe"])
    expect(screen.row("Yan")).to_contain_text("angry")
    expect(screen.row("Yan")).to_contain_text("2 unanswered")
    assert screen.page.evaluate("window.stays") is True


def test_the_open_thread_says_why_it_stands_where_it_does(zoe: Visitor, screen: Screen) -> None:
    screen.open("Zoe")
    zoe.say("I am furious, this is the worst service ever. Let me talk to a human!")
    for reason in ("angry", "asks for a person", "2 unanswered"):
        expect(screen.thread.get_by_text(reason, exact=True).first).to_be_visible()
    expect(screen.thread.get_by_text("Because of:")).to_be_visible()
    expect(screen.thread.get_by_text("furious", exact=True).first).to_be_visible()


def test_a_lost_connection_is_told_and_resumes_without_gap(zoe: Visitor, screen: Screen, hilo: Hilo) -> None:
    screen.open("Zoe")
    lost = screen.page.get_by_text("Connection lost.")
    expect(lost).to_have_count(0)
    hilo.stop()
    expect(lost).to_be_visible()
    expect(screen.message("A question, no hurry")).to_be_visible()
    with screen.holding("**/api/v1/stream"):  # else it may come back by itself, and take the button away
        hilo.start()
        zoe.say("While you were away")
        screen.button("Reconnect now").click()
    expect(lost).to_have_count(0, timeout=30_000)
    expect(screen.message("While you were away")).to_have_count(1)
    zoe.say("And now")
    expect(screen.message("And now")).to_have_count(1)
    expect(screen.log.get_by_role("article")).to_have_count(3)


def test_counts_follow_what_is_taken_and_closed(yan: Visitor, screen: Screen) -> None:
    for name in ("Waiting 2", "Mine 0"):
        expect(screen.view(name)).to_be_visible()
    expect(screen.page).to_have_title("(2) Inbox · Hilo")
    screen.open("Zoe")
    screen.button("Take").click()
    for name in ("Waiting 1", "Mine 1"):
        expect(screen.view(name)).to_be_visible()
    screen.button("Close").click()
    expect(screen.thread.get_by_role("heading", name="Yan")).to_be_visible()
    for name in ("Waiting 0", "Mine 1"):
        expect(screen.view(name)).to_be_visible()
    screen.to_view("Closed")
    expect(screen.rows).to_contain_text(["Zoe"])


def test_two_tabs_of_one_agent_agree(yan: Visitor, screen: Screen, hilo: Hilo) -> None:
    other = Screen(screen.page.context.new_page())
    other.page.goto(hilo.url)
    for tab in (screen, other):
        tab.open("Zoe")
    screen.button("Take").click()
    expect(other.thread.get_by_text("Yours", exact=True)).to_be_visible()
    expect(other.rows).to_contain_text(["Yan"])
    other.send("Written in the other tab")
    expect(screen.message("Written in the other tab")).to_contain_text("Sent")
    expect(screen.message("Written in the other tab")).to_contain_text("You")
    screen.button("Close").click()
    expect(other.thread.get_by_text("Closed", exact=True)).to_be_visible()
    expect(other.view("Waiting 0")).to_be_visible()


def test_who_is_too_late_is_told_who_was_faster(yan: Visitor, screen: Screen, ana: Person) -> None:
    """Bea takes the thread while Ana's click is on its way."""
    bea = ana.colleague("Bea")
    [zoes] = [one for one in ana.threads() if one["customer_name"] == "Zoe"]

    def overtake(route: Route) -> None:
        bea.post(f"/api/v1/threads/{zoes['id']}/take")
        route.continue_()

    screen.page.route("**/take", overtake)
    screen.open("Zoe")
    screen.button("Take").click()
    expect(screen.page.get_by_text("Bea has already taken this thread.")).to_be_visible()
    expect(screen.thread.get_by_text("Bea has it")).to_be_visible()
    expect(screen.row("Zoe")).to_have_count(0)
