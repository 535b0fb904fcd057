"""What an agent promises while writing is kept in mind by one key; what a thread is about is said by tags."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect
from servers.hilo import Person
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]
PROMISE = "I will call you tomorrow at 10."
MAKING = "**/threads/*/promises"


@pytest.fixture
def zoe(visitor: Callable[..., Visitor]) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("When will you call me?")
    return zoe


@pytest.fixture
def writing(zoe: Visitor, screen: Screen) -> Screen:
    """Ana, about to answer Zoe."""
    screen.open("Zoe")
    screen.press("r")
    expect(screen.reply).to_be_focused()
    return screen


def line(screen: Screen) -> Locator:
    return screen.page.get_by_role("group", name="Promise")


def mark(screen: Screen) -> Locator:
    return line(screen).get_by_role("button", name="Keep in mind")


def tomorrow(hour: int) -> datetime:
    """In the agent's zone, which is this machine's."""
    day = datetime.now().astimezone() + timedelta(days=1)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def card(ana: Person) -> dict[str, Any]:
    [thread] = ana.threads("open")
    found: dict[str, Any] = ana.get(f"/api/v1/threads/{thread['id']}/card")
    return found


def promises(ana: Person) -> list[tuple[str, datetime]]:
    return [(one["text"], datetime.fromisoformat(one["due_at"])) for one in card(ana)["promises"]]


def test_a_promise_is_noticed_marked_by_one_key_and_made_with_the_reply(
    writing: Screen, ana: Person, eventually: Eventually
) -> None:
    writing.page.keyboard.type(f"Dear Zoe! {PROMISE}")
    expect(line(writing)).to_contain_text(f"A promise for tomorrow 10:00: “{PROMISE}”")
    expect(mark(writing)).to_have_attribute("aria-pressed", "false")
    writing.press("Alt+p")
    expect(mark(writing)).to_have_attribute("aria-pressed", "true")
    expect(writing.reply).to_be_focused()
    writing.press("Control+Enter")
    expect(writing.message("Dear Zoe!")).to_contain_text("Sent")
    expect(line(writing)).to_have_count(0)
    assert eventually(lambda: promises(ana)) == [(PROMISE, tomorrow(10))]
    [thread] = ana.threads("open")
    said = ana.get(f"/api/v1/threads/{thread['id']}")["messages"][-1]
    assert card(ana)["promises"][0]["message_id"] == said["id"]


def test_the_key_takes_the_mark_back_and_what_is_not_marked_is_no_promise(writing: Screen, ana: Person) -> None:
    writing.reply.fill(PROMISE)
    for pressed in ("true", "false"):
        expect(line(writing)).to_be_visible()
        writing.press("Alt+p")
        expect(mark(writing)).to_have_attribute("aria-pressed", pressed)
    writing.press("Control+Enter")
    expect(writing.message(PROMISE)).to_contain_text("Sent")
    expect(line(writing)).to_have_count(0)
    assert promises(ana) == []


def test_the_moment_follows_what_is_written_until_the_agent_sets_it(
    writing: Screen, ana: Person, eventually: Eventually
) -> None:
    writing.reply.fill(PROMISE)
    expect(line(writing)).to_be_visible()
    writing.press("Alt+p")
    due = line(writing).get_by_label("By when")
    expect(due).to_have_value(tomorrow(10).strftime("%Y-%m-%dT%H:%M"))
    writing.reply.fill("I will call you tomorrow at 11.")
    expect(due).to_have_value(tomorrow(11).strftime("%Y-%m-%dT%H:%M"))
    later = tomorrow(16) + timedelta(days=3)
    due.fill(later.strftime("%Y-%m-%dT%H:%M"))
    line(writing).get_by_label("What we promise").fill("Call Zoe")
    with writing.page.expect_response("**/promises/guess"):
        writing.reply.fill("I will call you tomorrow at 12.")
    expect(due).to_have_value(later.strftime("%Y-%m-%dT%H:%M"))
    writing.press("Control+Enter")
    assert eventually(lambda: promises(ana)) == [("Call Zoe", later)]


def test_what_nobody_noticed_is_promised_by_the_same_key(writing: Screen, ana: Person, eventually: Eventually) -> None:
    writing.reply.fill("Consider it done")
    writing.press("Alt+p")
    text = line(writing).get_by_label("What we promise")
    expect(text).to_be_focused()
    expect(line(writing).get_by_label("By when")).to_have_value(tomorrow(9).strftime("%Y-%m-%dT%H:%M"))
    writing.page.keyboard.type("Look after the refund")
    writing.press("Enter")
    expect(writing.reply).to_be_focused()
    expect(writing.message("Consider it done")).to_have_count(0)
    writing.press("Control+Enter")
    assert eventually(lambda: promises(ana)) == [("Look after the refund", tomorrow(9))]


def test_a_promise_without_words_says_what_the_reply_says(writing: Screen, ana: Person, eventually: Eventually) -> None:
    writing.reply.fill("Consider it done")
    writing.press("Alt+p")
    writing.reply.press("Control+Enter")
    assert eventually(lambda: promises(ana)) == [("Consider it done", tomorrow(9))]


def test_a_sentence_that_is_none_is_not_asked_about_again(writing: Screen) -> None:
    writing.reply.fill(PROMISE)
    line(writing).get_by_role("button", name="No promise").click()
    expect(writing.reply).to_be_focused()
    with writing.page.expect_response("**/promises/guess"):
        writing.page.keyboard.type(" Ana")
    expect(line(writing)).to_have_count(0)
    writing.reply.fill("I will write to you tomorrow at 11.")
    expect(line(writing)).to_contain_text("I will write to you")


def test_it_survives_a_change_of_thread_and_a_reload_and_is_not_the_next_threads(
    writing: Screen, visitor: Callable[..., Visitor]
) -> None:
    visitor("Yan").say("Hello")
    writing.reply.fill(PROMISE)
    expect(line(writing)).to_be_visible()
    writing.press("Alt+p")
    writing.open("Yan")
    expect(line(writing)).to_have_count(0)
    writing.open("Zoe")
    expect(mark(writing)).to_have_attribute("aria-pressed", "true")
    writing.page.reload()
    expect(mark(writing)).to_have_attribute("aria-pressed", "true")
    writing.button("Note").click()
    expect(line(writing)).to_have_count(0)


def test_a_promise_that_could_not_be_made_is_never_lost(writing: Screen, ana: Person, eventually: Eventually) -> None:
    writing.page.route(MAKING, lambda route: route.fulfill(status=500, body="{}"))
    writing.reply.fill(PROMISE)
    expect(line(writing)).to_be_visible()
    writing.press("Alt+p", "Control+Enter")
    told = line(writing).get_by_role("alert")
    expect(told).to_contain_text(f"Sent, but the promise “{PROMISE}” is not kept in mind yet.")
    writing.page.reload()
    expect(told).to_be_visible()
    assert promises(ana) == []
    writing.page.unroute(MAKING)
    writing.button("Try again").click()
    expect(line(writing)).to_have_count(0)
    assert promises(ana) == [(PROMISE, tomorrow(10))]


def test_it_goes_out_with_a_reply_that_was_written_offline(
    writing: Screen, ana: Person, eventually: Eventually
) -> None:
    writing.reply.fill(PROMISE)
    expect(line(writing)).to_be_visible()
    writing.press("Alt+p")

    def cut(route: Route) -> None:
        route.abort()

    writing.page.route("**/replies", cut)
    writing.press("Control+Enter")
    expect(writing.message(PROMISE)).to_contain_text("Not sent yet")
    assert promises(ana) == []
    writing.page.unroute("**/replies", cut)
    writing.message(PROMISE).get_by_role("button", name="Try again").click()
    assert eventually(lambda: promises(ana)) == [(PROMISE, tomorrow(10))]


def test_it_comes_back_into_the_composer_with_a_reply_that_was_refused(writing: Screen, ana: Person) -> None:
    writing.reply.fill("x" * 100_001)
    writing.press("Alt+p")
    line(writing).get_by_label("What we promise").fill("Call Zoe")
    writing.reply.press("Control+Enter")
    writing.message("xxx").get_by_role("button", name="Edit").click()
    expect(line(writing).get_by_label("What we promise")).to_have_value("Call Zoe")
    assert promises(ana) == []


def tags(screen: Screen) -> Locator:
    """In the thread's head; the card shows those of each episode."""
    return screen.thread.get_by_role("list", name="Tags").get_by_role("listitem")


def tagged(ana: Person) -> list[str]:
    return list(card(ana)["episodes"][0]["tags"])


def test_tags_are_put_and_taken_away_by_keys_alone(writing: Screen, ana: Person, eventually: Eventually) -> None:
    writing.press("Escape", "t")
    field = writing.page.get_by_role("combobox", name="Tag")
    expect(field).to_be_focused()
    for name in ("refund", "vip", "Refund"):
        writing.page.keyboard.type(name)
        writing.press("Enter")
    expect(tags(writing)).to_have_text(["refund", "vip"])
    assert eventually(lambda: sorted(tagged(ana)) == ["refund", "vip"])
    writing.press("Backspace")
    expect(tags(writing)).to_have_count(1)
    assert eventually(lambda: len(tagged(ana)) == 1)
    writing.press("Escape")
    expect(writing.button("Tag")).to_be_focused()
    expect(writing.thread.get_by_role("heading", name="Zoe")).to_be_visible()
    writing.page.reload()
    expect(tags(writing)).to_have_count(1)
    tags(writing).get_by_role("button", name="Remove the tag").click()
    expect(tags(writing)).to_have_count(0)
    assert eventually(lambda: tagged(ana) == [])


def test_known_tags_are_offered(
    writing: Screen, visitor: Callable[..., Visitor], ana: Person, eventually: Eventually
) -> None:
    writing.button("Tag").click()
    writing.page.keyboard.type("refund,")
    assert eventually(lambda: ana.get("/api/v1/tags") == [{"name": "refund", "count": 1}])
    visitor("Yan").say("Hello")
    writing.open("Yan")
    writing.press("t")
    writing.page.keyboard.type("FUN")
    offer = writing.page.get_by_role("option", name="refund")
    expect(offer).to_be_visible()
    writing.press("ArrowDown", "Enter")
    expect(tags(writing)).to_have_text("refund")
    expect(offer).to_have_count(0)
    assert eventually(lambda: ana.get("/api/v1/tags") == [{"name": "refund", "count": 2}])


def test_tags_that_the_server_does_not_take_do_not_stay_on_the_screen(writing: Screen, ana: Person) -> None:
    writing.page.route("**/episodes/*/tags", lambda route: route.abort())
    writing.button("Tag").click()
    writing.page.keyboard.type("refund")
    writing.press("Enter")
    expect(writing.page.get_by_text("Hilo cannot be reached.")).to_be_visible()
    expect(tags(writing)).to_have_count(0)
    assert tagged(ana) == []
