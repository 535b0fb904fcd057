"""Before an answer leaves: it can be taken back for a while, and whoever overlooked something is stopped once."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from servers.clouds import Clouds
from servers.hilo import Hilo, Person
from servers.phone import Phone
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f0005fe02fea72d1b2a0000000049454e44ae426082"
)


@pytest.fixture
def hilo(nearby: Hilo) -> Hilo:
    return nearby


@pytest.fixture
def thread(lucia: Phone, ana: Person, eventually: Eventually) -> dict[str, Any]:
    """Lucía waits."""
    lucia.text("Where is my order?")
    [waiting] = eventually(ana.threads)
    return dict(waiting)


def hold(person: Person, seconds: int) -> None:
    person.patch("/api/v1/me", preferences={"hold": seconds})


def waits(person: Person) -> bool:
    return bool(person.get("/api/v1/threads?view=queue")["threads"])


def test_what_is_taken_back_stands_in_the_composer_and_its_customer_in_the_queue(
    thread: dict[str, Any], ana: Person, screen: Screen, clouds: Clouds, eventually: Eventually
) -> None:
    hold(ana, 30)
    screen.page.reload()
    screen.open("Where is my order?")
    screen.send("It ships tomorow")
    held = screen.message("It ships tomorow")
    expect(held).to_contain_text("Goes in")
    assert not waits(ana)
    held.get_by_role("button", name="Undo").click()
    expect(screen.reply).to_be_focused()
    expect(screen.reply).to_have_value("It ships tomorow")
    expect(held).to_have_count(0)
    assert waits(ana)
    hold(ana, 0)
    screen.page.reload()
    expect(screen.reply).to_have_value("It ships tomorow")
    screen.send("It ships tomorrow")
    eventually(lambda: clouds.twilio.sent)
    assert [one["Body"] for one in clouds.twilio.sent] == [["It ships tomorrow"]]


def test_one_key_takes_it_back_also_from_another_thread(
    thread: dict[str, Any], lucia: Phone, ana: Person, screen: Screen
) -> None:
    hold(ana, 30)
    screen.page.reload()
    screen.open("Where is my order?")
    screen.send("It ships tomorrow")
    expect(screen.message("It ships tomorrow")).to_contain_text("Goes in")
    screen.press("Escape", "u", "z")
    expect(screen.reply).to_have_value("It ships tomorrow")
    expect(screen.reply).to_be_focused()
    expect(screen.message("It ships tomorrow")).to_have_count(0)


def test_a_closed_tab_still_sends(
    thread: dict[str, Any], screen: Screen, clouds: Clouds, ana: Person, eventually: Eventually
) -> None:
    screen.open("Where is my order?")
    screen.send("It ships tomorrow")
    expect(screen.message("It ships tomorrow")).to_contain_text("Goes in")
    assert clouds.twilio.sent == []
    screen.page.close()
    eventually(lambda: clouds.twilio.sent)
    assert [one["Body"] for one in clouds.twilio.sent] == [["It ships tomorrow"]]


def test_whoever_opens_the_inbox_again_can_still_take_it_back(
    thread: dict[str, Any], ana: Person, screen: Screen, clouds: Clouds
) -> None:
    hold(ana, 30)
    screen.page.reload()
    screen.open("Where is my order?")
    screen.send("It ships tomorrow")
    expect(screen.message("It ships tomorrow")).to_contain_text("Goes in")
    screen.page.reload()
    held = screen.message("It ships tomorrow")
    held.get_by_role("button", name="Undo").click()
    expect(screen.reply).to_have_value("It ships tomorrow")
    assert clouds.twilio.sent == []


def test_its_files_come_back_with_it_and_go_with_the_next_one(
    lucia: Phone, ana: Person, screen: Screen, clouds: Clouds, eventually: Eventually
) -> None:
    lucia.whatsapp("Where is it?")
    eventually(ana.threads)
    hold(ana, 30)
    screen.page.reload()
    screen.open("Where is it?")
    screen.attach("map.png", "image/png", PNG)
    expect(screen.button("Send by WhatsApp")).to_be_enabled()
    screen.send("Here it is")
    held = screen.message("Here it is")
    expect(held.get_by_role("img", name="map.png")).to_be_visible()
    held.get_by_role("button", name="Undo").click()
    expect(held).to_have_count(0)
    hold(ana, 0)
    expect(screen.button("Send by WhatsApp")).to_be_enabled()
    screen.send("Here you are")
    sent = screen.message("Here you are")
    expect(sent.get_by_role("img", name="map.png")).to_be_visible()
    expect(sent).to_contain_text("Sent", timeout=60_000)  # the screen may not know yet that nothing is held any more


def test_in_a_chat_nothing_is_held_back(zoe: Visitor, screen: Screen, eventually: Eventually) -> None:
    screen.open("Zoe")
    screen.send("It ships tomorrow")
    eventually(lambda: zoe.sees() == ["Hello?", "It ships tomorrow"])
    expect(screen.message("It ships tomorrow").get_by_role("button", name="Undo")).to_have_count(0)


def test_colleagues_do_not_see_any_longer_what_was_taken_back(
    thread: dict[str, Any], ana: Person, own_desk: Callable[[Person], Page]
) -> None:
    hold(ana, 30)
    bea, mine = Screen(own_desk(ana.colleague("Bea"))), Screen(own_desk(ana))
    bea.to_view("Open")
    for screen in (bea, mine):
        screen.open("Where is my order?")
    mine.send("It ships tomorrow")
    theirs = bea.message("It ships tomorrow")
    expect(theirs).to_be_visible()
    expect(theirs.get_by_role("button", name="Undo")).to_have_count(0)
    mine.message("It ships tomorrow").get_by_role("button", name="Undo").click()
    expect(theirs).to_have_count(0)


@pytest.fixture
def zoe(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("Hello?")
    eventually(ana.threads)
    return zoe


def test_what_a_colleague_answered_meanwhile_stops_the_second_answer(
    zoe: Visitor, ana: Person, screen: Screen, eventually: Eventually
) -> None:
    [thread] = ana.threads()
    screen.open("Zoe")
    screen.reply.fill("It ships tomorrow")
    bea = ana.colleague("Bea")
    bea.post(f"/api/v1/threads/{thread['id']}/replies", text="It is lost, I am sorry", client_id="b1")
    expect(screen.message("It is lost")).to_be_visible()
    screen.reply.press("Control+Enter")
    stopped = screen.message("It ships tomorrow")
    expect(stopped.get_by_role("alert")).to_contain_text("Bea has answered meanwhile.")
    expect(stopped).to_contain_text("It is lost, I am sorry")
    expect(screen.button("Back to the text")).to_be_focused()
    screen.press("Enter")
    expect(screen.reply).to_have_value("It ships tomorrow")
    expect(screen.reply).to_be_focused()
    assert zoe.sees() == ["Hello?", "It is lost, I am sorry"]
    screen.send("I am sorry, too")
    eventually(lambda: zoe.sees()[2:] == ["I am sorry, too"])  # by now they have read it, and nobody asks again


def test_what_was_written_offline_is_stopped_where_the_customer_wrote_again(
    zoe: Visitor, screen: Screen, context: BrowserContext, ana: Person, eventually: Eventually
) -> None:
    screen.open("Zoe")
    context.set_offline(True)
    screen.send("It ships tomorrow")
    expect(screen.message("It ships tomorrow")).to_contain_text("by itself")
    zoe.say("Forget it, I found it")
    eventually(lambda: ana.threads()[0]["preview"] == "Forget it, I found it")
    context.set_offline(False)
    stopped = screen.message("It ships tomorrow")
    expect(stopped.get_by_role("alert")).to_contain_text("Zoe has written again.")
    expect(stopped).to_contain_text("Forget it, I found it")
    assert "It ships tomorrow" not in zoe.sees()
    stopped.get_by_role("button", name="Send anyway").click()
    eventually(lambda: zoe.sees()[-1] == "It ships tomorrow")


def test_harsh_words_are_asked_about_once_and_go_if_they_are_meant(
    zoe: Visitor, screen: Screen, ana: Person, eventually: Eventually
) -> None:
    screen.open("Zoe")
    screen.send("Stop wasting our time.")
    stopped = screen.message("Stop wasting our time.")
    expect(stopped.get_by_role("alert")).to_contain_text("This may read as harsh: “Stop wasting our time”.")
    assert zoe.sees() == ["Hello?"]
    stopped.get_by_role("button", name="Send anyway").click()
    eventually(lambda: zoe.sees() == ["Hello?", "Stop wasting our time."])


def test_who_does_not_want_to_be_asked_is_not(
    zoe: Visitor, screen: Screen, ana: Person, eventually: Eventually
) -> None:
    ana.patch("/api/v1/me", preferences={"tone": False})
    screen.page.reload()
    screen.open("Zoe")
    screen.send("Stop wasting our time.")
    eventually(lambda: zoe.sees() == ["Hello?", "Stop wasting our time."])
