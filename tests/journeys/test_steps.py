"""What was done with a thread, told between its messages."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, expect
from servers.hilo import Person
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]


def step(ana: Person, thread: str, *names: str) -> None:
    for name in names:
        ana.post(f"/api/v1/threads/{thread}/{name}")


def go(screen: Screen, thread: str) -> None:
    screen.page.evaluate("address => location.hash = address", f"#/mine/{thread}")
    screen.reply.wait_for()


def lines(screen: Screen) -> Locator:
    return screen.log.locator(".steps")


def heard(ana: Person, visitor: Callable[..., Visitor], eventually: Eventually) -> tuple[Visitor, str]:
    zoe = visitor("Zoe")
    zoe.say("Where is my lamp?")
    return zoe, str(eventually(ana.threads)[0]["id"])


def test_what_was_done_stands_between_the_messages_and_the_rest_of_it_is_folded(
    ana: Person, screen: Screen, visitor: Callable[..., Visitor], eventually: Eventually
) -> None:
    zoe, thread = heard(ana, visitor, eventually)
    step(ana, thread, "take", "release", "take", "close")
    zoe.say("And my chair?")
    eventually(ana.threads)
    step(ana, thread, "take")
    go(screen, thread)
    first, second = lines(screen).nth(0), lines(screen).nth(1)
    expect(first.get_by_role("listitem")).to_have_count(2)
    expect(first).to_contain_text("Taken by you")
    expect(second).to_contain_text("Taken by you")
    order = screen.log.evaluate("log => [...log.children].map(one => one.className.split(' ')[0])")
    assert order == ["day", "bubble", "steps", "bubble", "steps"]
    first.get_by_role("button", name="2 more").click()
    expect(first.get_by_role("listitem")).to_have_count(4)
    expect(first.get_by_role("listitem").last).to_contain_text("Closed by you")
    expect(first.get_by_role("button", name="Less")).to_have_attribute("aria-expanded", "true")
    first.get_by_role("button", name="Less").press("Enter")
    expect(first.get_by_role("listitem")).to_have_count(2)


def test_what_a_colleague_does_appears_by_itself(
    ana: Person, screen: Screen, visitor: Callable[..., Visitor], eventually: Eventually
) -> None:
    _, thread = heard(ana, visitor, eventually)
    screen.open("Zoe")
    expect(screen.message("Where is my lamp?")).to_be_visible()
    bea = ana.colleague("Bea")
    step(bea, thread, "take")
    expect(lines(screen)).to_contain_text("Taken by Bea")
    step(bea, thread, "close")
    expect(lines(screen)).to_contain_text("Closed by Bea")


def test_it_is_told_in_the_agents_language(
    ana: Person, screen: Screen, visitor: Callable[..., Visitor], eventually: Eventually
) -> None:
    _, thread = heard(ana, visitor, eventually)
    ana.patch("/api/v1/me", language="es")
    step(ana, thread, "take")
    go(screen, thread)
    screen.page.reload()
    expect(lines(screen)).to_contain_text("Tomado por ti")


def test_whoever_put_it_aside_or_passed_it_over_said_until_when_and_why(
    ana: Person, screen: Screen, visitor: Callable[..., Visitor], eventually: Eventually
) -> None:
    zoe, thread = heard(ana, visitor, eventually)
    bea = ana.colleague("Bea")
    bea.post(f"/api/v1/threads/{thread}/skip", reason="language")
    bea.post(f"/api/v1/threads/{thread}/skip", reason="She asked for Ana")
    ana.post(f"/api/v1/threads/{thread}/snooze", until=None)
    zoe.say("I have found it!")
    go(screen, thread)
    expect(screen.message("I have found it!")).to_be_visible()
    lines(screen).get_by_role("button", name="2 more").click()
    expect(screen.log).to_contain_text("Skipped by Bea: She asked for Ana")
    expect(screen.log).to_contain_text("Snoozed by you until")
    expect(screen.log).to_contain_text("Back, since they replied")
