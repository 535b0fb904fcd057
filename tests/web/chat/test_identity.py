"""Who writes, as the site, the visitor and the server see it, in a real browser."""

import asyncio
from collections.abc import Callable

import pytest
from playwright.async_api import BrowserContext, Page, expect

from inbox.door import Inbox
from router.service import Router
from tests.web.chat.embedding import Chat, Site, the_customer, the_visitor
from tests.web.chat.shop import Shop

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("built")]


async def test_the_sites_word_signs_a_visitor_in(page: Page, shop: Shop, signed: Callable[..., str]) -> None:
    chat = await Chat(page).open()
    await chat.say("As nobody")
    await chat.shows("As nobody")
    await page.evaluate("token => Hilo.identify(token)", signed(email="ana@example.com", name="Ana"))
    await chat.shows()
    await chat.say("As Ana")
    await chat.shows("As Ana")
    said = {one.text: one for one in await shop.settle(2)}
    assert said["As Ana"].thread_id != said["As nobody"].thread_id
    customer = await the_customer(shop, "As Ana")
    assert {(one.channel, one.address, one.evidence) for one in customer.identities} == {
        ("chat", "jwt:42", "proven"),
        ("email", "ana@example.com", "proven"),
    }


async def test_signed_in_from_the_first_moment_and_again_on_the_next_page(
    context: BrowserContext, embedded: Site, shop: Shop, router: Router, signed: Callable[..., str]
) -> None:
    page = await context.new_page()
    await page.goto(f"{embedded.origin}/?jwt={signed()}")
    chat = await Chat(page).open()
    await chat.say("Hello")
    await chat.shows("Hello")
    await page.goto(f"{embedded.origin}/other?jwt={signed()}")
    await (await Chat(page).open()).shows("Hello")
    await page.goto(f"{embedded.origin}/signed-out")
    await Chat(page).open()
    await asyncio.sleep(0.3)
    await Chat(page).shows()


async def test_a_wrong_word_leaves_the_visitor_anonymous_and_tells_the_sites_maker(
    page: Page, shop: Shop, signed: Callable[..., str]
) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    chat = await Chat(page).open()
    await page.evaluate("addEventListener('hilo:expired', () => (window.expired = true))")
    await page.evaluate("token => Hilo.identify(token)", signed(minutes=-10))
    await page.wait_for_function("window.expired")
    await chat.say("Who am I?")
    await chat.shows("Who am I?")
    assert not (await the_visitor(shop)).startswith("jwt:")
    assert any("expired" in one for one in told)


async def test_a_typed_email_goes_along_as_a_claim_and_shows_nothing(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    box = chat.panel.get_by_label("Leave your e-mail address")
    await box.fill("ana@")
    await chat.field.fill("Please write to me")
    await expect(chat.panel.get_by_role("button", name="Send")).to_be_disabled()
    await box.fill("ana@example.com")
    await chat.field.press("Enter")
    await chat.shows("Please write to me")
    customer = await the_customer(shop)
    assert [one.address for one in customer.claims] == ["ana@example.com"]
    assert [one.channel for one in customer.identities] == ["chat"]


async def test_a_page_of_another_origin_may_not_show_the_panel(
    page: Page, shop: Shop, embedded: Site, inbox: Inbox
) -> None:
    stranger = embedded.origin.replace("localhost", "127.0.0.1")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    await page.goto(stranger)
    await page.get_by_role("button", name="Open chat").click()
    async with asyncio.timeout(30):
        while not any("frame-ancestors" in one for one in refused):
            await asyncio.sleep(0.05)
    assert await Chat(page).panel.get_by_role("textbox").count() == 0


async def test_the_host_page_cannot_be_told_apart_from_its_messages(page: Page, shop: Shop) -> None:
    """A frame beside ours, or the page's own scripts posing as the panel, change nothing."""
    await page.evaluate("postMessage({hilo: 'unread', count: 7}, '*')")
    await page.evaluate("document.body.append(Object.assign(document.createElement('iframe'), {srcdoc: "
                        "\"<script>parent.postMessage({hilo:'unread',count:7},'*')</script>\"}))")  # fmt: skip
    await asyncio.sleep(0.2)
    await expect(page.get_by_role("button", name="Open chat")).to_have_attribute("aria-label", "Open chat")
