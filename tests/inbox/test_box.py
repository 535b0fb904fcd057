"""Secrets at rest."""

import pytest
from cryptography.fernet import Fernet

from inbox.box import Box, new_key
from inbox.errors import MissingKey


def test_what_is_sealed_opens_with_the_same_key_and_shows_nothing() -> None:
    box = Box(new_key())
    sealed = box.seal({"password": "correct horse", "token": "ñandú"})
    assert b"correct horse" not in sealed
    assert box.open(sealed) == {"password": "correct horse", "token": "ñandú"}


def test_no_secrets_need_no_seal() -> None:
    box = Box(new_key())
    assert box.seal({}) == b""
    assert box.open(b"") == {}


def test_another_key_does_not_open_it_and_says_what_to_do() -> None:
    sealed = Box(new_key()).seal({"password": "x"})
    with pytest.raises(MissingKey, match=r"another key\. Restore HILO_KEY"):
        Box(new_key()).open(sealed)


def test_tampering_is_noticed() -> None:
    box = Box(new_key())
    sealed = bytearray(box.seal({"password": "x"}))
    sealed[20] ^= 1
    with pytest.raises(MissingKey):
        box.open(bytes(sealed))


@pytest.mark.parametrize("key", [b"", b"short", b"!" * 44, Fernet.generate_key()[:-4]], ids=len)
def test_a_key_of_the_wrong_form_is_refused(key: bytes) -> None:
    with pytest.raises(MissingKey, match="44 characters"):
        Box(key)


def test_derived_keys_depend_on_key_and_purpose() -> None:
    key = new_key()
    one = Box(key).derive("links")
    assert len(one) == 32
    assert one == Box(key).derive("links")
    assert one != Box(key).derive("cookies")
    assert one != Box(new_key()).derive("links")
