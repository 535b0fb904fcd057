"""Forged authors: nobody passes as bob@ok.example but Bob, whatever the From field says and wherever it stands.

Each mail is read as bytes, for what a server and a reader see differently often hides below the fields.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import Address, Incoming, Raw
from connectors.email.address import normalise, sole
from connectors.email.reading import read

BOB = "bob@ok.example"
GENUINE = b"Authentication-Results: mx.acme.example; dmarc=pass header.from=ok.example\r\n"
FROM_BOB = b"From: Bob <bob@ok.example>\r\n"


def incoming(*lines: bytes | str) -> Incoming:
    head = b"".join(line if isinstance(line, bytes) else line.encode() + b"\r\n" for line in lines)
    raw = Raw("key", head + b"\r\nHello\r\n")
    [found] = read(raw, trusted_authserv_id="mx.acme.example", own_addresses=["us@acme.example"])
    assert isinstance(found, Incoming)
    return found


def who(*lines: bytes | str) -> Address:
    return incoming(*lines).sender


def passes_as_bob(sender: Address) -> bool:
    """Whether it would stand in Bob's own thread, or as proven anywhere."""
    return sender.evidence == "proven" or (sender.address == BOB and not sender.scoped)


# From fields that one reader takes for Bob's and another for Eve's. For each there is a server that would vouch.

EVES = [
    "bob@ok.example <eve@evil.example>",
    '"bob@ok.example" <eve@evil.example>',
    '"Bob <bob@ok.example>" <eve@evil.example>',
    "<bob@ok.example> <eve@evil.example>",
    "<bob@ok.example>, <eve@evil.example>",
    "bob@ok.example, eve@evil.example",
    "bob@ok.example; eve@evil.example",
    "bob@ok.example eve@evil.example",
    '"bob@ok.example" eve@evil.example',
    "<bob@ok.example eve@evil.example>",
    "<eve@evil.example> ((x) <bob@ok.example>)",
    "eve@evil.example ((x) bob@ok.example)",
    "(bob@ok.example) <eve@evil.example>",
    "bob@ok.example: eve@evil.example;",
    "Friends: bob@ok.example, eve@evil.example;",
    "Friends: bob@ok.example;",
    "<@evil.example:bob@ok.example>",
    "<@evil.example,@relay.example:bob@ok.example>",
    "<bob@ok.example@evil.example>",
    "<bob @ok.example>",
    "<b ob@ok.example>",
    "<bob@ok .example>",
    "<bob@.ok.example>",
    "<bob@ok.example.....evil.example>",
    "<bob@ok.example" + "." * 310 + "evil.example>",
    "<'bob@ok.example'>",
    "<mailto:bob@ok.example>",
    '<"bob"@ok.example>',
    '<"bob@ok.example"@evil.example>',
    "<bob\\@ok.example>",
    "=?utf-8?q?bob=40ok.example?= <eve@evil.example>",
    "=?utf-8?b?Ym9iQG9rLmV4YW1wbGU=?= <eve@evil.example>",
    "=?utf-8?b?Ym9iQG9rLmV4YW1wbGU=?=",
    "<=?utf-8?b?Ym9iQG9rLmV4YW1wbGU=?=>",
    "<=?utf-8?q?bob?=@ok.example>",
    "<bob@=?utf-8?q?ok?=.example>",
    "<bob@ok.example=?utf-8?q?.evil?=>",
    "=?a?q?<bob@ok.example>?= <eve@evil.example>",
    "=?utf-8?q?Bob_<bob=40ok.example>?= <eve@evil.example>",
    "<bob@[192.0.2.1]>",
    'Bob <"bob@ok.example',
    '"Bob <bob@ok.example>',
    "(Bob <bob@ok.example>",
    "<>",
    "bob",
    "",
    "Bob " * 1000 + "<bob@ok.example>",
]


@pytest.mark.parametrize("vouched", ["ok.example", "evil.example"])
@pytest.mark.parametrize("field", EVES)
def test_a_from_that_can_be_read_in_two_ways_never_passes_as_bob(field: str, vouched: str) -> None:
    results = f"Authentication-Results: mx.acme.example; dmarc=pass header.from={vouched}; dkim=pass header.d={vouched}"
    found = who(results, f"From: {field}")
    if found.address == "eve@evil.example" and not found.scoped:
        assert found.evidence == "claimed" or vouched == "evil.example"
        assert BOB not in found.display, "the screen must not say so either"
    else:
        assert not passes_as_bob(found), found


SOLE = {
    "bob@ok.example": BOB,
    "<bob@ok.example>": BOB,
    "Bob <BOB@OK.example>": BOB,
    '"bob@elsewhere.example via Shop" <bob@ok.example>': BOB,
    "Bob (works (part-time)) <bob@ok.example> (home)": BOB,
    "Ruiz, Bob <bob@ok.example>": BOB,
    "Bob: the builder <bob@ok.example>": BOB,
    "bob@ok.example <bob@ok.example>": BOB,
    "'bob@ok.example' <bob@ok.example>": BOB,
    "=?utf-8?q?Bob=2C_Ruiz?= =?utf-8?b?QQ==?= <bob@ok.example>": BOB,
    "Bob <bob@ok.example": BOB,
    "<bob@ok.example>,": BOB,
    "bob+tag=x@ok.example": "bob+tag=x@ok.example",
    "o'bob@ok.example": "o'bob@ok.example",
    "bob@bücher.example": "bob@xn--bcher-kva.example",
}


@pytest.mark.parametrize(("field", "address"), SOLE.items())
def test_sloppy_but_clear_fields_are_certain(field: str, address: str) -> None:
    assert sole(field) == address
    assert not who(f"From: {field}").scoped


@pytest.mark.parametrize("size", [100, 2000, 60_000])
@pytest.mark.parametrize("piece", [" ", "'", "(", "<", '"', "a@", "a.", "=?", "\\", "=?u?q?a?= ", "a "])
def test_no_field_takes_long_to_be_judged(piece: str, size: int) -> None:
    """With a pattern that goes back and forth, the longest of these would outlast the test's time."""
    assert sole(piece * (size // len(piece))) == ""


# One mail, two mails' worth of fields.

TWO_AUTHORS = [
    (FROM_BOB, b"From: eve@evil.example\r\n"),
    (b"From: eve@evil.example\r\n", FROM_BOB),
    (FROM_BOB, FROM_BOB),
    (FROM_BOB, b"FROM: eve@evil.example\r\n"),
    (FROM_BOB, b"From : eve@evil.example\r\n"),
    (FROM_BOB, b"From\t: eve@evil.example\r\n"),
    (FROM_BOB, b" \r\n", b"From: eve@evil.example\r\n"),
    (FROM_BOB, b"Subject: x\rFrom: eve@evil.example\r\n"),
    (b"Subject: x\rFrom: bob@ok.example\r\n", b"From: eve@evil.example\r\n"),
    (b"Subject: x\rFrom: bob@ok.example\r\n",),
    (FROM_BOB, b"no field at all\r\n", b"From: eve@evil.example\r\n"),
    (FROM_BOB, b"X: 1\r\n" * 1000, b"From: eve@evil.example\r\n"),
    (b"From: Bob <b\x00ob@ok.example>\r\n",),
    (b"From: Bob <bob@ok.example\x00>\r\n",),
    (b"From: \x08Bob <bob@ok.example>\r\n",),
    (b"From:" + "\ufeffbob@ok.example".encode("utf-16-le") + b"\r\n",),
    (b"Sender: bob@ok.example\r\n",),
    (b"Reply-To: bob@ok.example\r\n",),
    (b"Return-Path: <bob@ok.example>\r\n",),
    (b"From: Bob\r\n", b"Reply-To: bob@ok.example\r\n"),
    (b"Resent-From: bob@ok.example\r\n",),
]


@pytest.mark.parametrize("lines", TWO_AUTHORS)
def test_a_mail_of_two_authors_or_of_none_never_passes_as_bobs(lines: tuple[bytes, ...]) -> None:
    assert not passes_as_bob(who(GENUINE, *lines))


def test_who_is_uncertain_is_kept_apart_and_claims_every_address_named() -> None:
    found = incoming(GENUINE, FROM_BOB, "From: Eve <eve@evil.example>", "Reply-To: mallory@evil.example")
    assert found.sender == Address("email", BOB, "Bob", how="unverified", scoped=True)
    assert [(one.address, one.how, one.scoped) for one in found.claims] == [
        (BOB, "unverified", False),
        ("eve@evil.example", "unverified", False),
        ("mallory@evil.example", "reply-to", False),
    ]


def test_a_made_up_address_is_nobodys_claim() -> None:
    found = incoming("Subject: From nobody")
    assert found.sender.address.endswith(".invalid")
    assert found.claims == ()


# Letters that look like others, or that programs turn into others.

LOOK_ALIKES = [
    "b\u043eb@ok.example",
    "bob@\u043ek.example",
    "bob@o\u212a.example",
    "bob@\uff4f\uff4b.example",
    "bob@o\u200bk.example",
    "bob@o\u00adk.example",
    "bob@ok\u3002example",
    "bob@ok.example\u200b",
    "\uff42ob@ok.example",
    "bo\u200db@ok.example",
    "bob\uff20ok.example",
]


@pytest.mark.parametrize("vouched", ["ok.example", "evil.example"])
@pytest.mark.parametrize("address", LOOK_ALIKES)
def test_a_look_alike_is_somebody_else(address: str, vouched: str) -> None:
    results = f"Authentication-Results: mx.acme.example; dmarc=pass header.from={vouched}"
    found = who(results, f"From: Bob <{address}>")
    assert found.address != BOB
    assert found.evidence == "claimed" or found.address.endswith("@ok.example"), "its own domain may vouch for it"


def test_domains_that_differ_by_a_letter_that_was_once_mapped_stay_two() -> None:
    """IDNA 2003 made one of them, IDNA 2008 lets two people own them (RFC 5894 7.2)."""
    assert normalise("a@straße.example") == "a@xn--strae-oqa.example"
    assert normalise("a@STRASSE.example") == "a@strasse.example"


@given(st.text(max_size=40))
def test_one_form_is_one_address_however_often_it_is_made(text: str) -> None:
    once = normalise(f"bob@{text}")
    assert normalise(once) == once


@pytest.mark.parametrize(
    "name",
    [
        BOB,
        "bob@ok.example.",
        "(bob@ok.example)",
        "bob＠ok.example",
        "bob@\u200bok.example",
        "b\u00adob@ok.example",
        "bob@ok.example,eve@evil.example",
        "BOB@OK.EXAMPLE",
    ],
)
def test_no_name_shows_an_address_that_is_not_the_mails_own(name: str) -> None:
    assert who(f'From: "{name}" <eve@evil.example>').display == ""


def test_a_name_cannot_turn_the_line_around() -> None:
    assert who("From: \u202eelpmaxe.ko@bob\u202c <eve@evil.example>").display == "elpmaxe.ko@bob"


def test_a_name_in_any_script_is_shown_as_it_is() -> None:
    assert who('From: "می\u200cخواهم" <eve@evil.example>').display == "می\u200cخواهم"


@pytest.mark.parametrize("line", ["Reply-To: Eve <eve@evil.example>", 'Reply-To: "bob@ok.example" <eve@evil.example>'])
def test_answers_go_to_the_author_and_a_different_reply_to_is_only_a_claim(line: str) -> None:
    found = incoming(GENUINE, FROM_BOB, line)
    assert (found.sender.address, found.sender.evidence) == (BOB, "proven")
    assert [(one.address, one.evidence, one.how) for one in found.claims] == [
        ("eve@evil.example", "claimed", "reply-to")
    ]
    assert (found.also, found.same) == ((), ())
