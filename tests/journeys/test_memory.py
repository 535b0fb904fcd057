"""The card beside the thread: who this is, who they could be as well, and what is new."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.dovecot import Dovecot
from servers.hilo import Hilo, Person
from servers.postfix import Postfix
from servers.screen import Screen
from servers.visitor import Visitor, signed

Eventually = Callable[..., Any]
IN_A_MONTH = datetime.now(UTC) + timedelta(days=30)
PROMISE = {"text": "Send the invoice", "due_at": IN_A_MONTH.isoformat()}


@pytest.fixture
def two(visitor: Callable[..., Visitor], ana: Person, eventually: Eventually) -> tuple[Visitor, Visitor]:
    """Bea, signed in; and Zoe, a stranger who has typed Bea's address."""
    bea, zoe = visitor(token=signed("7", "Bea", "bea@example.com")), visitor("Zoe")
    bea.say("My kettle is broken")
    eventually(ana.threads)
    zoe.say("It is me again", email="bea@example.com")
    eventually(lambda: len(ana.threads()) == 2)
    return bea, zoe


@pytest.fixture
def zoes(screen: Screen, two: tuple[Visitor, Visitor]) -> Screen:
    """Her thread is open, and her card there."""
    screen.open("Zoe")
    suggestion(screen).wait_for()
    return screen


def suggestion(screen: Screen) -> Locator:
    return screen.customer.get_by_role("region", name="Could be the same person")


def dialog(screen: Screen) -> Locator:
    return screen.page.get_by_role("dialog")


def thread_of(ana: Person, name: str) -> str:
    return next(str(one["id"]) for one in ana.threads("open") if one["customer_name"] == name)


def join(screen: Screen) -> None:
    suggestion(screen).get_by_role("button", name="Join…").click()
    expect(dialog(screen).get_by_role("region", name="Bea")).to_contain_text("Verified · signed in on your site")
    dialog(screen).get_by_role("button", name="Join", exact=True).click()
    expect(dialog(screen)).to_have_count(0)
    screen.page.mouse.move(0, 0)  # behind the dialog lies the list, in which nothing moves under a pointer


def test_a_suggestion_says_why_and_shows_both_before_anything_is_done(zoes: Screen) -> None:
    expect(suggestion(zoes)).to_contain_text("Could be the same person as Bea: typed bea@example.com")
    suggestion(zoes).get_by_role("button", name="Join…").click()
    sides = dialog(zoes).get_by_role("region")
    expect(sides).to_have_count(2)
    expect(sides.filter(has_text="Zoe")).to_contain_text("the same browser as before")
    expect(sides.filter(has_text="Bea")).to_contain_text("bea@example.com")
    expect(sides.filter(has_text="Bea")).to_contain_text("Last message")
    expect(dialog(zoes)).to_contain_text("It can be undone at any time")
    expect(dialog(zoes)).to_contain_text("The customer sees nothing of it")
    zoes.press("Escape")
    expect(dialog(zoes)).to_have_count(0)
    expect(zoes.message("My kettle is broken")).to_have_count(0)


def test_two_are_joined_into_one_thread_and_split_again(
    zoes: Screen, two: tuple[Visitor, Visitor], ana: Person
) -> None:
    join(zoes)
    expect(zoes.page.get_by_text("Bea is shown in this thread now.")).to_be_visible()
    expect(zoes.log.get_by_role("article")).to_have_text([re.compile("kettle"), re.compile("It is me again")])
    expect(zoes.rows).to_have_count(1)
    two[0].say("Is anybody there?")
    expect(zoes.message("Is anybody there?")).to_be_visible()
    assert two[1].sees() == ["It is me again"]  # of the other's history nothing
    merged = zoes.customer.get_by_role("listitem").filter(has_text="joined by Ana")
    merged.get_by_role("button", name="Split off…").click()
    dialog(zoes).get_by_role("button", name="Split off", exact=True).click()
    expect(zoes.message("kettle")).to_have_count(0)
    expect(zoes.message("Is anybody there?")).to_have_count(0)
    expect(zoes.message("It is me again")).to_be_visible()
    expect(zoes.rows).to_have_count(2)
    zoes.open("Is anybody there?")
    expect(zoes.message("kettle")).to_be_visible()
    expect(zoes.message("It is me again")).to_have_count(0)


def test_a_join_is_taken_back_where_it_is_announced_and_so_is_that(zoes: Screen) -> None:
    join(zoes)
    expect(zoes.rows).to_have_count(1)
    zoes.button("Undo").click()
    zoes.page.mouse.move(0, 0)
    expect(zoes.page.get_by_text("Bea has a thread of their own again.")).to_be_visible()
    expect(zoes.rows).to_have_count(2)
    zoes.button("Undo").click()
    zoes.page.mouse.move(0, 0)
    expect(zoes.message("kettle")).to_be_visible()
    expect(zoes.rows).to_have_count(1)


def test_a_joined_thread_is_found_under_its_old_address(zoes: Screen, ana: Person) -> None:
    part, head = thread_of(ana, "Bea"), thread_of(ana, "Zoe")
    join(zoes)
    expect(zoes.rows).to_have_count(1)
    zoes.page.evaluate("address => location.hash = address", f"#/queue/{part}")
    expect(zoes.page).to_have_url(re.compile(f"#/queue/{head}$"))
    expect(zoes.message("kettle")).to_be_visible()
    expect(zoes.message("It is me again")).to_be_visible()


def test_a_colleague_sees_the_two_become_one(zoes: Screen, ana: Person, own_desk: Callable[[Person], Page]) -> None:
    ben = Screen(own_desk(ana.colleague("Ben")))
    ben.open("kettle")
    join(zoes)
    expect(ben.message("It is me again")).to_be_visible()
    expect(ben.rows).to_have_count(1)


def test_who_is_not_the_same_is_suggested_no_more_but_that_can_be_taken_back(zoes: Screen) -> None:
    suggestion(zoes).get_by_role("button", name="Not the same").click()
    expect(zoes.page.get_by_text("Bea is no longer suggested.")).to_be_visible()
    expect(suggestion(zoes)).to_have_count(0)
    zoes.button("Undo").click()
    expect(suggestion(zoes)).to_be_visible()


def test_who_somebody_is_can_be_written_down(zoes: Screen) -> None:
    zoes.customer.get_by_role("button", name="Edit: Name").click()
    name = zoes.customer.get_by_role("textbox", name="Name")
    expect(name).to_be_focused()
    name.fill("Zoe Ortega")
    name.press("Enter")
    expect(zoes.customer.get_by_role("heading", name="Zoe Ortega")).to_be_visible()
    expect(zoes.row("Zoe Ortega")).to_be_visible()
    zoes.customer.get_by_role("button", name="Edit: What colleagues").click()
    about = zoes.customer.get_by_role("textbox", name="What colleagues should know")
    about.fill("Knows Luis.\nCalls after five.")
    about.press("Control+Enter")
    zoes.customer.get_by_role("button", name="Add a detail").click()
    zoes.customer.get_by_label("What it is").fill("Contract")
    zoes.customer.get_by_label("Value").fill("Gold")
    zoes.customer.get_by_label("Value").press("Enter")
    zoes.customer.get_by_role("button", name="Edit: Language").click()
    zoes.customer.get_by_label("Time zone").select_option("Europe/Madrid")
    zoes.button("Save").click()
    zoes.page.reload()
    expect(zoes.customer.get_by_role("heading", name="Zoe Ortega")).to_be_visible()
    expect(zoes.customer).to_contain_text("Knows Luis.")
    expect(zoes.customer.get_by_role("definition")).to_have_text("Gold")
    expect(zoes.customer).to_contain_text(re.compile(r"\d:\d\d there, Madrid"))


def test_a_detail_that_is_removed_can_be_had_back(zoes: Screen, ana: Person) -> None:
    customer = ana.get(f"/api/v1/threads/{thread_of(ana, 'Zoe')}")["customer"]["id"]
    ana.patch(f"/api/v1/customers/{customer}", fields={"Contract": "Gold", "Size": "XL"})
    expect(zoes.customer.get_by_role("definition")).to_have_count(2)
    zoes.customer.get_by_role("button", name="Remove “Size”").click()
    expect(zoes.customer.get_by_role("definition")).to_have_text(["Gold"])
    zoes.button("Undo").click()
    expect(zoes.customer.get_by_role("definition")).to_have_count(2)


def test_what_is_not_saved_says_why_and_stays_written(zoes: Screen, hilo: Hilo) -> None:
    zoes.customer.get_by_role("button", name="Edit: Name").click()
    name = zoes.customer.get_by_role("textbox", name="Name")
    name.fill("Zoe Ortega")
    hilo.stop()
    name.press("Enter")
    expect(zoes.customer.get_by_role("alert")).to_contain_text("Hilo cannot be reached")
    expect(name).to_have_value("Zoe Ortega")
    hilo.start()
    name.press("Enter")
    expect(zoes.customer.get_by_role("heading", name="Zoe Ortega")).to_be_visible()


def test_an_address_that_several_people_use_is_marked_so(screen: Screen, two: tuple[Visitor, Visitor]) -> None:
    screen.open("kettle")
    mail = screen.customer.get_by_role("listitem").filter(has_text="bea@example.com")
    mail.get_by_text("More for bea@example.com").locator("xpath=ancestor::summary").click()
    mail.get_by_role("button", name="Used by several people").click()
    expect(mail).to_contain_text("used by several people")
    screen.button("Undo").click()
    expect(mail.get_by_text("used by several people", exact=True)).to_have_count(0)


def test_keys_alone_are_enough_to_join(zoes: Screen) -> None:
    suggestion(zoes).get_by_role("button", name="Join…").focus()
    zoes.press("Enter")
    expect(dialog(zoes).get_by_role("region", name="Bea")).to_be_visible()
    zoes.press("Escape")
    expect(suggestion(zoes).get_by_role("button", name="Join…")).to_be_focused()
    zoes.press("Enter")
    expect(dialog(zoes).get_by_role("button", name="Join", exact=True)).to_be_enabled()
    dialog(zoes).get_by_role("button", name="Join", exact=True).focus()
    zoes.press("Enter")
    expect(zoes.message("kettle")).to_be_visible()
    zoes.customer.get_by_role("button", name="Edit: Name").focus()
    zoes.press("Enter", "X", "Escape")
    expect(zoes.customer.get_by_role("button", name="Edit: Name")).to_be_focused()
    expect(zoes.customer.get_by_role("heading", name="Zoe")).to_be_visible()


def test_how_an_episode_ended_is_written_down_and_changed(zoes: Screen, ana: Person) -> None:
    zoes.customer.get_by_role("button", name="How did it end?").click()
    words = zoes.customer.get_by_role("textbox", name="How it ended")
    expect(words).to_be_focused()
    zoes.press("Escape")
    expect(zoes.customer.get_by_role("button", name="How did it end?")).to_be_focused()
    zoes.press("Enter")
    words.fill("A new kettle was sent")
    zoes.customer.get_by_label("Satisfaction, if the customer said so").select_option("4: high")
    words.press("Enter")
    edit = zoes.customer.get_by_role("button", name="Edit: How it ended")
    expect(edit).to_be_focused()
    ana.post(f"/api/v1/threads/{thread_of(ana, 'Zoe')}/close")
    episode = zoes.customer.get_by_role("listitem").filter(has=zoes.page.get_by_text("A new kettle was sent"))
    expect(episode).to_contain_text(re.compile("Satisfaction: 4 of 5"))
    expect(episode).to_contain_text("closed by Ana")
    edit.click()
    expect(words).to_have_value("A new kettle was sent")
    words.fill("")
    zoes.customer.get_by_label("Satisfaction, if the customer said so").select_option("nothing said")
    zoes.button("Save").click()
    expect(zoes.customer.get_by_role("button", name="How did it end?")).to_be_focused()
    expect(zoes.customer.get_by_text("A new kettle was sent")).to_have_count(0)


def test_a_section_stays_folded(zoes: Screen) -> None:
    episodes = zoes.customer.get_by_role("group").filter(has=zoes.page.get_by_role("heading", name="History"))
    zoes.customer.get_by_role("heading", name="History").click()
    expect(episodes.get_by_role("list")).to_be_hidden()
    zoes.page.reload()
    expect(zoes.customer.get_by_role("heading", name="History")).to_be_visible()
    expect(episodes.get_by_role("list")).to_be_hidden()


def test_what_came_since_one_looked_is_marked_once(screen: Screen, two: tuple[Visitor, Visitor], ana: Person) -> None:
    zoe = thread_of(ana, "Zoe")

    def looking() -> AbstractContextManager[object]:
        """Ends when the server knows that she has looked at Zoe's."""
        return screen.page.expect_request_finished(lambda request: request.url.endswith(f"{zoe}/looked"))

    with looking():
        screen.open("Zoe")
    expect(screen.customer.get_by_text("new", exact=True)).to_have_count(0)
    with looking():
        screen.open("kettle")
    ana.colleague("Ben").post(f"/api/v1/threads/{zoe}/notes", text="She called twice", client_id="n")
    note = screen.customer.get_by_role("listitem").filter(has_text="She called twice")
    with looking():
        screen.open_row("Zoe")
        expect(note).to_contain_text("new")
    with looking():
        screen.open("kettle")
    screen.open_row("Zoe")
    expect(note).to_contain_text("Ben")
    expect(note.get_by_text("new", exact=True)).to_have_count(0)


def test_a_promise_is_kept_and_that_is_taken_back(zoes: Screen, ana: Person) -> None:
    ana.post(f"/api/v1/threads/{thread_of(ana, 'Zoe')}/promises", **PROMISE)
    promise = zoes.customer.get_by_role("listitem").filter(has_text="Send the invoice")
    promise.get_by_role("button", name="Kept").click()
    expect(zoes.customer).to_contain_text("Nothing is open.")
    zoes.button("Undo").click()
    expect(promise.get_by_role("button", name="Kept")).to_be_visible()
    promise.get_by_role("button", name="Change the date").click()
    promise.locator("input").fill(f"{IN_A_MONTH + timedelta(days=2):%Y-%m-%d}T10:17")
    promise.get_by_role("button", name="Save").click()
    expect(promise).to_contain_text("10:17")


def test_a_card_that_cannot_be_loaded_says_so_and_is_tried_again(screen: Screen, two: tuple[Visitor, Visitor]) -> None:
    screen.page.route("**/card", lambda route: route.abort())
    screen.open("Zoe")
    expect(screen.customer.get_by_role("alert")).to_contain_text("Hilo cannot be reached")
    screen.page.unroute("**/card")
    screen.customer.get_by_role("button", name="Try again").click()
    expect(suggestion(screen)).to_be_visible()
    expect(screen.customer.get_by_role("alert")).to_have_count(0)


def test_a_mail_that_nothing_proves_is_marked_and_so_is_its_address(
    screen: Screen, ana: Person, dovecot: Dovecot, postfix: Postfix, address: str
) -> None:
    ana.add_mail(dovecot, address, postfix.smtp)
    sender = address.replace("support", "leo")
    forged = "Authentication-Results: mail.example; dkim=pass header.d=example.com; dmarc=pass\r\n"
    mail = f"{forged}From: Leo <{sender}>\r\nSubject: Hi\r\n\r\nSend me the contract\r\n"
    dovecot.deliver(address, mail.encode())
    screen.open("Send me the contract")
    mark = screen.message("Send me the contract").get_by_text("Not verified")
    expect(mark).to_be_visible()
    expect(mark).to_have_attribute("title", re.compile("Nothing proves"))
    expect(screen.customer.get_by_role("listitem").filter(has_text=sender)).to_contain_text("Not verified")
