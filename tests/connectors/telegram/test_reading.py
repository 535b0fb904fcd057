"""What customers do in Telegram, in our words."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import (
    Address,
    Consent,
    Edited,
    Happening,
    Ignored,
    Incoming,
    Locates,
    Media,
    Raw,
    Reacted,
)
from connectors.telegram import Telegram

Payload = Callable[..., Any]
Reads = Callable[[Any], list[Happening]]
Hears = Callable[[Any], Incoming]
ANA = Address("telegram", "5550100001", "Ana Pérez", "proven", "Telegram")


@pytest.fixture
def read(at: Callable[..., Telegram], payload: Payload) -> Reads:
    """What an update says, by its name or as it is."""

    def reads(update: Any) -> list[Happening]:
        found = payload(update) if isinstance(update, str) else update
        return at().read(Raw("k", found if isinstance(found, bytes) else json.dumps(found).encode()))

    return reads


@pytest.fixture
def heard(read: Reads) -> Hears:
    """The message in an update; whoever writes also allows us to answer."""

    def hears(update: Any) -> Incoming:
        incoming, allowed = read(update)
        assert isinstance(incoming, Incoming)
        assert allowed == Consent(incoming.sender, True)
        return incoming

    return hears


def test_a_text_is_its_writer_s_proven_words(heard: Hears) -> None:
    said = heard("text")
    assert said == Incoming(
        remote_id="5550100001:41",
        sender=ANA,
        text="¿Dónde está mi pedido? 👍🏽",
        said="¿Dónde está mi pedido? 👍🏽",
        sent_at=datetime.fromtimestamp(1795341641, UTC),
        ref="5550100001:41",
    )


def test_a_link_behind_words_is_written_after_them_counted_as_telegram_counts(heard: Hears) -> None:
    assert heard("link").said == "👍🏽 Mire esta página (https://shop.example/orders/12), por favor: @acme_example_bot"


def test_a_user_without_a_name_goes_by_their_user_name(heard: Hears) -> None:
    assert heard("nameless").sender.display == "@eva_example"


@pytest.mark.parametrize(
    ("name", "media", "text"),
    [
        ("photo", ("photo.jpg", "image/jpeg", "AgACAgQAAxkBAAIcaGVsbG8", 184203), "Llegó roto: foto (https://shop.example/f)"),
        ("document", ("factura nº 12.pdf", "application/pdf", "BQACAgQAAxkBAAIdoc", 48211), ""),
        ("animation", ("giphy.mp4", "video/mp4", "CgACAgQAAxkBAAIgif", 91220), ""),
        ("audio", ("call.mp3", "audio/mpeg", "CQACAgQAAxkBAAIaud", 2910221), ""),
        ("voice", ("voice.ogg", "audio/ogg", "AwACAgQAAxkBAAIvoi", 15230), ""),
        ("video", ("video.mp4", "video/mp4", "BAACAgQAAxkBAAIvid", 3201881), "Así suena"),
        ("video_note", ("video.mp4", "video/mp4", "DQACAgQAAxkBAAInot", 401223), ""),
        ("sticker", ("sticker.webp", "image/webp", "CAACAgQAAxkBAAIsti", 18322), "😡"),
        ("sticker_animated", ("sticker.tgs", "application/gzip", "CAACAgQAAxkBAAIsti", 18322), "😡"),
        ("sticker_video", ("sticker.webm", "video/webm", "CAACAgQAAxkBAAIsti", 18322), "😡"),
    ],
)  # fmt: skip
def test_a_file_comes_once_with_its_caption(
    heard: Hears, name: str, media: tuple[str, str, str, int], text: str
) -> None:
    said = heard(name)
    assert said.media == (Media(*media),)
    assert (said.text, said.stub) == (text, False)


@pytest.mark.parametrize(("name", "known"), [("location", "40.416775, -3.703790"), ("venue", "Acme, Calle Mayor 1")])
def test_a_place_is_a_link_to_a_map_once(heard: Hears, name: str, known: str) -> None:
    link = "https://www.openstreetmap.org/?mlat=40.416775&mlon=-3.703790"
    assert (heard(name).text, heard(name).said, heard(name).stub) == (f"📍 {known}\n{link}", "", False)


def test_the_sender_s_own_card_proves_their_number(heard: Hears) -> None:
    said = heard("contact_own")
    assert said.text == "👤 Ana Pérez 34600000012"
    assert said.same == tuple(Address(one, "+34600000012", "", "proven", "Telegram") for one in ("sms", "whatsapp"))


@pytest.mark.parametrize("name", ["contact_other", "contact_unknown"])
def test_another_s_card_proves_nothing(heard: Hears, name: str) -> None:
    said = heard(name)
    assert "+34" in said.text
    assert said.same == ()


@pytest.mark.parametrize("number", ["+88805550123", "112", "+34 600", "not a number", ""])
def test_a_number_that_no_phone_has_is_no_address(heard: Hears, payload: Payload, number: str) -> None:
    assert heard(payload("text", contact={"phone_number": number, "user_id": 5550100001})).same == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("poll", "poll"), ("dice", "dice"), ("paid", "successful payment"), ("new_kind", "of a new kind")],
)
def test_what_cannot_be_shown_is_a_stub_that_says_what_it_was(heard: Hears, name: str, kind: str) -> None:
    said = heard(name)
    assert said.stub
    assert f"({kind})" in said.text
    assert said.said == ""


def test_opening_the_chat_is_no_message_but_a_parameter_is(heard: Hears, read: Reads) -> None:
    assert isinstance(read("start")[0], Ignored)
    assert heard("start_parameter").text == "/start order-12"


@pytest.mark.parametrize("name", ["pinned", "group", "group_joined", "channel_post", "restricted"])
def test_what_no_customer_says_to_us_is_ignored(read: Reads, name: str) -> None:
    (found,) = read(name)
    assert isinstance(found, Ignored)


def test_an_answer_shows_what_it_answers_apart_from_its_own_words(heard: Hears) -> None:
    said = heard("reply")
    assert (said.said, said.text) == ("Azul", "> ¿Qué color prefiere?\n> Rojo o azul\n\nAzul")
    assert said.cites == ("5550100001:39",)
    assert heard("reply_quote").text == "> Rojo\n\nEse no"


@pytest.mark.parametrize(
    ("name", "whose", "text"),
    [
        ("forward_user", "Luis Gil", "¡Nunca más!"),
        ("forward_hidden", "Someone", "Hola"),
        ("forward_channel", "Acme News", "Rebajas"),
    ],
)
def test_what_was_forwarded_says_so_and_is_not_the_sender_s_mood(
    heard: Hears, name: str, whose: str, text: str
) -> None:
    assert (heard(name).text, heard(name).said) == (f"Forwarded from {whose}:\n{text}", "")


def test_an_edit_names_its_message_and_the_time_of_the_change(read: Reads) -> None:
    at = datetime.fromtimestamp(1795341700, UTC)
    assert read("edited") == [Edited("5550100001:41", "¿Dónde está mi pedido 12?", at)]
    assert isinstance(found := read("edited_caption")[0], Edited)
    assert found.text == "Llegó roto y tarde"


def test_reactions_are_put_and_taken_back_one_by_one(read: Reads) -> None:
    at, ours = datetime.fromtimestamp(1795341800, UTC), "5550100001:39"
    assert read("reaction") == [Reacted(ours, ANA, "👍", at)]
    assert read("unreaction") == [Reacted(ours, ANA, "👍", at, gone=True)]
    assert read("reaction_changed") == [Reacted(ours, ANA, "👍", at, gone=True), Reacted(ours, ANA, "❔", at)]


def test_blocking_the_bot_takes_our_leave_and_unblocking_gives_it_back(read: Reads) -> None:
    assert read("blocked") == [Consent(ANA, False)]
    assert read("unblocked") == [Consent(ANA, True)]


def test_every_recorded_payload_is_of_use_here() -> None:
    used = Path(__file__).read_text()
    recorded = Path(__file__).parents[1] / "payloads" / "telegram"
    assert [one.stem for one in recorded.iterdir() if f'"{one.stem}"' not in used] == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"\xff\x00",
        b'{"message":5}',
        b"[" * 100_000,
        b'{"message":' * 100_000,
        b'{"message":' + b"9" * 5000 + b"}",
        b'{"message":{"chat":{"type":"private"}}}',
        b'{"message_reaction":{"chat":{"id":1,"type":"private"}}}',
        b'{"message":{"chat":{"id":1,"type":"private"},"message_id":1,"date":99999999999999,"text":"a"}}',
    ],
)
def test_what_makes_no_sense_is_unreadable(read: Reads, body: bytes) -> None:
    with pytest.raises((ValueError, RecursionError, LookupError, OverflowError)):
        read(body)


@pytest.mark.parametrize(
    "given",
    [
        {"text": "a\ud83d b\x00"},
        {"text": "x" * 5_000_000},
        {"entities": [{"type": "text_link", "offset": -9, "length": 3}]},
        {"entities": [{"type": "text_link", "offset": 1, "length": 1, "url": "u"}] * 100_000},
        {"entities": [{"type": "text_link", "offset": 0, "length": 10**30}]},
        {"text": 5, "quote": "x", "reply_to_message": {"message_id": 1, "text": [1]}},
    ],
    ids=["surrogate", "long", "before", "many", "beyond", "types"],
)
def test_a_hostile_text_is_still_a_message(heard: Hears, payload: Payload, given: Any) -> None:
    assert heard(payload("text", **given)).remote_id == "5550100001:41"


def test_nobody_can_be_written_to_first(at: Callable[..., Telegram]) -> None:
    """A bot cannot begin a chat, so no address is ever typed."""
    assert not isinstance(at(), Locates)
