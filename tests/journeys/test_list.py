"""The list stands still while somebody is in it, and shows of any number no more than fits."""

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from office import thousands
from playwright.sync_api import Locator, Page, Route, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.storage import opened
from servers.visitor import Visitor

from inbox import moods, stalling
from inbox.clock import utc_now
from inbox.standings import LATEST

FURY = "This is outrageous! I am furious, you are the worst company, I hate this!"
Eventually = Callable[..., Any]


@pytest.fixture
def crowd(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> dict[str, Visitor]:
    """Three who wait, the first of them longest."""
    ana.put("/api/v1/patience", table={"patience": {"chat": 600}})  # no slow moment between them counts beside hours
    people = {}
    for number, name in enumerate(("Zoe", "Yan", "Xavi"), 1):
        people[name] = visitor(name)
        people[name].say("A question, no hurry")
        eventually(lambda: len(ana.threads()) == number)  # noqa: B023  # looked at before the next turn
    return people


@pytest.fixture
def rows(crowd: dict[str, Visitor], screen: Screen) -> Locator:
    expect(screen.rows).to_contain_text(["Zoe", "Yan", "Xavi"])
    return screen.rows


@pytest.fixture
def bea(ana: Person) -> Person:
    return ana.colleague("Bea")


def thread_of(ana: Person, name: str) -> str:
    return next(str(one["id"]) for one in ana.threads("open") if one["customer_name"] == name)


def newer(screen: Screen) -> Locator:
    return screen.queue.get_by_role("button", name="newly urgent")


def test_nothing_moves_while_the_pointer_is_in_the_list(
    rows: Locator, crowd: dict[str, Visitor], visitor: Callable[..., Visitor], screen: Screen
) -> None:
    screen.row("Yan").hover()
    crowd["Xavi"].say(FURY)
    expect(screen.row("Xavi")).to_contain_text("angry")
    expect(newer(screen)).to_have_text("1 newly urgent")
    visitor("Wim").say(FURY)
    expect(newer(screen)).to_have_text("2 newly urgent")
    expect(rows).to_contain_text(["Zoe", "Yan", "Xavi"])
    expect(rows).to_have_count(3)
    screen.page.mouse.move(900, 400)
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text("Xavi")
    expect(newer(screen)).to_have_count(0)


def test_nothing_moves_while_the_focus_is_in_the_list(rows: Locator, crowd: dict[str, Visitor], screen: Screen) -> None:
    screen.press("j", "j")
    expect(screen.row("Yan")).to_be_focused()
    crowd["Xavi"].say(FURY)
    expect(newer(screen)).to_have_text("1 newly urgent")
    expect(rows).to_contain_text(["Zoe", "Yan", "Xavi"])
    screen.leave_list()
    expect(rows).to_contain_text(["Xavi", "Zoe", "Yan"])


@pytest.mark.parametrize("how", ["click", "."])
def test_who_waits_above_is_let_in(rows: Locator, crowd: dict[str, Visitor], screen: Screen, how: str) -> None:
    screen.press("j", "j")
    crowd["Xavi"].say(FURY)
    newer(screen).wait_for()
    newer(screen).click() if how == "click" else screen.press(how)
    expect(rows).to_contain_text(["Xavi", "Zoe", "Yan"])
    expect(screen.row("Xavi")).to_be_focused()
    expect(newer(screen)).to_have_count(0)
    crowd["Yan"].say(FURY)
    expect(newer(screen)).to_have_text("1 newly urgent")
    expect(rows).to_contain_text(["Xavi", "Zoe", "Yan"])


def test_who_comes_in_below_what_is_seen_pushes_nobody_and_is_not_announced(
    rows: Locator, visitor: Callable[..., Visitor], screen: Screen
) -> None:
    screen.row("Zoe").hover()
    visitor("Wim").say("A question, no hurry")
    expect(rows).to_contain_text(["Zoe", "Yan", "Xavi", "Wim"])
    expect(newer(screen)).to_have_count(0)


def test_a_row_stays_and_says_why_its_thread_is_gone(rows: Locator, screen: Screen, ana: Person, bea: Person) -> None:
    screen.row("Yan").hover()
    bea.post(f"/api/v1/threads/{thread_of(ana, 'Zoe')}/take")
    expect(screen.row("Zoe")).to_contain_text("Bea took it")
    bea.post(f"/api/v1/threads/{thread_of(ana, 'Xavi')}/close")
    expect(screen.row("Xavi")).to_contain_text("closed")
    ana.post(f"/api/v1/threads/{thread_of(ana, 'Yan')}/take")
    expect(screen.row("Yan")).to_contain_text("yours now")
    expect(rows).to_have_count(3)
    bea.post(f"/api/v1/threads/{thread_of(ana, 'Zoe')}/release")
    expect(screen.row("Zoe")).not_to_contain_text("Bea took it")
    screen.page.mouse.move(900, 400)
    expect(rows).to_have_count(1)
    expect(screen.row("Zoe")).to_be_visible()


def test_a_click_is_for_the_thread_that_was_pressed(rows: Locator, crowd: dict[str, Visitor], screen: Screen) -> None:
    screen.row("Zoe").hover()
    screen.page.mouse.down()
    crowd["Xavi"].say(FURY)
    newer(screen).wait_for()
    screen.page.mouse.up()
    expect(screen.thread.get_by_role("heading", name="Zoe")).to_be_visible()


def test_another_view_is_held_anew(rows: Locator, crowd: dict[str, Visitor], screen: Screen) -> None:
    screen.press("j")
    screen.press("g", "o")
    expect(rows).to_contain_text(["Xavi", "Yan", "Zoe"])
    screen.press("j")
    crowd["Zoe"].say("And another thing")
    expect(screen.queue.get_by_role("button", name="1 new")).to_be_visible()
    expect(rows).to_contain_text(["Xavi", "Yan", "Zoe"])


def test_a_row_says_who_has_it_before_them(
    rows: Locator, screen: Screen, own_desk: Callable[[Person], Page], bea: Person
) -> None:
    beas = Screen(own_desk(bea))
    beas.open("Yan")
    expect(screen.row("Yan")).to_contain_text("Bea is looking")
    beas.reply.press_sequentially("Dear")
    expect(screen.row("Yan")).to_contain_text("Bea is typing…")
    expect(screen.row("Zoe")).not_to_contain_text("Bea")


def test_rows_can_be_chosen_one_by_one_and_as_a_stretch(rows: Locator, screen: Screen) -> None:
    boxes = rows.get_by_role("checkbox")
    boxes.nth(0).click()
    expect(boxes.nth(0)).to_be_checked()
    boxes.nth(2).click(modifiers=["Shift"])
    for number in range(3):
        expect(boxes.nth(number)).to_be_checked()
    boxes.nth(1).press("Space")
    expect(boxes.nth(1)).not_to_be_checked()
    expect(screen.thread.get_by_role("heading", name="Choose a thread")).to_be_visible()


@pytest.fixture
def hundreds(hilo: Hilo, ana: Person, chat: str, desk: Callable[[Person], Page]) -> Screen:
    thousands.fill(hilo, 300)
    screen = Screen(desk(ana))
    screen.rows.first.wait_for()
    return screen


@pytest.fixture
def rested(hundreds: Screen, hilo: Hilo, eventually: Eventually) -> Screen:
    """Of hundreds, once all have been heard closely and told of as stalled: nobody moves any more while pages come."""

    def restless() -> bool:
        with opened(hilo.database) as conn:
            return moods.backlog(conn, utc_now()) > 0 or (stalling.next_stall(conn) or LATEST) <= utc_now()

    eventually(lambda: not restless())
    counted = itertools.count(1)
    with hundreds.page.expect_response(lambda answer: "/threads?" in answer.url and next(counted) == 2):
        hundreds.page.reload()  # at once, and again as the stream opens
    hundreds.rows.first.wait_for()
    return hundreds


def posinset(screen: Screen) -> int:
    return int(screen.page.evaluate("document.activeElement.closest('li').ariaPosInSet"))


def test_the_keyboard_walks_through_what_is_not_drawn_yet(hundreds: Screen, eventually: Eventually) -> None:
    for number in range(1, 76):
        hundreds.press("j")
        eventually(lambda: posinset(hundreds) == number)  # noqa: B023  # looked at before the next turn
    focused = hundreds.page.locator("a.row:focus")
    expect(focused).to_be_in_viewport(ratio=0.9)
    assert hundreds.rows.count() < 30
    for _ in range(40):
        hundreds.press("k")
    eventually(lambda: posinset(hundreds) == 35)
    expect(focused).to_be_in_viewport(ratio=0.9)


def test_the_row_with_the_focus_keeps_it_wherever_the_list_is_scrolled_to(hundreds: Screen) -> None:
    hundreds.press("j", "j")
    expect(hundreds.rows.nth(1).get_by_role("link")).to_be_focused()
    hundreds.page.locator(".rows").evaluate("(box) => box.scrollTo(0, 3000)")
    expect(hundreds.page.locator("[aria-posinset='30']")).to_be_visible()
    expect(hundreds.page.locator("[aria-posinset='2'] a")).to_be_focused()
    hundreds.press("j")
    third = hundreds.page.locator("[aria-posinset='3'] a")
    expect(third).to_be_focused()
    expect(third).to_be_in_viewport()


def test_pages_come_before_the_end_of_the_last_one_is_in_sight(rested: Screen) -> None:
    asked: list[str] = []
    rested.page.on("request", lambda request: asked.append(request.url) if "/threads?" in request.url else None)
    box = rested.page.locator(".rows")
    for turn in range(1, 6):
        with rested.page.expect_response("**/threads?*after=*"):
            box.evaluate("(box, to) => box.scrollTo(0, to)", 95 * (50 * turn - 25))
    assert len(asked) == 5
    box.evaluate("(box) => box.scrollTo(0, box.scrollHeight)")
    expect(rested.rows.last).to_have_attribute("aria-posinset", "300")
    expect(rested.rows.last).to_have_attribute("aria-setsize", "300")


def test_a_page_that_comes_while_the_list_is_read_again_stays(rested: Screen) -> None:
    held: list[Route] = []
    counted = itertools.count(1)
    first = re.compile(r"/threads\?((?!after=).)*$")
    rested.page.route(first, lambda route: held.append(route) if next(counted) == 2 else route.continue_())
    with rested.page.expect_request(lambda _: bool(held)):
        rested.page.reload()
    box = rested.page.locator(".rows")
    with rested.page.expect_response("**/threads?*after=*"):
        box.evaluate("(box) => box.scrollTo(0, 95 * 25)")
    expect(rested.page.locator("ul[style*='--rows: 100']")).to_be_visible()
    box.evaluate("(box) => box.scrollTo(0, 95 * 70)")
    place = box.evaluate("(box) => box.scrollTop")
    with rested.page.expect_response(first):
        held[0].continue_()
    expect(rested.page.locator("ul[style*='--rows: 150']")).to_be_visible()
    assert box.evaluate("(box) => box.scrollTop") == place


def test_a_lost_connection_leaves_the_list_where_it_was(hundreds: Screen, hilo: Hilo) -> None:
    box = hundreds.page.locator(".rows")
    with hundreds.page.expect_response("**/threads?*after=*"):
        box.evaluate("(box) => box.scrollTo(0, 4000)")
    expect(hundreds.page.locator("[aria-posinset='45']")).to_be_visible()
    hilo.stop()
    expect(hundreds.page.get_by_text("Connection lost.")).to_be_visible()
    hilo.start()
    expect(hundreds.page.get_by_text("Connection lost.")).to_have_count(0)
    expect(hundreds.page.locator("[aria-posinset='45']")).to_be_visible()
