"""The shop's own web site with the chat on it, and the panel as a visitor handles it."""

import asyncio
from dataclasses import dataclass

from aiohttp import web
from playwright.async_api import FrameLocator, Locator, Page, expect

from inbox import customers, threads
from inbox.words import Customer, Message
from tests.web.chat.shop import Shop

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


@dataclass
class Site:
    """The shop's own web site. Its pages differ by path, and are on another site than the server: localhost."""

    port: int
    server: str = ""
    account: str = ""

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    async def page(self, request: web.Request) -> web.Response:
        more = " ".join(f'data-{name}="{value}"' for name, value in request.query.items() if name != "lang")
        html = f"""<!doctype html><html lang="{request.query.get("lang", "en")}"><meta charset="utf-8">
            <title>Shop</title><h1>Our shop</h1>
            <script async src="{self.server}/chat/loader.js" data-account="{self.account}" {more}></script>"""
        return web.Response(text=html, content_type="text/html")


@dataclass
class Chat:
    """The panel as a visitor handles it."""

    page: Page

    @property
    def panel(self) -> FrameLocator:
        return self.page.frame_locator("iframe[title=Chat]")

    @property
    def bubbles(self) -> Locator:
        return self.panel.locator(".bubble:not(.first):not(.typing)")

    @property
    def field(self) -> Locator:
        return self.panel.get_by_role("textbox", name="Write a message")

    async def open(self) -> "Chat":
        await self.page.get_by_role("button", name="Open chat").click()
        await expect(self.field).to_be_focused()
        await expect(self.panel.get_by_role("heading")).to_have_text("Acme")
        return self

    async def say(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def shows(self, *texts: str) -> None:
        await expect(self.bubbles).to_have_text(list(texts))


async def the_customer(shop: Shop, text: str = "") -> Customer:
    """Whoever wrote this, or wrote first."""
    found: list[Message] = []
    async with asyncio.timeout(30):
        while not found:
            found = [one for one in await shop.settle(1) if text in ("", one.text)]
    thread = await shop.inbox.read(threads.get, found[0].thread_id)
    return await shop.inbox.read(customers.get, thread.customer_id)


async def the_visitor(shop: Shop) -> str:
    """The chat address of whoever wrote first."""
    return next(one.address for one in (await the_customer(shop)).identities if one.channel == "chat")
