"""Each kind of message that Meta calls us with, as it is recorded under payloads/meta."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from connectors.contract import (
    Address,
    Consent,
    Deleted,
    Edited,
    Happening,
    Ignored,
    Incoming,
    Media,
    Moved,
    Reacted,
)

Call = dict[str, Any]
Load = Callable[[str], Call]
Read = Callable[[Any], list[Happening]]

WAMID = "wamid.HBgLMzQ2MDAwMDAwMDEVAgASGBQzQTRDNjVDM0MwRDNGRTI5RDEwMQA="
OURS = "wamid.HBgLMzQ2MDAwMDAwMDEVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA"
MAP = "https://www.google.com/maps/search/?api=1&query="
AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ANA = Address("whatsapp", "+34600000001", "Ana Ruiz", "proven", "whatsapp")
SHA = "261fb68a3e8fcd4bff276cbe82baed7a0aff64ccd1c6410fc1cdb83b289be2cd"
"""In the payloads it is in base64."""


@pytest.fixture
def heard(payload: Load, read: Read) -> Callable[[str], Incoming]:
    """The one message of a recorded call."""

    def one(name: str) -> Incoming:
        (happening,) = read(payload(name))
        assert isinstance(happening, Incoming)
        return happening

    return one


def test_a_text_is_said_by_its_writer(heard: Callable[[str], Incoming]) -> None:
    message = heard("text")
    assert message.text == message.said == "¿Dónde está mi pedido? 😠"
    assert (message.remote_id, message.ref, message.cites, message.stub) == (WAMID, WAMID, (), False)
    assert message.sender == ANA
    assert message.sent_at == datetime.fromtimestamp(1795341600, UTC)


def test_the_number_is_the_address_and_the_business_scoped_id_is_proven_with_it(
    heard: Callable[[str], Incoming],
) -> None:
    message = heard("text")
    assert message.also == (Address("whatsapp", "ES.13491208655302741918", "Ana Ruiz", "proven", "whatsapp"),)
    assert message.same == (Address("sms", "+34600000001", "Ana Ruiz", "proven", "whatsapp"),)


def test_who_hides_their_number_is_known_by_the_business_scoped_id_alone(heard: Callable[[str], Incoming]) -> None:
    message = heard("username")
    assert message.sender == Address("whatsapp", "ES.77", "Luz", "proven", "whatsapp")
    assert (message.also, message.same) == ((), ())


def test_a_username_stands_in_for_a_missing_name(payload: Load, read: Read, value: Callable[[Call], Call]) -> None:
    call = payload("username")
    del value(call)["contacts"][0]["profile"]["name"]
    (message,) = read(call)
    assert isinstance(message, Incoming)
    assert message.sender.display == "luz.mar"


def test_a_quote_says_what_it_answers(heard: Callable[[str], Incoming]) -> None:
    message = heard("quote")
    assert (message.said, message.cites) == ("Sí, ese.", (OURS,))


def test_what_was_forwarded_is_marked_but_not_put_in_the_writers_mouth(heard: Callable[[str], Incoming]) -> None:
    message = heard("forwarded")
    assert message.text == "Your parcel is on its way.\n↪ Forwarded"
    assert message.said == "Your parcel is on its way."


def test_who_comes_from_an_ad_brings_its_headline(heard: Callable[[str], Incoming]) -> None:
    message = heard("referral")
    assert message.said == "Is this still on?"
    assert message.text == ("Is this still on?\n📣 Spring shoes\nHalf price until Sunday\nhttps://fb.example/ad")


def test_a_message_to_a_group_says_so_for_the_answer_goes_to_one_person(heard: Callable[[str], Incoming]) -> None:
    assert heard("group").text == "Anybody there?\n👥 Written in a group; an answer reaches the writer alone."


@pytest.mark.parametrize(
    ("name", "said", "media"),
    [
        ("image", "It came like this", Media("image.jpg", "image/jpeg", "2754859441498128", 0, SHA)),
        ("video", "See how it rattles", Media("video.mp4", "video/mp4", "1166846181421424", 0, SHA)),
        ("document", "The invoice", Media("Factura 12.pdf", "application/pdf", "1376223850470843", 0, SHA)),
        ("voice", "", Media("voice.ogg", "audio/ogg; codecs=opus", "1908647269898587", 0, SHA)),
        ("audio", "", Media("audio.mp3", "audio/mpeg", "1908647269898588", 0, SHA)),
        ("sticker", "", Media("sticker.webp", "image/webp", "790710301765512", 0, SHA)),
    ],
)
def test_a_file_is_named_to_be_fetched_later_and_its_caption_is_what_they_said(
    heard: Callable[[str], Incoming], name: str, said: str, media: Media
) -> None:
    message = heard(name)
    assert (message.said, message.text, message.media, message.files) == (said, said, (media,), ())


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        (
            "location",
            "",
            f"📍 Puerta del Sol\nPlaza de la Puerta del Sol, Madrid\n{MAP}40.416775,-3.703790",
        ),
        ("contacts", "", "👤 Berta Gil, +1 555-555-0101, berta@example.com\n👤 Carlos, +1 555-555-0102"),
        ("button_reply", "Cancel", ""),
        ("list_reply", "Priority Express\nNext day", ""),
        ("flow", 'order: A-12\nreasons: ["late", "broken"]', ""),
        ("button", "Yes, please", ""),
        ("order", "Gift wrapped, please", "🛒 2 × di9ozbzfi4, 30 EUR\n🛒 1 × nqryix03ez, 25.5 EUR"),
    ],
)
def test_what_is_no_text_is_told_in_words(heard: Callable[[str], Incoming], name: str, said: str, told: str) -> None:
    message = heard(name)
    assert message.said == said
    assert message.text == "\n".join(filter(None, (said, told)))
    assert not message.stub


def test_a_reaction_and_its_taking_back_concern_the_message_that_they_name(payload: Load, read: Read) -> None:
    """A new emoji takes the place of the one before: first all of theirs goes."""
    assert read(payload("reaction")) == [Reacted(OURS, ANA, "", AT, gone=True), Reacted(OURS, ANA, "👍", AT)]
    assert read(payload("unreaction")) == [Reacted(OURS, ANA, "", AT, gone=True)]


def test_a_reaction_without_an_emoji_is_taken_back_too(
    payload: Load, read: Read, value: Callable[[Call], Call]
) -> None:
    call = payload("unreaction")
    del value(call)["messages"][0]["reaction"]["emoji"]
    assert read(call) == [Reacted(OURS, ANA, "", AT, gone=True)]


def test_an_edit_changes_the_text_or_the_caption_of_the_first_message(payload: Load, read: Read) -> None:
    assert read(payload("edit")) == [Edited(WAMID, "¿Dónde está mi pedido A-12?", AT)]
    assert read(payload("edit_caption")) == [Edited(WAMID, "It came broken", AT)]


def test_what_is_taken_back_is_deleted(payload: Load, read: Read) -> None:
    assert read(payload("revoke")) == [Deleted(WAMID, AT)]


def test_a_new_number_moves_number_and_id_and_is_told_from_where_they_now_are(payload: Load, read: Read) -> None:
    number, id_, notice = read(payload("number_change"))
    assert isinstance(number, Moved)
    assert (number.before.address, number.after.address) == ("+34600000001", "+34600000002")
    assert isinstance(id_, Moved)
    assert (id_.before.address, id_.after.address) == ("ES.13491208655302741918", "ES.2222")
    assert isinstance(notice, Incoming)
    assert notice.text == "User Ana Ruiz changed from 34600000001 to 34600000002"
    assert (notice.said, notice.automatic, notice.remote_id) == ("", "system", "wamid.MOVE")
    assert notice.sender.address == "+34600000002"
    assert [one.address for one in notice.also] == ["ES.2222"]
    assert {one.evidence for one in (number.before, number.after, notice.sender)} == {"proven"}


def test_the_old_number_is_not_proven_once_more_for_it_may_soon_be_somebody_elses(payload: Load, read: Read) -> None:
    *_, notice = read(payload("number_change"))
    assert isinstance(notice, Incoming)
    assert "+34600000001" not in {one.address for one in (notice.sender, *notice.also, *notice.same)}


def test_a_new_id_of_who_hides_their_number_moves_the_id(payload: Load, read: Read) -> None:
    moved, notice = read(payload("user_id_change"))
    assert isinstance(moved, Moved)
    assert (moved.before.address, moved.after.address) == ("ES.13491208655302741918", "ES.2222")
    assert isinstance(notice, Incoming)
    assert notice.sender.address == "ES.2222"


def test_another_system_message_is_told_and_moves_nobody(
    payload: Load, read: Read, value: Callable[[Call], Call]
) -> None:
    call = payload("number_change")
    value(call)["messages"][0]["system"] = {"type": "customer_identity_changed"}
    (notice,) = read(call)
    assert isinstance(notice, Incoming)
    assert (notice.sender.address, notice.automatic) == ("+34600000001", "system")
    assert notice.text.endswith("has changed.")


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("unsupported", "WhatsApp does not pass on (poll creation: Message type unknown). Ask for it"),
        ("unknown", "Hilo does not know yet (hologram). Ask for it"),
    ],
)
def test_what_cannot_be_shown_is_a_visible_stub_that_says_what_it_was(
    heard: Callable[[str], Incoming], name: str, match: str
) -> None:
    message = heard(name)
    assert message.stub
    assert match in message.text
    assert (message.said, message.remote_id, message.sender) == ("", WAMID, ANA)


def test_a_message_that_meta_itself_could_not_write_is_a_stub_and_the_fault_is_kept(payload: Load, read: Read) -> None:
    message, fault = read(payload("half_interactive"))
    assert isinstance(message, Incoming)
    assert message.stub
    assert "could not read (interactive)" in message.text
    assert fault == Ignored("WhatsApp reports a fault of its own: Something went wrong (code 131000).")


def test_an_opened_chat_is_no_message(payload: Load, read: Read) -> None:
    assert read(payload("welcome")) == [Ignored("Somebody opened a chat and has not written yet.")]


@pytest.mark.parametrize("name", ["template_status", "echo", "marketing_stop"])
def test_news_of_other_kinds_is_ignored_with_its_reason(payload: Load, read: Read, name: str) -> None:
    (ignored,) = read(payload(name))
    assert isinstance(ignored, Ignored)
    assert len(ignored.reason) > 10


def test_who_takes_advertising_again_may_be_written_to_again(payload: Load, read: Read) -> None:
    (consent,) = read(payload("marketing_resume"))
    assert isinstance(consent, Consent)
    assert (consent.sender.address, consent.given) == ("+34600000001", True)


def test_a_preference_that_names_nobody_opens_nothing(payload: Load, read: Read, value: Callable[[Call], Call]) -> None:
    call = payload("marketing_resume")
    value(call)["user_preferences"] = [{"value": "resume"}, {"value": "resume", "wa_id": "x"}, 7]
    assert all(isinstance(one, Ignored) for one in read(call))
