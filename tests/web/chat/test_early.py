"""Whoever writes before it is settled who they are is not made to write it again."""

import asyncio
from collections.abc import Callable

import pytest
from playwright.async_api import Page, Route, expect

from tests.web.chat.embedding import Chat
from tests.web.chat.shop import Shop

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("built", "router")]


class Gate:
    """Holds the beginnings of sessions until it is opened."""

    def __init__(self) -> None:
        self.opened, self.reached = asyncio.Event(), asyncio.Event()

    async def hold(self, route: Route) -> None:
        self.reached.set()
        await self.opened.wait()
        await route.continue_()


async def test_what_is_sent_before_the_window_is_ready_goes_as_soon_as_it_is(page: Page, shop: Shop) -> None:
    gate, chat = Gate(), Chat(page)
    await page.route("**/session", gate.hold)
    await page.get_by_role("button", name="Open chat").click()
    await gate.reached.wait()
    await chat.say("Are you there?")
    await expect(chat.field).to_have_value("Are you there?")
    gate.opened.set()
    await chat.shows("Are you there?")
    await expect(chat.field).to_have_value("")
    assert [one.text for one in await shop.settle(1)] == ["Are you there?"]


async def test_whoever_goes_on_typing_has_not_sent_it(page: Page, shop: Shop) -> None:
    gate, chat = Gate(), Chat(page)
    await page.route("**/session", gate.hold)
    await page.get_by_role("button", name="Open chat").click()
    await gate.reached.wait()
    await chat.say("Are you")
    await chat.field.press_sequentially(" there?")
    gate.opened.set()
    await expect(chat.panel.get_by_role("heading")).to_have_text("Acme")
    await expect(chat.field).to_have_value("Are you there?")
    await expect(chat.bubbles).to_have_count(0)


async def test_what_is_written_while_the_site_says_who_it_is_is_theirs(
    page: Page, shop: Shop, signed: Callable[..., str]
) -> None:
    chat, gate = await Chat(page).open(), Gate()
    await page.route("**/session", gate.hold)
    await page.evaluate("token => Hilo.identify(token)", signed(email="ana@example.com", name="Ana"))
    await gate.reached.wait()
    await chat.say("It is me, Ana")
    gate.opened.set()
    await chat.shows("It is me, Ana")
    assert [one.text for one in await shop.settle(1)] == ["It is me, Ana"]
    visitors = [one.customer_name for one in await shop.threads()]
    assert visitors == ["Ana"]
