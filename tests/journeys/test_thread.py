"""What an agent sees of one customer: each message as it was, and what is known of who wrote it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor, signed

Eventually = Callable[..., Any]
LINES = 60


def write_notes(ana: Person, thread_id: str) -> None:
    for number in range(1, LINES + 1):
        ana.post(f"/api/v1/threads/{thread_id}/notes", text=f"Line {number}.", client_id=f"n{number}")


def test_a_long_thread_comes_in_pages_and_the_readers_place_stays(
    visitor: Callable[..., Visitor], screen: Screen, ana: Person, eventually: Eventually
) -> None:
    visitor("Zoe").say("The very first")
    [thread] = eventually(ana.threads)
    write_notes(ana, thread["id"])
    screen.page.reload()
    screen.open("Zoe")
    messages = screen.log.get_by_role("article")
    expect(messages).to_have_count(50)
    expect(screen.message(f"Line {LINES}.")).to_be_in_viewport()
    oldest = screen.message("Line 11.")
    oldest.scroll_into_view_if_needed()
    screen.button("Show earlier messages").click()
    expect(messages).to_have_count(LINES + 1)
    expect(oldest).to_be_in_viewport()
    expect(screen.button("Show earlier messages")).to_have_count(0)
    texts = messages.locator("p").all_inner_texts()
    assert texts == ["The very first", *(f"Line {number}." for number in range(1, LINES + 1))]


def test_news_do_not_tear_away_whoever_reads_further_up(
    visitor: Callable[..., Visitor], screen: Screen, ana: Person, eventually: Eventually
) -> None:
    zoe = visitor("Zoe")
    zoe.say("The very first")
    [thread] = eventually(ana.threads)
    write_notes(ana, thread["id"])
    screen.page.reload()
    screen.open("Zoe")
    expect(screen.message(f"Line {LINES}.")).to_be_in_viewport()
    zoe.say("Still there?")
    expect(screen.message("Still there?")).to_be_in_viewport()
    expect(screen.button("New message")).to_have_count(0)
    screen.message("Line 20.").scroll_into_view_if_needed()
    zoe.say("Hello?!")
    expect(screen.button("New message")).to_be_visible()
    expect(screen.message("Line 20.")).to_be_in_viewport()
    expect(screen.message("Hello?!")).not_to_be_in_viewport()
    screen.button("New message").click()
    expect(screen.message("Hello?!")).to_be_in_viewport()
    expect(screen.button("New message")).to_have_count(0)


def test_a_nameless_visitor_has_a_name_everywhere(visitor: Callable[..., Visitor], screen: Screen, ana: Person) -> None:
    visitor().say("Guess who")
    screen.open("Visitor")
    expect(screen.thread.get_by_role("heading", name="Visitor")).to_be_visible()
    expect(screen.message("Guess who")).to_contain_text("Visitor")
    expect(screen.reply).to_have_attribute("placeholder", "Write to Visitor…")
    expect(screen.customer.get_by_role("heading", name="Visitor", exact=True)).to_be_visible()
    screen.button("Take").click()
    expect(screen.page.get_by_text("You have taken Visitor’s thread.")).to_be_visible()


def test_the_customer_stands_beside_the_thread_with_the_evidence_of_each_address(
    visitor: Callable[..., Visitor], screen: Screen
) -> None:
    bob = visitor(token=signed("7", "Bob", "bob@example.com"))
    bob.say("First question")
    screen.open("First question")
    identities = screen.customer.get_by_role("listitem")
    expect(identities.filter(has_text="Chat")).to_contain_text("Verified · signed in on your site")
    expect(identities.filter(has_text="E-mail")).to_contain_text("bob@example.com")
    expect(identities.filter(has_text="E-mail")).to_contain_text("Verified")
    history = screen.customer.get_by_role("listitem").filter(has_text="answer")
    expect(history).to_have_count(1)
    expect(history).to_contain_text("no answer yet")
    screen.send("First answer")
    expect(history).to_contain_text("first answer after")
    screen.button("Close").click()
    screen.to_view("Closed")
    screen.open_row("Bob")
    expect(history).to_contain_text("closed by Ana after")
    bob.say("Second question")
    expect(history).to_contain_text("open for")  # so soon it is about the same thing
    expect(history).to_have_count(1)


def test_a_typed_address_is_shown_as_what_it_is(visitor: Callable[..., Visitor], screen: Screen, hilo: Hilo) -> None:
    visitor("Zoe").say("It is me, the boss", email="boss@example.com")
    screen.open("Zoe")
    expect(screen.customer.get_by_role("heading", name="Said by the customer")).to_be_visible()
    claim = screen.customer.get_by_role("listitem").filter(has_text="boss@example.com")
    expect(claim).to_contain_text("Not verified")
    expect(screen.customer.get_by_text("the same browser as before")).to_be_visible()
