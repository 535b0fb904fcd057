"""What an administrator sets up, and what everybody chooses for themselves."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from servers.dovecot import Dovecot
from servers.hilo import PASSWORD, Hilo, Person
from servers.postfix import Postfix
from servers.programs import free_port
from servers.screen import Screen

Desk = Callable[[Person], Page]


@pytest.fixture
def settings(screen: Screen) -> Page:
    screen.page.get_by_role("link", name="Settings").click()
    screen.page.get_by_role("heading", name="Settings").wait_for()
    return screen.page


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[BrowserContext]:
    """Another computer."""
    context = browser.new_context(locale="en-GB")
    yield context
    context.close()


def card(page: Page, name: str) -> Locator:
    """An account in the list."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name))


def log_in(page: Page, hilo: Hilo, email: str) -> None:
    page.goto(hilo.url)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_an_account_is_added_edited_checked_and_paused(settings: Page) -> None:
    expect(settings.get_by_text("No channel is connected yet")).to_be_visible()
    settings.get_by_role("link", name="Add account").click()
    settings.get_by_role("radio", name="Chat").check(force=True)
    settings.get_by_label("Name of this account").fill("Shop")
    settings.get_by_label("Title").fill("Acme")
    settings.get_by_role("button", name="Connect").click()
    expect(settings.get_by_label("Code for your site")).to_have_value(re.compile("data-account="))
    settings.get_by_role("main").get_by_role("link", name="All accounts").last.click()
    card(settings, "Shop").get_by_role("link", name="Edit").click()
    settings.get_by_label("Name of this account").fill("Web shop")
    settings.get_by_role("button", name="Save", exact=True).click()
    shop = card(settings, "Web shop")
    expect(shop).to_contain_text("Working")
    shop.get_by_role("button", name="Check").click()
    expect(shop.get_by_role("status")).to_have_text("It works.")
    shop.get_by_role("button", name="Pause").click()
    expect(shop).to_contain_text("Paused")
    shop.get_by_role("button", name="Resume").click()
    expect(shop).to_contain_text("Working")


def test_what_does_not_fit_is_said_beside_the_form(settings: Page) -> None:
    settings.get_by_role("link", name="Add account").click()
    settings.get_by_role("radio", name="Chat").check(force=True)
    settings.get_by_label("Title").fill("Acme")
    settings.get_by_label("Colour").fill("green")
    settings.get_by_role("button", name="Connect").click()
    expect(settings.get_by_role("main").get_by_role("alert")).to_have_text(
        "'green' is not a colour. Write it as # and six digits, such as #0b6470."
    )
    settings.get_by_label("Colour").fill("#008000")
    settings.get_by_role("button", name="Connect").click()
    expect(settings.get_by_text("“Chat on your site” is connected.")).to_be_visible()


def fill_in_mail(page: Page, dovecot: Dovecot, postfix: Postfix, address: str) -> None:
    typed = {
        "Address": address, "IMAP server": dovecot.host, "IMAP port": str(dovecot.imap), "IMAP user name": address,
        "IMAP password": dovecot.password, "SMTP server": postfix.host, "SMTP port": str(postfix.smtp),
    }  # fmt: skip
    for label, value in typed.items():
        page.get_by_label(label, exact=True).fill(value)
    for label in ("IMAP encryption", "SMTP encryption"):
        page.get_by_label(label).select_option("none")


def test_a_mailbox_is_tried_before_it_is_kept(settings: Page, dovecot: Dovecot, postfix: Postfix, address: str) -> None:
    settings.get_by_role("link", name="Add account").click()
    settings.get_by_role("radio", name="E-mail").check(force=True)
    fill_in_mail(settings, dovecot, postfix, address)
    trouble = settings.get_by_role("main").get_by_role("alert")
    settings.get_by_label("IMAP password").fill("wrong")
    settings.get_by_role("button", name="Connect").click()
    expect(trouble).to_have_text(re.compile(r"The IMAP server .* refused .*[Cc]heck"))
    settings.get_by_label("IMAP password").fill(dovecot.password)
    settings.get_by_label("SMTP port").fill(str(free_port()))
    settings.get_by_role("button", name="Connect").click()
    expect(trouble).to_contain_text("SMTP")
    settings.get_by_label("SMTP port").fill(str(postfix.smtp))
    settings.get_by_role("button", name="Connect").click()
    expect(settings.get_by_text("“E-mail” is connected.")).to_be_visible()


def test_settings_that_do_not_work_yet_can_be_kept_anyway(
    settings: Page, dovecot: Dovecot, postfix: Postfix, address: str
) -> None:
    settings.get_by_role("link", name="Add account").click()
    settings.get_by_role("radio", name="E-mail").check(force=True)
    fill_in_mail(settings, dovecot, postfix, address)
    settings.get_by_label("IMAP port").fill(str(free_port()))
    settings.get_by_role("button", name="Connect").click()
    settings.get_by_role("button", name="Save anyway").click()
    settings.get_by_role("main").get_by_role("link", name="All accounts").last.click()
    mail = card(settings, "E-mail")
    mail.get_by_role("button", name="Check").click()
    expect(mail.get_by_role("status")).to_contain_text("IMAP")
    expect(mail).to_contain_text("Needs attention")


def test_somebody_added_can_log_in_and_sees_no_settings(settings: Page, elsewhere: BrowserContext, hilo: Hilo) -> None:
    settings.get_by_role("link", name="People").click()
    settings.get_by_role("button", name="Add person").click()
    settings.get_by_label("Name").fill("Bea Mora")
    settings.get_by_label("E-mail").fill("bea@desk.example")
    settings.get_by_label("First password").fill(PASSWORD)
    settings.get_by_role("button", name="Add person").click()
    expect(settings.get_by_text("Bea Mora can log in now.")).to_be_visible()
    expect(settings.get_by_role("listitem").filter(has_text="bea@desk.example")).to_contain_text("Agent")
    page = elsewhere.new_page()
    log_in(page, hilo, "bea@desk.example")
    expect(page.get_by_text("Nobody is waiting")).to_be_visible()
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)
    page.goto(f"{hilo.url}/#/settings/people")
    expect(page.get_by_text("Only administrators change settings")).to_be_visible()
    expect(page.get_by_text("bea@desk.example")).to_be_hidden()


def test_the_same_person_is_not_added_twice(settings: Page, ana: Person) -> None:
    settings.get_by_role("link", name="People").click()
    settings.get_by_role("button", name="Add person").click()
    settings.get_by_label("Name").fill("Ana again")
    settings.get_by_label("E-mail").fill(ana.email)
    settings.get_by_label("First password").fill(PASSWORD)
    settings.get_by_role("button", name="Add person").click()
    expect(settings.get_by_role("main").get_by_role("alert")).to_contain_text(ana.email)
