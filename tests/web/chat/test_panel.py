"""The panel's manners, in a real browser."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Locator, Page, Route, expect

from inbox import accounts
from router.service import Router
from tests.web.chat.embedding import Chat, Site, the_customer, the_visitor
from tests.web.chat.shop import Shop

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("built")]

CONTRAST = """element => {
    const light = colour => {
        const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255);
        const [red, green, blue] = parts.map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = at => /rgba\\(0, 0, 0, 0\\)/.test(getComputedStyle(at).backgroundColor) && at.parentElement
        ? behind(at.parentElement) : getComputedStyle(at).backgroundColor;
    const [dark, bright] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
}"""


async def set_up(shop: Shop, site: Site, **settings: Any) -> None:
    whole = {"title": "Acme", "allowed_origins": [site.origin], **settings}
    inbox = shop.inbox
    await inbox.write(accounts.update_settings, inbox.box, shop.account, "Chat", whole, {}, inbox.clock())


async def test_many_messages_at_once_all_arrive_in_order_though_the_server_says_slower(page: Page, shop: Shop) -> None:
    typed, answers = asyncio.Event(), list[int]()

    async def hold(route: Route) -> None:
        await typed.wait()
        await route.continue_()

    await page.route("**/messages", hold)
    page.on("response", lambda one: answers.append(one.status) if one.url.endswith("/messages") else None)
    chat = await Chat(page).open()
    said = [f"Message {number}" for number in range(23)]
    for text in said:
        await chat.say(text)
    await expect(chat.bubbles).to_have_count(23)
    typed.set()
    assert [one.text for one in await shop.settle(23)] == said
    assert answers.index(429) == 20  # as many as one visitor may write in ten seconds
    await chat.shows(*said)


async def test_what_the_server_refuses_for_good_can_be_sent_again_or_discarded(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    refusal = {"error": {"code": "empty", "message": "There is nothing in this message."}}
    await page.route("**/messages", lambda route: route.fulfill(status=422, json=refusal))
    await chat.say("One")
    await chat.say("Two")
    await expect(chat.panel.locator(".wrong")).to_have_count(2)
    await expect(chat.panel.locator(".wrong").first).to_contain_text("Not sent. There is nothing in this message.")
    await page.unroute("**/messages")
    await chat.panel.get_by_role("button", name="Discard").first.click()
    await chat.shows("Two")
    await chat.panel.get_by_role("button", name="Send again").click()
    await expect(chat.panel.locator(".wrong")).to_have_count(0)
    assert [one.text for one in await shop.settle(1)] == ["Two"]


async def test_a_message_that_is_too_long_cannot_be_sent_and_says_by_how_much(page: Page) -> None:
    chat = await Chat(page).open()
    await chat.field.fill("x" * 10_007)
    await expect(chat.panel.get_by_role("alert")).to_have_text("7 characters too many")
    await expect(chat.panel.get_by_role("button", name="Send")).to_be_disabled()
    await chat.field.press("Enter")
    await chat.shows()
    await chat.field.fill("x" * 10_000)
    await chat.field.press("Enter")
    await expect(chat.bubbles).to_have_count(1)


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
async def test_nothing_is_not_sent(page: Page, text: str) -> None:
    chat = await Chat(page).open()
    await chat.field.fill(text)
    await chat.field.press("Enter")
    await asyncio.sleep(0.1)
    await chat.shows()


async def test_a_lone_surrogate_does_not_stop_a_message(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    await chat.field.evaluate(
        "field => { field.value = 'half \\ud83d of it 👍'; field.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    await chat.field.press("Enter")
    assert (await shop.settle(1))[0].text == "half  of it 👍"


async def test_two_tabs_show_the_same_conversation(
    page: Page, context: BrowserContext, embedded: Site, shop: Shop
) -> None:
    one = await Chat(page).open()
    await one.say("From the first")
    await one.shows("From the first")
    second = await context.new_page()
    await second.goto(embedded.origin)
    other = await Chat(second).open()
    await other.shows("From the first")
    await other.say("From the second")
    await one.shows("From the first", "From the second")
    assert len({message.thread_id for message in await shop.settle(2)}) == 1


async def test_the_email_is_remembered_and_can_be_changed(page: Page, shop: Shop) -> None:
    chat = await Chat(page).open()
    await chat.panel.get_by_label("Leave your e-mail address").fill("ana@example.com")
    await chat.say("Hello")
    await chat.shows("Hello")
    await page.reload()
    await Chat(page).open()
    await expect(chat.panel.get_by_text("We can also answer to ana@example.com")).to_be_visible()
    await chat.panel.get_by_role("button", name="Change").click()
    await chat.panel.get_by_label("Leave your e-mail address").fill("maria@example.com")
    await chat.say("Rather there")
    await shop.settle(2)
    claims = {claim.address for claim in (await the_customer(shop)).claims}
    assert claims == {"ana@example.com", "maria@example.com"}


async def test_a_reader_of_old_messages_is_not_torn_away_and_a_writer_is_taken_to_the_end(
    page: Page, shop: Shop
) -> None:
    chat = await Chat(page).open()
    await chat.say("Hello")
    await chat.shows("Hello")
    visitor = await the_visitor(shop)
    for number in range(20):
        await shop.answer(f"Answer {number}", visitor)
    await expect(chat.bubbles).to_have_count(21)
    log = chat.panel.get_by_role("log")
    await expect(chat.bubbles.last).to_be_in_viewport()
    await log.evaluate("log => log.scrollTo(0, 0)")
    await asyncio.sleep(0.1)
    await shop.answer("One more", visitor)
    await expect(chat.bubbles).to_have_count(22)
    assert await log.evaluate("log => log.scrollTop") == 0
    await chat.say("Thanks")
    await expect(chat.bubbles.last).to_be_in_viewport()


async def test_the_keyboard_alone_is_enough(page: Page, shop: Shop) -> None:
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Open chat")).to_be_focused()
    await page.keyboard.press("Enter")
    chat = Chat(page)
    await expect(chat.field).to_be_focused()
    await page.keyboard.type("Hello")
    await page.keyboard.press("Enter")
    await chat.shows("Hello")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Open chat")).to_be_focused()


async def test_assistive_technology_hears_what_is_new(page: Page) -> None:
    chat = await Chat(page).open()
    log = chat.panel.get_by_role("log", name="Conversation")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(chat.panel.get_by_role("dialog", name="Acme")).to_be_visible()
    await expect(page.get_by_role("button", name="Close chat")).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", ["#0b6470", "#ffe14d", "#7a7a7a"])
async def test_everything_can_be_read_on_every_colour(
    page: Page, embedded: Site, shop: Shop, scheme: Any, accent: str
) -> None:
    await set_up(shop, embedded, accent=accent, greeting="Hello from Acme")
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    chat = await Chat(page).open()
    await chat.say("Hello")
    await chat.shows("Hello")
    await shop.settle(1)
    await shop.answer("Hi", await the_visitor(shop))
    await chat.shows("Hello", "Hi")
    for part in ("h1", "header p", ".bubble.mine", ".bubble.theirs >> nth=0", "time >> nth=0", ".email label"):
        assert await contrast(chat.panel.locator(part)) >= 4.5, part


async def contrast(element: Locator) -> float:
    """WCAG 2.2, 1.4.3."""
    found: float = await element.evaluate(CONTRAST)
    return found


async def test_the_button_wears_the_accounts_colour(page: Page) -> None:
    await Chat(page).open()
    await expect(page.get_by_role("button", name="Close chat")).to_have_css("background-color", "rgb(122, 31, 162)")


async def test_the_widget_may_stand_on_the_left(page: Page, embedded: Site) -> None:
    await page.goto(f"{embedded.origin}/?side=left")
    button = await page.get_by_role("button", name="Open chat").bounding_box()
    assert button is not None
    assert button["x"] == 20


async def test_a_site_can_open_and_close_it_from_its_own_scripts(page: Page) -> None:
    await page.evaluate("Hilo.open()")
    await expect(Chat(page).field).to_be_focused()
    await page.evaluate("Hilo.close()")
    await expect(page.locator("iframe[title=Chat]")).to_be_hidden()


async def test_the_host_pages_styles_do_not_reach_the_button(page: Page, embedded: Site) -> None:
    await page.add_style_tag(content="button, div, span { position: static; width: 300px; color: red; padding: 40px }")
    box = await page.get_by_role("button", name="Open chat").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (56, 56)


async def test_the_panel_opened_by_itself_works_too(
    context: BrowserContext, server: str, shop: Shop, router: Router
) -> None:
    page = await context.new_page()
    await page.goto(f"{server}/chat/panel?account={shop.account}")
    field = page.get_by_role("textbox", name="Write a message")
    await field.fill("Hello")
    await field.press("Enter")
    assert (await shop.settle(1))[0].text == "Hello"
