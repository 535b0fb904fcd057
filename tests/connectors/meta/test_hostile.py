"""What is signed may still be absurd: it is read or refused, within bounds, and never hangs."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers.graph import NUMBER_ID, call

from connectors.contract import Happening, Incoming
from connectors.meta.reading import read as read_body

Read = Callable[[Any], list[Happening]]
MANY = 5_000_000


def message(**more: Any) -> dict[str, Any]:
    return {"from": "34600000001", "id": "wamid.1", "timestamp": "1795341600", "type": "text", **more}


def texts(happenings: list[Happening]) -> list[str]:
    return [one.text for one in happenings if isinstance(one, Incoming)]


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"entry":' * 100_000, b"[" * 100_000 + b"]" * 100_000])
def test_endless_nesting_is_unreadable(read: Read, body: bytes) -> None:
    with pytest.raises((RecursionError, ValueError)):
        read(body)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"{", b'{"a":\xed\xa0\x80}', b"\x00", b"nul"])
def test_what_is_no_json_is_unreadable(read: Read, body: bytes) -> None:
    with pytest.raises((json.JSONDecodeError, UnicodeDecodeError)):
        read(body)


def test_nesting_inside_an_answer_of_a_form_costs_that_message_alone(read: Read) -> None:
    """JSON within JSON, and the inner one comes from a customer's telephone."""
    form = {"type": "nfm_reply", "nfm_reply": {"response_json": "[" * 100_000}}
    found = read(call(messages=[message(type="interactive", interactive=form), message(text={"body": "next"})]))
    assert texts(found)[1] == "next"
    assert "could not read (interactive)" in texts(found)[0]


@pytest.mark.parametrize("depth", [100, 400, 700, 900])
def test_nesting_that_can_just_be_read_costs_no_other_message(read: Read, depth: int) -> None:
    deep: Any = "x"
    for _ in range(depth):
        deep = [deep]
    odd = {"type": "text", "text": deep, "from": "34600000001"}
    try:
        found = read(call(messages=[odd, message(text={"body": "next"})]))
    except RecursionError:
        return  # the whole is unreadable, and kept
    assert "next" in texts(found)


def test_a_number_of_5000_digits_costs_nothing(read: Read) -> None:
    body = json.dumps(call(messages=[message(text={"body": "hello"}, weight=0)])).encode()
    assert texts(read(body.replace(b'"weight": 0', b'"weight": ' + b"9" * 5000))) == ["hello"]
    assert texts(read(body.replace(b'"1795341600"', b"9" * 5000))) == ["hello"]


def test_nul_and_half_an_emoji_come_through_to_be_cleaned_before_they_are_stored(read: Read) -> None:
    (one,) = read(call(messages=[message(id="w\x00\ud800", text={"body": "a\x00b\ud83d"})]))
    assert isinstance(one, Incoming)
    assert one.text == "a\x00b\ud83d"


@pytest.mark.parametrize("place", ["type", "from", "id", "timestamp"])
def test_half_an_emoji_anywhere_breaks_nothing(read: Read, place: str) -> None:
    found = read(call(messages=[message(**{place: "\ud800"}, text={"body": "a"}), message(text={"body": "next"})]))
    assert "next" in texts(found)


def test_a_body_of_5_mb_is_read_and_its_text_cut(read: Read) -> None:
    (one,) = read(call(messages=[message(text={"body": "x" * MANY})]))
    assert isinstance(one, Incoming)
    assert len(one.text) == len(one.said) == 100_000


def test_a_hundred_thousand_messages_in_one_call_are_all_read(read: Read) -> None:
    empty = call(messages=[{}] * 100_000)
    assert len(read(empty)) == 100_000


def test_a_long_name_a_long_kind_and_a_long_id_are_cut(read: Read) -> None:
    long = "x" * 10_000
    contacts = [{"wa_id": "34600000001", "profile": {"name": f"A\n{long}"}}]
    (one,) = read(call(contacts=contacts, messages=[message(type=long, id=long)]))
    assert isinstance(one, Incoming)
    assert (len(one.sender.display), len(one.remote_id)) == (200, 500)
    assert "\n" not in one.sender.display
    assert len(one.text) < 500


@pytest.mark.parametrize("size", ["1e999", "-1e999", "NaN", "Infinity"])
def test_places_beyond_the_world_are_told_or_stubbed(read: Read, size: str) -> None:
    body = json.dumps(call(messages=[message(type="location", location={"latitude": 0, "longitude": 0})]))
    assert len(read(body.replace('"latitude": 0', f'"latitude": {size}').encode())) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KINDS = st.sampled_from(
    ["text", "image", "audio", "location", "contacts", "interactive", "button", "order", "reaction", "edit", "revoke",
     "system", "unsupported", "request_welcome"]
)  # fmt: skip


@given(kind=KINDS, part=JSON, context=JSON, contacts=JSON, referral=JSON)
def test_no_shape_of_a_message_loses_it(kind: str, part: Any, context: Any, contacts: Any, referral: Any) -> None:
    odd = {**message(type=kind), kind: part, "context": context, "referral": referral}
    body = json.dumps(call(messages=[odd], contacts=contacts)).encode()
    assert len(read_body(body, NUMBER_ID)) >= 1


@given(whole=JSON)
def test_no_shape_of_a_call_breaks_the_reading(whole: Any) -> None:
    assert read_body(json.dumps(whole).encode(), NUMBER_ID)
