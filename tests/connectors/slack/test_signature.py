"""Calls to the hook: what the SDK would sign is taken, and nothing else."""

import hashlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from servers.slack import SECRET
from slack_sdk.signature import SignatureVerifier

from connectors.contract import Forged, Request, Taken
from connectors.slack.channel import Slack

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
Make = Callable[..., Slack]
Payload = Callable[[str], dict[str, Any]]


def signed(body: bytes, at: datetime = NOW, secret: str = SECRET, **more: str) -> Request:
    """As Slack signs, by the SDK's own hand."""
    seconds = str(int(at.timestamp()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=seconds, body=body) or ""
    headers = {"x-slack-request-timestamp": seconds, "x-slack-signature": signature, **more}
    return Request("POST", "https://hilo.example/hooks/account", headers, body)


def call(payload: Payload, name: str) -> bytes:
    return json.dumps(payload(name)).encode()


def test_the_sdks_signature_is_taken_and_the_body_kept_as_it_came(make: Make, payload: Payload) -> None:
    body = call(payload, "direct")
    taken = make().verify(signed(body))
    assert [(one.key, one.body) for one in taken.raws] == [(f"event:{payload('direct')['event_id']}", body)]
    assert (taken.status, taken.body) == (200, b"")


def test_slacks_published_example_is_taken() -> None:
    """https://docs.slack.dev/authentication/verifying-requests-from-slack."""
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name="
        b"foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2F"
        b"hooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id="
        b"398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    headers = {
        "x-slack-request-timestamp": "1531420618",
        "x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    }
    then = datetime.fromtimestamp(1531420618, UTC)
    slack = Slack("account", Slack.Settings("xoxb-1", signing_secret=SECRET), lambda: then)
    (raw,) = slack.verify(Request("POST", "https://hilo.example/", headers, body)).raws
    assert raw.key == f"body:{hashlib.sha256(body).hexdigest()}"


def test_a_redelivery_has_the_same_key_whatever_its_headers_say(make: Make, payload: Payload) -> None:
    body = call(payload, "shared")
    first = make().verify(signed(body))
    again = make().verify(
        signed(body, NOW + timedelta(minutes=1), **{"x-slack-retry-num": "2", "x-slack-retry-reason": "http_timeout"})
    )
    assert first.raws[0].key == again.raws[0].key


def test_a_press_comes_as_a_form_and_is_named_by_its_trigger(make: Make, payload: Payload) -> None:
    body = urlencode({"payload": json.dumps(payload("press"))}).encode()
    (raw,) = make().verify(signed(body)).raws
    assert raw.key == "press:12466734323.1395872398.5cb7f5"
    assert [type(one).__name__ for one in make().read(raw)] == ["Pressed"]


def test_the_handshake_is_answered_with_its_challenge_and_leaves_nothing(make: Make, payload: Payload) -> None:
    answer = make().verify(signed(call(payload, "url_verification")))
    assert answer == Taken(body=b"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P")


def test_the_handshake_must_be_signed_too(make: Make, payload: Payload) -> None:
    body = call(payload, "url_verification")
    with pytest.raises(Forged):
        make().verify(Request("POST", "https://hilo.example/", {}, body))


def test_an_unsigned_call_is_told_what_it_lacks(make: Make, payload: Payload) -> None:
    for missing in ("x-slack-signature", "x-slack-request-timestamp"):
        request = signed(call(payload, "direct"))
        del request.headers[missing]
        with pytest.raises(Forged, match="had no signature"):
            make().verify(request)


@pytest.mark.parametrize(
    "ahead", [timedelta(minutes=5, seconds=1), timedelta(minutes=-5, seconds=-1), timedelta(days=9)]
)
def test_a_recorded_call_is_worth_nothing_after_five_minutes(make: Make, payload: Payload, ahead: timedelta) -> None:
    with pytest.raises(Forged, match="older than 5 minutes"):
        make().verify(signed(call(payload, "direct"), NOW - ahead))


def test_somebody_who_looks_at_the_address_is_no_forger_and_brings_nothing(make: Make) -> None:
    looked = make().verify(Request("GET", "https://hilo.example/hooks/account"))
    assert looked.raws == ()
    assert b"by POST and signed" in looked.body


@pytest.mark.parametrize("seconds", [299, -299, 0])
def test_within_five_minutes_clocks_may_differ(make: Make, payload: Payload, seconds: int) -> None:
    assert make().verify(signed(call(payload, "direct"), NOW + timedelta(seconds=seconds))).raws


def test_another_secret_or_another_body_is_forged(make: Make, payload: Payload) -> None:
    body = call(payload, "direct")
    with pytest.raises(Forged, match="signing secret"):
        make().verify(signed(body, secret="another"))
    request = signed(body)
    with pytest.raises(Forged):
        make().verify(Request("POST", request.url, request.headers, body + b" "))


@pytest.mark.parametrize("secret", ["", "  "])
def test_an_account_without_a_secret_lets_nobody_in(make: Make, secret: str) -> None:
    with pytest.raises(Forged, match="no signing secret"):
        make(signing_secret=secret).verify(signed(b"{}"))


@pytest.mark.parametrize("stamp", ["soon", "9" * 5000, "-1", "1e9", "\u0664", "nan", " ", "\x00", "\ud800"])
@pytest.mark.parametrize("signature", ["v0=", "v0=é", "\ud800", "v0=" + "0" * 64, "x" * 100_000])
def test_no_header_breaks_the_check(make: Make, stamp: str, signature: str) -> None:
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": signature}
    with pytest.raises(Forged):
        make().verify(Request("POST", "https://hilo.example/", headers, b"{}"))


def test_a_signature_of_this_moment_that_is_no_ascii_is_forged(make: Make) -> None:
    headers = {"x-slack-request-timestamp": str(int(NOW.timestamp())), "x-slack-signature": "v0=\u00e9"}
    for body in (b"{}", b"\xff\xfe"):
        with pytest.raises(Forged):
            make().verify(Request("POST", "https://hilo.example/", headers, body))


HOSTILE = [
    b"", b"null", b"[]", b"{", b"[" * 100_000, b'{"event_id":' * 100_000, b'{"event_id":' + b"9" * 5000 + b"}",
    b'{"event_id":["x"]}', b'{"type":"event_callback","event_id":7}', b"payload=", b"payload=%7B%22", b"a=b&c=d",
    b'{"x":"' + b"a" * 5_000_000 + b'"}', b'{"event_id":null}',
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: repr(body[:20]))
def test_what_is_signed_is_kept_though_it_means_nothing(make: Make, body: bytes) -> None:
    (raw,) = make().verify(signed(body)).raws
    assert (raw.key, raw.body) == (f"body:{hashlib.sha256(body).hexdigest()}", body)


def test_half_an_emoji_does_not_hide_the_events_name(make: Make) -> None:
    (raw,) = make().verify(signed(b'{"event_id":"Ev1","event":{"text":"\\ud83d \\u0000"}}')).raws
    assert raw.key == "event:Ev1"


def test_a_challenge_of_half_an_emoji_is_answered_as_far_as_it_goes(make: Make) -> None:
    assert make().verify(signed(b'{"type":"url_verification","challenge":"a\\ud83d"}')).body == b"a?"


def test_the_real_clock_is_the_default() -> None:
    now = datetime.fromtimestamp(time.time(), UTC)
    assert Slack("account", Slack.Settings("xoxb-1", signing_secret=SECRET)).verify(signed(b"{}", now)).raws
