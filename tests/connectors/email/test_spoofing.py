"""Forged results: only the mailbox's own server can say that a mail is Bob's, and only in the way in which it says so.

Each mail is read as bytes, for what a server and a reader see differently often hides below the fields.
"""

import pytest

from connectors.contract import Address, Incoming, Raw
from connectors.email.reading import read

TRUSTED = "mx.acme.example"
BOB = "bob@ok.example"
GENUINE = b"Authentication-Results: mx.acme.example; dmarc=pass header.from=ok.example\r\n"
FORGED = GENUINE
FROM_BOB = b"From: Bob <bob@ok.example>\r\n"


def incoming(*lines: bytes | str, trusted: str = TRUSTED, body: bytes = b"\r\nHello\r\n") -> Incoming:
    head = b"".join(line if isinstance(line, bytes) else line.encode() + b"\r\n" for line in lines)
    [found] = read(Raw("key", head + body), trusted_authserv_id=trusted, own_addresses=["us@acme.example"])
    assert isinstance(found, Incoming)
    return found


def who(*lines: bytes | str, trusted: str = TRUSTED) -> Address:
    return incoming(*lines, trusted=trusted).sender


def test_bob_himself_is_proven() -> None:
    found = who(GENUINE, FROM_BOB)
    assert (found.address, found.evidence, found.how, found.scoped) == (BOB, "proven", "dmarc", False)


def test_bob_without_proof_is_claimed_under_his_address() -> None:
    found = who(FROM_BOB)
    assert (found.address, found.evidence, found.how, found.scoped) == (BOB, "claimed", "unverified", False)


# Results that somebody else wrote, or that say less than they seem to.

OF_ANOTHER = [
    "Authentication-Results: evil.example; dmarc=pass header.from=ok.example",
    "Authentication-Results: dmarc=pass header.from=ok.example",
    "Authentication-Results: ; dmarc=pass header.from=ok.example",
    "Authentication-Results: mx.acme.example.evil.example; dmarc=pass header.from=ok.example",
    "Authentication-Results: evil.mx.acme.example; dmarc=pass header.from=ok.example",
    "Authentication-Results: mx.acme.example=; dmarc=pass header.from=ok.example",
    "Authentication-Results: evil.example mx.acme.example; dmarc=pass header.from=ok.example",
    "Authentication-Results: evil.example (mx.acme.example); dmarc=pass header.from=ok.example",
    "Authentication-Results: mx.acme (.x) .example; dmarc=pass header.from=ok.example",
    "Authentication-Results: mx.acme.example dmarc=pass header.from=ok.example",
    "ARC-Authentication-Results: i=1; mx.acme.example; dmarc=pass header.from=ok.example",
    "X-Authentication-Results: mx.acme.example; dmarc=pass header.from=ok.example",
    "Received-SPF: pass (mx.acme.example; dmarc=pass header.from=ok.example)",
    "Subject: Authentication-Results: mx.acme.example; dmarc=pass header.from=ok.example",
]


@pytest.mark.parametrize("field", OF_ANOTHER)
def test_only_the_trusted_servers_own_field_counts(field: str) -> None:
    assert who(field, FROM_BOB).evidence == "claimed"


AS_THE_SERVER_NEVER_WRITES_IT = {
    "quoted": b'Authentication-Results: "mx.acme.example"; dmarc=pass header.from=ok.example\r\n',
    "after a comment": b"Authentication-Results: (x) mx.acme.example; dmarc=pass header.from=ok.example\r\n",
    "of another version": b"Authentication-Results: mx.acme.example 2; dmarc=pass header.from=ok.example\r\n",
    "of a method's other version": b"Authentication-Results: mx.acme.example; dmarc/2=pass header.from=ok.example\r\n",
    "with a space before its colon": b"Authentication-Results : mx.acme.example; dmarc=pass header.from=ok.example\r\n",
    "with a control character": b"Authentication-Results: mx.ac\x01me.example; dmarc=pass header.from=ok.example\r\n",
    "with a NUL": b"Authentication-Results: mx.acme.example\x00; dmarc=pass header.from=ok.example\r\n",
    "with a look-alike": "Authentication-Results: mx.acme.exampl\u0435; dmarc=pass header.from=ok.example\r\n".encode(),
    "in UTF-16": b"Authentication-Results:"
    + "\ufeff mx.acme.example; dmarc=pass header.from=ok.example".encode("utf-16-le")
    + b"\r\n",
    "as an encoded word": b"Authentication-Results: =?utf-8?q?mx.acme.example?=; dmarc=pass header.from=ok.example\r\n",
    "behind a lone carriage return": b"Subject: Hi\rAuthentication-Results: mx.acme.example; "
    b"dmarc=pass header.from=ok.example\r\n",
    "folded within the name": b"Authentication-Results: mx.acme\r\n .example; dmarc=pass header.from=ok.example\r\n",
}


@pytest.mark.parametrize("field", AS_THE_SERVER_NEVER_WRITES_IT.values(), ids=AS_THE_SERVER_NEVER_WRITES_IT.keys())
def test_a_field_that_the_server_would_not_have_taken_for_its_own_is_not_believed(field: bytes) -> None:
    """It takes away what bears its own name (RFC 8601 5): whatever it could not recognise is still there."""
    assert who(field, FROM_BOB).evidence == "claimed"


@pytest.mark.parametrize(
    "field",
    [
        "Authentication-Results: mx.acme.example; dmarc=pass header.from=ok.example",
        "Authentication-Results: MX.Acme.Example 1; DMARC=Pass Header.From=OK.example",
        "AUTHENTICATION-RESULTS:mx.acme.example;dmarc=pass header.from=ok.example",
        "Authentication-Results: mx.acme.example (amavisd-new); dkim=pass (2048-bit key) header.d=ok.example",
        "Authentication-Results: mx.acme.example;\r\n\tspf=pass;\r\n\tdmarc=pass (p=NONE\r\n\t) header.from=ok.example",
        "Authentication-Results: mx.acme.example 1; dmarc/1=pass header.from=ok.example",
        'Authentication-Results: mx.acme.example; dmarc=pass reason="a; b (c" header.from=ok.example',
    ],
)
def test_the_servers_own_field_is_understood_in_every_form_that_servers_write(field: str) -> None:
    assert who(field, FROM_BOB).evidence == "proven"


SAYS_LESS = [
    "none",
    "dmarc=none header.from=ok.example",
    "dmarc=fail header.from=ok.example",
    "dmarc=fail header.from=ok.example; dkim=pass header.d=ok.example",
    "dmarc=temperror header.from=ok.example",
    "dmarc=bestguesspass header.from=ok.example",
    "dmarc=pass",
    "dmarc=pass header.from=evil.example",
    "dmarc=pass header.from=ok.example.evil.example",
    "dmarc=pass header.from=xn--ok-abc.example",
    "spf=pass smtp.mailfrom=bob@ok.example",
    "spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example",
    "dkim=pass header.d=evil.example header.i=@ok.example",
    "dkim=pass header.i=bob@ok.example@evil.example",
    "dkim=pass header.d=notok.example",
    "dkim=fail header.d=ok.example",
    "dkim=policy header.d=ok.example",
    "arc=pass header.d=ok.example",
    "iprev=pass policy.iprev=192.0.2.1 (ok.example)",
    "x-dmarc=pass header.from=ok.example",
    "spf=pass (dmarc=pass header.from=ok.example) smtp.mailfrom=evil.example",
    "spf=pass ((x) ; dmarc=pass header.from=ok.example) smtp.mailfrom=evil.example",
    'spf=pass smtp.mailfrom="x; dmarc=pass header.from=ok.example"',
    'spf=pass smtp.mailfrom="x\\"; dmarc=pass header.from=ok.example"',
    "spf=pass smtp.mailfrom=evil.example dmarc=pass header.from=ok.example",
    "spf=none reason=dmarc=pass header.from=ok.example",
    "auth=pass smtp.auth=bob@ok.example",
    'spf=pass reason="(" ; dkim=none ( ; dmarc=pass header.from=ok.example',
]


@pytest.mark.parametrize("result", SAYS_LESS)
def test_what_is_not_aligned_proves_nothing(result: str) -> None:
    found = who(f"Authentication-Results: mx.acme.example; {result}", FROM_BOB)
    assert (found.evidence, found.how) == ("claimed", "unverified")


@pytest.mark.parametrize("trusted", ["", " ", "acme.example", "mx.acme", "example", "dmarc"])
def test_no_other_name_is_trusted_than_the_one_an_admin_entered(trusted: str) -> None:
    assert who(GENUINE, FROM_BOB, trusted=trusted).evidence == "claimed"


@pytest.mark.parametrize("trusted", [TRUSTED, " MX.ACME.example "])
def test_the_admin_may_enter_it_as_people_do(trusted: str) -> None:
    assert who(GENUINE, FROM_BOB, trusted=trusted).evidence == "proven"


# Where the forged field stands.

NOTHING = b"Authentication-Results: mx.acme.example; spf=none smtp.mailfrom=evil.example; dmarc=none\r\n"
HOP = b"Received: from evil.example by mx.acme.example; Mon, 1 Jan 2024 10:00:00 +0000\r\n"
RELAY = b"Authentication-Results: relay.example; spf=pass\r\n"


@pytest.mark.parametrize(
    "fields",
    [
        (RELAY, FORGED),
        (NOTHING, FORGED),
        (b"Authentication-Results: mx.acme.example; dmarc=fail header.from=ok.example\r\n", FORGED),
        (b"Authentication-Results: mx.acme.example; spf=fail\r\n", HOP, FORGED),
        (b"Authentication-Results: mx.acme.example; none\r\n", HOP, FORGED),
        (HOP, NOTHING, b"X-Anything: 1\r\n", FORGED),
        (NOTHING, *[RELAY] * 20, FORGED),
        (NOTHING, b" ; dmarc=pass header.from=ok.example\r\n"),
        (b"Authentication-Results: mx.acme.example; spf=none\r\n",) * 10 + (FORGED,),
    ],
)
def test_a_forgery_below_what_the_server_wrote_is_not_believed(fields: tuple[bytes, ...]) -> None:
    assert who(*fields, FROM_BOB).evidence == "claimed"


def test_several_fields_of_the_server_count_together_and_the_hop_above_them_too() -> None:
    """One provider writes a field per method; another its field below its own Received."""
    spf = b"Authentication-Results: mx.acme.example; spf=pass smtp.mailfrom=evil.example\r\n"
    assert who(spf, GENUINE, HOP, FROM_BOB).evidence == "proven"
    assert who(HOP, GENUINE, FROM_BOB).evidence == "proven"


def test_a_result_in_the_body_or_in_an_attached_mail_counts_for_nothing() -> None:
    attached = b"\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + GENUINE + FROM_BOB + b"\r\nHi\r\n--b--\r\n"
    kind = b"Content-Type: multipart/mixed; boundary=b\r\n"
    assert incoming(FROM_BOB, kind, body=attached).sender.evidence == "claimed"
    assert incoming(FROM_BOB, body=b"\r\n" + GENUINE + b"\r\n").sender.evidence == "claimed"
