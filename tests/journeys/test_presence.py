"""Two colleagues see each other in a thread, so that no customer is answered twice."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor

LOOKS, WRITES = "Bea is looking at this", "Bea is writing…"


@pytest.fixture
def zoe(visitor: Callable[..., Visitor], ana: Person, eventually: Callable[..., Any]) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("Hello?")
    eventually(ana.threads)
    return zoe


@pytest.fixture
def anas(own_desk: Callable[[Person], Page], ana: Person, zoe: Visitor) -> Screen:
    """Hers, with the thread open."""
    screen = Screen(own_desk(ana))
    screen.open("Zoe")
    return screen


@pytest.fixture
def beas(own_desk: Callable[[Person], Page], ana: Person, zoe: Visitor) -> Screen:
    return Screen(own_desk(ana.colleague("Bea")))


def test_one_sees_who_comes_writes_rests_and_goes(anas: Screen, beas: Screen) -> None:
    expect(anas.thread.get_by_text("Bea")).to_have_count(0)
    beas.open("Zoe")
    expect(anas.thread.get_by_role("status").filter(has_text=LOOKS)).to_be_visible()
    expect(beas.thread.get_by_text("Ana is looking at this")).to_be_visible()
    beas.reply.press_sequentially("Good morning")
    expect(anas.thread.get_by_text(WRITES)).to_be_visible()
    expect(anas.thread.get_by_text(LOOKS)).to_be_visible()
    beas.page.goto(beas.page.url.split("#")[0] + "#/queue")
    expect(anas.thread.get_by_text("Bea")).to_have_count(0)


def test_who_came_before_is_seen_by_whoever_comes_later(
    beas: Screen, own_desk: Callable[[Person], Page], ana: Person
) -> None:
    beas.open("Zoe")
    anas = Screen(own_desk(ana))
    anas.open("Zoe")
    expect(anas.thread.get_by_text(LOOKS)).to_be_visible()


def test_who_closes_the_window_has_gone_at_once(anas: Screen, beas: Screen) -> None:
    beas.open("Zoe")
    expect(anas.thread.get_by_text(LOOKS)).to_be_visible()
    beas.page.close()
    expect(anas.thread.get_by_text(LOOKS)).to_have_count(0, timeout=15_000)  # far less than it takes to be forgotten


def test_a_colleague_with_two_tabs_is_one_colleague_and_stays_until_both_are_gone(
    anas: Screen, beas: Screen, hilo: Hilo
) -> None:
    beas.open("Zoe")
    other = Screen(beas.page.context.new_page())
    other.page.goto(hilo.url)
    other.open("Zoe")
    said = anas.thread.get_by_role("status").filter(has_text=LOOKS)
    expect(said).to_have_text(LOOKS)
    other.reply.press_sequentially("Now")
    expect(anas.thread.get_by_text(WRITES)).to_be_visible()
    other.page.close()
    expect(said).to_have_text(LOOKS)
    beas.page.close()
    expect(said).to_have_count(0)


def test_nobody_sees_themselves(anas: Screen, hilo: Hilo) -> None:
    other = Screen(anas.page.context.new_page())
    other.page.goto(hilo.url)
    other.open("Zoe")
    other.reply.press_sequentially("Hello")
    expect(anas.thread.get_by_text("Ana is")).to_have_count(0)


def test_whoever_has_touched_nothing_for_minutes_is_not_there_until_they_come_back(anas: Screen, beas: Screen) -> None:
    """Else a forgotten screen would keep a customer from everybody's next."""
    beas.page.clock.install()
    beas.open("Zoe")
    expect(anas.thread.get_by_text(LOOKS)).to_be_visible()
    beas.page.clock.fast_forward("03:30")
    expect(anas.thread.get_by_text(LOOKS)).to_have_count(0)
    beas.page.mouse.move(200, 200)
    expect(anas.thread.get_by_text(LOOKS)).to_be_visible()


def test_when_the_server_comes_back_they_see_each_other_again(anas: Screen, beas: Screen, hilo: Hilo) -> None:
    beas.open("Zoe")
    expect(anas.thread.get_by_text(LOOKS)).to_be_visible()
    hilo.stop()
    hilo.start()
    for screen, said in ((anas, LOOKS), (beas, "Ana is looking at this")):
        expect(screen.page.get_by_text("Connection lost.")).to_have_count(0)
        expect(screen.thread.get_by_text(said)).to_be_visible()


def test_three_colleagues_are_named_in_one_sentence(
    anas: Screen, beas: Screen, own_desk: Callable[[Person], Page], ana: Person
) -> None:
    luis = Screen(own_desk(ana.colleague("Luis")))
    for screen in (beas, luis):
        screen.open("Zoe")
    expect(anas.thread.get_by_text("Bea and Luis are looking at this")).to_be_visible()
    luis.reply.press_sequentially("Hi")
    expect(anas.thread.get_by_text("Luis is writing… · Bea is looking at this")).to_be_visible()


def test_the_tabs_of_one_browser_see_colleagues_whichever_of_them_leads(anas: Screen, beas: Screen, hilo: Hilo) -> None:
    beas.open("Zoe")
    follower = Screen(anas.page.context.new_page())
    follower.page.goto(hilo.url)
    follower.open("Zoe")
    expect(follower.thread.get_by_text(LOOKS)).to_be_visible()
    anas.page.close()
    beas.reply.press_sequentially("Hello")
    expect(follower.thread.get_by_text(WRITES)).to_be_visible()


def test_it_is_said_in_spanish_as_well(anas: Screen, beas: Screen) -> None:
    beas.open("Zoe")
    anas.menu("Ana").click()
    anas.page.get_by_label("Language", exact=True).select_option("Español")
    expect(anas.page.get_by_role("status").filter(has_text="Bea lo está viendo")).to_be_visible()
