"""What an agent sees after sending, what can be done about it, and what a customer does to a message afterwards."""

import io
import wave
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from playwright.sync_api import expect
from servers.clouds import Clouds
from servers.hilo import Hilo, Person
from servers.phone import Phone, Phones
from servers.screen import Screen
from servers.visitor import Visitor

Eventually = Callable[..., Any]
PICTURE = "https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME1"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f0005fe02fea72d1b2a0000000049454e44ae426082"
)

SECONDS = 0.25
PLAY = """voice => new Promise((done, fail) => {
    voice.onended = () => done(voice.currentTime);
    voice.play().catch(fail);
})"""


def beep() -> bytes:
    """A WAV of that length."""
    with io.BytesIO() as whole:
        with wave.open(whole, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(8000)
            sound.writeframes(bytes(16_000 // 4))
        return whole.getvalue()


@pytest.fixture
def hilo(nearby: Hilo) -> Hilo:
    return nearby


@pytest.fixture
def both(lucia: Phone, ana: Person, eventually: Eventually) -> Phone:
    """Lucía wrote on WhatsApp, and then an SMS."""
    lucia.whatsapp("Where is my order?")
    eventually(ana.threads)
    lucia.text("It is me again")
    eventually(lambda: ana.threads()[0]["preview"] == "It is me again")
    return lucia


def test_what_failed_for_good_goes_by_another_channel_in_one_click(both: Phone, screen: Screen, clouds: Clouds) -> None:
    clouds.twilio.opted_out.add(both.number)
    screen.open("Lucía")
    expect(screen.to).to_contain_text("SMS")
    screen.send("It ships tomorrow")
    failed = screen.message("It ships tomorrow").first
    expect(failed).to_contain_text("Not delivered")
    expect(failed).to_contain_text("They asked us to stop. Only they can change that, by writing START themselves.")
    expect(failed.get_by_role("button", name="Try again")).to_have_count(0)
    expect(screen.customer.get_by_text("asked us to stop")).to_be_visible()
    screen.reply.fill("Good day!")
    failed.get_by_role("button", name=f"Use WhatsApp instead: {both.number}").click()
    expect(screen.reply).to_have_value("It ships tomorrow\n\nGood day!")
    expect(screen.button("Send by WhatsApp")).to_be_focused()
    screen.press("Enter")
    expect(screen.message("Good day!")).to_contain_text("Sent")
    assert [one["text"]["body"] for one in clouds.graph.taken] == ["It ships tomorrow\n\nGood day!"]


def test_what_may_have_arrived_is_sent_again_only_by_a_person(both: Phone, screen: Screen, clouds: Clouds) -> None:
    clouds.twilio.drop = True
    screen.open("Lucía")
    expect(screen.to).to_contain_text("SMS")
    screen.send("It ships tomorrow")
    unsure = screen.message("It ships tomorrow")
    expect(unsure).to_contain_text("Uncertain")
    expect(unsure).to_contain_text("Sending again could double it.")
    expect(unsure.get_by_role("button", name="Use WhatsApp instead")).to_be_visible()
    assert len(clouds.twilio.sent) == 1
    clouds.twilio.drop = False
    unsure.get_by_role("button", name="Send again anyway").click()
    expect(unsure).to_contain_text("Sent")
    assert len(clouds.twilio.sent) == 2


def test_a_window_that_the_provider_calls_closed_leads_to_the_templates(
    lucia: Phone, screen: Screen, clouds: Clouds
) -> None:
    lucia.whatsapp("Where is my order?")
    screen.open("Lucía")
    expect(screen.page.get_by_role("timer")).to_be_visible()
    clouds.graph.refuses(131047, "Re-engagement message")
    screen.send("It ships tomorrow")
    failed = screen.message("It ships tomorrow")
    expect(failed).to_contain_text("free text is not allowed now, only an approved template")
    expect(failed.get_by_role("button", name="Try again")).to_have_count(0)
    failed.get_by_role("button", name="Choose a template").click()
    expect(screen.page.get_by_role("searchbox", name="Search templates")).to_be_focused()
    expect(screen.page.get_by_text("No template fits.")).to_be_visible()


def test_a_refusal_at_the_desk_keeps_the_words_and_the_file(both: Phone, screen: Screen) -> None:
    """They asked to stop while the agent's browser did not know yet."""
    screen.open("Lucía")
    expect(screen.to).to_contain_text("SMS")
    screen.page.route("**/ways", lambda route: route.abort())
    both.text("STOP")
    expect(screen.customer.get_by_text("asked us to stop")).to_be_visible()
    screen.send("One more thing")
    refused = screen.message("One more thing")
    expect(refused).to_contain_text("They asked us to stop. Only they can change that")
    screen.page.unroute("**/ways")
    refused.get_by_role("button", name=f"Use WhatsApp instead: {both.number}").click()
    expect(refused).to_have_count(0)
    expect(screen.reply).to_have_value("One more thing")
    screen.button("Send by WhatsApp").click()
    expect(screen.message("One more thing")).to_contain_text("Sent")


def test_an_edited_message_shows_what_it_said_before(lucia: Phone, screen: Screen) -> None:
    said = lucia.whatsapp("Where is my parcel?")
    screen.open("Lucía")
    lucia.edits(said, "Where is my order A-12?")
    message = screen.message("Where is my order A-12?")
    expect(message).to_contain_text("edited")
    expect(message).not_to_contain_text("Where is my parcel?")
    message.get_by_role("button", name="Show before").click()
    expect(message.locator("blockquote")).to_contain_text("Where is my parcel?")
    message.get_by_role("button", name="Hide").click()
    expect(message).not_to_contain_text("Where is my parcel?")


def test_a_deleted_message_says_so_and_keeps_what_it_said(lucia: Phone, screen: Screen) -> None:
    said = lucia.whatsapp("You are all useless")
    screen.open("Lucía")
    lucia.deletes(said)
    message = screen.message("The customer deleted this message.")
    expect(message).not_to_contain_text("useless")
    message.get_by_role("button", name="Show what it said").click()
    expect(message.locator("blockquote")).to_contain_text("You are all useless")


def test_reactions_stand_under_their_message_with_who_they_are_of(lucia: Phone, screen: Screen) -> None:
    said = lucia.whatsapp("Thank you")
    screen.open("Lucía")
    lucia.reacts(said, "👍")
    reactions = screen.message("Thank you").get_by_role("list", name="Reactions")
    expect(reactions).to_contain_text("👍")
    expect(reactions).to_contain_text("Lucía")
    lucia.reacts(said, "")
    expect(reactions).to_have_count(0)


def test_a_picture_appears_when_it_has_been_fetched(lucia: Phone, screen: Screen, clouds: Clouds) -> None:
    gate = clouds.gate()

    async def slowly(_: web.Request) -> web.Response:
        await gate.wait()
        return web.Response(body=PNG, content_type="image/png")

    clouds.twilio.media[clouds.path_of(PICTURE)] = slowly
    lucia.text("It came like this", PICTURE)
    screen.open(lucia.number)
    message = screen.message("It came like this")
    expect(message).to_contain_text("Fetching photo…")
    gate.open()
    expect(message.get_by_role("img")).to_be_visible()
    expect(message).not_to_contain_text("Fetching photo…")


def test_a_file_that_is_gone_says_why_and_can_be_fetched_again(lucia: Phone, screen: Screen, clouds: Clouds) -> None:
    place = clouds.path_of(PICTURE)
    clouds.twilio.media[place] = lambda _: web.Response(status=404)
    lucia.text("It came like this", PICTURE)
    screen.open(lucia.number)
    message = screen.message("It came like this")
    expect(message).to_contain_text("could not be fetched")
    expect(message).to_contain_text("Ask the customer to send it again.")
    clouds.twilio.media[place] = lambda _: web.Response(body=PNG, content_type="image/png")
    message.get_by_role("button", name="Try again").click()
    expect(message.get_by_role("img")).to_be_visible()


def test_a_voice_message_is_played_in_place(lucia: Phone, screen: Screen, clouds: Clouds) -> None:
    clouds.twilio.media[clouds.path_of(PICTURE)] = lambda _: web.Response(body=beep(), content_type="audio/wav")
    lucia.text("Listen", PICTURE, mime="audio/wav")
    screen.open(lucia.number)
    voice = screen.message("Listen").locator("audio")
    expect(voice).to_have_js_property("duration", SECONDS)
    assert voice.evaluate(PLAY) == SECONDS
    assert voice.evaluate("voice => { voice.currentTime = 0.1; return voice.seekable.end(0) }") == SECONDS


@pytest.mark.parametrize("mime", ["audio/amr", "audio/mpeg"])
def test_what_the_browser_cannot_play_is_saved(lucia: Phone, screen: Screen, clouds: Clouds, mime: str) -> None:
    clouds.twilio.media[clouds.path_of(PICTURE)] = lambda _: web.Response(body=b"#!AMR\n", content_type=mime)
    lucia.text("Listen", PICTURE, mime=mime)
    screen.open(lucia.number)
    message = screen.message("Listen")
    saved = message.get_by_role("list", name="Attachments").get_by_role("link")
    with screen.page.expect_download() as download:
        saved.click()
    assert download.value.path().read_bytes() == b"#!AMR\n"
    expect(message.locator("audio")).to_have_count(0)


def test_an_address_is_added_by_keys_and_taken_back(lucia: Phone, phones: Phones, screen: Screen) -> None:
    Phone(phones, "Marc", "+34600000002").text("Hello from Marc")
    lucia.whatsapp("Hello from Lucía")
    screen.open("Lucía")
    screen.customer.get_by_role("button", name="Add an address").click()
    form = screen.customer.get_by_role("form", name="Add an address")
    form.get_by_label("Channel").select_option("SMS by Twilio")
    typed = form.get_by_role("textbox", name="Address")
    for wrong, sentence in (("twelve", "+34"), ("+34 600 000 002", "belongs to")):
        typed.fill(wrong)
        typed.press("Enter")
        expect(form.locator(".error")).to_contain_text(sentence)
    typed.fill("+34 600 000 003")
    typed.press("Enter")
    added = screen.customer.get_by_role("listitem").filter(has_text="+34600000003")
    expect(added).to_contain_text("Confirmed by Ana")
    screen.answer_to("+34600000003")
    expect(screen.button("Send by SMS")).to_be_visible()
    added.get_by_role("button", name="Undo").click()
    expect(added).to_have_count(0)
    expect(screen.to).to_contain_text("WhatsApp")


def test_a_claim_is_confirmed_with_one_click(visitor: Callable[..., Visitor], screen: Screen, ana: Person) -> None:
    imap = {"imap_host": "127.0.0.1", "imap_port": 9, "imap_user": "x", "imap_password": "x", "imap_security": "none"}
    smtp = {"smtp_host": "127.0.0.1", "smtp_port": 9, "smtp_security": "none"}
    settings = {"address": "support@acme.example", "name": "Acme", **imap, **smtp}
    ana.post("/api/v1/accounts", connector="email", name="Mail", settings=settings, force=True)
    visitor("Zoe").say("It is me", email="zoe@example.com")
    screen.open("Zoe")
    claim = screen.customer.get_by_role("listitem").filter(has_text="zoe@example.com")
    expect(claim).to_contain_text("Not verified")
    claim.get_by_role("button", name="Confirm").click()
    expect(claim).to_contain_text("Confirmed by Ana")
    expect(screen.customer.get_by_role("heading", name="Said by the customer")).to_have_count(0)
