"""The chat connector: what the web journalled, said in the router's words."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.chat import LONGEST, Chat, Settings, clean, is_email
from connectors.contract import (
    Address,
    Checks,
    Connector,
    Happening,
    Ignored,
    Incoming,
    Outgoing,
    Raw,
    Receipt,
    Refused,
)

SECRET = "0123456789abcdef0123456789abcdef"


def chat(**settings: Any) -> Chat:
    return Chat("account", Settings(**{"title": "Acme", **settings}))


def read(**body: Any) -> list[Happening]:
    return chat().read(Raw("key", json.dumps(body).encode()))


def message(**more: Any) -> Incoming:
    (happening,) = read(**{"kind": "message", "visitor": "v1", "client_id": "c1", "text": "Hello", **more})
    assert isinstance(happening, Incoming)
    return happening


def verified(**more: Any) -> dict[str, Any]:
    return {"sub": "42", "email": "Ana@Example.com", "name": "Ana", **more}


def test_it_keeps_the_contract() -> None:
    connector: Connector = chat()
    assert isinstance(connector, Checks)
    assert (connector.channel, connector.hostile, connector.idempotent) == ("chat", False, True)
    assert set(connector.title) == {"en", "es"}


def test_a_message_is_named_by_visitor_and_client_id_and_says_what_was_written() -> None:
    heard = message(
        text="  Where is my order?\r\nIt is late. ", sent_at="2026-11-22T10:00:00Z", page="https://a.example/x"
    )
    assert heard.remote_id == "v1:c1"
    assert heard.client_id == "c1"
    assert heard.text == heard.said == "Where is my order?\nIt is late."
    assert heard.sent_at is not None
    assert heard.sent_at.isoformat() == "2026-11-22T10:00:00+00:00"


def test_a_visitor_token_proves_the_browser_within_this_account_and_nothing_more() -> None:
    heard = message(name="Ana")
    assert heard.sender == Address("chat", "v1", "Ana", "proven", "visitor token", scoped=True)
    assert heard.also == ()
    assert heard.claims == ()


def test_a_typed_email_is_a_claim_and_never_an_address_of_the_sender() -> None:
    heard = message(email=" Boss@Example.COM ")
    assert heard.claims == (Address("email", "boss@example.com", evidence="claimed", how="typed in the chat"),)
    assert heard.also == ()
    assert heard.sender.address == "v1"


def test_an_email_inside_the_text_is_only_text() -> None:
    heard = message(text="write to boss@example.com")
    assert heard.claims == ()
    assert heard.also == ()


@pytest.mark.parametrize(
    "typed", ["", "ana", "ana@", "@example.com", "a b@example.com", "ana@example", "ana@example.com, b@c.de"]
)
def test_what_is_no_email_address_claims_nothing(typed: str) -> None:
    assert message(email=typed).claims == ()


def test_a_signed_token_proves_the_person_and_the_email() -> None:
    heard = message(visitor="jwt:42", verified=verified())
    assert heard.sender == Address("chat", "jwt:42", "Ana", "proven", "signed token", scoped=True)
    assert heard.also == (Address("email", "ana@example.com", "Ana", "proven", "signed token"),)
    assert heard.claims == ()


def test_the_signed_subject_counts_whatever_visitor_stands_beside_it() -> None:
    assert message(visitor="v1", verified=verified()).sender.address == "jwt:42"


def test_an_email_that_the_site_has_not_verified_is_a_claim() -> None:
    heard = message(verified=verified(email_verified=False))
    assert heard.also == ()
    assert [claim.address for claim in heard.claims] == ["ana@example.com"]
    assert heard.claims[0].evidence == "claimed"


def test_a_typed_email_beside_a_signed_one_stays_a_claim() -> None:
    heard = message(verified=verified(), email="other@example.com")
    assert [address.address for address in heard.also] == ["ana@example.com"]
    assert [claim.address for claim in heard.claims] == ["other@example.com"]


def test_typing_the_signed_email_again_claims_nothing_new() -> None:
    assert message(verified=verified(), email="ANA@example.com").claims == ()


def test_a_token_without_email_proves_no_email() -> None:
    heard = message(verified={"sub": "42"})
    assert heard.also == ()
    assert heard.sender.display == ""


def test_a_message_of_nothing_showable_is_ignored() -> None:
    assert read(kind="message", visitor="v", client_id="c", text=" \x00\x07 \n") == [Ignored("The message is empty.")]


def test_a_long_message_is_cut() -> None:
    assert len(message(text="x" * (LONGEST + 500)).text) == LONGEST


def test_unshowable_characters_are_dropped_and_emoji_stay() -> None:
    assert clean("a\x00b\ud800c\tñ\n👍🏽") == "abc\tñ\n👍🏽"


@given(st.text(alphabet=st.characters()))
def test_any_text_becomes_storable(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


@given(st.text(max_size=300))
def test_recognising_an_email_takes_any_text(text: str) -> None:
    assert isinstance(is_email(text), bool)


def test_recognising_an_email_stays_fast_on_long_text() -> None:
    assert not is_email("a." * 50_000 + "@" + "b." * 50_000)


def test_receipts_name_the_messages_they_are_for() -> None:
    assert read(kind="receipt", state="read", message_ids=["m1", "m2"]) == [
        Receipt("read", remote_id="m1", ref="m1"),
        Receipt("read", remote_id="m2", ref="m2"),
    ]


def test_a_visitor_cannot_report_a_state_that_is_not_theirs_to_know() -> None:
    with pytest.raises(msgspec.ValidationError):
        read(kind="receipt", state="failed", message_ids=["m1"])


def test_an_unknown_kind_is_ignored_with_its_name() -> None:
    assert read(kind="wave") == [Ignored("Unknown kind of chat event: 'wave'")]


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{", b'{"kind":"message"}', b"\xff\xfe", b'{"kind":7}'])
def test_a_body_that_nobody_journals_is_unreadable(body: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        chat().read(Raw("key", body))


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_read_or_refused_but_never_worse(body: bytes) -> None:
    try:
        happenings = chat().read(Raw("key", body))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    assert all(isinstance(happening, Ignored) for happening in happenings)


def test_reading_twice_says_the_same() -> None:
    assert message(verified=verified()) == message(verified=verified())


@pytest.mark.asyncio
async def test_sending_is_done_when_the_message_is_written() -> None:
    sent = await chat().send(Outgoing("m1", Address("chat", "v1", scoped=True), "Hi"))
    assert (sent.remote_id, sent.state) == ("m1", "sent")


@pytest.mark.asyncio
async def test_good_settings_pass_the_check() -> None:
    await chat(allowed_origins=("https://a.example", "http://localhost:8000", "*"), jwt_secret=SECRET).check()
    await chat().check()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"allowed_origins": ("https://a.example/shop",)}, "without a path"),
        ({"allowed_origins": ("a.example",)}, "without a path"),
        ({"allowed_origins": ("https://a.example; script-src *",)}, "without a path"),
        ({"jwt_secret": "short"}, "at least 32"),
        ({"accent": "red; background: url(x)"}, "six digits"),
    ],
)
@pytest.mark.asyncio
async def test_settings_that_cannot_work_are_refused_with_what_to_change(
    settings: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        await chat(**settings).check()


def test_settings_make_a_form_with_every_label_in_both_languages() -> None:
    for name, field in Settings.__dataclass_fields__.items():
        assert set(field.metadata["label"]) == {"en", "es"}, name
    assert Settings.__dataclass_fields__["jwt_secret"].metadata["kind"] == "secret"


def test_settings_are_made_from_a_stored_row() -> None:
    made = msgspec.convert({"title": "Acme", "allowed_origins": ["https://a.example"]}, type=Settings)
    assert made.allowed_origins == ("https://a.example",)
    assert made.jwt_secret == ""
