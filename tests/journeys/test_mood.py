"""How a message sounds: said in words, shown in the message, explained, and corrected by whoever knows better."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor

Desk = Callable[[Person], Page]
Eventually = Callable[..., Any]
FURIOUS = "I am furious, this is the worst service ever! Let me talk to a human!"
CALM = "Hello, does the lamp come in blue?"
NOT_ANGRY = "Marked as not angry. The thread has moved."


@pytest.fixture
def zoe(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> Visitor:
    """Furious, and read closely: what is heard of her changes no more by itself."""
    zoe = visitor("Zoe")
    zoe.say(FURIOUS)
    eventually(lambda: [one for one in ana.threads() if one["anger"] >= 0.5])
    settled(ana, eventually)
    return zoe


def settled(ana: Person, eventually: Eventually) -> None:
    eventually(lambda: (deep := ana.get("/api/v1/mood")["deep"])["backlog"] == 0 or not deep["ready"])


def notice(screen: Screen, text: str) -> None:
    expect(screen.page.locator(".notices")).to_contain_text(text)


def test_an_angry_message_says_so_and_shows_by_which_words(screen: Screen, zoe: Visitor) -> None:
    screen.open("Zoe")
    message = screen.message("furious")
    expect(message.locator(".felt .mood")).to_have_text("angry")
    expect(message).to_contain_text("Asks for a human: “")
    marked = message.locator(".said mark")
    expect(marked.first).to_be_visible()
    assert all(word.lower() in FURIOUS.lower() for word in marked.all_inner_texts())
    expect(screen.row("Zoe")).to_contain_text("angry")


def test_a_calm_message_says_nothing_of_its_mood(
    screen: Screen, visitor: Callable[..., Visitor], ana: Person, eventually: Eventually
) -> None:
    visitor("Kim").say(CALM)
    eventually(ana.threads)
    settled(ana, eventually)
    screen.open("Kim")
    expect(screen.message("blue")).to_be_visible()
    expect(screen.message("blue").locator(".felt")).to_have_count(0)


def test_why_names_up_to_three_words_with_their_share(screen: Screen, zoe: Visitor) -> None:
    screen.open("Zoe")
    message = screen.message("furious")
    why = message.get_by_role("button", name="Why?")
    why.click()
    expect(why).to_have_attribute("aria-expanded", "true")
    words = message.locator(".reading li")
    expect(words.first).to_be_visible()
    assert words.count() <= 3
    told = words.all_inner_texts()
    assert all(one.split()[0].lower() in FURIOUS.lower() for one in told)
    assert sum(int(one.split()[-1].rstrip("%")) for one in told) in range(98, 103)
    named = {one.split()[0].lower() for one in told}
    assert {one.lower() for one in message.locator(".said mark").all_inner_texts()} == named
    why.click()
    expect(message.locator(".reading")).to_have_count(0)


def test_one_key_says_not_angry_and_undo_takes_it_back(screen: Screen, zoe: Visitor, ana: Person) -> None:
    screen.open("Zoe")
    screen.message("furious").locator(".felt .mood").wait_for()
    screen.press("!")
    notice(screen, NOT_ANGRY)
    message = screen.message("furious")
    expect(message).to_contain_text("corrected by a colleague")
    expect(message.locator(".felt .mood")).not_to_have_text("angry")
    expect(screen.row("Zoe").locator(".reason", has_text="angry")).to_have_count(0)
    assert ana.threads()[0]["anger"] < 0.5
    screen.page.locator(".notices").get_by_role("button", name="Undo").click()
    notice(screen, "The correction is taken back.")
    expect(message.locator(".felt .mood")).to_have_text("angry")
    expect(message).not_to_contain_text("corrected")
    expect(screen.row("Zoe").locator(".reason", has_text="angry")).to_have_count(1)


def test_who_is_marked_as_angry_is_on_top_at_once(
    screen: Screen, visitor: Callable[..., Visitor], ana: Person, eventually: Eventually
) -> None:
    visitor("Kim").say(CALM)
    eventually(lambda: len(ana.threads()) == 1)
    visitor("Lee").say("Good morning, is the shop open on Monday?")
    eventually(lambda: len(ana.threads()) == 2)
    settled(ana, eventually)
    expect(screen.rows.first).to_contain_text("Kim")
    screen.open("Lee")
    screen.message("Monday").hover()
    screen.message("Monday").get_by_role("button", name="This message is angry").click()
    notice(screen, "Marked as angry")
    expect(screen.rows.first).to_contain_text("Lee")
    expect(screen.rows.first).to_contain_text("angry")


def test_the_key_means_the_message_that_has_the_focus(screen: Screen, zoe: Visitor, ana: Person) -> None:
    zoe.say("Hello?")
    screen.open("Zoe")
    expect(screen.message("Hello?")).to_be_visible()
    screen.message("furious").get_by_role("button", name="Why?").focus()
    screen.press("!")
    notice(screen, NOT_ANGRY)
    expect(screen.message("furious")).to_contain_text("corrected by a colleague")
    expect(screen.message("Hello?")).not_to_contain_text("corrected")


def test_a_correction_is_on_every_screen_and_can_be_taken_back_there(
    screen: Screen, zoe: Visitor, ana: Person, own_desk: Desk
) -> None:
    bens = Screen(own_desk(ana.colleague("Ben")))
    bens.open("Zoe")
    screen.open("Zoe")
    screen.message("furious").get_by_role("button", name="Not angry").click()
    corrected = bens.message("furious")
    expect(corrected).to_contain_text("corrected by a colleague")
    corrected.get_by_role("button", name="Take the correction back").click()
    expect(screen.message("furious")).not_to_contain_text("corrected by a colleague")
    expect(screen.message("furious").locator(".felt .mood")).to_have_text("angry")


def test_a_correction_that_does_not_arrive_changes_nothing_and_says_so(
    screen: Screen, ana: Person, zoe: Visitor
) -> None:
    [thread] = ana.threads()
    screen.page.route("**/api/v1/messages/*/mood", lambda route: route.abort())
    screen.open("Zoe")
    screen.message("furious").get_by_role("button", name="Not angry").click()
    notice(screen, "Hilo cannot be reached")
    expect(screen.message("furious")).not_to_contain_text("corrected")
    assert ana.threads()[0]["anger"] == thread["anger"]


def test_words_with_odd_signs_are_shown_as_they_were_written(
    screen: Screen, visitor: Callable[..., Visitor], ana: Person, eventually: Eventually
) -> None:
    odd = "WTF??? ((( this [is] \\ horrible *** $^ and I hate it!!! https://shop.example/a?b=(c"
    visitor("Kim").say(odd)
    eventually(ana.threads)
    screen.open("Kim")
    expect(screen.message("WTF").locator(".said")).to_have_text(odd)


def test_it_is_said_in_the_agents_language(screen: Screen, zoe: Visitor, ana: Person) -> None:
    ana.patch("/api/v1/me", language="es")
    screen.page.reload()
    screen.page.locator(".row", has_text="Zoe").click()
    message = screen.message("furious")
    expect(message).to_contain_text("con enfado")
    expect(message).to_contain_text("Pide hablar con una persona: «")
    message.get_by_role("button", name="¿Por qué?").click()
    expect(message.locator(".reading")).to_contain_text("Estas palabras son las que más pesan.")


def test_how_often_colleagues_agree_is_counted(screen: Screen, zoe: Visitor, ana: Person) -> None:
    [thread] = ana.threads()
    [message] = ana.get(f"/api/v1/threads/{thread['id']}")["messages"]
    ana.post(f"/api/v1/messages/{message['id']}/mood", angry=False)
    screen.page.get_by_role("link", name="Settings").click()
    screen.page.get_by_role("link", name="Mood", exact=True).click()
    expect(screen.page.get_by_role("region", name="Close reading")).to_contain_text("Ready")
    row = screen.page.get_by_role("table", name="How often your team agrees").get_by_role("row").last
    expect(row.get_by_role("cell")).to_have_text(["Web", re.compile(r"\d"), "1", "1", "0", "1", "0%"])


def test_where_the_close_reading_does_not_work_it_is_said_and_all_goes_on(
    desk: Desk, hilo: Hilo, ana: Person, visitor: Callable[..., Visitor], eventually: Eventually
) -> None:
    hilo.stop()
    (hilo.data / "mood.model").write_bytes(b"no model at all")
    hilo.start()
    ana.enter()
    visitor("Zoe").say(FURIOUS)
    eventually(ana.threads)
    page = desk(ana)
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_role("main")).to_contain_text("Moods are first impressions only")
    page.get_by_role("link", name="More about it").click()
    reading = page.get_by_role("region", name="Close reading")
    expect(reading).to_contain_text("Not working")
    expect(reading.locator(".trouble")).to_contain_text(ana.get("/api/v1/mood")["deep"]["why"])
    page.get_by_role("link", name="Inbox").click()
    expect(page.locator(".row")).to_contain_text("Zoe")
