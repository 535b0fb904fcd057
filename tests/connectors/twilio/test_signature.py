"""Twilio's own library signs, and the vectors are those that it publishes with its tests."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers.twilio import TOKEN
from servers.twilio_calls import FORM, HOOK, Many, payload, signed
from twilio.request_validator import RequestValidator

from connectors.contract import Forged, Request
from connectors.twilio.signature import demand_genuine

VECTOR_URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
VECTOR_BODY = b"CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309"
VECTOR_JSON = b'{"property": "value", "boolean": true}'
VECTOR_JSON_URL = VECTOR_URL + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"


def call(url: str, body: bytes, signature: str, mime: str = FORM) -> Request:
    return Request("POST", url, {"content-type": mime, "x-twilio-signature": signature}, body)


@pytest.mark.parametrize(
    ("url", "signature"),
    [
        (VECTOR_URL, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        (VECTOR_URL, "kvajT1Ptam85bY51eRf/AJRuM3w="),  # Twilio signed with the port
        (VECTOR_URL.replace(".com", ".com:1234"), "RSOYDt4T1cUTdK1PDd93/VVr8B8="),  # Twilio signed without it
        (VECTOR_URL.replace(".com", ".com:1234").replace("https", "http"), "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
        (VECTOR_URL.replace("https", "http"), "0ZXoZLH/DfblKGATFgpif+LLRf4="),
    ],
)
def test_the_published_vectors_are_genuine(url: str, signature: str) -> None:
    demand_genuine("12345", call(url, VECTOR_BODY, signature))


def test_the_published_vector_of_a_field_with_two_values_is_genuine() -> None:
    body = b"Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234"
    demand_genuine("12345", call(VECTOR_URL, body, "IK+Dwps556ElfBT0I3Rgjkr1wJU="))


def test_the_published_vector_of_a_json_body_is_genuine() -> None:
    demand_genuine("12345", call(VECTOR_JSON_URL, VECTOR_JSON, "a9nBmqA0ju/hNViExpshrM61xv4=", "application/json"))


@pytest.mark.parametrize("body", [VECTOR_JSON + b" ", b"", b"\xff\xfe", VECTOR_JSON.replace(b"true", b"null")])
def test_another_json_body_under_the_same_signature_is_forged(body: bytes) -> None:
    with pytest.raises(Forged, match="did not fit"):
        demand_genuine("12345", call(VECTOR_JSON_URL, body, "a9nBmqA0ju/hNViExpshrM61xv4=", "application/json"))


def test_a_json_body_whose_hash_nobody_signed_is_forged() -> None:
    """The hash stands in the address, which anybody could write."""
    url = f"{VECTOR_URL}&bodySHA256={hashlib.sha256(b'{}').hexdigest()}"
    for mime in ("application/json", "", "text/plain"):
        with pytest.raises(Forged, match="did not fit"):
            demand_genuine("12345", call(url, b"{}", "a9nBmqA0ju/hNViExpshrM61xv4=", mime))


def test_a_body_that_is_no_form_needs_its_hash_in_the_address() -> None:
    bare = RequestValidator(TOKEN).compute_signature(HOOK, {})
    with pytest.raises(Forged, match="did not fit"):
        demand_genuine(TOKEN, call(HOOK, b"{}", bare, "application/json"))


def test_a_form_is_signed_by_field_even_where_the_address_has_a_hash() -> None:
    """Or a signature of the address alone would let any form in."""
    body = payload("sms")
    url = f"{HOOK}?bodySHA256={hashlib.sha256(body).hexdigest()}"
    with pytest.raises(Forged, match="did not fit"):
        demand_genuine(TOKEN, call(url, body, RequestValidator(TOKEN).compute_signature(url, {})))
    demand_genuine(TOKEN, signed(body, url))


def test_blank_fields_are_signed_too() -> None:
    body = payload("sms")
    assert b"ToState=&" in body
    demand_genuine(TOKEN, signed(body))
    kept = {"x-twilio-signature": signed(body).headers["x-twilio-signature"], "content-type": FORM}
    with pytest.raises(Forged):
        demand_genuine(TOKEN, Request("POST", HOOK, kept, body.replace(b"ToState=&", b"")))


def test_behind_a_proxy_that_ends_tls_the_public_address_counts() -> None:
    """web.hooks hands over the public one; the inner one would never fit."""
    body = payload("sms")
    demand_genuine(TOKEN, signed(body, HOOK))
    with pytest.raises(Forged, match="HILO_URL"):
        demand_genuine(TOKEN, signed(body, "http://127.0.0.1:8080/hooks/account", signed_url=HOOK))


def test_the_query_with_our_reference_is_signed() -> None:
    body = payload("delivered")
    demand_genuine(TOKEN, signed(body, f"{HOOK}?ref=0199-a"))
    with pytest.raises(Forged):
        demand_genuine(TOKEN, signed(body, f"{HOOK}?ref=0199-b", signed_url=f"{HOOK}?ref=0199-a"))


def test_a_get_is_signed_by_its_address() -> None:
    url = f"{HOOK}?{payload('sms').decode()}"
    signature = RequestValidator(TOKEN).compute_signature(url, {})
    demand_genuine(TOKEN, Request("GET", url, {"x-twilio-signature": signature}))
    with pytest.raises(Forged):
        demand_genuine(TOKEN, Request("GET", url + "1", {"x-twilio-signature": signature}))


def test_another_token_a_missing_header_and_an_account_without_a_token_are_told_apart() -> None:
    body = payload("sms")
    with pytest.raises(Forged, match="Compare the auth token"):
        demand_genuine(TOKEN[::-1], signed(body))
    with pytest.raises(Forged, match="no X-Twilio-Signature"):
        demand_genuine(TOKEN, Request("POST", HOOK, {"content-type": FORM}, body))
    with pytest.raises(Forged, match="no auth token"):
        demand_genuine("", signed(body, token=""))


def test_no_sentence_tells_the_secret_or_what_the_caller_sent() -> None:
    for token, request in ((TOKEN, signed(b"Body=xyzzy", token="0")), (TOKEN, Request("POST", HOOK, {}, b"xyzzy"))):
        with pytest.raises(Forged) as forged:
            demand_genuine(token, request)
        assert TOKEN not in str(forged.value)
        assert "xyzzy" not in str(forged.value)


@pytest.mark.parametrize(
    "url", ["https://[::1", "https://hilo.example:x/", "https://hilo.example:99999/", "", "\ud800", HOOK + "?\ud800"]
)
def test_an_address_that_is_none_is_forged_and_breaks_nothing(url: str) -> None:
    with pytest.raises(Forged):
        demand_genuine(TOKEN, call(url, b"a=b", "x"))


def test_more_fields_than_twilio_ever_sends_are_forged_before_they_cost_time() -> None:
    with pytest.raises(Forged):
        demand_genuine(TOKEN, signed(b"&".join(b"Body%d=x" % number for number in range(100_000))))


@pytest.mark.parametrize(
    "body",
    [b"Body=%00", b"Body=%ED%A0%80", b"Body=%FF%FE", b"Body=\xff\xfe", b"=", b"&&&", b"%",
     b"Body=" + b"%41" * 1_000_000],
)  # fmt: skip
def test_odd_bytes_that_were_signed_are_genuine_and_unsigned_ones_are_not(body: bytes) -> None:
    demand_genuine(TOKEN, signed(body))
    with pytest.raises(Forged):
        demand_genuine(TOKEN, signed(body, token="0"))


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=20))
def test_whatever_twilio_signs_is_genuine(pairs: list[tuple[str, str]]) -> None:
    from_twilio = Many()
    for name, value in pairs:
        from_twilio.setdefault(name, []).append(value)
    body = "&".join(f"{quoted(name)}={quoted(value)}" for name, value in pairs).encode()
    signature = RequestValidator(TOKEN).compute_signature(HOOK, from_twilio)
    demand_genuine(TOKEN, call(HOOK, body, signature))


@given(st.text(max_size=60), st.binary(max_size=200))
def test_no_guess_is_genuine(signature: str, body: bytes) -> None:
    with pytest.raises(Forged):
        demand_genuine(TOKEN, call(HOOK, body, signature))


def quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8"))
