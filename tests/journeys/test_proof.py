"""Somebody types a known customer's address in the chat: what they see before they prove it, and after."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect
from servers.dovecot import Dovecot
from servers.hilo import Hilo, Person
from servers.postfix import Postfix
from servers.screen import Screen
from servers.site import Site

Eventually = Callable[..., Any]
HISTORY = "Where is my order? It was for my mother."
SHOP = '<!doctype html><title>Shop</title><script async src="{url}/chat/loader.js" data-account="{id}"></script>'


@pytest.fixture
def visitors(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that is not the agent's."""
    context = browser.new_context(locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def shop(hilo: Hilo, chat: str) -> Iterator[Site]:
    """A site with our chat on it."""
    site = Site(SHOP.format(url=hilo.url, id=chat))
    yield site
    site.close()


@pytest.fixture
def maria(ana: Person, dovecot: Dovecot, postfix: Postfix, address: str, eventually: Eventually) -> str:
    """The address of somebody who has written a mail."""
    maria = address.replace("support", "maria")
    ana.add_mail(dovecot, address, postfix.smtp)
    dovecot.deliver(address, f"From: Maria <{maria}>\r\nSubject: Order\r\n\r\n{HISTORY}\r\n".encode())
    eventually(ana.threads)
    return maria


def test_a_known_customers_history_is_shown_to_whoever_proves_the_address_and_to_nobody_before(
    hilo: Hilo, ana: Person, desk: Callable[[Person], Any], chat: str, visitors: BrowserContext,
    dovecot: Dovecot, maria: str, eventually: Eventually,
) -> None:  # fmt: skip
    [known] = ana.threads()
    page = visitors.new_page()
    page.goto(f"{hilo.url}/chat/panel?account={chat}")
    claim(page, maria)
    stranger = eventually(lambda: next((one for one in ana.threads() if one["id"] != known["id"]), None))
    expect(page.get_by_text(HISTORY)).to_have_count(0)

    ana.post(f"/api/v1/customers/{known['customer_id']}/merge", other_id=stranger["customer_id"])
    agents = desk(ana)
    agents.bring_to_front()
    agents.get_by_role("link").filter(has_text="I am Maria, trust me").click()
    expect(agents.get_by_role("log")).to_contain_text(HISTORY)
    expect(agents.get_by_role("log")).to_contain_text("I am Maria, trust me")
    answer(ana, known["id"], "Hello again")
    page.bring_to_front()
    expect(page.get_by_text("Hello again")).to_be_visible()
    expect(page.get_by_text(HISTORY)).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Hello again")).to_be_visible()
    expect(page.get_by_text(HISTORY)).to_have_count(0)

    page.get_by_role("button", name="Send me a code").click()
    page.get_by_role("textbox", name="Code").fill(eventually(lambda: code_sent(dovecot, maria)))
    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_text(HISTORY)).to_be_visible()
    expect(page.get_by_text("now stands above")).to_be_visible()


def test_an_agent_asks_for_a_code_and_whoever_enters_it_is_that_customer(
    ana: Person, desk: Callable[[Person], Page], shop: Site, visitors: BrowserContext,
    dovecot: Dovecot, maria: str, eventually: Eventually,
) -> None:  # fmt: skip
    page = visitors.new_page()
    page.goto(shop.url)
    page.get_by_role("button", name="Open chat").click()
    panel = page.frame_locator("iframe[title=Chat]")
    claim(panel, maria)
    eventually(lambda: len(ana.threads()) == 2)
    screen = Screen(desk(ana))
    screen.open("I am Maria, trust me")
    demand = screen.customer.get_by_role("button", name="Ask for a code")
    expect(screen.customer.get_by_role("listitem").filter(has_text="typed in the chat")).to_contain_text(maria)
    demand.click()
    expect(screen.page.get_by_text(f"A code is on its way to {maria}")).to_be_visible()
    expect(screen.log).not_to_contain_text(HISTORY)

    page.bring_to_front()
    expect(panel.get_by_text(f"We have sent a code to {maria}")).to_be_visible()
    expect(panel.get_by_text(HISTORY)).to_have_count(0)
    code = eventually(lambda: code_sent(dovecot, maria))
    panel.get_by_role("textbox", name="Code").fill(f"{(int(code) + 1) % 1_000_000:06}")
    panel.get_by_role("button", name="Show it").click()
    expect(panel.get_by_role("alert")).to_contain_text("This is not the code that we sent.")
    panel.get_by_role("textbox", name="Code").fill(code)
    panel.get_by_role("button", name="Show it").click()
    expect(panel.get_by_text(HISTORY)).to_be_visible()

    screen.page.bring_to_front()
    proven = screen.customer.get_by_role("listitem").filter(has_text=maria)
    expect(proven).to_contain_text("Verified · by a code")
    expect(demand).to_have_count(0)
    expect(screen.log).to_contain_text(HISTORY)
    expect(screen.log).to_contain_text("I am Maria, trust me")
    expect(screen.rows).to_have_count(1)
    expect(screen.customer.get_by_role("listitem").filter(has_text="joined by proof")).to_be_visible()


def claim(panel: Page | FrameLocator, email: str) -> None:
    """In the chat, to be somebody."""
    panel.get_by_label("Leave your e-mail address").fill(email)
    field = panel.get_by_role("textbox", name="Write a message")
    field.fill("I am Maria, trust me")
    field.press("Enter")


def answer(ana: Person, thread_id: str, text: str) -> None:
    """To the chat window, which wrote last."""
    ana.post(f"/api/v1/threads/{thread_id}/replies", text=text, client_id="one")


def code_sent(dovecot: Dovecot, to: str) -> str:
    """The first that arrived there, "" before."""
    return next((found for one in dovecot.mails(to) if (found := code_in(one["Subject"]))), "")


def code_in(subject: str) -> str:
    found = re.match(r"(\d{6}) is your code", subject)
    return found[1] if found else ""
