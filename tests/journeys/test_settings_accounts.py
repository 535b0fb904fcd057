"""Accounts in the browser, of a channel that no screen was made for: connected, watched, tried, paused and removed."""

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from urllib.error import HTTPError

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from servers.hilo import Hilo, Person
from servers.screen import Screen

Desk = Callable[[Person], Page]
Eventually = Callable[..., object]
PRESS_AND_SEE = """(button, text) => new Promise(seen => {
    const look = () => button.textContent.includes(text) && seen();
    new MutationObserver(look).observe(button, {subtree: true, childList: true, characterData: true});
    button.click();
})"""
"""It says so for three seconds, which a slow test would miss."""
NEXT_LOOK = 45_000
"""Milliseconds within which the screen has surely looked again by itself."""


class Lofts(Hilo):
    MAIN = ("-m", "tests.servers.pigeons")


@pytest.fixture
def hilo() -> Iterator[Hilo]:
    server = Lofts()
    yield server
    print(server.log())  # shown when the test fails
    server.remove()


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context


@pytest.fixture
def tower(hilo: Hilo, ana: Person) -> str:
    """An account that works, by id."""
    settings = {"loft": str(hilo.data / "loft"), "whistle": "tweet"}
    return str(ana.post("/api/v1/accounts", connector="pigeon_post", name="Tower", settings=settings)["id"])


def open_accounts(page: Page) -> Page:
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("heading", name="Accounts").wait_for()
    return page


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name))


def call(url: str, whistle: str, **body: str) -> int:
    """As the provider does. Returns the status."""
    headers = {"X-Whistle": whistle, "Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(body).encode(), headers)) as answer:
            return int(answer.status)
    except HTTPError as refused:
        refused.close()
        return refused.code


def start_form(page: Page, hilo: Hilo, connector: str = "Pigeon post") -> None:
    page.get_by_role("link", name="Add account").click()
    page.get_by_role("radio", name=connector, exact=True).check(force=True)
    page.get_by_label("Loft").fill(str(hilo.data / "loft"))
    page.get_by_label("Whistle").fill("tweet")


def test_a_field_of_every_kind_is_filled_in_kept_and_shown_again(screen: Screen, hilo: Hilo, ana: Person) -> None:
    page = open_accounts(screen.page)
    start_form(page, hilo)
    page.get_by_label("Name of this account").fill("North tower")
    page.get_by_label("Pigeons").fill("7")
    page.get_by_role("switch", name="Fly at night").check()
    page.get_by_label("Routes").fill("Home\n\n  Sea ")
    page.get_by_label("Pace").select_option("Straight")
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text("“North tower” is connected.")).to_be_focused()
    [account] = ana.get("/api/v1/accounts")
    kept = {"loft": str(hilo.data / "loft"), "pigeons": 7, "night": True, "routes": ["Home", "Sea"], "pace": "fast"}
    assert (account["connector"], account["channel"], account["settings"]) == ("pigeon_post", "pigeon", kept)
    page.get_by_role("main").get_by_role("link", name="All accounts").last.click()
    card(page, "North tower").get_by_role("link", name="Edit").click()
    expect(page.get_by_label("Pigeons")).to_have_value("7")
    expect(page.get_by_role("switch", name="Fly at night")).to_be_checked()
    expect(page.get_by_label("Routes")).to_have_value("Home\nSea")
    expect(page.get_by_label("Pace")).to_have_value("fast")
    expect(page.get_by_label("Whistle")).to_have_value("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(card(page, "North tower")).to_contain_text("Working")


def test_several_providers_of_a_channel_stand_in_one_card(screen: Screen, hilo: Hilo, ana: Person) -> None:
    page = open_accounts(screen.page)
    start_form(page, hilo, "Pigeon post by doves")
    expect(page.locator(".channel-card", has_text="Pigeon post").get_by_role("radio")).to_have_count(2)
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text("is connected.")).to_be_visible()
    assert [one["connector"] for one in ana.get("/api/v1/accounts")] == ["dove_post"]


def test_what_is_wrong_with_a_field_is_said_beside_it(screen: Screen, hilo: Hilo) -> None:
    page = open_accounts(screen.page)
    start_form(page, hilo)
    page.get_by_label("Pigeons").fill("")
    page.get_by_role("button", name="Connect").click()
    pigeons = page.get_by_label("Pigeons")
    expect(pigeons).to_be_focused()
    expect(pigeons).to_have_accessible_description("'Pigeons' (pigeons) must be a whole number.")
    expect(page.get_by_role("main").get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("button", name="Save anyway")).to_have_count(0)
    pigeons.fill("4")
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text("is connected.")).to_be_visible()


def test_settings_that_do_not_work_are_kept_only_if_one_insists(screen: Screen, hilo: Hilo, ana: Person) -> None:
    page = open_accounts(screen.page)
    start_form(page, hilo)
    page.get_by_label("Whistle").fill("hoot")
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_have_text(
        "The pigeons do not know this whistle. Buy another."
    )
    assert ana.get("/api/v1/accounts") == []
    page.get_by_role("button", name="Save anyway").click()
    expect(page.get_by_text("is connected.")).to_be_visible()


def test_insisting_once_is_not_insisting_for_ever(screen: Screen, hilo: Hilo, ana: Person) -> None:
    page = open_accounts(screen.page)
    start_form(page, hilo)
    page.get_by_label("Whistle").fill("hoot")
    page.get_by_role("button", name="Connect").click()
    page.get_by_label("Pigeons").fill("")
    page.get_by_role("button", name="Save anyway").click()
    expect(page.get_by_label("Pigeons")).to_be_focused()
    page.get_by_label("Pigeons").fill("4")
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_role("button", name="Save anyway")).to_be_visible()
    assert ana.get("/api/v1/accounts") == []


def test_the_address_for_the_provider_is_the_next_step_ready_to_paste(screen: Screen, hilo: Hilo) -> None:
    page = open_accounts(screen.page)
    start_form(page, hilo)
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text("nothing arrives until the provider knows this address")).to_be_visible()
    expect(page.get_by_text("Write it above the loft's door.")).to_be_visible()
    page.get_by_role("button", name="Copy").evaluate(PRESS_AND_SEE, "Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Webhook address").input_value()
    assert copied.startswith(f"{hilo.url}/hooks/")
    assert call(copied, "tweet", id="1", **{"from": "Zoe", "text": "Coo"}) == 200


def test_where_the_browser_lets_nobody_copy_the_address_is_selected(
    screen: Screen, context: BrowserContext, tower: str
) -> None:
    context.clear_permissions()
    screen.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page = open_accounts(screen.page)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_label("Webhook address")).to_be_focused()
    assert page.evaluate("getSelection().toString()").endswith(f"/hooks/{tower}")


def test_what_comes_and_goes_is_seen_without_reloading(
    screen: Screen, hilo: Hilo, ana: Person, tower: str, eventually: Eventually
) -> None:
    page = open_accounts(screen.page)
    shown = card(page, "Tower")
    expect(shown).to_contain_text("Nothing received yet")
    expect(shown).to_contain_text("Nothing sent yet")
    assert call(f"{hilo.url}/hooks/{tower}", "tweet", id="1", **{"from": "Zoe", "text": "Coo"}) == 200
    expect(shown).to_contain_text("Last received", timeout=NEXT_LOOK)
    eventually(ana.threads)
    [thread] = ana.threads()
    ana.post(f"/api/v1/threads/{thread['id']}/replies", text="Coo coo", client_id="r")
    expect(shown).to_contain_text("Last sent", timeout=NEXT_LOOK)


def test_an_alarm_and_its_end_are_seen_at_once(screen: Screen, hilo: Hilo, tower: str) -> None:
    page = open_accounts(screen.page)
    shown = card(page, "Tower")
    expect(shown).to_contain_text("Working")
    assert call(f"{hilo.url}/hooks/{tower}", "hoot") == 403
    expect(shown).to_contain_text("Needs attention")
    expect(shown).to_contain_text("Somebody whistled wrongly. Compare the whistles.")
    assert call(f"{hilo.url}/hooks/{tower}", "tweet", id="1", **{"from": "Zoe", "text": "Coo"}) == 200
    expect(shown).to_contain_text("Working")


def test_an_account_is_paused_and_goes_on(screen: Screen, hilo: Hilo, tower: str) -> None:
    shown = card(open_accounts(screen.page), "Tower")
    shown.get_by_role("button", name="Pause").click()
    expect(shown).to_contain_text("Nothing is received or sent until you resume it")
    assert call(f"{hilo.url}/hooks/{tower}", "tweet") == 503
    shown.get_by_role("button", name="Resume").click()
    expect(shown).not_to_contain_text("until you resume it")
    assert call(f"{hilo.url}/hooks/{tower}", "tweet", id="1", **{"from": "Zoe", "text": "Coo"}) == 200


def test_somebody_sends_themselves_a_test(screen: Screen, hilo: Hilo, ana: Person, tower: str) -> None:
    page = open_accounts(screen.page)
    opener = card(page, "Tower").get_by_role("button", name="Send me a test")
    opener.click()
    dialog = page.get_by_role("dialog", name="Send a test by “Tower”")
    address = dialog.get_by_label("Send it to")
    expect(address).to_be_focused()
    address.fill("tower 7")
    address.press("Enter")
    expect(dialog.get_by_text("A tower's name is one word. Write it without figures.")).to_be_visible()
    address.fill("north")
    address.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text(
        "The provider has taken it. Look whether it has arrived at north."
    )
    assert (hilo.data / "loft").read_text() == "North: This is a test from Hilo. The account “Tower” can send.\n"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()
    opener.click()
    expect(address).to_have_value("north")
    assert ana.threads("open") == []


def test_a_chat_has_neither_a_test_nor_an_address(screen: Screen, chat: str) -> None:
    shown = card(open_accounts(screen.page), "Web")
    expect(shown.get_by_role("button", name="Check")).to_be_visible()
    expect(shown.get_by_role("button", name="Send me a test")).to_have_count(0)
    expect(shown.get_by_label("Webhook address")).to_have_count(0)


def test_nothing_is_removed_by_mistake(screen: Screen, ana: Person, tower: str) -> None:
    page = open_accounts(screen.page)
    opener = card(page, "Tower").get_by_role("button", name="Remove")
    dialog = page.get_by_role("dialog", name="Remove “Tower”?")
    for leave in (lambda: page.keyboard.press("Escape"), lambda: page.keyboard.press("Enter")):
        opener.click()
        expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
        leave()
        expect(dialog).to_have_count(0)
        expect(opener).to_be_focused()
    assert [one["id"] for one in ana.get("/api/v1/accounts")] == [tower]


def test_an_account_is_removed(screen: Screen, hilo: Hilo, ana: Person, tower: str) -> None:
    page = open_accounts(screen.page)
    card(page, "Tower").get_by_role("button", name="Remove").click()
    dialog = page.get_by_role("dialog", name="Remove “Tower”?")
    expect(dialog).to_contain_text("Its messages stay in their threads.")
    dialog.get_by_role("button", name="Remove account").click()
    expect(page.get_by_text("“Tower” is removed.")).to_be_visible()
    expect(page.get_by_text("No channel is connected yet")).to_be_visible()
    expect(page.get_by_role("heading", name="Accounts")).to_be_focused()
    assert call(f"{hilo.url}/hooks/{tower}", "tweet") == 404
    assert ana.get("/api/v1/accounts") == []


def test_what_waits_to_be_sent_is_seen_and_fails_with_its_account(
    screen: Screen, hilo: Hilo, ana: Person, tower: str, eventually: Eventually
) -> None:
    ana.patch(f"/api/v1/accounts/{tower}", settings={"loft": str(hilo.data / "gone" / "loft")})
    assert call(f"{hilo.url}/hooks/{tower}", "tweet", id="1", **{"from": "Zoe", "text": "Coo"}) == 200
    eventually(ana.threads)
    [thread] = ana.threads()
    ana.post(f"/api/v1/threads/{thread['id']}/replies", text="Coo coo", client_id="r")
    eventually(lambda: ana.get("/api/v1/accounts")[0]["last_error"])
    page = open_accounts(screen.page)
    shown = card(page, "Tower")
    expect(shown).to_contain_text(re.compile(r"1 message waits to be sent, for (< )?\d+ min"))
    expect(shown).to_contain_text(re.compile(r"Last error, .+: The loft is gone\. Build it again\."))
    shown.get_by_role("button", name="Remove").click()
    dialog = page.get_by_role("dialog", name="Remove “Tower”?")
    expect(dialog).to_contain_text("1 message that waits to be sent will fail, and its thread waits again.")
    dialog.get_by_role("button", name="Remove account").click()
    expect(page.get_by_text("“Tower” is removed.")).to_be_visible()
    [waiting] = ana.threads("mine")
    assert waiting["due"] is not None
    screen.page.get_by_role("link", name="Inbox").click()
    screen.view("Mine").click()
    screen.row("Zoe").click()
    expect(screen.message("Coo coo")).to_contain_text("The account Tower was removed before this could be sent.")


def test_agents_read_the_name_of_a_channel_that_the_screen_has_never_heard_of(
    hilo: Hilo, ana: Person, desk: Desk, tower: str, eventually: Eventually
) -> None:
    assert call(f"{hilo.url}/hooks/{tower}", "tweet", id="1", **{"from": "Zoe", "text": "Coo"}) == 200
    eventually(ana.threads)
    page = desk(ana.colleague("Bea"))
    expect(page.get_by_role("region", name="Threads").get_by_role("listitem")).to_contain_text("Pigeon post")


def test_a_colleagues_change_is_seen_at_once(screen: Screen, ana: Person, tower: str) -> None:
    page = open_accounts(screen.page)
    ana.patch(f"/api/v1/accounts/{tower}", name="Spire")
    expect(card(page, "Spire")).to_be_visible()
    ana.patch(f"/api/v1/accounts/{tower}", paused=True)
    expect(card(page, "Spire")).to_contain_text("Paused")
