"""The widget in a real browser, on a page of another site."""

import asyncio

import pytest
from aiohttp import ClientSession
from playwright.async_api import BrowserContext, Page, expect

from inbox import accounts, journal
from tests.web.chat.embedding import Chat, Site, the_visitor
from tests.web.chat.shop import Shop
from web import sse
from web.live import AGENT_TYPES, VISITOR_TYPES

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("built")]


async def test_a_visitor_writes_and_the_agent_answers(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    await expect(chat.panel.locator(".first")).to_have_text("Hello from Acme")
    await chat.say("Where is my order?")
    await chat.shows("Where is my order?")
    (heard,) = await shop.settle(1)
    assert heard.text == "Where is my order?"
    await shop.answer("It is on its way: https://track.example/1.", await the_visitor(shop))
    await chat.shows("Where is my order?", "It is on its way: https://track.example/1.")
    link = chat.panel.get_by_role("link", name="https://track.example/1")
    await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    await expect(chat.panel.locator(".who b").last).to_have_text("Ana")


async def test_nothing_is_loaded_from_the_panel_until_somebody_wants_it(page: Page) -> None:
    await expect(page.get_by_role("button", name="Open chat")).to_be_visible()
    assert await page.locator("iframe").count() == 0


async def test_what_an_agent_or_visitor_writes_is_never_markup(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script> javascript:alert(3)"
    await chat.say(hostile)
    await shop.settle(1)
    await shop.answer(hostile, await the_visitor(shop))
    await chat.shows(hostile, hostile)
    assert await chat.panel.locator("img, .bubble script, .bubble a").count() == 0


async def test_shift_enter_makes_a_line_and_enter_sends(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    await chat.field.press_sequentially("one")
    await chat.field.press("Shift+Enter")
    await chat.field.press_sequentially("two")
    await chat.field.press("Enter")
    await expect(chat.field).to_have_value("")
    assert (await shop.settle(1))[0].text == "one\ntwo"


async def test_presence_is_shown_as_agents_come_and_go(
    page: Page, shop: Shop, http: ClientSession, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT", 0.3)  # how soon it is noticed that an agent has gone
    chat = await Chat(page).open()
    status = chat.panel.get_by_role("status").first
    await expect(status).to_have_text("We are away right now")
    async with shop.at_work(http, server):
        await expect(status).to_have_text("We are here")
        await expect(chat.panel.get_by_label("Leave your e-mail address")).to_have_count(0)
    await expect(status).to_have_text("We are away right now")


async def test_typing_is_shown_both_ways(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    await chat.say("Hello")
    await chat.shows("Hello")
    thread_id = (await shop.settle(1))[0].thread_id
    shop.inbox.bus.wake(AGENT_TYPES, thread_id.encode())
    await expect(chat.panel.get_by_text("Support is typing")).to_be_attached()
    await asyncio.sleep(3)  # the last hint was for "Hello"; more than one in three seconds would tell nothing new
    async with shop.inbox.bus.listen(VISITOR_TYPES) as bell:
        await chat.field.press_sequentially("I am")
        assert await bell.wait(30) == [thread_id.encode()]
    await shop.answer("Hi", await the_visitor(shop))
    await expect(chat.panel.locator(".typing")).to_have_count(0)


async def test_an_answer_is_delivered_when_it_arrives_and_read_when_it_is_looked_at(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    await chat.say("Hello")
    await chat.shows("Hello")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Open chat")).to_be_focused()
    await shop.answer("Hi", await the_visitor(shop))
    await expect(page.get_by_role("button", name="Open chat (1 unread)")).to_be_visible()
    await reaches(shop, "delivered")
    await page.get_by_role("button", name="Open chat").click()
    await reaches(shop, "read")
    await page.get_by_role("button", name="Close chat").click()
    await expect(page.get_by_role("button", name="Open chat")).to_have_attribute("aria-label", "Open chat")


async def reaches(shop: Shop, state: str) -> None:
    async with asyncio.timeout(30):
        while (await shop.settle(2))[-1].state != state:
            await asyncio.sleep(0.02)


async def test_it_speaks_the_host_pages_language(page: Page, embedded: Site) -> None:
    await page.goto(f"{embedded.origin}/?lang=es-MX")
    await page.get_by_role("button", name="Abrir chat").click()
    await expect(Chat(page).panel.get_by_role("textbox", name="Escribe un mensaje")).to_be_focused()
    await expect(Chat(page).panel.get_by_role("status").first).to_have_text("Ahora no estamos")


async def test_a_refusal_is_shown_with_its_sentence(page: Page, shop: Shop) -> None:
    await shop.inbox.write(accounts.pause, shop.account, True, shop.inbox.clock())
    await page.get_by_role("button", name="Open chat").click()
    await expect(Chat(page).panel.get_by_role("alert")).to_contain_text("switched off")
    assert await shop.inbox.read(journal.unread, 5) == []


async def test_no_cookie_is_kept_and_no_error_is_logged(page: Page, context: BrowserContext) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    chat = await Chat(page).open()
    await chat.say("Hello")
    await chat.shows("Hello")
    assert await context.cookies() == []
    assert complaints == []


async def test_a_small_screen_is_filled(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 700})
    await Chat(page).open()
    box = await page.locator("iframe[title=Chat]").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 700}
    await Chat(page).panel.get_by_role("button", name="Close chat").click()
    await expect(page.locator("iframe[title=Chat]")).to_be_hidden()
