"""Two agents and one queue."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from servers.hilo import Hilo, Person, RefusedError


@pytest.fixture
def waiting(ana: Person, hilo: Hilo, eventually: Callable[..., Any]) -> dict[str, Any]:
    """A thread that anybody may take."""
    chat = ana.add_chat("*")["id"]
    visitor = Person(hilo, "")
    visitor.token = visitor.post(f"/chat/{chat}/session")["token"]
    visitor.post(f"/chat/{chat}/messages", client_id="a", text="Hello?")
    [thread] = eventually(ana.threads)
    return dict(thread)


def test_of_two_agents_who_take_one_thread_at_once_exactly_one_has_it(ana: Person, waiting: dict[str, Any]) -> None:
    bea = ana.colleague("Bea")
    outcomes: list[str] = []

    def take(person: Person) -> None:
        try:
            outcomes.append(person.post(f"/api/v1/threads/{waiting['id']}/take")["assignee_name"])
        except RefusedError as refused:
            outcomes.append(refused.sentence)

    racers = [threading.Thread(target=take, args=(person,)) for person in (ana, bea)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    winner = next(one for one in outcomes if one in ("Ana", "Bea"))
    assert sorted(outcomes) == sorted([winner, f"{winner} has already taken this thread."])


def test_what_one_takes_leaves_the_others_queue_at_once(
    desk: Callable[[Person], Page], ana: Person, waiting: dict[str, Any]
) -> None:
    bea = ana.colleague("Bea")
    page = desk(ana)
    row = page.get_by_role("link").filter(has_text="Hello?")
    expect(row).to_have_count(1)
    bea.post(f"/api/v1/threads/{waiting['id']}/take")
    expect(row).to_have_count(0)


def test_the_first_run_makes_the_admin_and_the_first_account(hilo: Hilo, browser: Browser) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(hilo.url)
    page.get_by_label("Name").fill("Ana")
    page.get_by_label("E-mail").fill("ana@desk.example")
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_role("button", name="Create and go on").click()
    page.get_by_role("radio", name="Chat").check(force=True)
    page.get_by_label("Name of this account").fill("Web")
    page.get_by_label("Title").fill("Acme")
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_label("Code for your site")).to_have_value(re.compile("data-account="))
    page.get_by_role("button", name="Open the inbox").click()
    expect(page.get_by_text("Nobody is waiting")).to_be_visible()
    context.close()
