"""Ten people wait, and one agent has only keys: the whole queue, from the login to the empty list."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]
Sit = Callable[[Person], Screen]

NAMES = ("Ada", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal", "Ivy", "Jo")


@pytest.fixture
def ten(ana: Person, hilo: Hilo, chat: str, eventually: Eventually) -> dict[str, Visitor]:
    """They wrote the same one after the other, so that is how they are due."""
    waiting = {}
    for name in NAMES:
        waiting[name] = Visitor(hilo, chat, name)
        waiting[name].say("Where is my order?")
        eventually(lambda name=name: any(one["customer_name"] == name for one in ana.threads()))
    return waiting


def test_ten_threads_are_triaged_without_a_mouse(
    ten: dict[str, Visitor], ana: Person, sit: Sit, eventually: Eventually
) -> None:
    bea = ana.colleague("Bea")
    screen = sit(ana)
    expect(screen.rows).to_have_count(10)
    screen.press("j", "Enter")
    # Answered, closed, and on to the next, three times
    for name in NAMES[:3]:
        on(screen, name)
        screen.press("r")
        expect(screen.reply).to_be_focused()
        screen.page.keyboard.type(f"Dear {name}, it is on its way.")
        screen.press("Control+Enter")
        expect(screen.message("it is on its way")).to_have_count(1)
        screen.press("Escape", "e")
    # Not for us: to a colleague, with a note why
    on(screen, "Dee")
    screen.press("n")
    expect(screen.note).to_be_focused()
    screen.page.keyboard.type("Bea knows her.")
    screen.press("Control+Enter", "Escape", "a")
    expect(screen.page.get_by_role("option", name="Bea")).to_be_visible()
    screen.page.keyboard.type("bea")
    screen.press("Enter")
    eventually(lambda: [one["customer_name"] for one in bea.threads("mine")] == ["Dee"])
    # Nothing is left to be done for three, who are selected together
    screen.press("g", "q")
    screen.press("j")
    for name in ("Eli", "Fay", "Gus"):
        expect(screen.row(name)).to_be_focused()
        screen.press("x", "j")
    screen.press("e")
    expect(screen.row("Gus")).to_contain_text("closed")  # nothing moves while the keys are in the list
    # Later, with a reason, and not at all
    expect(screen.row("Hal")).to_be_focused()
    screen.press("Enter")
    on(screen, "Hal")
    screen.press("s")
    expect(screen.page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    screen.page.keyboard.type("tomorrow 9")
    screen.press("Enter")
    eventually(lambda: [one["customer_name"] for one in ana.threads("snoozed")] == ["Hal"])
    screen.press("g", "q")
    screen.press("j", "Enter")
    on(screen, "Ivy")
    screen.press("q")
    expect(screen.page.get_by_role("dialog")).to_be_visible()
    screen.press("Enter")
    on(screen, "Jo")
    screen.press("e")
    # Whoever was skipped is left for others; nobody else waits for us
    expect(screen.page.get_by_role("dialog")).to_have_count(0)
    eventually(lambda: [one["customer_name"] for one in ana.threads("queue")] == ["Ivy"])
    closed = Counter(one["customer_name"] for one in ana.threads("closed"))
    assert closed == Counter(["Ada", "Bo", "Cy", "Eli", "Fay", "Gus", "Jo"])
    assert ten["Ada"].sees()[-1] == "Dear Ada, it is on its way."
    assert ten["Dee"].sees() == ["Where is my order?"]


def test_what_was_closed_by_mistake_is_back_with_one_key(ten: dict[str, Visitor], ana: Person, sit: Sit) -> None:
    screen = sit(ana)
    expect(screen.rows).to_have_count(10)
    screen.press("j", "Enter")
    on(screen, "Ada")
    screen.press("e")
    on(screen, "Bo")
    assert [one["customer_name"] for one in ana.threads("closed")] == ["Ada"]
    screen.press("z")
    on(screen, "Ada")
    expect(screen.thread.get_by_text("Closed", exact=True)).to_have_count(0)
    assert ana.threads("closed") == []


def test_closing_waits_for_the_answer_that_is_still_on_its_way(
    ten: dict[str, Visitor], ana: Person, sit: Sit, eventually: Eventually
) -> None:
    """Else it would come after the closing, and open the thread again."""
    screen = sit(ana)
    expect(screen.rows).to_have_count(10)
    screen.press("j", "Enter")
    on(screen, "Ada")
    screen.press("r")
    screen.page.keyboard.type("It is on its way.")
    with screen.holding("**/replies"):
        screen.press("Control+Enter", "Escape", "e")
        expect(screen.message("It is on its way.")).to_be_visible()
        assert ana.threads("closed") == []
    on(screen, "Bo")
    eventually(lambda: ten["Ada"].sees()[-1] == "It is on its way.")
    assert [one["customer_name"] for one in ana.threads("closed")] == ["Ada"]


def test_what_could_not_be_sent_is_not_closed_away(ten: dict[str, Visitor], ana: Person, sit: Sit) -> None:
    screen = sit(ana)
    expect(screen.rows).to_have_count(10)
    screen.press("j", "Enter")
    on(screen, "Ada")
    screen.press("r")
    screen.page.keyboard.type("That is your own fault, you idiot.")
    screen.press("Control+Enter")
    expect(screen.button("Back to the text")).to_be_focused()
    screen.press("e")
    expect(screen.page.get_by_role("alert").filter(has_text="Not sent yet")).to_be_visible()
    assert ana.threads("closed") == []


def on(screen: Screen, name: str) -> None:
    """That thread is open, and its keys work."""
    expect(screen.thread.get_by_role("heading", name=name)).to_be_visible()
    screen.reply.wait_for()
