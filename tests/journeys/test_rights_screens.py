"""What a customer may demand, on the screens: to see everything, to be forgotten, and not to be kept for ever."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.hilo import Hilo, Person
from servers.inspector import DESK, LANGUAGES, PHONE, Inspector, axe
from servers.visitor import Visitor, signed

Eventually = Callable[..., Any]
Visitors = Callable[..., Visitor]
Desk = Callable[[Person], Page]


@pytest.fixture
def bob(visitor: Visitors, ana: Person, eventually: Eventually) -> dict[str, Any]:
    """Bob's thread; the site vouches for his name and address. He wrote twice, and got a note."""
    him = visitor(token=signed("7", "Bob Ray", "bob@example.com"))
    him.say("Where is my order?")
    him.say("It was a lamp")
    [thread] = eventually(lambda: [one for one in ana.threads() if one["unanswered"] == 2])
    ana.post(f"/api/v1/threads/{thread['id']}/notes", text="Second time", client_id="n")
    return dict(thread)


def open_card(page: Page, hilo: Hilo, thread: dict[str, Any]) -> Page:
    page.goto(f"{hilo.url}/#/queue/{thread['id']}")
    page.locator(".who-is").wait_for()
    return page


def choose(page: Page, name: str) -> None:
    """From the menu of the card beside the open thread."""
    page.locator(".who-is summary").click()
    page.locator(".who-is details[open]").get_by_text(name).click()


def erasing(page: Page) -> Locator:
    choose(page, "Erase this customer")
    return page.get_by_role("dialog", name="Erase Bob Ray for good?")


def test_whoever_is_erased_leaves_every_screen(desk: Desk, own_desk: Desk, hilo: Hilo, ana: Person, bob: Any) -> None:
    hers = open_card(own_desk(ana.colleague("Bea")), hilo, bob)
    page = open_card(desk(ana), hilo, bob)
    dialog = erasing(page)
    expect(dialog).to_contain_text("3 messages, notes included")
    expect(dialog).to_contain_text("2 addresses")
    expect(dialog).to_contain_text("This cannot be undone.")
    dialog.get_by_role("textbox").fill("Bob Ray")
    dialog.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("Bob Ray is erased.")).to_be_visible()
    expect(page.get_by_text("Nobody is waiting")).to_be_visible()
    assert page.url.endswith("#/queue")
    expect(hers.get_by_text("Nobody is waiting")).to_be_visible()
    expect(hers.get_by_text("Bob Ray")).to_have_count(0)
    expect(hers.get_by_text("It was a lamp")).to_have_count(0)
    expect(hers.get_by_role("main", name="Thread").get_by_role("alert")).to_be_visible()
    assert ana.threads("open") == ana.threads("closed") == []


def test_only_whoever_names_them_can_erase_them(desk: Desk, hilo: Hilo, ana: Person, bob: Any) -> None:
    dialog = erasing(open_card(desk(ana), hilo, bob))
    button, field = dialog.get_by_role("button", name="Erase for good"), dialog.get_by_role("textbox")
    expect(button).to_be_disabled()
    field.fill("Bob")
    field.press("Enter")
    expect(button).to_be_disabled()
    for enough in (" bob ray ", "bob@example.com"):
        field.fill(enough)
        expect(button).to_be_enabled()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    assert [one["id"] for one in ana.threads()] == [bob["id"]]


def test_whoever_is_joined_is_named_before_they_go_too(
    desk: Desk, hilo: Hilo, ana: Person, bob: Any, visitor: Visitors, eventually: Eventually
) -> None:
    visitor("Bobby").say("It is me again")
    other = eventually(lambda: [one for one in ana.threads() if one["customer_name"] == "Bobby"])[0]
    ana.post(f"/api/v1/customers/{bob['customer_id']}/merge", other_id=other["customer_id"])
    page = open_card(desk(ana), hilo, bob)
    dialog = erasing(page)
    expect(dialog).to_contain_text("all of them are included: Bob Ray and Bobby.")
    expect(dialog).to_contain_text("4 messages, notes included")
    dialog.get_by_role("textbox").fill("Bob Ray")
    dialog.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("Nobody is waiting")).to_be_visible()
    assert ana.threads("open") == ana.threads("closed") == []


def test_an_erasure_that_fails_says_so_and_can_be_tried_again(desk: Desk, hilo: Hilo, ana: Person, bob: Any) -> None:
    page = open_card(desk(ana), hilo, bob)
    dialog = erasing(page)
    dialog.get_by_role("textbox").fill("Bob Ray")
    page.context.set_offline(True)
    dialog.get_by_role("button", name="Erase for good").click()
    expect(dialog.get_by_role("alert").filter(has_text="Hilo cannot be reached")).to_be_visible()
    page.context.set_offline(False)
    dialog.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("Bob Ray is erased.")).to_be_visible()


def test_everything_of_a_customer_comes_as_one_file(
    own_desk: Desk, hilo: Hilo, ana: Person, bob: Any, tmp_path: Path
) -> None:
    page = open_card(own_desk(ana.colleague("Sol", "supervisor")), hilo, bob)
    choose(page, "Export everything")
    dialog = page.get_by_role("dialog", name="Export everything of Bob Ray")
    expect(dialog).to_contain_text("3 messages, notes included")
    with page.expect_download() as coming:
        dialog.get_by_role("button", name="Download").click()
    expect(page.get_by_text("Everything of Bob Ray is in your downloads.")).to_be_visible()
    expect(dialog).to_have_count(0)
    assert coming.value.suggested_filename == "Bob Ray.zip"
    coming.value.save_as(tmp_path / "bob.zip")
    with ZipFile(tmp_path / "bob.zip") as zipped:
        assert zipped.testzip() is None
        who, said = (json.dumps(json.loads(zipped.read(name))) for name in ("customer.json", "messages.json"))
    assert "Bob Ray" in who
    for words in ("Where is my order?", "It was a lamp", "Second time"):
        assert words in said


def test_an_export_that_fails_says_so(desk: Desk, hilo: Hilo, ana: Person, bob: Any) -> None:
    page = open_card(desk(ana), hilo, bob)
    choose(page, "Export everything")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("3 messages")
    page.context.set_offline(True)
    dialog.get_by_role("button", name="Download").click()
    expect(dialog.get_by_role("alert").filter(has_text="Hilo cannot be reached")).to_be_visible()


def test_nobody_is_offered_what_they_may_not_do(own_desk: Desk, hilo: Hilo, ana: Person, bob: Any) -> None:
    names = ("Who looked at this", "Export everything", "Erase this customer")
    for role, offered in (("agent", ()), ("supervisor", names[1:2]), ("admin", names)):
        card = open_card(own_desk(ana.colleague(role.title(), role)), hilo, bob).locator(".who-is")
        for name in names:
            expect(card.get_by_text(name)).to_have_count(1 if name in offered else 0)


def test_how_long_an_account_keeps_is_asked_before_it_is_shortened(
    desk: Desk, hilo: Hilo, ana: Person, chat: str
) -> None:
    page = desk(ana)
    page.goto(f"{hilo.url}/#/settings/accounts/{chat}")
    form = page.get_by_role("form", name="How long it keeps messages")
    days = form.get_by_label("Days to keep")
    expect(days).to_have_value("")
    days.fill("365")
    form.get_by_role("button", name="Save how long").click()
    dialog = page.get_by_role("dialog", name="Keep only 365 days?")
    expect(dialog).to_contain_text("closed more than 365 days ago")
    dialog.get_by_role("button", name="Cancel").click()
    assert kept(ana) is None
    form.get_by_role("button", name="Save how long").click()
    dialog.get_by_role("button", name="Erase what is older").click()
    expect(page.get_by_text("What comes by this account is kept for 365 days.")).to_be_visible()
    page.reload()
    expect(days).to_have_value("365")
    days.fill("")
    form.get_by_role("button", name="Save how long").click()
    expect(page.get_by_text("What comes by this account is kept for ever.")).to_be_visible()
    assert kept(ana) is None


def kept(ana: Person) -> int | None:
    [account] = ana.get("/api/v1/accounts")
    days: int | None = account["keep_days"]
    return days


def test_keeping_for_longer_needs_no_second_word_and_nonsense_is_refused(
    desk: Desk, hilo: Hilo, ana: Person, chat: str
) -> None:
    ana.patch(f"/api/v1/accounts/{chat}", keep_days=30)
    page = desk(ana)
    page.goto(f"{hilo.url}/#/settings/accounts/{chat}")
    form = page.get_by_role("form", name="How long it keeps messages")
    form.get_by_label("Days to keep").fill("0")
    form.get_by_role("button", name="Save how long").click()
    assert form.get_by_label("Days to keep").evaluate("field => field.validity.rangeUnderflow")
    assert kept(ana) == 30
    form.get_by_label("Days to keep").fill("60")
    form.get_by_role("button", name="Save how long").click()
    expect(page.get_by_text("What comes by this account is kept for 60 days.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_everybody_can_use_these_screens(desk: Desk, hilo: Hilo, ana: Person, bob: Any, chat: str) -> None:
    ana.colleague("Bea")
    page = desk(ana)
    page.context.add_init_script(axe())
    page.emulate_media(reduced_motion="reduce")
    inspector = Inspector(page)
    for language in LANGUAGES:
        page.set_viewport_size(DESK)
        ana.patch("/api/v1/me", language=language)
        page.goto(f"{hilo.url}/#/queue")
        page.reload()
        page.locator(f"html[lang={language}] .row").first.wait_for()
        look_around(page, inspector, language, bob["id"], chat)
    page.set_viewport_size(PHONE)
    for name, address, sign in (
        ("audit", "#/settings/audit", ".deeds li"),
        ("people", "#/settings/people", ".people li"),
        ("account", f"#/settings/accounts/{chat}", ".keeping"),
    ):
        inspector.visit(f"phone, {name}", address, sign)
    assert inspector.found == {}


def look_around(page: Page, inspector: Inspector, language: str, thread: str, chat: str) -> None:
    page.evaluate("address => location.hash = address", f"#/queue/{thread}")
    page.locator(".who-is").wait_for()
    for name, place in (("export", -2), ("erase", -1)):
        page.locator(".who-is summary").click()
        page.locator(".who-is details[open] button").nth(place).click()
        inspector.visit(f"{name}, {language}", f"#/queue/{thread}", "dialog .held li")
        page.keyboard.press("Escape")
        page.locator("dialog").wait_for(state="detached")
    inspector.visit(f"audit, {language}", "#/settings/audit", ".deeds li")
    inspector.visit(f"people, {language}", "#/settings/people", ".people li")
    page.locator(".people button").last.click()
    inspector.visit(f"edit person, {language}", "#/settings/people", ".edit-person")
    page.locator(".edit-person button").last.click()
    inspector.visit(f"shut out, {language}", "#/settings/people", "dialog[open]")
    page.keyboard.press("Escape")
    inspector.visit(f"account, {language}", f"#/settings/accounts/{chat}", ".keeping")
    page.locator(".keeping input").fill("30")
    page.locator(".keeping button").click()
    inspector.visit(f"shorten, {language}", f"#/settings/accounts/{chat}", "dialog[open]")
    page.keyboard.press("Escape")
