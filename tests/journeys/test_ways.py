"""What an agent sees before sending: where an answer may go, what may be sent there, and for how long."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from servers.clouds import Clouds
from servers.hilo import Hilo, Person
from servers.phone import Phone
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]
YESTERDAY = timedelta(hours=25)
APPROVED = {"status": "APPROVED", "category": "UTILITY", "parameter_format": "POSITIONAL"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f0005fe02fea72d1b2a0000000049454e44ae426082"
)


@pytest.fixture
def hilo(nearby: Hilo) -> Hilo:
    return nearby


@pytest.fixture
def both(lucia: Phone, ana: Person, eventually: Eventually) -> Phone:
    """Lucía wrote an SMS, and then on WhatsApp."""
    lucia.text("Where is my order?")
    eventually(ana.threads)
    lucia.whatsapp("It is me again")
    eventually(lambda: ana.threads()[0]["preview"] == "It is me again")
    return lucia


@pytest.fixture
def templates(clouds: Clouds) -> None:
    def template(number: int, name: str, language: str, text: str) -> dict[str, Any]:
        body = {"type": "BODY", "text": text}
        return {"id": str(number), "name": name, "language": language, "components": [body], **APPROVED}

    clouds.graph.templates = [
        template(1, "order_update", "es_MX", "Hola {{1}}, tu pedido {{2}} sale mañana."),
        template(2, "order_update", "en", "Hello {{1}}, your order {{2}} ships tomorrow."),
        template(3, "still_here", "en", "We are still here."),
    ]


def test_every_way_stands_there_with_its_evidence_and_its_account(both: Phone, screen: Screen) -> None:
    screen.open("Lucía")
    expect(screen.to).to_contain_text("WhatsApp")
    screen.to.click()
    expect(screen.way("WhatsApp")).to_contain_text("Verified · from Acme chats")
    expect(screen.way("SMS")).to_contain_text(f"SMS{both.number}Verified · from Madrid")
    expect(screen.way("WhatsApp")).to_have_attribute("aria-selected", "true")
    screen.page.keyboard.press("Escape")
    expect(screen.way("SMS")).to_have_count(0)
    expect(screen.thread.get_by_role("heading", name="Lucía")).to_be_visible()


def test_the_way_is_chosen_by_keys_and_the_answer_goes_there(both: Phone, screen: Screen, clouds: Clouds) -> None:
    screen.open("Lucía")
    expect(screen.page.get_by_role("timer")).to_be_visible()
    screen.to.focus()
    screen.press("ArrowDown", "End", "Enter")
    expect(screen.to).to_contain_text("SMS")
    expect(screen.to).to_be_focused()
    screen.send("By SMS")
    expect(screen.message("By SMS")).to_contain_text("Sent")
    assert [one["Body"] for one in clouds.twilio.sent] == [["By SMS"]]
    assert clouds.graph.taken == []


def test_an_sms_shows_its_segments_and_what_makes_it_dear(both: Phone, screen: Screen) -> None:
    screen.open("Lucía")
    screen.answer_to("SMS")
    for text, shown in (
        ("¿Mañana o el lunes?", "1 segment · GSM-7"),
        ("x" * 160, "1 segment · GSM-7"),
        ("x" * 161, "2 segments · GSM-7"),
        ("x" * 151 + "€" + "x" * 153, "2 segments · GSM-7"),
        ("x" * 152 + "€" + "x" * 153, "3 segments · GSM-7"),
        ("Está en camino", "1 segment · Unicode, because of “á”"),
        ("Vale " + "😀" * 33, "2 segments · Unicode, because of “😀”"),
        ("a\u00a0b", "1 segment · Unicode, because of “U+00A0”"),
    ):
        screen.reply.fill(text)
        expect(screen.reply).to_have_accessible_description(shown)
    screen.reply.fill("")
    expect(screen.reply).to_have_accessible_description("")


def test_what_is_too_long_says_so_on_the_button_and_stays(both: Phone, screen: Screen, clouds: Clouds) -> None:
    screen.open("Lucía")
    screen.answer_to("SMS")
    screen.reply.fill("x" * 1550)
    expect(screen.reply).to_have_accessible_description("11 segments · GSM-7 · 50 characters left")
    screen.send("x" * 1601)
    expect(screen.button("1 character too many")).to_be_disabled()
    expect(screen.reply).to_have_value("x" * 1601)
    screen.send("x" * 1600)
    expect(screen.message("xxx")).to_contain_text("Sent")
    assert len(clouds.twilio.sent) == 1


def test_whoever_asked_to_stop_is_not_written_to_there_but_elsewhere(both: Phone, screen: Screen) -> None:
    screen.open("Lucía")
    screen.answer_to("SMS")
    screen.reply.fill("One more thing")
    both.text("STOP")
    expect(screen.thread.get_by_text("They asked us to stop.")).to_be_visible()
    expect(screen.button("Send by SMS")).to_be_disabled()
    sms = screen.customer.get_by_role("listitem").filter(has_text="SMS")
    expect(sms).to_contain_text("asked us to stop")
    screen.button(f"Use WhatsApp instead: {both.number}").click()
    expect(screen.reply).to_be_focused()
    expect(screen.reply).to_have_value("One more thing")
    screen.to.click()
    expect(screen.way("SMS")).to_have_attribute("aria-disabled", "true")
    expect(screen.way("SMS")).to_contain_text("asked us to stop")
    screen.way("SMS").click(force=True)
    expect(screen.to).to_contain_text("WhatsApp")


@pytest.mark.parametrize(("ago", "urgent"), [(timedelta(hours=20), False), (timedelta(hours=23, minutes=20), True)])
def test_the_window_counts_down_and_becomes_urgent(lucia: Phone, screen: Screen, ago: timedelta, urgent: bool) -> None:
    lucia.whatsapp("Are you there?", ago)
    screen.open("Lucía")
    timer = screen.page.get_by_role("timer")
    expect(timer).to_contain_text("Free text until")
    expect(timer).to_contain_text("left)")
    assert ("hr" in timer.inner_text()) is not urgent
    assert ("urgent" in (timer.get_attribute("class") or "")) is urgent


@pytest.mark.usefixtures("templates")
def test_a_closed_window_takes_a_template(lucia: Phone, screen: Screen, clouds: Clouds) -> None:
    lucia.whatsapp("Are you there?", YESTERDAY)
    screen.open_row("Lucía")
    expect(screen.thread.get_by_text("free text is not allowed now")).to_be_visible()
    screen.page.get_by_role("searchbox", name="Search templates").fill("order mexican")
    screen.press("Enter")
    expect(screen.page.get_by_label("Value for 1")).to_be_focused()
    screen.page.keyboard.type("Lucía")
    expect(screen.button("Fill in every value")).to_be_disabled()
    screen.page.get_by_label("Value for 2").fill("A-12")
    preview = screen.page.get_by_role("region", name="What they will read")
    expect(preview).to_contain_text("Hola Lucía, tu pedido A-12 sale mañana.")
    expect(preview).to_contain_text("Mexican Spanish")
    screen.press("Enter")
    expect(screen.message("Hola Lucía, tu pedido A-12 sale mañana.")).to_contain_text("Sent")
    [sent] = clouds.graph.taken
    assert (sent["template"]["name"], sent["template"]["language"]) == ("order_update", {"code": "es_MX"})


@pytest.mark.usefixtures("templates")
def test_a_template_may_go_while_the_window_is_open_and_the_draft_stays(lucia: Phone, screen: Screen) -> None:
    lucia.whatsapp("Are you there?")
    screen.open("Lucía")
    screen.reply.fill("In my own words")
    screen.button("Template").click()
    expect(screen.page.get_by_role("searchbox")).to_be_focused()
    screen.button("Back to free text").click()
    expect(screen.reply).to_be_focused()
    screen.button("Template").click()
    screen.page.get_by_role("button", name="still_here").click()
    screen.button("Send by WhatsApp").click()
    expect(screen.message("We are still here.")).to_contain_text("Sent")
    expect(screen.reply).to_have_value("In my own words")


def test_templates_that_cannot_be_had_say_why_and_are_asked_for_again(
    lucia: Phone, screen: Screen, clouds: Clouds, templates: None
) -> None:
    lucia.whatsapp("Are you there?", YESTERDAY)
    for _ in range(10):  # however often the screen asks
        clouds.graph.answers(503)
    screen.open_row("Lucía")
    expect(screen.thread.get_by_role("alert")).to_contain_text("Meta")
    clouds.graph.nasty.clear()
    screen.thread.get_by_role("button", name="Try again").click()
    expect(screen.page.get_by_role("button", name="still_here")).to_be_visible()


def test_files_are_uploaded_kept_with_the_draft_and_sent(both: Phone, screen: Screen, clouds: Clouds) -> None:
    screen.open("Lucía")
    screen.attach("ticket.png", "image/png", PNG)
    files = screen.thread.get_by_role("form").get_by_role("list", name="Attachments")
    expect(files).to_contain_text("ticket.png")
    expect(screen.button("Send by WhatsApp")).to_be_enabled()
    expect(screen.row("Lucía")).to_contain_text("Draft")
    screen.page.reload()
    expect(files).to_contain_text("ticket.png")
    screen.send("As you asked")
    message = screen.message("As you asked")
    expect(message.get_by_role("img", name="ticket.png")).to_be_visible()
    expect(message).to_contain_text("Sent")
    expect(files).to_have_count(0)
    assert [content for _, content in clouds.graph.uploads.values()] == [PNG]


def test_a_text_beside_a_file_may_be_shorter_than_one_by_itself(both: Phone, screen: Screen, clouds: Clouds) -> None:
    screen.open("Lucía")
    expect(screen.page.get_by_role("timer")).to_be_visible()
    screen.reply.fill("x" * 1025)
    expect(screen.button("Send by WhatsApp")).to_be_enabled()
    screen.attach("ticket.png", "image/png", PNG)
    expect(screen.button("1 character too many")).to_be_disabled()
    sentence = "WhatsApp takes 1024 characters with a file. Shorten the text, or send it by itself."
    expect(screen.reply).to_have_accessible_description(sentence)
    screen.reply.fill("x" * 1024)
    expect(screen.button("Send by WhatsApp")).to_be_enabled()  # the file is here, too
    screen.press("Control+Enter")
    expect(screen.message("xxx")).to_contain_text("Sent")
    assert [one["image"]["caption"] for one in clouds.graph.taken] == ["x" * 1024]


def test_who_chooses_before_all_is_known_has_chosen(both: Phone, screen: Screen) -> None:
    with screen.holding("**/ways"):
        screen.open("Lucía")
        screen.answer_to("SMS")
    screen.reply.fill("x")
    expect(screen.reply).to_have_accessible_description("1 segment · GSM-7")
    expect(screen.to).to_contain_text("SMS")


def test_a_file_is_pasted_and_dropped_and_taken_away_again(both: Phone, screen: Screen) -> None:
    screen.open("Lucía")
    for how in ("paste", "drop"):
        screen.hand_over(how, f"{how}.png")
        expect(screen.thread.get_by_role("form")).to_contain_text(f"{how}.png")
    expect(screen.thread.get_by_text("WhatsApp takes at most 1 per message.")).to_be_visible()
    expect(screen.button("Something does not fit")).to_be_disabled()
    screen.button("Remove paste.png").click()
    expect(screen.button("Send by WhatsApp")).to_be_enabled()


def test_what_a_channel_does_not_take_is_not_even_uploaded(both: Phone, screen: Screen) -> None:
    screen.open("Lucía")
    expect(screen.button("Template")).to_be_visible()
    screen.attach("run.exe", "application/x-msdownload", b"MZ")
    expect(screen.page.get_by_text("WhatsApp does not take files such as “run.exe”.")).to_be_visible()
    screen.attach("big.png", "image/png", b"x" * 5_000_001)
    expect(screen.page.get_by_text("“big.png” is too big for WhatsApp: at most 4.8 MB.")).to_be_visible()
    expect(screen.thread.get_by_role("list", name="Attachments")).to_have_count(0)


def test_the_chat_takes_no_files_and_offers_none(visitor: Callable[..., Visitor], screen: Screen) -> None:
    visitor("Zoe").say("Hello")
    screen.open("Zoe")
    expect(screen.reply).to_be_visible()
    expect(screen.button("Attach files")).to_have_count(0)
