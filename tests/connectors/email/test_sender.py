"""Who wrote, and who vouches for it."""

import pytest

from connectors.contract import Address
from connectors.email.address import Mailbox, mailboxes, normalise
from connectors.email.header import parse
from connectors.email.sender import parse as parse_results
from connectors.email.sender import sender


def who(*lines: str, trusted: str = "mx.acme.example") -> tuple[Address, tuple[Address, ...]]:
    return sender(parse("\r\n".join(lines).encode()), trusted, "nobody@x.invalid")


FROM = "From: Eva <Eva@Shop.Example>"


def test_without_a_trusted_result_an_address_is_only_claimed() -> None:
    found, claims = who(FROM)
    assert found == Address(channel="email", address="eva@shop.example", display="Eva", how="unverified")
    assert claims == ()


@pytest.mark.parametrize(
    ("result", "how"),
    [
        ("dmarc=pass header.from=shop.example", "dmarc"),
        ("spf=pass smtp.mailfrom=x.example; dmarc=pass (p=NONE sp=NONE) header.from=shop.example", "dmarc"),
        ("dmarc=pass action=none header.from=shop.example", "dmarc"),
        ("DMARC=PASS HEADER.FROM=Shop.Example", "dmarc"),
        ("dkim=pass header.d=shop.example", "dkim"),
        ("dkim=pass (2048-bit key; unprotected) header.d=shop.example header.i=@shop.example header.b=abc", "dkim"),
        ("dkim=pass header.i=@shop.example header.s=s1", "dkim"),
        ("dkim/1=pass header.d=shop.example", "dkim"),
        ("dkim=fail header.d=shop.example; dkim=pass header.d=shop.example", "dkim"),
    ],
)
def test_a_trusted_result_for_the_domain_proves_the_address(result: str, how: str) -> None:
    found, _ = who(f"Authentication-Results: mx.acme.example; {result}", FROM)
    assert (found.evidence, found.how) == ("proven", how)


@pytest.mark.parametrize(
    "result",
    [
        "none",
        "spf=pass smtp.mailfrom=shop.example",
        "dmarc=fail header.from=shop.example",
        "dmarc=pass header.from=evil.example",
        "dmarc=pass",
        "dkim=pass header.d=evil.example",
        "dkim=pass header.d=notshop.example",
        "dkim=pass header.d=mail.shop.example",
        "dkim=pass header.d=example",
        "dkim=fail header.d=shop.example",
        "dkim=neutral header.d=shop.example",
        "dkim=pass",
        "dmarc=fail header.from=shop.example; dkim=pass header.d=shop.example",
        'spf=pass smtp.mailfrom="x; dmarc=pass header.from=shop.example"',
        'spf=pass smtp.mailfrom="x\\"; dmarc=pass header.from=shop.example"',
        "spf=pass (x; dmarc=pass header.from=shop.example) smtp.mailfrom=x.example",
        "spf=pass (a (b) ; dmarc=pass header.from=shop.example) smtp.mailfrom=x.example",
        "spf=fail reason=dmarc=pass header.from=shop.example",
    ],
)
def test_anything_less_proves_nothing(result: str) -> None:
    found, _ = who(f"Authentication-Results: mx.acme.example; {result}", FROM)
    assert (found.evidence, found.how) == ("claimed", "unverified")


def test_a_signer_above_the_domain_vouches_for_it() -> None:
    found, _ = who(
        "Authentication-Results: mx.acme.example; dkim=pass header.d=shop.example", "From: a@mail.shop.example"
    )
    assert found.evidence == "proven"


GOOD = "dmarc=pass header.from=shop.example"


def test_results_of_other_servers_are_not_believed() -> None:
    assert who(f"Authentication-Results: evil.example; {GOOD}", FROM)[0].evidence == "claimed"
    assert who(f"Authentication-Results: {GOOD}", FROM)[0].evidence == "claimed"
    assert who(f"ARC-Authentication-Results: i=1; mx.acme.example; {GOOD}", FROM)[0].evidence == "claimed"


def test_a_forged_result_below_another_server_s_is_not_believed() -> None:
    found, _ = who(
        "Authentication-Results: relay.example; spf=pass", f"Authentication-Results: mx.acme.example; {GOOD}", FROM
    )
    assert found.evidence == "claimed"


def test_a_forged_result_below_the_true_one_cannot_undo_a_failure() -> None:
    found, _ = who(
        "Authentication-Results: mx.acme.example; dmarc=fail header.from=shop.example",
        f"Authentication-Results: mx.acme.example; {GOOD}",
        FROM,
    )
    assert found.evidence == "claimed"


def test_all_fields_of_the_trusted_server_count_together() -> None:
    found, _ = who(
        "Authentication-Results: mx.acme.example; spf=pass smtp.mailfrom=shop.example",
        f"Authentication-Results: MX.ACME.EXAMPLE 1;\r\n\t{GOOD}",
        FROM,
    )
    assert found.evidence == "proven"


@pytest.mark.parametrize("size", [8000, 65536])
def test_a_result_too_long_to_read_is_not_believed_in_part(size: int) -> None:
    head = "mx.acme.example; spf=pass smtp.mailfrom="
    tail = "; dkim=pass header.d=shop.example"
    padding = "a" * (size - len(head) - len(tail))
    found, _ = who(f"Authentication-Results: {head}{padding}{tail}.evil.example", FROM)
    assert found.evidence == "claimed"


def test_nobody_is_trusted_when_no_server_is_named() -> None:
    assert who(f"Authentication-Results: mx.acme.example; {GOOD}", FROM, trusted="")[0].evidence == "claimed"
    assert who(f"Authentication-Results: ; {GOOD}", FROM, trusted="")[0].evidence == "claimed"


def test_two_authors_prove_nothing() -> None:
    results = f"Authentication-Results: mx.acme.example; {GOOD}"
    two_fields, claims = who(results, FROM, "From: boss@acme.example")
    assert two_fields.evidence == "claimed"
    assert [claim.address for claim in claims] == ["eva@shop.example", "boss@acme.example"]
    assert who(results, "From: eva@shop.example, boss@acme.example")[0].evidence == "claimed"


def test_reply_to_is_a_claim_when_it_differs() -> None:
    assert who(FROM, "Reply-To: Eve <eve@evil.example>")[1][0].address == "eve@evil.example"
    assert who(FROM, "Reply-To: EVA@shop.example")[1] == ()


def test_a_name_that_poses_as_another_address_is_not_shown() -> None:
    found, _ = who('From: "boss@acme.example" <eve@evil.example>')
    assert (found.address, found.display) == ("eve@evil.example", "")
    assert who('From: "eve@evil.example" <eve@evil.example>')[0].display == "eve@evil.example"


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (["Sender: a@x.example"], "a@x.example"),
        (["From: Eva", "Return-Path: <b@x.example>"], "b@x.example"),
        (["From: <>"], "nobody@x.invalid"),
        (["From: undisclosed-recipients:;"], "nobody@x.invalid"),
        ([], "nobody@x.invalid"),
    ],
)
def test_a_missing_author_is_stood_in_for_and_never_proven(lines: list[str], address: str) -> None:
    found, _ = who(f"Authentication-Results: mx.acme.example; {GOOD}", *lines)
    assert (found.address, found.evidence) == (address, "claimed")


@pytest.mark.parametrize(
    ("field", "boxes"),
    [
        ("a@x.example", [("", "a@x.example")]),
        ("<A@X.Example>", [("", "a@x.example")]),
        ("Eva <a@x.example>", [("Eva", "a@x.example")]),
        ('"Eva, Ana" <a@x.example>', [("Eva, Ana", "a@x.example")]),
        ('"say \\"hi\\"" <a@x.example>', [('say "hi"', "a@x.example")]),
        ("a@x.example (Eva)", [("Eva", "a@x.example")]),
        ("bob@ok.example <eve@evil.example>", [("bob@ok.example", "eve@evil.example")]),
        (
            "a@x.example, Bo <b@x.example>; c@x.example",
            [("", "a@x.example"), ("Bo", "b@x.example"), ("", "c@x.example")],
        ),
        ("Team: a@x.example, Bo <b@x.example>;", [("", "a@x.example"), ("Bo", "b@x.example")]),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?q?J=C3=BCrgen?= <a@x.example>", [("Jürgen", "a@x.example")]),
        ('"=?utf-8?b?SsO8cmdlbg==?=" <a@x.example>', [("Jürgen", "a@x.example")]),
        ("=?utf-8?q?Ruiz,_Ana?= <a@x.example>", [("Ruiz, Ana", "a@x.example")]),
        ("Eva <a@x.example", [("Eva", "a@x.example")]),
        ("<@relay.example:a@x.example>", [("", "a@x.example")]),
        ("a@bücher.example", [("", "a@xn--bcher-kva.example")]),
        ("Moderator", [("Moderator", "")]),
        ("<mailto:a@x.example>", [("", "a@x.example")]),
        ("a @ x.example", [("", "a@x.example")]),
        ("", []),
        (",,;,", []),
    ],
)
def test_mailboxes_are_found_in_whatever_was_written(field: str, boxes: list[tuple[str, str]]) -> None:
    assert mailboxes(field) == [Mailbox(*box) for box in boxes]


def test_one_address_has_one_form() -> None:
    assert normalise(" A.B@BÜCHER.example. ") == normalise("a.b@xn--bcher-kva.example")
    assert len(normalise("a" * 5000 + "@x.example")) <= 320
    assert normalise("a@" + "ü" * 5000) == normalise("a@" + "ü" * 5000)


def test_results_are_taken_apart() -> None:
    server, verdicts = parse_results('mx.x 1; dkim=pass (good; "sig") header.d="a b"; spf = none')
    assert server == "mx.x"
    assert [(one.method, one.result, one.properties) for one in verdicts] == [
        ("dkim", "pass", {"header.d": "a b"}),
        ("spf", "none", {}),
    ]
