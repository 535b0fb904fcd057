"""One line to the server for all tabs of a browser: each takes every change once and in order, whoever leads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.storage import opened
from servers.visitor import Visitor
from sqlalchemy import func, select

from inbox.schema import event, session

Eventually = Callable[..., Any]

TAKEN = """
    // What a tab takes it parses, and nothing else: what comes twice or too late it drops before.
    const parse = JSON.parse;
    window.taken = [];
    JSON.parse = (text, ...more) => {
        const found = parse(text, ...more);
        if (found && found.seq && found.kind) window.taken.push(found.seq);
        return found;
    };
"""
DEAF = """
    // While `deaf` is set, nothing that the other tabs say arrives.
    const channel = Object.getOwnPropertyDescriptor(BroadcastChannel.prototype, "onmessage");
    Object.defineProperty(BroadcastChannel.prototype, "onmessage", {set(hear) {
        channel.set.call(this, (event) => window.deaf || hear(event));
    }});
"""


class Tabs:
    """One browser of Ana's. leader: the tab that holds the line. lists: those that asked for their list, in order."""

    def __init__(self, hilo: Hilo, context: BrowserContext, first: Page) -> None:
        self.hilo = hilo
        self.context = context
        self.all = [first]
        self.lines: list[Page] = []
        self.lists: list[Page] = []
        context.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/api/v1/stream" in request.url:
            self.lines.append(request.frame.page)
        if "/api/v1/threads?" in request.url:
            self.lists.append(request.frame.page)

    @property
    def leader(self) -> Page:
        return self.lines[-1]

    @property
    def followers(self) -> list[Page]:
        return [tab for tab in self.all if tab is not self.leader]

    def open(self) -> Page:
        """Another one, once it follows."""
        tab = self.context.new_page()
        tab.goto(self.hilo.url)
        tab.get_by_role("region", name="Threads").get_by_role("listitem").first.wait_for()
        self.all.append(tab)
        return tab

    def close(self, tab: Page) -> None:
        self.all.remove(tab)
        tab.close()

    def settle(self, seq: int) -> None:
        """Return when every tab has taken that change."""
        for tab in self.all:
            tab.wait_for_function("seq => window.taken.at(-1) >= seq", arg=seq)


@pytest.fixture
def zoe(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("The first")
    eventually(ana.threads)
    return zoe


@pytest.fixture
def tabs(hilo: Hilo, context: BrowserContext, desk: Callable[[Person], Page], ana: Person, zoe: Visitor) -> Tabs:
    """Ana's, of which the first one leads."""
    context.add_init_script(TAKEN + DEAF)
    page = desk(ana)
    page.get_by_role("region", name="Threads").get_by_role("listitem").first.wait_for()
    tabs = Tabs(hilo, context, page)
    tabs.lines.append(page)
    return tabs


def last_seq(hilo: Hilo) -> int:
    with opened(hilo.database) as conn:
        return int(conn.execute(select(func.max(event.c.seq))).scalar_one())


@contextmanager
def writing(person: Person, count: int) -> Iterator[None]:
    """That many notes in the first of her threads, meanwhile; ends when they are written."""
    notes = f"/api/v1/threads/{person.threads()[0]['id']}/notes"
    hand = Thread(target=lambda: [person.post(notes, text=f"Note {n}", client_id=f"n{n}") for n in range(count)])
    hand.start()
    yield
    hand.join()


def assert_each_once_and_in_order(tab: Page, last: int) -> None:
    taken = tab.evaluate("window.taken")
    assert taken == list(range(taken[0], last + 1))


def test_any_number_of_tabs_has_one_line_to_the_server(tabs: Tabs, zoe: Visitor) -> None:
    for _ in range(3):
        tabs.open()
    zoe.say("For every tab")
    for tab in tabs.all:
        expect(Screen(tab).row("For every tab")).to_have_count(1)
    assert tabs.lines == [tabs.all[0]]


def test_closing_the_tab_that_leads_loses_doubles_and_reloads_nothing(tabs: Tabs, ana: Person, hilo: Hilo) -> None:
    for _ in range(4):
        tabs.open()
    tabs.lists.clear()
    with writing(ana, 100):
        for led in range(1, 4):
            tabs.close(tabs.leader)
            wait_for_line(tabs, led + 1)
    last = last_seq(hilo)
    tabs.settle(last)
    for tab in tabs.all:
        assert_each_once_and_in_order(tab, last)
        assert len(tab.evaluate("window.taken")) >= 100
    assert len(tabs.lines) == 4
    assert tabs.lists == []


def test_through_joins_and_closings_every_tab_takes_each_change_once(tabs: Tabs, ana: Person, hilo: Hilo) -> None:
    with writing(ana, 200):
        for turn in range(1, 6):
            tabs.open()
            if turn % 2:
                tabs.close(tabs.leader)
                wait_for_line(tabs, turn // 2 + 2)
    last = last_seq(hilo)
    tabs.settle(last)
    for tab in tabs.all:
        assert_each_once_and_in_order(tab, last)


def wait_for_line(tabs: Tabs, count: int) -> None:
    while len(tabs.lines) < count:
        tabs.all[0].wait_for_timeout(10)  # lets the browser's news come in


def test_a_tab_that_reloads_or_leaves_for_another_page_gives_the_lead_away(tabs: Tabs, zoe: Visitor) -> None:
    other = tabs.open()
    tabs.leader.reload()
    wait_for_line(tabs, 2)
    assert tabs.leader is other
    other.goto("about:blank")
    wait_for_line(tabs, 3)
    assert tabs.leader is tabs.all[0]
    zoe.say("Still there")
    expect(Screen(tabs.all[0]).row("Still there")).to_have_count(1)


def test_a_leader_that_is_frozen_is_replaced_and_catches_up_when_it_thaws(tabs: Tabs, zoe: Visitor, hilo: Hilo) -> None:
    frozen, other = tabs.leader, tabs.open()
    with freezing(frozen):
        zoe.say("While one tab is frozen")
        expect(Screen(other).row("While one tab is frozen")).to_have_count(1)
        assert tabs.leader is other
    expect(Screen(frozen).row("While one tab is frozen")).to_have_count(1)
    zoe.say("And for both")
    for tab in tabs.all:
        expect(Screen(tab).row("And for both")).to_have_count(1)
        assert_each_once_and_in_order(tab, last_seq(hilo))
    assert len(tabs.lines) == 2


@contextmanager
def freezing(tab: Page) -> Iterator[None]:
    """Nothing runs in it meanwhile: it waits for an answer, in the old way that stops the whole page."""
    held: list[Route] = []
    tab.route("**/held", lambda route: held.append(route))  # noqa: PLW0108  # a handler must bear a mark of Playwright's
    tab.evaluate("""setTimeout(() => {
        const question = new XMLHttpRequest();
        question.open("GET", "/held", false);
        question.send();
    })""")
    while not held:
        tab.context.pages[-1].wait_for_timeout(10)
    yield
    held[0].fulfill(status=204)


def test_a_tab_that_missed_something_notices_and_reads_everything_again(
    tabs: Tabs, zoe: Visitor, hilo: Hilo, visitor: Callable[..., Visitor]
) -> None:
    follower, yan = tabs.open(), visitor("Yan")
    follower.evaluate("window.deaf = true")
    yan.say("Nobody told this tab")
    expect(Screen(tabs.leader).row("Nobody told this tab")).to_have_count(1)
    tabs.lists.clear()
    follower.evaluate("window.deaf = false")
    zoe.say("But of this it heard")
    for text in ("Nobody told this tab", "But of this it heard"):
        expect(Screen(follower).row(text)).to_have_count(1)
    assert set(tabs.lists) == {follower}


def test_a_tab_that_missed_the_last_thing_said_notices_though_nothing_more_happens(
    tabs: Tabs, zoe: Visitor, visitor: Callable[..., Visitor]
) -> None:
    follower, yan = tabs.open(), visitor("Yan")
    follower.evaluate("window.deaf = true")
    yan.say("Nobody told this tab")
    expect(Screen(tabs.leader).row("Nobody told this tab")).to_have_count(1)
    follower.evaluate("window.deaf = false")
    expect(Screen(follower).row("Nobody told this tab")).to_have_count(1)


def test_every_tab_tells_of_a_lost_connection_and_each_can_call_again(tabs: Tabs, zoe: Visitor, hilo: Hilo) -> None:
    follower = tabs.open()
    hilo.stop()
    for tab in tabs.all:
        expect(tab.get_by_text("Connection lost.")).to_be_visible()
    with Screen(tabs.leader).holding("**/api/v1/stream"):  # what the browser itself tries again; a new call says more
        hilo.start()
        zoe.say("While you were away")
        Screen(follower).button("Reconnect now").click()
        for tab in tabs.all:
            expect(tab.get_by_text("Connection lost.")).to_have_count(0)
    for tab in tabs.all:
        expect(Screen(tab).row("While you were away")).to_have_count(1)
        assert_each_once_and_in_order(tab, last_seq(hilo))


def test_logging_out_in_one_tab_logs_out_in_all(tabs: Tabs) -> None:
    follower = tabs.open()
    Screen(follower).menu("Ana").click()
    Screen(follower).button("Log out").click()
    for tab in tabs.all:
        expect(tab.get_by_role("button", name="Log in")).to_be_visible()


def test_a_session_that_ends_elsewhere_ends_in_every_tab(tabs: Tabs, hilo: Hilo) -> None:
    tabs.open()
    with opened(hilo.database) as conn:
        conn.execute(session.delete())
    hilo.stop()
    hilo.start()
    for tab in tabs.all:
        expect(tab.get_by_role("button", name="Log in")).to_be_visible()


def test_where_browsers_have_no_locks_every_tab_has_a_line_of_its_own(tabs: Tabs, zoe: Visitor) -> None:
    """As on an address without TLS."""
    tabs.context.add_init_script("delete Navigator.prototype.locks")
    for tab in tabs.all:
        tab.reload()
    tabs.open()
    zoe.say("For each of them")
    for tab in tabs.all:
        expect(Screen(tab).row("For each of them")).to_have_count(1)
    assert set(tabs.lines) == set(tabs.all)
