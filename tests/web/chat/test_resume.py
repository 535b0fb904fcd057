"""What a lost connection, a closed tab or a browser without a memory cost: nothing."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Error, Page, expect
from servers.proxy import Proxy

from inbox.door import Inbox
from router.service import Router
from tests.web.chat.embedding import Chat, Site, the_visitor
from tests.web.chat.shop import Shop, served

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("built")]


async def test_a_tab_closed_and_reopened_shows_the_conversation(
    page: Page, context: BrowserContext, embedded: Site, shop: Shop
) -> None:
    chat = await Chat(page).open()
    await chat.say("Hello")
    await shop.settle(1)
    visitor = await the_visitor(shop)
    await chat.shows("Hello")
    await page.close()
    await shop.answer("Are you still there?", visitor)
    again = await context.new_page()
    await again.goto(f"{embedded.origin}/elsewhere")
    await expect(again.get_by_role("button", name="Open chat (1 unread)")).to_be_visible()
    chat = Chat(again)
    await again.get_by_role("button", name="Open chat").click()
    await chat.shows("Hello", "Are you still there?")
    await chat.say("Yes")
    await chat.shows("Hello", "Are you still there?", "Yes")
    assert len({one.thread_id for one in await shop.settle(3)}) == 1


async def test_a_server_that_goes_away_and_comes_back_costs_nothing(
    inbox: Inbox, site: Site, shop: Shop, context: BrowserContext, router: Router
) -> None:
    site.account = shop.account
    page = await context.new_page()
    chat = Chat(page)
    async with served(inbox) as site.server:
        port = int(site.server.rsplit(":", 1)[1])
        await page.goto(site.origin)
        await chat.open()
        await chat.say("One")
        await shop.settle(1)
        visitor = await the_visitor(shop)
        await chat.shows("One")
    await expect(chat.panel.get_by_role("status").last).to_contain_text("No connection")
    await chat.say("Two")
    await chat.say("Three")
    await expect(chat.panel.locator(".waiting")).not_to_have_count(0)
    for number in range(3):
        await shop.answer(f"Answer {number}", visitor)
    async with served(inbox, port):
        await expect(chat.bubbles).to_have_count(6, timeout=20_000)
        said = ["One", "Answer 0", "Answer 1", "Answer 2", "Two", "Three"]
        await chat.shows(*said)
        assert [one.text for one in await shop.settle(6)] == said
        await expect(chat.panel.locator(".notice")).to_have_count(0)


async def test_a_connection_cut_in_the_middle_leaves_neither_gap_nor_double(
    embedded: Site, shop: Shop, context: BrowserContext, router: Router, proxied: Callable[[int], Proxy]
) -> None:
    proxy = proxied(int(embedded.server.rsplit(":", 1)[1]))
    embedded.server = f"http://{proxy.host}:{proxy.port}"
    page = await context.new_page()
    await page.goto(embedded.origin)
    chat = await Chat(page).open()
    await chat.say("One")
    await chat.shows("One")
    visitor = await the_visitor(shop)
    said = ["One"]
    for number in range(4):
        said.append(f"Answer {number}")
        await shop.answer(said[-1], visitor)
        proxy.cut()
    await chat.shows(*said)
    proxy.eat_answer_to = b"/messages"
    await chat.say("Two")
    await chat.shows(*said, "Two")
    await expect(chat.panel.locator(".waiting, .sending")).to_have_count(0)
    assert [one.text for one in await shop.settle(6)] == [*said, "Two"]


async def test_what_was_not_sent_outlives_the_tab_and_is_sent_once(
    inbox: Inbox, site: Site, shop: Shop, context: BrowserContext, router: Router
) -> None:
    site.account = shop.account
    page = await context.new_page()
    async with served(inbox) as site.server:
        port = int(site.server.rsplit(":", 1)[1])
        await page.goto(site.origin)
        chat = await Chat(page).open()
        await chat.say("One")
        await chat.shows("One")
    await chat.say("Two")
    await expect(chat.panel.locator(".waiting")).to_have_count(1)
    await page.close()
    async with served(inbox, port):
        again = await context.new_page()
        await again.goto(site.origin)
        await Chat(again).open()
        await Chat(again).shows("One", "Two")
        assert [one.text for one in await shop.settle(2)] == ["One", "Two"]
        await asyncio.sleep(0.3)
        assert len(await shop.settle(2)) == 2


async def test_an_answer_that_was_lost_on_the_way_does_not_double_the_message(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    lost = []

    async def lose(route: Any) -> None:
        await route.fetch()
        lost.append(route)
        await route.abort() if len(lost) == 1 else await route.continue_()

    await page.route(re.compile("/messages$"), lose)
    await chat.say("Only once")
    await chat.shows("Only once")
    await expect(chat.panel.locator(".waiting, .sending")).to_have_count(0)
    await asyncio.sleep(0.3)
    assert [one.text for one in await shop.settle(1)] == ["Only once"]


async def test_a_frame_that_is_denied_storage_keeps_the_conversation_with_the_page(page: Page, shop: Shop) -> None:
    """Chromium denies it to another site's frame when third parties are blocked, as here."""
    chat = await Chat(page).open()
    with pytest.raises(Error, match="Access is denied"):
        await page.frames[1].evaluate("localStorage")
    await chat.say("Hello")
    await chat.shows("Hello")
    await chat.field.fill("A draft")
    await page.reload()
    await (await Chat(page).open()).shows("Hello")
    await expect(chat.field).to_have_value("A draft")


async def test_a_frame_that_may_store_leaves_nothing_with_the_page(
    context: BrowserContext, inbox: Inbox, site: Site, shop: Shop, router: Router
) -> None:
    site.account = shop.account
    async with served(inbox) as address:
        site.server = address.replace("127.0.0.1", "localhost")  # another origin, but the same site
        page = await context.new_page()
        await page.goto(site.origin)
        chat = await Chat(page).open()
        await chat.say("Hello")
        await chat.shows("Hello")
        await page.wait_for_function("localStorage.length")
        assert await page.evaluate("Object.keys(localStorage)") == [f"hilo:{shop.account}:talked"]
        assert f"hilo:{shop.account}:token" in await page.frames[1].evaluate("Object.keys(localStorage)")
        await page.reload()
        await (await Chat(page).open()).shows("Hello")


async def test_a_page_without_any_storage_can_still_talk(
    context: BrowserContext, embedded: Site, shop: Shop, router: Router
) -> None:
    await context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() {throw new DOMException('no', 'SecurityError')}})"
    )
    page = await context.new_page()
    await page.goto(embedded.origin)
    chat = await Chat(page).open()
    await chat.say("Hello")
    await chat.shows("Hello")
    await shop.settle(1)
    await shop.answer("Hi", await the_visitor(shop))
    await chat.shows("Hello", "Hi")
