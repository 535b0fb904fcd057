"""Whatever a stranger sends: no exception, nothing that cannot be stored, and no more time than its size allows."""

import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import Happening, Incoming, Raw
from connectors.email.reading import read

HEAD = b"From: a@x.example\r\n"


def happenings(data: bytes) -> list[Happening]:
    """Read, and written as another process would get it: msgpack holds UTF-8 only."""
    found = read(Raw(key="k", body=data), trusted_authserv_id="mx.example", own_addresses=["a@x.example"])
    msgspec.msgpack.encode(found)
    assert found
    return found


@given(st.binary(max_size=2000))
def test_any_bytes_are_read(data: bytes) -> None:
    happenings(data)


FIELDS = st.sampled_from(
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "References",
        "In-Reply-To",
        "Content-Type",
        "Content-Disposition",
        "Content-Transfer-Encoding",
        "Content-ID",
        "Authentication-Results",
        "Reply-To",
        "Return-Path",
        "Auto-Submitted",
        "X-Failed-Recipients",
        "Precedence",
        "Status",
        "Action",
        "Final-Recipient",
        "Diagnostic-Code",
    ]
)
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "multipart/mixed; boundary=b",
            "multipart/report; boundary=b; report-type=delivery-status",
            "text/html",
            "base64",
            "message/delivery-status",
            "quoted-printable",
            "text/plain; charset=utf-7; format=flowed",
            "x-uuencode",
            "<a@b>",
            "=?utf-7?q?+2D0-?=",
            "MAILER-DAEMON <>",
            "<>",
            "attachment; filename*0*=utf-16''%D8%00",
            "mx.example; dkim=pass (",
            "rfc822; a@b",
            "failed",
            "5.1.1",
            "Thu, 1 Jan 0001 00:00:00 +2359",
            "message/rfc822",
            "multipart/digest; boundary=b",
        ]
    ),
)
LINES = st.sampled_from(
    [
        "--b",
        "--b--",
        "",
        "> x",
        "On 1 May 2020 a@b.c wrote:",
        "-- ",
        "<p>",
        "begin 644 x",
        "end",
        "=ED=A0=80",
        "+2D0-",
        "550 5.1.1 x",
        "From: a@b",
        "Sent: x",
        "Subject: y",
        "�",
        "\x00",
        "Sent from my x",
    ]
)


@given(st.lists(st.one_of(st.tuples(FIELDS, VALUES).map(": ".join), LINES, st.text(max_size=30)), max_size=40))
def test_any_broken_mail_is_read(lines: list[str]) -> None:
    happenings("\r\n".join(lines).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "charset", ["utf-7", "utf-8", "utf-16", "utf-32", "cp65001", "raw_unicode_escape", "gb18030", "x"]
)
def test_lone_surrogates_never_come_through(charset: str) -> None:
    head = f"From: =?{charset}?q?+2D0-=ED=A0=80?= <a@x.example>\r\nSubject: =?{charset}?b?2D0=?=\r\n".encode()
    kind = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    for body in (b"+2D0- +3gA-", b"\xed\xa0\x80", b"\x00\xd8\x00\x00", b"\\ud800"):
        happenings(head + kind + body)


def nested(depth: int) -> bytes:
    return (
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)) + b"\nHello"
    )


PARTS = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
BOMBS = {
    "depth": nested(20_000),
    "parts": PARTS + b"--b\r\n\r\nx\r\n" * 100_000,
    "parts without end": PARTS + b"--b\r\n" * 200_000,
    "the same boundary inside": PARTS + (b"--b\r\n" + PARTS) * 20_000,
    "files": PARTS + b"--b\r\nContent-Type: a/b\r\n\r\nx\r\n" * 50_000,
    "fields": b"A: b\r\n" * 200_000 + b"\r\nx",
    "froms": b"From: a@b.example\r\n" * 100_000 + b"\r\nx",
    "folds": b"Subject: a\r\n" + b" b\r\n" * 200_000 + b"\r\nx",
    "encoded words": b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\n\r\nx",
    "half words": b"Subject: " + b"=?" * 300_000 + b"\r\n\r\nx",
    "parameters": b"Content-Type: text/plain" + b'; a*0="' * 100_000 + b"\r\n\r\nx",
    "parentheses": b"From: " + b"(" * 200_000 + b"\r\n\r\nx",
    "quotes": b"From: " + b'"\\' * 200_000 + b"\r\n\r\nx",
    "mailboxes": b"From: " + b"a@b.example," * 100_000 + b"\r\n\r\nx",
    "results": HEAD + b"Authentication-Results: mx.example" + b"; dkim=pass (" * 100_000 + b"\r\n\r\nx",
    "references": HEAD + b"References: " + b"<a@b>" * 100_000 + b"\r\n\r\nx",
    "brackets": HEAD + b"References: " + b"<" * 300_000 + b"\r\n\r\nx",
    "uuencode": HEAD + b"\r\n" + (b"begin 644 a\r\nM" + b"a" * 60 + b"\r\n") * 10_000,
    "flowed quotes": HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"> b \r\n" * 100_000,
    "html": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div><p style='" * 50_000,
    "report": HEAD + b"Return-Path: <>\r\nSubject: failure notice\r\n\r\n" + b"mailbox a b c " * 50_000,
    "recipients": PARTS
    + b"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    + b"Final-Recipient: a; b\r\n\r\n" * 50_000,
    "base64": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"YQ==" * 300_000,
    "labels": b"From: a@" + "ü.".encode() * 50_000 + b"\r\n\r\nx",
    "zeros": b"\0" * 1_000_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_read_in_linear_time(bomb: bytes) -> None:
    start = time.process_time()
    happenings(bomb)
    assert time.process_time() - start < 6


def test_what_is_read_of_a_bomb_is_bounded() -> None:
    files = [len(one.files) for one in happenings(BOMBS["files"]) if isinstance(one, Incoming)]
    assert files == [200]


@pytest.mark.parametrize("unit", [b"> a\r\n", b"<b>a</b> ", b"a@b.example wrote\r\n"])
def test_twice_the_mail_takes_about_twice_the_time(unit: bytes) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        happenings(HEAD + b"Content-Type: text/html\r\n\r\n" + unit * (size // len(unit)))
        return time.process_time() - start

    seconds(100_000)
    assert seconds(800_000) < 8 * (4 * seconds(100_000) + 0.05)
