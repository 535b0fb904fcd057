"""A visitor writes on a customer's site; the agent answers in the inbox; both see it at once."""

import http.server
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect
from servers.dovecot import Dovecot
from servers.hilo import Hilo, Person
from servers.postfix import Postfix

SECRET = "a secret that only the shop and Hilo know"
PAGE = """<!doctype html><title>Shop</title><h1>Shop</h1>
<script async src="{url}/chat/loader.js" data-account="{id}"></script>"""


class Shop:
    """The customer's own site, on another origin than Hilo."""

    def __init__(self) -> None:
        self.html = b""
        shop = self

        class Pages(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(shop.html)

            def log_message(self, format: str, *args: object) -> None:
                return

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def embed(self, hilo: Hilo, account: dict[str, Any]) -> None:
        self.html = PAGE.format(url=hilo.url, id=account["id"]).encode()


@pytest.fixture
def shop(ana: Person, hilo: Hilo) -> Iterator[Shop]:
    shop = Shop()
    shop.embed(hilo, ana.add_chat(shop.origin, secret=SECRET))
    yield shop
    shop.server.shutdown()
    shop.server.server_close()


def open_chat(context: BrowserContext, shop: Shop) -> tuple[Page, FrameLocator]:
    page = context.new_page()
    page.goto(shop.origin)
    page.get_by_role("button", name="Open chat").click()
    return page, page.frame_locator("iframe[title=Chat]")


def say(panel: FrameLocator, text: str) -> None:
    field = panel.get_by_role("textbox", name="Write a message")
    field.fill(text)
    field.press("Enter")


def test_both_sides_see_each_others_words_without_reloading(
    desk: Callable[[Person], Page], ana: Person, shop: Shop, context: BrowserContext
) -> None:
    inbox = desk(ana)
    _, panel = open_chat(context, shop)
    say(panel, "Hello, is the blue one in stock?")
    inbox.bring_to_front()
    inbox.get_by_role("link").filter(has_text="is the blue one in stock?").click()
    inbox.get_by_role("textbox", name="Reply to the customer").fill("Yes, three of them.")
    inbox.keyboard.press("Control+Enter")
    expect(panel.get_by_text("Yes, three of them.")).to_be_visible()


def test_a_closed_tab_finds_the_whole_conversation_when_it_opens_again(
    ana: Person, shop: Shop, context: BrowserContext, eventually: Callable[..., Any]
) -> None:
    page, panel = open_chat(context, shop)
    say(panel, "I will be back")
    [thread] = eventually(ana.threads)
    page.close()
    ana.post(f"/api/v1/threads/{thread['id']}/replies", text="We will be here", client_id="one")
    _, panel = open_chat(context, shop)
    expect(panel.get_by_text("I will be back")).to_have_count(1)
    expect(panel.get_by_text("We will be here")).to_have_count(1)


def test_a_note_never_reaches_the_visitor(
    ana: Person, shop: Shop, context: BrowserContext, eventually: Callable[..., Any]
) -> None:
    _, panel = open_chat(context, shop)
    say(panel, "Hello?")
    [thread] = eventually(ana.threads)
    ana.post(f"/api/v1/threads/{thread['id']}/notes", text="Difficult customer", client_id="one")
    ana.post(f"/api/v1/threads/{thread['id']}/replies", text="Good morning", client_id="two")
    expect(panel.get_by_text("Good morning")).to_be_visible()
    expect(panel.get_by_text("Difficult customer")).to_have_count(0)


def test_a_signed_in_visitor_and_their_mail_are_one_thread(
    ana: Person, shop: Shop, context: BrowserContext, dovecot: Dovecot, postfix: Postfix, address: str,
    eventually: Callable[..., Any],
) -> None:  # fmt: skip
    ana.add_mail(dovecot, address, postfix.smtp)
    dovecot.deliver(address, b"From: Bob <bob@example.com>\r\nSubject: Order\r\n\r\nWhere is my order?\r\n")
    [thread] = eventually(ana.threads)
    page = context.new_page()
    page.goto(shop.origin)
    soon = datetime.now(UTC) + timedelta(minutes=5)
    token = jwt.encode({"sub": "7", "exp": soon, "email": "bob@example.com", "name": "Bob"}, SECRET, "HS256")
    page.get_by_role("button", name="Open chat").wait_for()
    page.evaluate("token => window.Hilo.identify(token)", token)
    page.get_by_role("button", name="Open chat").click()
    panel = page.frame_locator("iframe[title=Chat]")
    expect(panel.get_by_role("heading")).to_have_text("Acme")  # before that, Enter sends nothing yet
    say(panel, "Me again, on the site")
    both = eventually(lambda: (found := ana.get(f"/api/v1/threads/{thread['id']}")["messages"])[1:] and found)
    assert [one["channel"] for one in both] == ["email", "chat"]
    expect(panel.get_by_text("Where is my order?")).to_be_visible()


def test_a_typed_address_stays_a_claim(ana: Person, shop: Shop, hilo: Hilo, eventually: Callable[..., Any]) -> None:
    chat = ana.get("/api/v1/accounts")[0]["id"]
    visitor = Person(hilo, "")
    visitor.token = visitor.post(f"/chat/{chat}/session")["token"]
    visitor.post(f"/chat/{chat}/messages", client_id="a", text="Hi", email="boss@example.com")
    [thread] = eventually(ana.threads)
    customer = ana.get(f"/api/v1/threads/{thread['id']}")["customer"]
    assert [one["channel"] for one in customer["identities"]] == ["chat"]
    assert [one["address"] for one in customer["claims"]] == ["boss@example.com"]
