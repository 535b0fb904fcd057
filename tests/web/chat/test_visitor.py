"""Tokens: what is ours cannot be made by anybody else."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.chat import Verified
from web.answers import Denied
from web.chat.visitor import ANONYMOUS_FOR, Seal, Visitor, anonymous, later, renewed

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
seal = Seal(b"k" * 32)


def test_a_signed_visitor_is_read_back_whole() -> None:
    visitor = Visitor("account", "jwt:42", later(NOW, timedelta(hours=1)), Verified("42", "ana@example.com", "Ana"))
    assert seal.read(seal.sign(visitor), "account", NOW) == visitor


def test_every_new_visitor_is_somebody_else() -> None:
    assert len({anonymous("account", NOW).address for _ in range(1000)}) == 1000


def test_a_token_is_only_good_for_its_own_account() -> None:
    with pytest.raises(Denied, match="another chat"):
        seal.read(seal.sign(anonymous("account", NOW)), "other", NOW)


def test_a_token_ends_and_a_visit_renews_it() -> None:
    visitor = anonymous("account", NOW)
    late = NOW + ANONYMOUS_FOR + timedelta(seconds=1)
    with pytest.raises(Denied, match="expired"):
        seal.read(seal.sign(visitor), "account", late)
    assert seal.read(seal.sign(renewed(visitor, NOW + timedelta(days=1))), "account", late).address == visitor.address


def test_another_servers_token_is_refused() -> None:
    with pytest.raises(Denied) as refused:
        seal.read(Seal(b"x" * 32).sign(anonymous("account", NOW)), "account", NOW)
    assert refused.value.status == 401


def test_changing_who_it_names_breaks_the_seal() -> None:
    said, _, mac = seal.sign(Visitor("account", "somebody", later(NOW, ANONYMOUS_FOR))).partition(".")
    forged = urlsafe_b64encode(b'{"account":"account","address":"jwt:boss","until":9999999999}').decode()
    assert forged != said
    with pytest.raises(Denied):
        seal.read(f"{forged}.{mac}", "account", NOW)


@given(st.text())
def test_no_text_that_we_did_not_sign_is_a_token(text: str) -> None:
    with pytest.raises(Denied):
        seal.read(text, "account", NOW)


@given(st.integers(0, 200), st.characters())
def test_no_single_change_survives(at: int, put: str) -> None:
    token = seal.sign(Visitor("account", "somebody", later(NOW, ANONYMOUS_FOR)))
    at %= len(token)
    changed = token[:at] + put + token[at + 1 :]
    if changed == token:
        return
    try:
        read = seal.read(changed, "account", NOW)
    except Denied:
        return
    assert read.address == "somebody"  # base64 writes one value in several ways


def test_a_known_visitor_is_only_an_anonymous_one() -> None:
    signed_in = Visitor("account", "jwt:42", later(NOW, ANONYMOUS_FOR), Verified("42"))
    assert seal.known(seal.sign(signed_in), "account", NOW) is None
    assert seal.known("", "account", NOW) is None
    known = anonymous("account", NOW)
    assert seal.known(seal.sign(known), "account", NOW) == known
