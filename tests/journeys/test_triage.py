"""A queue is cleared by keys alone: close and go on, skip, snooze, assign; and many at once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]


@pytest.fixture
def visitors(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> dict[str, Visitor]:
    """Three who wait, the first of them longest."""
    found = {name: visitor(name) for name in ("Zoe", "Yan", "Xavi")}
    for number, one in enumerate(found.values(), 1):
        one.say("Hello")
        eventually(lambda: len(ana.threads()) == number)  # noqa: B023 - looked at before the next turn
    return found


@pytest.fixture
def at_work(visitors: dict[str, Visitor], screen: Screen) -> Screen:
    expect(screen.rows).to_have_count(3)
    return screen


def dialog(screen: Screen) -> Locator:
    return screen.page.get_by_role("dialog")


def shows(screen: Screen, name: str) -> None:
    expect(screen.thread.get_by_role("heading", name=name)).to_be_visible()
    screen.reply.wait_for()


def says(screen: Screen, text: str) -> None:
    expect(screen.page.locator(".notice")).to_contain_text(text)


def names(person: Person, view: str) -> list[str]:
    return sorted(one["customer_name"] for one in person.threads(view))


def test_a_queue_is_cleared_without_choosing(at_work: Screen, ana: Person, eventually: Eventually) -> None:
    at_work.open("Zoe")
    for name, following in (("Zoe", "Yan"), ("Yan", "Xavi")):
        at_work.press("e")
        shows(at_work, following)
        says(at_work, f"{name}’s thread is closed.")
    expect(at_work.thread.get_by_text("Yours", exact=True)).to_be_visible()
    at_work.press("e")
    expect(at_work.thread.get_by_role("heading", name="Choose a thread")).to_be_visible()
    expect(at_work.queue.get_by_text("Nobody is waiting")).to_be_visible()
    assert eventually(lambda: names(ana, "closed") == ["Xavi", "Yan", "Zoe"])


def test_a_close_is_taken_back_as_if_it_had_not_been(at_work: Screen, ana: Person) -> None:
    [before] = [one for one in ana.threads() if one["customer_name"] == "Zoe"]
    at_work.open("Zoe")
    at_work.press("e")
    shows(at_work, "Yan")
    at_work.press("z")
    shows(at_work, "Zoe")
    expect(at_work.thread.get_by_text("Nobody has it")).to_be_visible()
    [after] = [one for one in ana.threads() if one["customer_name"] == "Zoe"]
    assert after == before


def test_who_is_skipped_comes_up_again_only_when_they_write(
    at_work: Screen, visitors: dict[str, Visitor], ana: Person
) -> None:
    at_work.open("Zoe")
    at_work.press("q")
    expect(dialog(at_work)).to_contain_text("Skip Zoe’s thread")
    expect(dialog(at_work).get_by_role("button", name="Needs another skill")).to_be_focused()
    at_work.press("Tab", "Enter")
    shows(at_work, "Yan")
    says(at_work, "Zoe’s thread is skipped")
    for following in ("Xavi", None):
        at_work.press("e")
        if following:
            shows(at_work, following)
    expect(at_work.thread.get_by_role("heading", name="Choose a thread")).to_be_visible()
    assert names(ana, "queue") == ["Zoe"]
    at_work.open("Zoe")
    expect(at_work.thread.get_by_text("Nobody has it")).to_be_visible()


def test_a_skip_says_why_in_ones_own_words_and_is_taken_back(at_work: Screen, ana: Person) -> None:
    at_work.open("Zoe")
    at_work.press("i")
    expect(at_work.thread.get_by_text("Yours", exact=True)).to_be_visible()
    at_work.press("q")
    dialog(at_work).get_by_label("Or in your words").fill("Knows only Ben")
    at_work.press("Enter")
    shows(at_work, "Yan")
    at_work.press("z")
    shows(at_work, "Zoe")
    expect(at_work.thread.get_by_text("Yours", exact=True)).to_be_visible()


@pytest.fixture
def answered(at_work: Screen, eventually: Eventually, ana: Person) -> Screen:
    """Zoe's thread is open, and she does not wait."""
    at_work.open("Zoe")
    at_work.send("Done, Zoe")
    eventually(lambda: len(ana.threads()) == 2)
    at_work.press("Escape")
    return at_work


def test_what_is_put_aside_is_back_when_they_write(
    answered: Screen, visitors: dict[str, Visitor], ana: Person, eventually: Eventually
) -> None:
    answered.press("s")
    expect(dialog(answered)).to_contain_text("Snooze Zoe’s thread")
    field = dialog(answered).get_by_role("combobox", name="Until when")
    expect(field).to_be_focused()
    options = dialog(answered).get_by_role("option")
    expect(options).to_contain_text(["Later today", "Tomorrow", "Next Monday", "In a week", "Until they reply"])
    field.fill("until they")
    expect(options).to_have_count(1)
    answered.press("Enter")
    says(answered, "Zoe’s thread is snoozed.")
    expect(answered.thread.get_by_text("until they reply", exact=True)).to_be_visible()
    assert eventually(lambda: names(ana, "snoozed") == ["Zoe"])
    assert names(ana, "mine") == []
    answered.open("Yan")
    visitors["Zoe"].say("One more thing")
    says(answered, "Zoe’s thread is back.")
    answered.page.get_by_role("link", name="Show").click()
    shows(answered, "Zoe")
    expect(answered.thread.get_by_text(re.compile("back since"))).to_be_visible()


def test_a_moment_is_typed_and_shown_as_it_is_understood(answered: Screen, ana: Person) -> None:
    answered.press("s")
    field = dialog(answered).get_by_role("combobox", name="Until when")
    first = dialog(answered).get_by_role("option").first
    field.fill("gibberish")
    expect(dialog(answered).get_by_role("option")).to_have_count(0)
    expect(dialog(answered).get_by_role("status")).to_contain_text("Try “tomorrow 9”")
    answered.press("Enter")
    expect(dialog(answered)).to_be_visible()
    field.fill("en 3 días a las 14")
    expect(first).to_contain_text(re.compile(r"14:00|2:00"))
    field.fill("tomorrow 9")
    expect(first).to_contain_text("tomorrow")
    expect(first).to_have_attribute("aria-selected", "true")
    answered.press("Enter")
    says(answered, "is snoozed")
    [aside] = ana.threads("snoozed")
    assert aside["wake_at"] is not None
    answered.press("z")
    says(answered, "Undone.")
    assert ana.threads("snoozed") == []
    assert names(ana, "mine") == ["Zoe"]


def test_nobody_is_put_aside_for_longer_than_they_may_wait(at_work: Screen, ana: Person) -> None:
    at_work.open("Zoe")
    at_work.press("s")
    expect(dialog(at_work)).to_contain_text("at the latest, when an answer is due")
    at_work.press("ArrowDown", "Enter")
    says(at_work, "is snoozed")
    [aside] = ana.threads("snoozed")
    assert aside["wake_at"] == aside["due"]
    at_work.button("Bring back").click()
    says(at_work, "Zoe’s thread is back.")
    assert ana.threads("snoozed") == []


def test_a_thread_is_handed_to_a_colleague_who_is_told(
    visitors: dict[str, Visitor], own_desk: Callable[[Person], Page], ana: Person
) -> None:
    bea = ana.colleague("Bea")
    hers, mine = Screen(own_desk(bea)), Screen(own_desk(ana))
    mine.open("Zoe")
    mine.press("a")
    field = dialog(mine).get_by_role("combobox", name="To whom")
    expect(field).to_be_focused()
    expect(dialog(mine).get_by_role("option")).to_contain_text(["Ana (you)", "Bea", "Nobody"], use_inner_text=True)
    field.fill("béa")
    expect(dialog(mine).get_by_role("option")).to_have_count(1)
    expect(dialog(mine).get_by_role("option")).to_contain_text("Available · 0 waiting")
    mine.press("Enter")
    says(mine, "Zoe’s thread is assigned.")
    expect(mine.thread.get_by_text("Bea has it")).to_be_visible()
    says(hers, "Zoe’s thread is yours now.")
    hers.page.get_by_role("link", name="Show").click()
    shows(hers, "Zoe")
    mine.press("z")
    expect(hers.thread.get_by_text("Nobody has it")).to_be_visible()


def test_many_are_closed_at_once_and_the_close_is_taken_back(
    at_work: Screen, ana: Person, eventually: Eventually
) -> None:
    before = ana.threads()
    at_work.press("j", "x", "j", "x")
    bar = at_work.page.get_by_role("region", name="Selected threads")
    expect(bar).to_contain_text("2 selected")
    bar.get_by_role("button", name="Select all loaded").click()
    expect(bar).to_contain_text("3 selected")
    at_work.press("e")
    says(at_work, "3 threads done.")
    expect(bar).to_have_count(0)
    assert names(ana, "closed") == ["Xavi", "Yan", "Zoe"]
    at_work.press("z")
    says(at_work, "Undone.")
    assert eventually(lambda: ana.threads() == before)


def test_what_could_not_be_done_stays_selected_and_says_why(at_work: Screen, ana: Person) -> None:
    bea = ana.colleague("Bea")
    at_work.press("j", "x", "j", "x")
    bar = at_work.page.get_by_role("region", name="Selected threads")
    expect(bar).to_contain_text("2 selected")
    with at_work.holding("**/api/v1/bulk"):
        bar.get_by_role("button", name="Take", exact=True).click()
        [yans] = [one for one in ana.threads() if one["customer_name"] == "Yan"]
        bea.post(f"/api/v1/threads/{yans['id']}/take")
    says(at_work, "You have taken Zoe’s thread.")
    expect(bar).to_contain_text("1 selected")
    expect(bar.get_by_role("alert")).to_contain_text("Bea has already taken this thread.")
    bar.get_by_role("button", name="Clear the selection").click()
    expect(bar).to_have_count(0)


def test_a_threads_own_buttons_are_for_it_alone_whatever_is_selected(at_work: Screen, ana: Person) -> None:
    at_work.press("j", "Enter", "j", "x", "j", "x")
    expect(at_work.page.get_by_role("region", name="Selected threads")).to_contain_text("2 selected")
    at_work.thread.get_by_title("Assign (a)").click()
    expect(at_work.page.get_by_role("dialog")).to_contain_text("Zoe")
    at_work.press("Escape")
    at_work.thread.get_by_role("button", name="Close", exact=True).click()
    expect(at_work.page.get_by_role("status").filter(has_text="Zoe")).to_be_visible()
    assert [one["customer_name"] for one in ana.threads("closed")] == ["Zoe"]


def test_many_get_a_tag(at_work: Screen, ana: Person, eventually: Eventually) -> None:
    at_work.press("j", "x", "j", "x")
    bar = at_work.page.get_by_role("region", name="Selected threads")
    bar.get_by_role("combobox", name="Tag").fill("vip")
    at_work.press("Enter")
    assert eventually(lambda: ana.get("/api/v1/tags") == [{"name": "vip", "count": 2}])
    expect(at_work.page.get_by_role("status").get_by_role("button", name="Undo")).to_be_visible()
    at_work.press("Escape", "z")  # out of the field, where it would only be a letter
    assert eventually(lambda: ana.get("/api/v1/tags") == [])


def test_what_a_colleague_looks_at_is_not_the_next(
    visitors: dict[str, Visitor], own_desk: Callable[[Person], Page], ana: Person, hilo: Hilo, eventually: Eventually
) -> None:
    hers, mine = Screen(own_desk(ana.colleague("Bea"))), Screen(own_desk(ana))
    hers.open("Yan")
    mine.open("Zoe")
    expect(mine.row("Yan")).to_contain_text("Bea")  # it has come round that she looks at it
    mine.press("e")
    shows(mine, "Xavi")
