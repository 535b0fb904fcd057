"""What every registered channel owes to the rest of the product."""

import dataclasses
import hmac
import inspect
import re
import time
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import contract
from connectors.contract import (
    Address,
    Checks,
    Connector,
    Forged,
    Happening,
    Ignored,
    Incoming,
    Kind,
    Listens,
    Raw,
    Receipt,
    Request,
    Verifies,
)
from connectors.registry import CONNECTORS

every_channel = pytest.mark.parametrize("channel", CONNECTORS.values(), ids=list(CONNECTORS))
hooks = [one for one in CONNECTORS.values() if hasattr(one, "verify")]
every_hook = pytest.mark.parametrize("channel", hooks, ids=[one.name for one in hooks])
LANGUAGES = {"en", "es"}
SIGNATURES = ("x-hilo-signature", "x-twilio-signature", "x-hub-signature-256", "x-slack-signature")
PIECES = st.sampled_from(
    [b"From: ", b"\r\n", b"\n\n", b"{", b"}", b'"type"', b":", b"[", b"MIME-Version: 1.0", b"Content-Type: multipart/x",
     b"; boundary=a", b"--a", b"=?utf-8?b?", b"<html>", b"\xff\x00", b"null", b"1e999", b"\xed\xa0\x80"]
)  # fmt: skip
GARBAGE = st.binary(max_size=400) | st.lists(PIECES, max_size=40).map(b"".join)


def connector(channel: type[Connector]) -> Connector:
    return channel("acc-1", settings(channel))


def settings(channel: type[Connector]) -> Any:
    """A plausible value in every field."""
    plain: dict[Kind, Any] = {"text": "a@b.example", "secret": "s" * 40, "number": 1, "switch": True, "list": ()}
    fields = {
        field.name: plain.get(field.metadata["kind"]) or next(iter(field.metadata["choices"]), ())
        for field in dataclasses.fields(channel.Settings)
        if field.default is dataclasses.MISSING
    }
    return channel.Settings(**fields)


@every_channel
def test_its_name_is_the_one_it_is_registered_under(channel: type[Connector]) -> None:
    assert CONNECTORS[channel.name] is channel
    assert re.fullmatch(r"[a-z]+(_[a-z]+)?", channel.name)
    assert re.fullmatch(r"[a-z]+", channel.channel)


@every_channel
def test_its_title_is_there_in_every_language(channel: type[Connector]) -> None:
    assert set(channel.title) == LANGUAGES
    assert all(channel.title.values())


@every_channel
def test_it_says_whether_its_input_is_hostile_and_its_sending_idempotent(channel: type[Connector]) -> None:
    assert isinstance(channel.hostile, bool)
    assert isinstance(channel.idempotent, bool)


@every_channel
def test_its_settings_are_frozen_and_every_field_makes_a_form_field(channel: type[Connector]) -> None:
    settings = channel.Settings
    assert dataclasses.is_dataclass(settings)
    assert settings.__dataclass_params__.frozen  # type: ignore[attr-defined]  # the only trace of it
    for field in dataclasses.fields(settings):
        about = field.metadata
        assert set(about) == {"label", "kind", "help", "choices", "words"}, field.name
        assert set(about["label"]) == LANGUAGES, field.name
        assert set(about["help"]) in (LANGUAGES, set()), field.name
        assert all((*about["label"].values(), *about["help"].values())), field.name
        assert about["kind"] in get_args(Kind), field.name
        assert bool(about["choices"]) == (about["kind"] == "choice"), field.name
        if about["choices"] and field.default is not dataclasses.MISSING:
            assert field.default in about["choices"], field.name


@every_channel
def test_no_setting_with_a_secret_name_is_shown_again(channel: type[Connector]) -> None:
    for field in dataclasses.fields(channel.Settings):
        if re.search(r"password|secret|token|_key$", field.name):
            assert field.metadata["kind"] == "secret", field.name


@every_channel
def test_its_methods_have_the_shape_of_the_contract(channel: type[Connector]) -> None:
    one = connector(channel)
    assert inspect.iscoroutinefunction(one.send)
    assert list(inspect.signature(one.send).parameters) == ["outgoing"]
    assert not inspect.iscoroutinefunction(one.read)
    assert list(inspect.signature(one.read).parameters) == ["raw"]
    if isinstance(one, Listens):
        assert inspect.iscoroutinefunction(one.listen)
        assert list(inspect.signature(one.listen).parameters) == ["cursor", "keep"]
    if isinstance(one, Verifies):
        assert not inspect.iscoroutinefunction(one.verify)
        assert list(inspect.signature(one.verify).parameters) == ["request"]
    if isinstance(one, Checks):
        assert inspect.iscoroutinefunction(one.check)


@every_channel
@given(body=GARBAGE)
def test_garbage_is_refused_or_read_but_never_hangs(channel: type[Connector], body: bytes) -> None:
    started = time.monotonic()
    for happening in read(channel, Raw("k", body)):
        assert isinstance(happening, Incoming | Receipt | Ignored)
        if isinstance(happening, Incoming):
            assert happening.remote_id
            assert_is_nobody_special(happening.sender, channel)
    assert time.monotonic() - started < 2.0


@every_channel
@given(body=GARBAGE)
def test_reading_is_pure(channel: type[Connector], body: bytes) -> None:
    assert read(channel, Raw("k", body)) == read(channel, Raw("k", body))


@every_channel
@pytest.mark.parametrize("size", [0, 1_000_000])
@pytest.mark.parametrize("unit", [b"a", b"\n", b"[", b'{"a":', b"<b>", b"a: b\r\n", b"\xff"])
def test_much_of_the_same_does_not_hang_it_either(channel: type[Connector], unit: bytes, size: int) -> None:
    started = time.monotonic()
    read(channel, Raw("k", unit * (size // len(unit))))
    assert time.monotonic() - started < 10.0


def read(channel: type[Connector], raw: Raw) -> list[Happening]:
    try:
        return connector(channel).read(raw)
    except Exception:
        return []  # "unreadable", which the router keeps and shows


def assert_is_nobody_special(sender: Address, channel: type[Connector]) -> None:
    """Garbage may claim to be somebody; it proves nothing, unless the channel's door has checked it already."""
    assert sender.channel == channel.channel
    assert sender.address
    assert sender.evidence == "claimed" or not channel.hostile


@every_hook
@given(body=GARBAGE, header=st.text(max_size=80))
def test_what_its_provider_did_not_sign_is_refused_with_a_sentence(
    channel: type[Connector], body: bytes, header: str
) -> None:
    for headers in ({}, dict.fromkeys(SIGNATURES, header)):
        with pytest.raises(Forged, match=r"\w.*\.$"):
            hooked(channel).verify(Request("POST", "https://hilo.example/hooks/acc-1", headers, body))


@every_hook
def test_an_account_without_its_secrets_lets_nobody_in(channel: type[Connector]) -> None:
    """As when its row was written by force; a signature made with an empty key is anybody's."""
    blank = {field.name: "" for field in dataclasses.fields(channel.Settings) if field.metadata["kind"] == "secret"}
    one = channel("acc-1", dataclasses.replace(settings(channel), **blank))
    assert isinstance(one, Verifies)
    empty = hmac.new(b"", b"0.{}", "sha256").hexdigest()
    for header in ("", empty, f"sha256={empty}", f"v0={empty}", f"t=0,v1={empty}"):
        with pytest.raises(Forged):
            one.verify(Request("POST", "https://hilo.example/", dict.fromkeys(SIGNATURES, header), b"{}"))


def hooked(channel: type[Connector]) -> Verifies:
    one = connector(channel)
    assert isinstance(one, Verifies)
    return one


def test_only_the_errors_of_the_contract_are_connector_errors() -> None:
    """Three of sending, and one of calls that come in."""
    known = {"Refused", "TryLater", "Uncertain", "Forged"}
    assert {one.__name__ for one in contract.ConnectorError.__subclasses__()} == known


@every_channel
def test_what_is_printed_of_its_settings_shows_no_secret(channel: type[Connector]) -> None:
    """A traceback or a debugger prints them sooner or later."""
    secrets = {f.name: "hunter2" for f in dataclasses.fields(channel.Settings) if f.metadata["kind"] == "secret"}
    assert "hunter2" not in repr(dataclasses.replace(settings(channel), **secrets))
