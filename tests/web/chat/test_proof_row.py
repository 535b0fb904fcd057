"""How a visitor proves an address in the panel, in a real browser and with real mail."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from sqlalchemy import Connection, insert

from inbox.schema import claim
from tests.web.chat.embedding import Chat, Site, the_customer
from tests.web.chat.post import Post
from tests.web.chat.shop import Shop
from tests.web.chat.test_panel import contrast
from tests.web.chat.test_proving import other_than

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("built", "post")]

OFFER = "Send me a code, to see our earlier conversation here"


async def claim_to_be(chat: Chat, email: str) -> None:
    field = chat.panel.get_by_label("Leave your e-mail address")
    await field.fill(email)
    await field.blur()


def entry(chat: Chat) -> Locator:
    return chat.panel.get_by_role("textbox", name="Code")


async def test_a_visitor_enters_the_code_and_their_history_stands_above_a_line_that_says_so(
    page: Page, shop: Shop, post: Post
) -> None:
    maria = post.of("maria")
    known = await post.hears(maria, "Where is my order?")
    await shop.write_to(known.id, "On its way", maria)
    chat = await Chat(page).open()
    await claim_to_be(chat, maria)
    await chat.say("It is me again")
    await chat.shows("It is me again")
    await chat.panel.get_by_role("button", name=OFFER).click()
    await expect(entry(chat)).to_be_focused()
    await expect(entry(chat)).to_have_attribute("autocomplete", "one-time-code")
    await expect(entry(chat)).to_have_attribute("inputmode", "numeric")
    await expect(chat.panel.get_by_text(f"We have sent a code to {maria}")).to_be_visible()
    await chat.shows("It is me again")
    code = await post.code(maria)
    await entry(chat).fill(other_than(code))
    await entry(chat).press("Enter")
    await expect(chat.panel.get_by_role("alert")).to_contain_text("not the code that we sent")
    await entry(chat).fill(f"Your code: {code[:3]} {code[3:]}")
    await expect(entry(chat)).to_have_value(code)
    await chat.panel.get_by_role("button", name="Show it").click()
    await chat.shows("Where is my order?", "On its way", "It is me again")
    await expect(chat.panel.get_by_role("status").last).to_contain_text(f"{maria} is yours.")
    await expect(chat.panel.locator(".who").first).to_contain_text("by e-mail: My order")
    await expect(entry(chat)).to_have_count(0)
    await expect(chat.panel.get_by_role("button", name=OFFER)).to_have_count(0)
    await page.reload()
    await (await Chat(page).open()).shows("Where is my order?", "On its way", "It is me again")


async def test_what_was_mailed_is_no_unread_chat(page: Page, shop: Shop, post: Post) -> None:
    maria = post.of("maria")
    known = await post.hears(maria, "Where is my order?")
    await shop.write_to(known.id, "On its way", maria)
    chat = await Chat(page).open()
    await claim_to_be(chat, maria)
    await chat.panel.get_by_role("button", name=OFFER).click()
    await entry(chat).fill(await post.code(maria))
    await entry(chat).press("Enter")
    await chat.shows("Where is my order?", "On its way")
    await page.get_by_role("button", name="Close chat").click()
    await expect(page.get_by_role("button", name="Open chat")).to_have_attribute("aria-label", "Open chat")


async def test_an_agents_question_opens_the_entry_which_can_be_put_off_and_taken_up_again(
    page: Page, shop: Shop, post: Post, server: str
) -> None:
    maria = post.of("maria")
    await post.hears(maria, "Where is my order?")
    chat = await Chat(page).open()
    await chat.say("I am Maria")
    await chat.shows("I am Maria")
    await the_agent_asks(shop, post, page, maria, server)
    await expect(entry(chat)).to_be_visible()
    await expect(chat.field).to_be_focused()  # nobody is torn away from what they are writing
    await page.reload()
    await Chat(page).open()
    await chat.panel.get_by_role("button", name="Not now").click()
    await expect(entry(chat)).to_have_count(0)
    await claim_to_be(chat, maria)
    await chat.panel.get_by_role("button", name=OFFER).click()
    await entry(chat).fill(await post.code(maria, 2))
    await entry(chat).press("Enter")
    await chat.shows("Where is my order?", "I am Maria")


async def the_agent_asks(shop: Shop, post: Post, page: Page, email: str, server: str) -> None:
    customer = await the_customer(shop, "I am Maria")
    await shop.inbox.write(claimed, customer.id, email, shop.inbox.clock())
    cookie = await shop.cookie()
    answer = await page.request.post(
        f"{server}/api/v1/customers/{customer.id}/ask",
        data={"channel": "email", "address": email},
        headers={"Cookie": cookie, "X-CSRF-Token": "csrf"},
    )
    assert answer.status == 204, await answer.text()


def claimed(conn: Connection, customer_id: str, email: str, now: Any) -> None:
    row = {"customer_id": customer_id, "channel": "email", "address": email, "created_at": now}
    conn.execute(insert(claim), [row])


async def test_it_speaks_spanish_and_so_does_the_mail(page: Page, embedded: Site, post: Post) -> None:
    maria = post.of("maria")
    await post.hears(maria, "¿Dónde está mi pedido?")
    await page.goto(f"{embedded.origin}/?lang=es")
    await page.get_by_role("button", name="Abrir chat").click()
    panel = Chat(page).panel
    field = panel.get_by_label("Déjanos tu correo")
    await field.fill(post.address)
    await field.blur()
    await panel.get_by_role("button", name="Enviadme un código").click()
    await expect(panel.get_by_role("alert")).to_have_text(
        "No podemos escribir a esta dirección. Comprueba cómo está escrita."
    )
    await panel.get_by_role("button", name="Cambiar").click()
    await field.fill(maria)
    await field.blur()
    await panel.get_by_role("button", name="Enviadme un código").click()
    await panel.get_by_role("textbox", name="Código").fill(await post.code(maria))
    await panel.get_by_role("button", name="Ver").click()
    await expect(panel.get_by_text("está ahora arriba")).to_be_visible()
    assert "es tu código" in (await post.mails(maria))[-1]["Subject"]


async def test_another_code_can_be_had_but_not_at_once_unless_the_address_was_mistyped(page: Page, post: Post) -> None:
    chat = await Chat(page).open()
    await claim_to_be(chat, post.of("mraia"))
    await chat.panel.get_by_role("button", name=OFFER).click()
    await expect(chat.panel.get_by_role("button", name="Send a new code")).to_be_disabled()
    await chat.panel.get_by_role("button", name="Not now").click()
    await chat.panel.get_by_role("button", name="Change").click()
    await claim_to_be(chat, post.of("maria"))
    await chat.panel.get_by_role("button", name=OFFER).click()
    await expect(chat.panel.get_by_text(f"We have sent a code to {post.of('maria')}")).to_be_visible()
    assert await post.code(post.of("maria"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_entry_can_be_read_in_light_and_dark(page: Page, post: Post, scheme: Any) -> None:
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    chat = await Chat(page).open()
    await claim_to_be(chat, post.of("maria"))
    await expect(chat.panel.get_by_role("button", name=OFFER)).to_be_visible()
    for part in (".email p", ".email .link >> nth=0"):
        assert await contrast(chat.panel.locator(part)) >= 4.5, part
    await chat.panel.get_by_role("button", name=OFFER).click()
    code = await post.code(post.of("maria"))
    await entry(chat).fill(other_than(code))
    await entry(chat).press("Enter")
    await expect(chat.panel.get_by_role("alert")).to_be_visible()
    for part in (".proof #why", ".proof .solid", ".proof .wrong", ".proof .link >> nth=1"):
        assert await contrast(chat.panel.locator(part)) >= 4.5, part
    await entry(chat).fill(code)
    await entry(chat).press("Enter")
    assert await contrast(chat.panel.locator(".notice")) >= 4.5
