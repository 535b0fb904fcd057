"""What a peer sends: verified at the door, then read as our words."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.api.channel import Api
from connectors.api.inbound import LONGEST, UNREADABLE
from connectors.api.signature import sign
from connectors.contract import (
    Address,
    Checks,
    Forged,
    Happening,
    Ignored,
    Incoming,
    Raw,
    Receipt,
    Request,
    Taken,
    Verifies,
)

MESSAGE: dict[str, Any] = {"id": "7", "from": {"address": "ana@shop"}, "text": "Where is my order?"}
READER = Api("account", Api.Settings(secret=""))
URL = "https://hilo.example/hooks/account"


def read(body: bytes) -> Happening:
    (happening,) = READER.read(Raw("key", body))
    return happening


def said(**more: Any) -> Happening:
    return read(json.dumps(MESSAGE | more).encode())


def message(**more: Any) -> Incoming:
    happening = said(**more)
    assert isinstance(happening, Incoming)
    return happening


def unreadable(body: bytes) -> bool:
    try:
        read(body)
    except UNREADABLE:
        return True
    return False


@pytest.fixture
def call(api: Callable[..., Api], secret: str, now: datetime) -> Callable[..., Taken]:
    """A genuine call, or one signed with something else or at another time."""

    def make(body: bytes, *, key: str = secret, at: datetime = now) -> Taken:
        headers = {"x-hilo-signature": sign(key, body, at)}
        return api().verify(Request("POST", URL, headers, body))

    return make


def test_it_keeps_the_contract(api: Callable[..., Api]) -> None:
    made = api()
    assert isinstance(made, Checks)
    assert isinstance(made, Verifies)
    assert (made.channel, made.hostile, made.idempotent) == ("api", False, True)


def test_a_genuine_message_is_taken_as_it_came_and_named_by_its_id(call: Callable[..., Taken]) -> None:
    body = json.dumps(MESSAGE).encode()
    taken = call(body)
    assert taken.raws == (Raw("message:7", body),)
    assert (taken.status, taken.mime, json.loads(taken.body)) == (200, "application/json", {"kept": True})


def test_the_same_message_again_has_the_same_name(call: Callable[..., Taken], now: datetime) -> None:
    body = json.dumps(MESSAGE).encode()
    again = json.dumps(MESSAGE, indent=1).encode()
    assert call(body).raws[0].key == call(again, at=now + timedelta(minutes=1)).raws[0].key


def test_a_receipt_is_named_by_message_and_state(call: Callable[..., Taken]) -> None:
    taken = call(b'{"kind":"receipt","message_id":"m1","state":"read"}')
    assert taken.raws[0].key == "receipt:m1:read"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "truncated|Expecting"),
        (b"{}", "missing required field `id`"),
        (b'{"id":"7","text":"x"}', "missing required field `from`"),
        (b'{"id":7,"text":"x","from":{"address":"a"}}', r"Expected `str`, got `int` - at `\$.id`"),
        (b'{"kind":"wave"}', "Unknown kind of call: 'wave'"),
        (b'{"id":"7","text":" ","from":{"address":"a"}}', "empty"),
        (b'{"kind":"receipt","message_id":"m","state":"queued"}', "Invalid enum value 'queued'"),
        (b"[" * 100_000, "Expected `object`|recursion"),
        (b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "recursion"),
        (b"\xff\xfe\x00", "utf|decode|Expecting|malformed"),
    ],
    ids=lambda value: repr(value[:40]),
)
def test_what_is_genuine_but_means_nothing_is_kept_and_its_sender_told(
    call: Callable[..., Taken], body: bytes, problem: str
) -> None:
    taken = call(body)
    assert taken.status == 200
    assert taken.raws[0].body == body
    answer = json.loads(taken.body)
    assert answer["kept"] is True
    assert re.search(problem, answer["problem"]), answer


def test_a_message_that_was_unreadable_may_come_again_corrected(call: Callable[..., Taken]) -> None:
    wrong, right = {"id": "7", "text": "x"}, MESSAGE
    assert call(json.dumps(wrong).encode()).raws[0].key.startswith("body:")
    assert call(json.dumps(right).encode()).raws[0].key == "message:7"


@pytest.mark.parametrize("id", ["a\x00b", "a b", "\ud800", "", "x" * 201, "ñ"])
def test_an_id_that_no_database_may_keep_names_nothing(call: Callable[..., Taken], id: str) -> None:
    key = call(json.dumps(MESSAGE | {"id": id}).encode()).raws[0].key
    assert key.startswith("body:")
    assert key.isascii()


def test_a_wrong_secret_an_old_time_and_no_signature_at_all_are_forged(
    call: Callable[..., Taken], api: Callable[..., Api], now: datetime
) -> None:
    with pytest.raises(Forged, match="compare the secret"):
        call(b"{}", key="f" * 32)
    with pytest.raises(Forged, match="clock"):
        call(b"{}", at=now - timedelta(minutes=6))
    with pytest.raises(Forged, match="no signature"):
        api().verify(Request("POST", URL, {}, b"{}"))


def test_who_looks_at_the_address_in_a_browser_is_told_what_it_is_and_no_forger(api: Callable[..., Api]) -> None:
    taken = api().verify(Request("GET", URL))
    assert (taken.status, taken.raws, taken.mime) == (200, (), "text/plain")
    assert b"POST" in taken.body


def test_a_message_says_what_was_written() -> None:
    heard = message(text="  Hola\r\n¿Qué tal?\r", subject=" Order 12 ", sent_at="2026-11-22T11:00:00+01:00")
    assert heard.remote_id == "in:7"
    assert heard.ref == "7"
    assert heard.text == heard.said == "Hola\n¿Qué tal?"
    assert heard.subject == "Order 12"
    assert heard.sent_at == datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert heard.cites == ()


def test_a_sender_is_a_claim_unless_the_peer_vouches_and_means_something_only_to_this_account() -> None:
    claimed = Address("api", "ana@shop", "Ana", "claimed", "api", scoped=True)
    assert message(**{"from": {"address": " ana@shop ", "name": " Ana "}}).sender == claimed
    assert message(verified=True).sender == Address("api", "ana@shop", "", "proven", "api", scoped=True)
    assert message(verified=False).sender.evidence == "claimed"


@pytest.mark.parametrize("value", ["true", 1, None, "yes", [True]])
def test_only_a_true_boolean_vouches_for_anybody(value: Any) -> None:
    assert unreadable(json.dumps(MESSAGE | {"verified": value}).encode())


def test_it_answers_what_it_says_it_answers() -> None:
    assert message(reply_to="0199-message").cites == ("0199-message",)


def test_null_is_the_same_as_nothing() -> None:
    assert message(subject=None, sent_at=None, reply_to=None, **{"from": {"address": "ana@shop", "name": None}}) == (
        message()
    )


def test_what_we_do_not_know_is_left_alone() -> None:
    assert message(colour="blue", files=[{"name": "a"}], html="<script>") == message()


def test_a_subject_alone_is_a_message_and_nothing_at_all_is_none() -> None:
    assert message(text="", subject="Call me").subject == "Call me"
    assert said(text=" \n") == Ignored("The message is empty.")


def test_long_texts_are_cut() -> None:
    heard = message(text="x" * (LONGEST + 1), subject="y" * 1000)
    assert (len(heard.text), len(heard.subject)) == (LONGEST, 500)


def test_half_an_emoji_does_not_cost_the_message() -> None:
    heard = read(b'{"id":"7","from":{"address":"ana@shop"},"text":"Thanks \\ud83d"}')
    assert isinstance(heard, Incoming)
    assert heard.text.startswith("Thanks ")


@pytest.mark.parametrize(
    "more",
    [
        {"text": None},
        {"text": 5},
        {"from": "ana@shop"},
        {"from": {"address": " "}},
        {"from": {"address": "x" * 201}},
        {"from": {}},
        {"sent_at": "yesterday"},
        {"sent_at": "2026-11-22T10:00:00"},
        {"id": None},
        {"kind": None},
    ],
    ids=str,
)
def test_what_does_not_fit_is_unreadable_rather_than_guessed(more: dict[str, Any]) -> None:
    assert unreadable(json.dumps(MESSAGE | more).encode())


@pytest.mark.parametrize("state", ["delivered", "read", "failed"])
def test_a_receipt_names_our_message_by_our_id_or_by_the_peers(state: str) -> None:
    body = json.dumps({"kind": "receipt", "message_id": "m1", "state": state, "detail": "no signal"}).encode()
    assert read(body) == Receipt(state, "out:m1", "m1", "no signal")  # type: ignore[arg-type]  # one of them


def test_what_comes_and_what_goes_may_have_the_same_number() -> None:
    receipt = read(b'{"kind":"receipt","message_id":"7","state":"read"}')
    assert isinstance(receipt, Receipt)
    assert receipt.remote_id != message(id="7").remote_id


def test_an_unknown_kind_is_ignored_with_its_name() -> None:
    assert read(b'{"kind":"typing","from":{}}') == Ignored("Unknown kind of call: 'typing'")


@given(st.binary(max_size=200) | st.recursive(st.text(max_size=5), st.lists).map(lambda one: json.dumps(one).encode()))
def test_any_bytes_are_taken_when_they_are_signed(body: bytes) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    one = Api("account", Api.Settings(secret="s" * 32), clock=lambda: now)
    taken = one.verify(Request("POST", URL, {"x-hilo-signature": sign("s" * 32, body, now)}, body))
    assert [raw.body for raw in taken.raws] == [body]
    assert taken.raws[0].key.isprintable()
    assert unreadable(body) or isinstance(read(body), Incoming | Receipt | Ignored)
