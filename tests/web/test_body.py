"""Any bytes in; a value or one clear sentence out."""

import asyncio
import json
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import body
from web.answers import Denied


class Thing(msgspec.Struct):
    text: str = ""
    number: int = 0
    more: dict[str, Any] = {}


def refused(raw: bytes) -> Denied:
    with pytest.raises(Denied) as denied:
        body.decode(raw, Thing)
    return denied.value


HOSTILE = {
    "deep objects": b'{"more":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001,
    "deep arrays in an unknown field": b'{"other":' + b"[" * 400_000 + b"]" * 400_000 + b"}",
    "a number too large for any column": b'{"number":' + b"9" * 30 + b"}",
    "a negative one": b'{"number":-' + b"9" * 17 + b"}",
    "a large one in free settings": b'{"more":{"port":[' + b"9" * 400 + b"]}}",
    "NUL in a text": b'{"text":"a\\u0000b"}',
    "NUL in a name": b'{"more":{"a\\u0000":1}}',
    "NUL far inside": b'{"more":{"a":[{"b":"\\u0000"}]}}',
    "a raw NUL": b'{"text":"a\0b"}',
    "half a surrogate pair": b'{"text":"\\ud800"}',
    "the other half": b'{"text":"\\udc00"}',
    "latin-1": '{"text":"ñ"}'.encode("latin-1"),
    "UTF-16": '{"text":"a"}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "half a document": b'{"text":',
    "two documents": b"{}{}",
    "no JSON": b"text=a",
    "NaN": b'{"number":NaN}',
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_database_could_keep_is_refused_with_a_sentence(raw: bytes) -> None:
    denied = refused(raw)
    assert denied.status in (400, 422)
    assert denied.sentence.endswith(".")
    assert len(denied.sentence) < 300


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"[]", "Expected `object`, got `array`"),
        (b'{"text":1}', "Expected `str`, got `int` - at `$.text`"),
        (b'{"number":1.5}', "Expected `int`, got `float` - at `$.number`"),
        (b'{"number":"1"}', "Expected `int`, got `str` - at `$.number`"),
        (b'{"number":null}', "Expected `int`, got `null` - at `$.number`"),
        (b'{"number":' + b"9" * 5000 + b"}", "out of range"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(raw: bytes, says: str) -> None:
    denied = refused(raw)
    assert denied.status == 422
    assert says in denied.sentence
    assert "/api/v1/openapi.json" in denied.sentence


@pytest.mark.parametrize(
    "text",
    ["\\u0000", 'a backslash \\ and "quotes"', "ñandú 🦆", "9" * 500, "tel. 0034 600 000 000 000 000"],
)
def test_what_only_looks_suspicious_is_kept_as_it_is(text: str) -> None:
    assert body.decode(json.dumps({"text": text}).encode(), Thing).text == text


def test_what_is_unknown_is_let_pass_so_that_newer_clients_can_speak_to_older_servers() -> None:
    assert body.decode(b'{"text":"a","new":1}', Thing).text == "a"


@given(st.binary(max_size=200))
def test_no_bytes_at_all_break_it(raw: bytes) -> None:
    with suppress(Denied):
        assert isinstance(body.decode(raw, Thing), Thing)


@given(
    st.dictionaries(
        st.sampled_from(["text", "number", "more", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
            max_leaves=8,
        ),
    )
)
def test_whatever_is_accepted_can_be_stored(value: dict[str, Any]) -> None:
    try:
        found = body.decode(json.dumps(value).encode(), Thing)
    except Denied:
        return
    assert "\0" not in found.text
    assert abs(found.number) <= body.LARGEST
    found.text.encode()


@pytest.mark.asyncio
async def test_a_body_over_one_mebibyte_is_refused(house: Any) -> None:
    answer = await house.stranger().post("/api/v1/session", {"email": "a@b", "password": "x" * (1 << 20)})
    assert (answer.status, answer.code) == (413, "too_large")
    assert "1 MiB" in answer.sentence


@pytest.mark.asyncio
@pytest.mark.parametrize("type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_a_body_that_does_not_say_json_is_refused(house: Any, type: str) -> None:
    answer = await house.stranger().post("/api/v1/session", {"email": "a@b", "password": "x"}, Content_Type=type)
    assert (answer.status, answer.code) == (415, "not_json")


@pytest.mark.asyncio
async def test_json_may_name_its_charset(house: Any) -> None:
    body = {"email": "a@b", "password": "x"}
    answer = await house.stranger().post("/api/v1/session", body, Content_Type="application/json; charset=utf-8")
    assert answer.code == "wrong_password"


@pytest.mark.asyncio
@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
async def test_the_server_answers_hostile_bodies_and_lives(house: Any, raw: bytes) -> None:
    answer = await house.stranger().ask("POST", "/api/v1/session", raw=raw)
    assert answer.status in (400, 422), answer.body
    assert (await house.stranger().get("/healthz")).status == 200


@pytest.mark.asyncio
async def test_a_sender_who_never_finishes_is_not_waited_for(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "PATIENCE", 0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", int(house.url.rpartition(":")[2]))
    head = b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
    writer.write(head)
    assert (await asyncio.wait_for(reader.readline(), 30)).startswith(b"HTTP/1.1 408")
    writer.close()
    await writer.wait_closed()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("view=mine", 200),
        ("view=", 200),
        ("view=all", 422),
        ("after=%00", 400),
        ("after=" + "9" * 200, 422),
        ("after=%ff", 404),
        ("after=1:x", 200),
        ("unknown=1", 200),
    ],
)
async def test_a_query_is_read_with_the_same_care(house: Any, query: str, status: int) -> None:
    browser = await house.browser()
    answer = await browser.get(f"/api/v1/threads?{query}")
    assert answer.status == status, answer.body
