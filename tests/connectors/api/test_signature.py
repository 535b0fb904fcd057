"""Who knows the secret, and when they signed."""

import subprocess
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.api.signature import demand_genuine, digest, sign
from connectors.contract import Forged

BODY = b'{"text":"Hola"}'


def test_what_was_signed_with_the_secret_is_genuine(secret: str, now: datetime) -> None:
    demand_genuine(secret, sign(secret, BODY, now), BODY, now)


def test_openssl_makes_the_same_signature(secret: str, now: datetime) -> None:
    command = ["openssl", "dgst", "-sha256", "-hmac", secret, "-r"]
    made = subprocess.run(command, input=f"{int(now.timestamp())}.".encode() + BODY, capture_output=True, check=True)
    assert sign(secret, BODY, now) == f"t=1795341600,v1={made.stdout.split()[0].decode()}"


@pytest.mark.parametrize("off", [-300, -299, 0, 299, 300])
def test_a_clock_may_be_five_minutes_off_either_way(secret: str, now: datetime, off: int) -> None:
    demand_genuine(secret, sign(secret, BODY, now + timedelta(seconds=off)), BODY, now)


@pytest.mark.parametrize("off", [-86_400, -301, 301, 86_400])
def test_what_was_signed_at_another_time_is_refused_as_it_may_be_recorded(secret: str, now: datetime, off: int) -> None:
    with pytest.raises(Forged, match="clock"):
        demand_genuine(secret, sign(secret, BODY, now + timedelta(seconds=off)), BODY, now)


def test_the_time_is_signed_too(secret: str, now: datetime) -> None:
    old = sign(secret, BODY, now - timedelta(hours=1))
    fresh = f"t={int(now.timestamp())},{old.partition(',')[2]}"
    with pytest.raises(Forged, match="compare the secret"):
        demand_genuine(secret, fresh, BODY, now)


@pytest.mark.parametrize("body", [b"", BODY + b" ", BODY[:-1], BODY.replace(b"H", b"h")])
def test_another_body_is_refused(secret: str, now: datetime, body: bytes) -> None:
    with pytest.raises(Forged, match="compare the secret"):
        demand_genuine(secret, sign(secret, BODY, now), body, now)


def test_another_secret_is_refused(secret: str, now: datetime) -> None:
    with pytest.raises(Forged, match="compare the secret"):
        demand_genuine(secret, sign(secret[::-1], BODY, now), BODY, now)


@pytest.mark.parametrize("weak", ["", "a", "x" * 31])
def test_a_secret_that_can_be_guessed_lets_nobody_in_even_with_the_right_signature(weak: str, now: datetime) -> None:
    with pytest.raises(Forged, match="32 characters"):
        demand_genuine(weak, sign(weak, BODY, now), BODY, now)


@pytest.mark.parametrize(
    "change",
    [
        lambda right: "",
        lambda right: right.upper(),
        lambda right: right + " ",
        lambda right: f"{right}, {right}",
        lambda right: right.replace("v1=", "v0="),
        lambda right: right.replace("t=", "t=-"),
        lambda right: right.replace("t=", "t=٣"),
        lambda right: right.replace("t=", "t=" + "0" * 5000),
        lambda right: right[:-1],
        lambda right: right.partition(",")[2],
    ],
)
def test_a_header_of_another_form_is_refused_with_the_form(secret: str, now: datetime, change: object) -> None:
    with pytest.raises(Forged, match="X-Hilo-Signature: t="):
        demand_genuine(secret, change(sign(secret, BODY, now)), BODY, now)  # type: ignore[operator]  # a lambda


@given(header=st.text() | st.from_regex(r"t=[0-9]{1,12},v1=[0-9a-f]{64}", fullmatch=True))
def test_no_header_that_was_not_made_with_the_secret_is_genuine(header: str) -> None:
    with pytest.raises(Forged):
        demand_genuine("s" * 40, header, BODY, datetime.fromisoformat("2026-11-22T10:00:00+00:00"))


def test_a_secret_of_any_letters_will_do(now: datetime) -> None:
    secret = "ñandú-\ud800-👍🏽" * 5
    demand_genuine(secret, sign(secret, BODY, now), BODY, now)
    assert digest(secret, "1", BODY) != digest(secret, "2", BODY)
