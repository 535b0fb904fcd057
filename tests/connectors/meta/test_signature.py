"""The door: Meta's handshake, and its signature over the bytes as they came."""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers.graph import SECRET, VERIFY, call, signed

from connectors.contract import Checks, Fetches, Forged, Limited, Locates, Offers, Raw, Request, Taken, Verifies
from connectors.meta.signature import GREETING, demand_genuine
from connectors.meta_whatsapp import MetaWhatsApp

URL = "https://hilo.example/hooks/account"
SHAKE = f"{URL}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=words+of+our+choice"

Make = Callable[..., MetaWhatsApp]


def get(one: MetaWhatsApp, url: str) -> Taken:
    return one.verify(Request("GET", url))


def post(one: MetaWhatsApp, body: bytes, headers: dict[str, str]) -> Taken:
    return one.verify(Request("POST", URL, headers, body))


def test_it_keeps_the_contract(offline: Make) -> None:
    one = offline()
    for ability in (Verifies, Fetches, Checks, Limited, Locates, Offers):
        assert isinstance(one, ability)
    assert (one.name, one.channel, one.hostile, one.idempotent) == ("meta_whatsapp", "whatsapp", False, False)


def test_the_handshake_gives_the_challenge_back_as_plain_text_and_brings_nothing(offline: Make) -> None:
    taken = get(offline(), SHAKE)
    assert (taken.status, taken.body, taken.mime, taken.raws) == (200, b"1158201444", "text/plain", ())


def test_a_verify_token_pasted_with_a_space_is_the_same(offline: Make) -> None:
    assert get(offline(verify_token=f" {VERIFY}\n"), SHAKE).body == b"1158201444"


@pytest.mark.parametrize("token", ["", "words", "Words of our choice", "words of our choice ", "w\u00f6rds", "\ud800"])
def test_another_verify_token_is_an_alarm(offline: Make, token: str) -> None:
    url = f"{URL}?hub.mode=subscribe&hub.challenge=1&hub.verify_token={token}"
    with pytest.raises(Forged, match="same words in Meta's webhook form"):
        get(offline(), url)


def test_without_a_verify_token_of_our_own_nobody_shakes_hands(offline: Make) -> None:
    with pytest.raises(Forged):
        get(offline(verify_token=""), f"{URL}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?",
        "?x=1",
        "?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=a",
        "?hub.mode=subscribe&hub.verify_token=a",
        "?hub.mode=subscribe&hub.challenge=%0d%0aSet-Cookie:a&hub.verify_token=a",
        "?hub.mode=subscribe&hub.challenge=" + "1" * 501,
        "?%ff%fe=%00&&&=",
    ],
    ids=lambda query: query[:40],
)
def test_who_looks_at_the_address_in_a_browser_is_told_what_it_is_and_no_alarm(offline: Make, query: str) -> None:
    taken = get(offline(), URL + query)
    assert (taken.status, taken.body, taken.raws) == (200, GREETING, ())


def test_a_genuine_call_is_taken_as_it_came_and_named_by_its_bytes(offline: Make) -> None:
    body = json.dumps(call()).encode()
    taken = post(offline(), body, signed(body))
    assert taken.raws == (Raw(f"body:{hashlib.sha256(body).hexdigest()}", body),)
    assert taken.status == 200


def test_the_same_call_again_has_the_same_name_and_another_has_another(offline: Make) -> None:
    bodies = [json.dumps(one).encode() for one in (call(), call(), call(messages=[]))]
    keys = [post(offline(), body, signed(body)).raws[0].key for body in bodies]
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize("body", [b"", b"no JSON", b"\xff\xfe\x00", b"[" * 100_000, b'"\\ud800"', b"[]", b"1" * 5000])
def test_what_is_signed_is_taken_even_where_nobody_can_read_it(offline: Make, body: bytes) -> None:
    taken = post(offline(), body, signed(body))
    assert taken.status == 200
    assert [one.body for one in taken.raws] == [body]


@pytest.mark.parametrize("header", ["", "sha256=", "sha1=" + "a" * 40, "a" * 64, "sha256=" + "A" * 64, "sha256=\u00e4"])
def test_what_has_no_signature_of_metas_form_is_forged(offline: Make, header: str) -> None:
    with pytest.raises(Forged, match="no signature of Meta's"):
        post(offline(), b"{}", {"x-hub-signature-256": header})
    with pytest.raises(Forged, match="no signature of Meta's"):
        post(offline(), b"{}", {})


def test_a_signature_made_with_another_secret_names_what_to_compare(offline: Make) -> None:
    with pytest.raises(Forged, match="compare the app secret"):
        post(offline(), b"{}", signed(b"{}", "another"))


def test_one_changed_byte_is_noticed(offline: Make) -> None:
    with pytest.raises(Forged, match="Its signature is wrong"):
        post(offline(), b'{"a":2}', signed(b'{"a":1}'))


def test_two_signatures_are_no_signature(offline: Make) -> None:
    right = signed(b"{}")["x-hub-signature-256"]
    with pytest.raises(Forged):
        post(offline(), b"{}", {"x-hub-signature-256": f"{right}, {right}"})


def test_an_empty_secret_lets_nobody_in(offline: Make) -> None:
    with pytest.raises(Forged, match="secret is missing"):
        post(offline(app_secret=" "), b"{}", signed(b"{}", ""))


def test_it_is_the_signature_that_the_documentation_describes() -> None:
    """HMAC-SHA256 over the raw bytes, before any escaping."""
    body = '{"text":"äöå 😀"}'.encode()
    demand_genuine(SECRET, "sha256=" + hmac.new(SECRET.encode(), body, "sha256").hexdigest(), body)


@given(body=st.binary(max_size=300), header=st.text(max_size=90))
def test_nothing_but_the_right_signature_opens(body: bytes, header: str) -> None:
    with pytest.raises(Forged):
        demand_genuine(SECRET, header, body)


@given(query=st.text(max_size=80), token=st.text(max_size=20))
def test_no_query_breaks_the_door(query: str, token: str) -> None:
    settings: Any = MetaWhatsApp.Settings(
        phone_number_id="1", business_account_id="1", access_token="t", app_secret="s", verify_token=token
    )
    taken = get(MetaWhatsApp("account", settings), f"{URL}?{query}")
    assert taken.raws == ()
